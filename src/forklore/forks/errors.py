"""What can go wrong with forks, merges and proposals."""

from forklore.forks.rows import Clash
from forklore.foundations.errors import Conflict, Forbidden, NotFound


class TooDeep(Conflict):
    """This lineage is as deep as a lineage may be."""


class NoUpstream(NotFound):
    """This recipe was forked from none that you may see."""


class Clashing(Conflict):
    """Both sides changed the same things: say for each of them with `take` or `skip` which one to keep."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        """Take what is not decided."""
        super().__init__()
        self.clashes = clashes


class NoSuchProposal(NotFound):
    """There is no such proposal, or it is not yours to see."""


class NotYourProposal(Forbidden):
    """Only the cook of the recipe may accept or decline, and only who proposed may withdraw."""


class ProposalClosed(Conflict):
    """This proposal was accepted, declined or withdrawn already."""


class AlreadyProposed(Conflict):
    """A proposal of this fork is open already: withdraw it before you make another."""


class NotProposable(Conflict):
    """Only a public fork that was made directly from this recipe, and differs from it, can be proposed to it."""


class NoSuchComment(NotFound):
    """There is no such comment, or it is not yours to take away."""

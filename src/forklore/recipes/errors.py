"""What can go wrong with recipes."""

from forklore.foundations.errors import Conflict, Forbidden, Invalid, NotFound


class NoSuchRecipe(NotFound):
    """There is no such recipe, or it is not yours to see."""


class NoSuchVersion(NotFound):
    """The recipe has no such version."""


class NotYours(Forbidden):
    """Only its author may do this."""


class NotReady(Invalid):
    """A recipe needs a line of ingredients and a step before it is published."""


class NotPublished(Conflict):
    """This recipe is not published."""


class Gone(Conflict):
    """This recipe was deleted."""

"""What can go wrong with replacements."""

from forklore.foundations.errors import Conflict, Invalid, NotFound


class NoFork(NotFound):
    """This recipe was not forked from another."""


class NothingToAdapt(Conflict):
    """This recipe fits as it is: there is nothing to adapt."""


class Unresolved(Invalid):
    """For some lines nothing is known that fits; keep them as they are with `keep_unresolved`, or choose yourself."""

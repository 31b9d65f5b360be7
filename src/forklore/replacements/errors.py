"""What can go wrong with replacements."""

from forklore.foundations.errors import Conflict, Fault, Invalid, NotFound


class NoFork(NotFound):
    """This recipe was not forked from another."""


class NothingToAdapt(Conflict):
    """This recipe fits as it is: there is nothing to adapt."""


class Unresolved(Invalid):
    """For some lines nothing is known that fits; keep them as they are with `keep_unresolved`, or choose yourself."""


class NoSuchChange(NotFound):
    """There is no such change, or it is not yours to see."""


class NotReadYet(Conflict):
    """This change is being read again; ask for the changes of the recipe in a moment."""


class NoSuchReplacement(NotFound):
    """Nobody has replaced the one by the other."""


class NoModel(Invalid):
    """This file is no model of suggestions."""


class NoTrees(Fault):
    """The library that orders suggestions by trees cannot be loaded."""

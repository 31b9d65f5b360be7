"""What can go wrong with replacements."""

from forklore.foundations.errors import Conflict, NotFound


class NoFork(NotFound):
    """This recipe was not forked from another."""


class NoSuchChange(NotFound):
    """There is no such change, or it is not yours to see."""


class NotReadYet(Conflict):
    """This change is being read again; ask for the changes of the recipe in a moment."""


class NoSuchReplacement(NotFound):
    """Nobody has replaced the one by the other."""

"""What can go wrong with replacements."""

from forklore.foundations.errors import Fault, Invalid, NotFound


class NoFork(NotFound):
    """This recipe was not forked from another."""


class NoModel(Invalid):
    """This file is no model of suggestions."""


class NoTrees(Fault):
    """The library that orders suggestions by trees cannot be loaded."""

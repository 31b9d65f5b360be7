"""What can go wrong with replacements."""

from forklore.foundations.errors import Invalid, NotFound


class NoFork(NotFound):
    """This recipe was not forked from another."""


class NoModel(Invalid):
    """This file is no model of suggestions."""

"""What can go wrong with replacements."""

from forklore.foundations.errors import NotFound


class NoFork(NotFound):
    """This recipe was not forked from another."""

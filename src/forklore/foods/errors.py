"""What can go wrong with foods."""

from forklore.foundations.errors import NotFound


class NoSuchFood(NotFound):
    """No food goes by this name."""

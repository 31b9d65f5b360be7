"""What can go wrong with reviews."""

from forklore.foundations.errors import Forbidden, NotFound


class OwnRecipe(Forbidden):
    """You cannot review your own recipe."""


class NoSuchReview(NotFound):
    """There is no such review."""


class NotCooked(NotFound):
    """You have not said that you cooked this."""

"""What may be wrong with a comment."""

from forklore.foundations.errors import NotFound


class NoSuchComment(NotFound):
    """There is no such comment."""

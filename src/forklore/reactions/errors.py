"""What may be wrong with a reaction."""

from forklore.foundations.errors import NotFound


class NoReaction(NotFound):
    """You have not reacted so."""

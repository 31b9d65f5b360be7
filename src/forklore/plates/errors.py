"""What may be wrong with a plate."""

from forklore.foundations.errors import Conflict, NotFound


class NoSuchPlate(NotFound):
    """There is no such plate."""


class PhotoTaken(Conflict):
    """One of these photographs is not there, could not be read, or is shown with something else already."""

"""What may be wrong with a photograph."""

from forklore.foundations.errors import Conflict, Fault, NotFound


class NotAPicture(Fault):
    """A photograph is a JPEG, PNG, WebP, GIF, HEIC or AVIF file."""

    status = 415


class BadPicture(Fault):
    """This file is broken, or cannot be made safe to send."""

    status = 422


class TooLarge(Fault):
    """This photograph is too large."""

    status = 413


class NoSuchPhoto(NotFound):
    """There is no such photograph."""


class QuotaSpent(Conflict):
    """There is no room for more photographs: delete some first."""

"""What can go wrong with accounts."""

from forklore.foundations.errors import Conflict, Forbidden, NotFound, Unauthenticated


class WrongLogin(Unauthenticated):
    """The login or the password is wrong."""


class HandleTaken(Conflict):
    """This handle belongs to somebody."""


class EmailTaken(Conflict):
    """There is an account with this address of mail already."""


class NoSuchCook(NotFound):
    """There is no such cook."""


class NoSuchKey(NotFound):
    """There is no such session or token of yours."""


class ScopeMissing(Forbidden):
    """This token may not be used for that."""

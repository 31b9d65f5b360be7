"""What may be wrong with a cookbook."""

from forklore.foundations.errors import Conflict, NotFound


class NoSuchCookbook(NotFound):
    """There is no such cookbook."""


class NotInCookbook(NotFound):
    """This recipe is not in the cookbook."""


class TooManyCookbooks(Conflict):
    """You have as many cookbooks as one can have."""


class CookbookFull(Conflict):
    """This cookbook holds as many recipes as one can hold."""

"""Why a file is refused."""

from forklore.foundations.errors import Fault, Invalid


class NoRecipe(Invalid):
    """There is no recipe in this file."""


class NotHtml(Invalid):
    """This is not a web page."""


class NotJson(Invalid):
    """This is not a JSON document."""


class WrongField(Invalid):
    """A field of this recipe cannot be taken."""


class FileTooLarge(Invalid):
    """This file is larger than 10 MB."""


class Unreadable(Invalid):
    """This file cannot be opened and read."""


class UnknownKind(Invalid):
    """This file's name does not end in .html, .htm, .testhtml, .json, .jsonl or .jsonld."""


class TooSlow(Invalid):
    """Reading this file took too long."""


class ReaderDied(Invalid):
    """The process that read this file ended without an answer."""


class NoReader(Fault):
    """The processes that read files cannot be started."""

    status = 500

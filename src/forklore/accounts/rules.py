"""What is a valid account."""

import re
from datetime import datetime, timedelta

from forklore.foundations.errors import FieldFault, Invalid
from forklore.foundations.text import clean, clean_line

PASSWORD_LENGTHS = (8, 200)
DISPLAY_NAME_LENGTH = 80
BIO_LENGTH = 2_000
TOKEN_NAME_LENGTH = 80
TOKENS_AT_MOST = 50
TOKEN_DAYS_AT_MOST = 3_650

_HANDLE = re.compile(r"[a-z0-9_]{3,30}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_RESERVED = frozenset({"admin", "administrator", "api", "forklore", "me", "moderator", "root", "support", "system"})


def handle_faults(handle: str, pointer: str = "/handle") -> list[FieldFault]:
    """Find what is wrong with a handle."""
    if not _HANDLE.fullmatch(handle):
        return [FieldFault(pointer, "a handle is 3 to 30 of a-z, 0-9 and _")]
    if handle in _RESERVED:
        return [FieldFault(pointer, "this handle is kept for the house")]
    return []


def display_name_faults(name: str) -> list[FieldFault]:
    """Find what is wrong with a display name."""
    if not 1 <= len(clean_line(name)) <= DISPLAY_NAME_LENGTH:
        return [FieldFault("/display_name", f"a name has 1 to {DISPLAY_NAME_LENGTH} characters")]
    return []


def bio_faults(bio: str) -> list[FieldFault]:
    """Find what is wrong with a bio."""
    return [FieldFault("/bio", f"at most {BIO_LENGTH} characters")] if len(clean(bio)) > BIO_LENGTH else []


def email_faults(email: str) -> list[FieldFault]:
    """Find what is wrong with an address of mail, as far as its form tells."""
    if len(email) > 254 or not _EMAIL.fullmatch(email.strip()):  # noqa: PLR2004 (RFC 5321)
        return [FieldFault("/email", "this is not an address of mail")]
    return []


def password_faults(password: str) -> list[FieldFault]:
    """Find what is wrong with a password: its length only, as NIST SP 800-63B advises."""
    low, high = PASSWORD_LENGTHS
    if not low <= len(password) <= high:
        return [FieldFault("/password", f"a password has {low} to {high} characters")]
    return []


def may_end_at(time: datetime, now: datetime) -> bool:
    """Tell whether a token may run out at a time."""
    return now < time <= now + timedelta(days=TOKEN_DAYS_AT_MOST)


def refuse(faults: list[FieldFault]) -> None:
    """Raise `Invalid` with all faults at once, so that a form shows them together."""
    if faults:
        raise Invalid(faults[0].detail, errors=tuple(faults))

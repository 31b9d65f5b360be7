"""Secrets that we hand out: made random, found again by their hash, never stored as they are."""

import hashlib
import secrets


def new_secret(prefix: str) -> str:
    """Make a secret of 256 random bits; the prefix tells what it is to whoever finds it in a log."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def hash_of(secret: str) -> bytes:
    """Hash a secret for storing (SHA-256: it has enough entropy of its own to need no salt)."""
    return hashlib.sha256(secret.encode()).digest()

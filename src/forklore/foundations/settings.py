"""Every setting of Forklore, read from the environment once and checked."""

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

_SECRET_LENGTH = 32
_PLACE = re.compile(r" - at `\$\.(\w+)`$")


class BadSetting(Exception):
    """A setting has a value that cannot be used."""


class Settings(Struct, frozen=True, kw_only=True):
    """What a host can choose; `docs/settings.md` says what each one does and a test keeps that page complete."""

    host: str = "127.0.0.1"
    port: int = 8000
    home: Path
    database_url: str | None = None
    database_read_url: str | None = None
    base_url: str
    processes: int = 1
    pool_size: int = 10
    worker: bool = True
    environment: str = "development"
    secret: str = ""
    session_days: int = 30
    signups_per_hour: int = 200
    signins_per_minute: int = 30
    writes_per_minute: int = 600
    popular_seconds: int = 20
    files_url: str | None = None
    files_region: str | None = None
    files_endpoint: str | None = None
    files_key_id: str | None = None
    files_secret: str | None = None
    photos_per_cook: int = 2_000
    photo_megabytes_per_cook: int = 1_000
    log_level: str = "info"


LIMITS = {
    "port": (1, 65_535),
    "processes": (1, 256),
    "pool_size": (1, 1_000),
    "session_days": (1, 3_650),
    "signups_per_hour": (0, 10_000_000),
    "signins_per_minute": (0, 10_000_000),
    "writes_per_minute": (0, 10_000_000),
    "popular_seconds": (1, 3_600),
    "photos_per_cook": (0, 10_000_000),
    "photo_megabytes_per_cook": (0, 10_000_000),
}

LOG_LEVELS = ("debug", "info", "warning", "error")


def settings_from(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from environment variables.

    Each is `FORKLORE_` and the field's name in capitals, but `DATABASE_URL` and `DATABASE_READ_URL` which many hosts
    set by themselves. Raises `BadSetting` naming the variable.
    """
    given: dict[str, object] = {}
    for name in Settings.__struct_fields__:
        value = environment.get(variable_name(name))
        if value is not None and value != "":
            given[name] = value
    home = Path(str(given.get("home", ".forklore"))).absolute()
    given["home"] = str(home)
    given.setdefault("base_url", f"http://{given.get('host', '127.0.0.1')}:{given.get('port', 8000)}")
    try:
        chosen = msgspec.convert(given, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise BadSetting(_PLACE.sub(lambda place: f": {variable_name(place[1])}", str(error))) from error
    _check(chosen)
    return msgspec.structs.replace(
        chosen,
        base_url=chosen.base_url.rstrip("/"),
        log_level=chosen.log_level.lower(),
        secret=_secret(chosen),
    )


def _check(chosen: Settings) -> None:
    """Raise `BadSetting` for a value that its type alone does not refuse."""
    for name, (low, high) in LIMITS.items():
        if not low <= getattr(chosen, name) <= high:
            raise BadSetting(f"{variable_name(name)} must lie between {low} and {high}")
    if chosen.log_level.lower() not in LOG_LEVELS:
        raise BadSetting(f"FORKLORE_LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}")
    for name in ("database_url", "database_read_url"):
        if not (getattr(chosen, name) or "postgresql://").startswith(("postgresql://", "postgres://")):
            raise BadSetting(f"{variable_name(name)} must begin with postgresql://")
    if not (chosen.files_url or "s3://").startswith(("s3://", "gs://", "az://", "file:///")):
        raise BadSetting("FORKLORE_FILES_URL must begin with s3://, gs://, az:// or file:///")
    if chosen.environment not in {"development", "production"}:
        raise BadSetting("FORKLORE_ENVIRONMENT must be development or production")
    if not chosen.base_url.startswith(("http://", "https://")):
        raise BadSetting("FORKLORE_BASE_URL must begin with http:// or https://")


def variable_name(field: str) -> str:
    """Tell the environment variable that sets a field."""
    return field.upper() if field.startswith("database_") else f"FORKLORE_{field.upper()}"


def _path(kind: type, value: object) -> object:
    if kind is Path:
        return Path(str(value))
    raise NotImplementedError(kind)


def _secret(chosen: Settings) -> str:
    """Keep one generated secret in the home folder, so that no default secret exists anywhere."""
    if chosen.secret:
        if len(chosen.secret) < _SECRET_LENGTH:
            raise BadSetting(f"FORKLORE_SECRET must have at least {_SECRET_LENGTH} characters")
        return chosen.secret
    place = chosen.home / "secret"
    if not place.exists():
        chosen.home.mkdir(parents=True, exist_ok=True)
        fresh = place.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            place.hardlink_to(fresh)  # of two processes that start at once, one wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    kept = place.read_text(encoding="ascii").strip()
    if len(kept) < _SECRET_LENGTH:
        raise BadSetting(f"{place} holds no secret any more: set FORKLORE_SECRET, or delete the file for a new one")
    return kept

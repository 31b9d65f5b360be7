"""`docs/settings.md`: every setting, what it does, and its default."""

from msgspec import NODEFAULT
from msgspec.structs import fields

from forklore.foundations.settings import LIMITS, Settings, variable_name

# What each setting does; a setting without a sentence here cannot be documented, and a test says so.
MEANING = {
    "host": "The address to listen on; `0.0.0.0` listens on all of them.",
    "port": "The port to listen on.",
    "home": "The folder of the embedded database, of files, and of the generated secret.",
    "database_url": "A PostgreSQL 18 of your own (`postgresql://…`) in place of the embedded server.",
    "database_read_url": "A replica for what only reads; without it the same database is asked.",
    "base_url": "The address under which the public reaches the service; cookies are `Secure` when it is `https`.",
    "processes": "How many processes answer requests.",
    "pool_size": "How many connections to the database each process holds, for writing and for reading each.",
    "worker": "Whether `forklore serve` runs a worker for the jobs beside itself.",
    "environment": "`development` or `production`.",
    "secret": "Signs what the service hands out; at least 32 characters; without it one is kept in the home folder.",
    "session_days": "How long somebody stays signed in.",
    "signups_per_hour": "How many accounts one address may make in an hour; 0 sets no limit.",
    "signins_per_minute": "Tries at one account in a minute, ten times as many from one address; 0 sets no limit.",
    "writes_per_minute": "How much one account may write in a minute; 0 sets no limit.",
    "popular_seconds": "How often the lists of popular recipes are made anew.",
    "files_url": "Where photographs are kept: `s3://bucket/folder` (or `gs://`, `az://`, `file:///folder`).",
    "files_region": "The region of the bucket.",
    "files_endpoint": "The address of a service that speaks S3, when it is not Amazon's.",
    "files_key_id": "The key of the bucket; without one the machine's own credentials are used.",
    "files_secret": "Its secret.",
    "photos_per_cook": "How many photographs one cook may have.",
    "photo_megabytes_per_cook": "How much room they may take.",
    "log_level": "`debug`, `info`, `warning` or `error`.",
}
_DEFAULTS = {
    "home": "`.forklore` in the current folder",
    "base_url": "`http://` host `:` port",
    "secret": "generated",
    "files_url": "the folder `files` of the home",
}
_HEAD = """# Settings

Settings are environment variables; an empty one counts as not set. A value that cannot be used ends the command with
one line that names the variable. Two instances run side by side when they have different homes and ports.

| variable | default | limits | what it does |
|---|---|---|---|
"""
_TAIL = """
When the embedded server is started by root it runs as the system user `embedded_postgres`, which is made when it is
missing, because PostgreSQL refuses to run as root; the folders above the home folder are then opened for it to pass
(`chmod go+rx`). Start Forklore as an ordinary user, or set `DATABASE_URL`, and nothing of this happens.
"""


def settings_page() -> str:
    """Write the page; raises KeyError for a setting that nobody has described."""
    rows = []
    for field in fields(Settings):
        default = _DEFAULTS.get(field.name) or ("" if field.default in {None, NODEFAULT} else _shown(field.default))
        limits = " to ".join(f"{bound:,}" for bound in LIMITS.get(field.name, ()))
        rows.append(f"| `{variable_name(field.name)}` | {default} | {limits} | {MEANING[field.name]} |\n")
    return _HEAD + "".join(rows) + _TAIL


def _shown(default: object) -> str:
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"

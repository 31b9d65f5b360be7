"""Files: a local folder, or a bucket of S3 and its kin, behind one small class.

The library is obstore; keys are relative paths with `/`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import obstore
from obstore.store import LocalStore, from_url

from forklore.foundations.settings import Settings

if TYPE_CHECKING:
    from obstore.store import S3Config  # the library has it for type checkers only


class Files:
    """Puts, gets and deletes whole files by key."""

    def __init__(self, store: Any) -> None:  # noqa: ANN401 (the union of the library's stores has no public name)
        """Take a store of obstore."""
        self._store = store

    async def put(self, key: str, data: bytes) -> None:
        """Write a file, or write over it: what was put twice is there once."""
        await obstore.put_async(self._store, key, data)

    async def get(self, key: str) -> bytes | None:
        """Read a file; None when there is none of this key."""
        try:
            found = await obstore.get_async(self._store, key)
        except FileNotFoundError:
            return None
        return bytes(await found.bytes_async())

    async def delete(self, keys: Sequence[str]) -> None:
        """Delete files; one that is not there is deleted already."""
        for key in keys:
            try:
                await obstore.delete_async(self._store, key)
            except FileNotFoundError:
                continue

    async def keys(self, prefix: str) -> list[str]:
        """List the keys below a prefix, for housekeeping."""
        return [str(entry["path"]) async for part in obstore.list(self._store, prefix) for entry in part]


def open_files(settings: Settings) -> Files:
    """Open the store of the settings: `files_url`, or the folder `files` of the home; a bucket is reached when used."""
    if settings.files_url is None:
        folder = settings.home / "files"
        folder.mkdir(parents=True, exist_ok=True)
        return Files(LocalStore(folder))
    if not settings.files_url.startswith("s3://"):
        return Files(from_url(settings.files_url))
    config: S3Config = {}
    if settings.files_region:
        config["region"] = settings.files_region
    if settings.files_endpoint:
        config["endpoint"] = settings.files_endpoint
    if settings.files_key_id and settings.files_secret:
        config["access_key_id"] = settings.files_key_id
        config["secret_access_key"] = settings.files_secret
    plain = (settings.files_endpoint or "").startswith("http://")
    return Files(from_url(settings.files_url, config=config, client_options={"allow_http": plain}))

"""The files that pages load: one stylesheet, made of one file per component, under a name that tells its content."""

import hashlib
from pathlib import Path

from litestar import Response, get
from msgspec import Struct

from forklore.foundations.errors import NotFound

_STATIC = Path(__file__).with_name("static")
_ASSET_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


class Asset(Struct, frozen=True):
    """A file under an address that changes with its content, so that it may be kept for ever."""

    name: str
    body: bytes
    media_type: str

    @property
    def address(self) -> str:
        """Where it is found."""
        return f"/assets/{self.name}"


def _styles() -> Asset:
    body = b"\n".join(file.read_bytes() for file in sorted((_STATIC / "css").glob("*.css")))
    return Asset(f"forklore.{_print(body)}.css", body, "text/css; charset=utf-8")


def _picture(file: Path) -> Asset:
    body = file.read_bytes()
    return Asset(f"{file.stem}.{_print(body)}.svg", body, "image/svg+xml")


def _print(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]


STYLES = _styles()
ICON = _picture(_STATIC / "icon.svg")
_assets = {asset.name: asset for asset in (STYLES, ICON)}


@get("/assets/{name:str}", opt={"scope": "open", "exclude_from_csrf": True})
async def asset(name: str) -> Response[bytes]:
    """Give a file."""
    found = _assets.get(name)
    if found is None:
        raise NotFound
    return Response(found.body, media_type=found.media_type, headers=_ASSET_HEADERS)


HANDLERS = [asset]

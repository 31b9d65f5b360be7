"""Turns an uploaded file into pictures that are safe to send: decoded, upright, in sRGB, without any metadata.

The type is told by the content, never by a name or a header. Nothing of the file survives but its pixels: they are
copied into a new picture and encoded again, so that places, cameras, comments, colour profiles, animations and
whatever else a file may carry are left behind.
"""

import io
import warnings
from collections.abc import Sequence
from functools import cache

import pillow_heif
from msgspec import Struct
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from forklore.media.errors import BadPicture, NotAPicture, TooLarge
from forklore.media.placeholders import colour_of, placeholder_of

BYTES_AT_MOST = 25_000_000
PIXELS_AT_MOST = 50_000_000
EDGE_AT_MOST = 20_000
WIDTHS = (320, 800, 1600)
# Of a very tall or very wide picture the height is what costs.
_HEIGHT_TO_WIDTH = 3
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF")
_WEBP = {"quality": 80, "method": 4}
_AVIF = {"quality": 60, "speed": 8}
_KEPT_WHEN_SAVED = ("exif", "icc_profile", "xmp", "comment", "XML:com.adobe.xmp")


class Variant(Struct, frozen=True):
    """One encoded picture: its size in pixels, its type (webp or avif) and its bytes."""

    width: int
    height: int
    kind: str
    data: bytes


class Made(Struct, frozen=True):
    """Everything made of one upload: size of the upright original, its colour (`#rrggbb`), a placeholder, variants."""

    width: int
    height: int
    colour: str
    placeholder: str
    variants: Sequence[Variant]


def make_pictures(data: bytes) -> Made:
    """Decode an uploaded file and encode it anew in up to three widths, as WebP and as AVIF; never enlarges.

    Of an animation the first frame is taken. Raises `NotAPicture` for what is none of JPEG, PNG, WebP, GIF, HEIC and
    AVIF, `TooLarge` for too many bytes or pixels, `BadPicture` for a file that is broken or cannot be stripped.
    """
    picture = read_picture(data)
    widths = [width for width in WIDTHS if width < picture.width] + [min(picture.width, WIDTHS[-1])]
    variants = []
    for width in dict.fromkeys(widths):
        sized = _sized(picture, width)
        variants += [_encoded(sized, "webp"), _encoded(sized, "avif")]
    small = _sized(picture, min(picture.width, 64))
    return Made(picture.width, picture.height, colour_of(small), placeholder_of(small), variants)


def check_beginning(data: bytes) -> None:
    """Look at the type and the size that a file claims, without unpacking it; raises as `make_pictures`."""
    _opened(data).close()


def read_picture(data: bytes) -> Image.Image:
    """Decode a file into an upright RGB or RGBA picture that carries nothing else; raises as `make_pictures`."""
    opened = _opened(data)
    try:
        opened.load()
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, MemoryError, ZeroDivisionError) as error:
        raise BadPicture from error
    try:
        return _bare(ImageOps.exif_transpose(_in_srgb(opened)))
    except (OSError, ValueError, SyntaxError, KeyError, ZeroDivisionError, TypeError) as error:
        raise BadPicture from error


def _opened(data: bytes) -> Image.Image:
    if len(data) > BYTES_AT_MOST:
        raise TooLarge(f"A photograph may have at most {BYTES_AT_MOST // 1_000_000} MB.")
    _know_heif()
    try:
        with warnings.catch_warnings():
            # Pillow warns of a bomb before it refuses one; the check of the size below is stricter than both.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise NotAPicture from error
    except Image.DecompressionBombError as error:
        raise TooLarge(_too_many_pixels()) from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, MemoryError, ZeroDivisionError) as error:
        raise BadPicture from error
    _check_size(opened)
    return opened


def _check_size(opened: Image.Image) -> None:
    width, height = opened.size
    if width * height > PIXELS_AT_MOST or max(width, height) > EDGE_AT_MOST:
        raise TooLarge(_too_many_pixels())
    if width < 1 or height < 1:
        raise BadPicture


def _too_many_pixels() -> str:
    return f"A photograph may have at most {PIXELS_AT_MOST // 1_000_000} million pixels and {EDGE_AT_MOST:,} a side."


def _in_srgb(opened: Image.Image) -> Image.Image:
    """Bring the colours to sRGB where a profile says what they are; a profile that cannot be read is left out."""
    profile = opened.info.get("icc_profile")
    mode = "RGBA" if opened.has_transparency_data else "RGB"
    if not profile or opened.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return _with_exif_of(opened, opened.convert(mode))
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(opened, source, target, outputMode="RGB" if mode == "RGB" else "RGBA")
    except (ImageCms.PyCMSError, OSError, ValueError):
        turned = None
    return _with_exif_of(opened, turned or opened.convert(mode))


def _with_exif_of(opened: Image.Image, turned: Image.Image) -> Image.Image:
    # Turning a picture upright needs its EXIF block, which conversion may have dropped.
    orientation = opened.getexif().get(0x0112)
    if orientation is not None:
        turned.getexif()[0x0112] = orientation
    return turned


def _bare(picture: Image.Image | None) -> Image.Image:
    """Copy the pixels, and nothing else, into a new picture."""
    if picture is None:
        raise BadPicture
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _sized(picture: Image.Image, width: int) -> Image.Image:
    height = max(1, round(picture.height * width / picture.width))
    if height > width * _HEIGHT_TO_WIDTH:  # what is very tall is made smaller still
        height = width * _HEIGHT_TO_WIDTH
        width = max(1, round(picture.width * height / picture.height))
    if (width, height) == picture.size:
        return picture
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _encoded(picture: Image.Image, kind: str) -> Variant:
    into = io.BytesIO()
    picture.save(into, kind.upper(), **(_WEBP if kind == "webp" else _AVIF))
    data = into.getvalue()
    _check_stripped(data)
    return Variant(picture.width, picture.height, kind, data)


def _check_stripped(data: bytes) -> None:
    """Look at what was written: a picture that still carries anything is refused, not sent."""
    with Image.open(io.BytesIO(data)) as written:
        if any(written.info.get(key) for key in _KEPT_WHEN_SAVED) or len(written.getexif()):
            raise BadPicture


@cache
def _know_heif() -> None:
    pillow_heif.register_heif_opener()

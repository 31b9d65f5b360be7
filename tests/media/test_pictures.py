"""Uploaded files become pictures that carry nothing but their pixels."""

import io
import zipfile
from collections.abc import Mapping

import numpy as np
import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from forklore.media.errors import BadPicture, NotAPicture, TooLarge
from forklore.media.pictures import make_pictures, read_picture
from forklore.media.placeholders import colour_of, grid_of, placeholder_of

SECRET = "GPS 52.5200 N 13.4050 E"
pillow_heif.register_heif_opener()


def picture(width: int = 64, height: int = 40, colour: str = "tomato") -> Image.Image:
    """A plain picture with one white corner: the upper left one."""
    made = Image.new("RGB", (width, height), colour)
    made.paste("white", (0, 0, width // 4, height // 4))
    return made


def saved(made: Image.Image, kind: str, **options: object) -> bytes:
    into = io.BytesIO()
    made.save(into, kind, **options)
    return into.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    block = Image.Exif()
    block[0x010E] = SECRET
    block[0x0112] = orientation
    block.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    return block


def carrying() -> Mapping[str, bytes]:
    """A file of each type that carries where it was taken."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET)
    text.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
    frames = [picture(colour=colour) for colour in ("tomato", "green", "blue")]
    return {
        "jpeg": saved(picture(), "JPEG", exif=exif(), comment=SECRET.encode(), quality=95),
        "png": saved(picture(), "PNG", pnginfo=text, exif=exif()),
        "webp": saved(picture(), "WEBP", exif=exif(), xmp=SECRET.encode(), lossless=True),
        "gif": saved(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=SECRET.encode()),
        "avif": saved(picture(), "AVIF", exif=exif(), xmp=SECRET.encode()),
        "heic": saved(picture(), "HEIF", exif=exif().tobytes(), quality=90),
    }


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "gif", "avif", "heic"])
def test_nothing_that_a_file_carries_is_left(kind: str) -> None:
    data = carrying()[kind]
    assert SECRET.encode() in data, "the file of the test carries nothing"
    made = make_pictures(data)
    assert (made.width, made.height) == (64, 40)
    assert [(variant.kind, variant.width) for variant in made.variants] == [("webp", 64), ("avif", 64)]
    for variant in made.variants:
        assert b"GPS" not in variant.data
        assert b"Exif" not in variant.data
        with Image.open(io.BytesIO(variant.data)) as written:
            assert written.n_frames == 1 if hasattr(written, "n_frames") else True
            red, green, blue = written.convert("RGB").getpixel((40, 30))  # type: ignore[misc]
            assert (red > 200, green < 150, blue < 130) == (True, True, True), "tomato"


@pytest.mark.parametrize(
    ("orientation", "corner"),
    list(enumerate(["left top", "right top", "right bottom", "left bottom"] * 2, start=1)),
)
def test_a_picture_is_turned_upright(orientation: int, corner: str) -> None:
    read = read_picture(saved(picture(), "JPEG", exif=exif(orientation), quality=95))
    assert read.size == ((64, 40) if orientation <= 4 else (40, 64))
    across, down = corner.split()
    place = (3 if across == "left" else read.width - 4, 3 if down == "top" else read.height - 4)
    pixel = read.getpixel(place)
    assert isinstance(pixel, tuple)
    assert min(pixel) > 200, "the white corner is elsewhere"
    assert not read.info
    assert not len(read.getexif())


def test_widths_are_made_smaller_never_larger() -> None:
    made = make_pictures(saved(picture(1000, 500), "JPEG"))
    assert [(v.kind, v.width, v.height) for v in made.variants] == [
        ("webp", 320, 160),
        ("avif", 320, 160),
        ("webp", 800, 400),
        ("avif", 800, 400),
        ("webp", 1000, 500),
        ("avif", 1000, 500),
    ]
    assert {v.width for v in make_pictures(saved(picture(2400, 100), "JPEG")).variants} == {320, 800, 1600}
    tall = make_pictures(saved(picture(400, 8000), "JPEG"))
    assert max(variant.height for variant in tall.variants) <= 1200


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "YCbCr"])
def test_every_kind_of_pixel_is_read(mode: str) -> None:
    kind = "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG"
    before = Image.fromarray(np.full((9, 9), 40_000, np.uint16)) if mode == "I;16" else picture().convert(mode)
    assert read_picture(saved(before, kind)).mode in {"RGB", "RGBA"}


def test_a_profile_of_colours_is_used_and_left_behind() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for one in (profile, b"no profile at all", ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()):
        read = read_picture(saved(picture(), "PNG", icc_profile=one))
        assert read.size == (64, 40)
        assert "icc_profile" not in read.info


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"%PDF-1.7",
        b"GIF",
        b"\xff\xd8",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04",
    ],
    ids=["nothing", "text", "svg", "xml", "pdf", "gif stub", "jpeg stub", "png stub", "zip"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises((NotAPicture, BadPicture)):
        make_pictures(data)


@pytest.mark.parametrize("kind", ["bmp", "tiff", "ico", "ppm", "pdf"])
def test_other_types_are_refused_though_they_could_be_read(kind: str) -> None:
    with pytest.raises(NotAPicture):
        make_pictures(saved(picture(), kind))


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "gif", "avif", "heic"])
def test_a_truncated_file_is_refused(kind: str) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (80, 80, 3), np.uint8)
    kinds = {"heic": "HEIF"}
    data = saved(Image.fromarray(noise), kinds.get(kind, kind.upper()))
    with pytest.raises((NotAPicture, BadPicture)):
        make_pictures(data[: len(data) // 2])


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = saved(Image.new("1", (12_000, 9_000)), "PNG")
    assert len(bomb) < 100_000
    with pytest.raises(TooLarge, match="pixels"):
        make_pictures(bomb)
    with pytest.raises(TooLarge, match="a side"):
        make_pictures(saved(Image.new("1", (20_001, 1)), "PNG"))
    with pytest.raises(TooLarge, match="MB"):
        make_pictures(b"\xff\xd8" + bytes(25_000_000))


def test_of_a_polyglot_only_the_picture_is_left() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as into:
        into.writestr("evil.html", "<script>alert(1)</script>" * 10)
    made = make_pictures(saved(picture(), "PNG") + archive.getvalue())
    for variant in made.variants:
        assert b"evil.html" not in variant.data
        assert b"PK\x03\x04" not in variant.data


@given(st.binary(max_size=200), st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), st.integers(0, 10_000))
def test_a_damaged_file_never_breaks_the_reader(noise: bytes, kind: str, at: int) -> None:
    data = saved(picture(), kind)
    place = at % len(data)
    try:
        read = read_picture(data[:place] + noise + data[place + len(noise) :])
    except (NotAPicture, BadPicture, TooLarge):
        return
    assert read.mode in {"RGB", "RGBA"}


def test_the_colour_is_that_of_the_dish_not_the_mean() -> None:
    plate = Image.new("RGB", (60, 60), "#eeeeee")
    plate.paste("#c0281c", (10, 10, 50, 50))
    assert colour_of(plate) == "#c0281c"
    assert colour_of(Image.new("RGBA", (9, 9), (0, 0, 0, 0))) == "#ffffff"


def test_a_placeholder_is_small_and_looks_like_the_picture() -> None:
    sky = Image.new("RGB", (60, 60), "#3060c0")
    sky.paste("#208020", (0, 30, 60, 60))
    told = placeholder_of(sky)
    assert len(told) == 48
    grid = grid_of(told, across=2, down=2)
    upper, lower = (tuple(int(row[0][at : at + 2], 16) for at in (1, 3, 5)) for row in grid)
    assert upper[2] > upper[1], "blue above"
    assert lower[1] > lower[2], "green below"
    with pytest.raises(ValueError, match="36 bytes"):
        grid_of("AAAA")

"""Files in a folder and in a bucket: the same answers from both, over a real server that speaks S3."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from forklore.foundations.files import Files, open_files
from forklore.foundations.settings import BadSetting, settings_from

KEY = {"FORKLORE_FILES_KEY_ID": "key", "FORKLORE_FILES_SECRET": "secret of the test"}


@pytest.fixture(scope="module")
def bucket_server() -> Iterator[str]:
    """A process that speaks S3, with a bucket."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret of the test"}
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while True:
        try:
            assert httpx.put(f"{address}/plates").status_code == 200
            break
        except httpx.TransportError:
            assert process.poll() is None
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(20)


@pytest.fixture(params=["folder", "bucket"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    """The store of each kind, as a host sets it."""
    said = {"FORKLORE_HOME": str(tmp_path)}
    if request.param == "bucket":
        address = request.getfixturevalue("bucket_server")
        place = {"FORKLORE_FILES_URL": "s3://plates/below", "FORKLORE_FILES_ENDPOINT": address}
        said |= {**place, "FORKLORE_FILES_REGION": "us-east-1", **KEY}
    return open_files(settings_from(said))


async def test_what_is_put_is_got_and_deleted(files: Files) -> None:
    await files.put("pictures/a/320.webp", b"one")
    await files.put("pictures/a/320.webp", b"two")
    await files.put("pictures/b", bytes(6_000_000))
    assert await files.get("pictures/a/320.webp") == b"two"
    assert await files.get("pictures/b") == bytes(6_000_000)
    assert await files.get("pictures/none") is None
    assert sorted(await files.keys("pictures")) == ["pictures/a/320.webp", "pictures/b"]
    await files.delete(["pictures/a/320.webp", "pictures/none", "pictures/b"])
    await files.delete(["pictures/a/320.webp"])
    assert await files.keys("pictures") == []


async def test_many_at_once(files: Files) -> None:
    await asyncio.gather(*(files.put(f"many/{n}", str(n).encode()) for n in range(20)))
    assert [await files.get(f"many/{n}") for n in range(20)] == [str(n).encode() for n in range(20)]
    await files.delete([f"many/{n}" for n in range(20)])


def test_a_store_that_cannot_be_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="FORKLORE_FILES_URL"):
        settings_from({"FORKLORE_HOME": str(tmp_path), "FORKLORE_FILES_URL": "ftp://elsewhere"})

"""Makes pictures in a process of their own, which a file that breaks the decoder can only take down with itself.

The process reads the upload from its input and writes the result to its output. It may use so much memory and so many
seconds of processor, and is ended when it takes longer than that.
"""

import asyncio
import resource
import sys

import msgspec
from msgspec import Struct

from forklore.foundations.errors import Fault
from forklore.media.errors import BadPicture
from forklore.media.pictures import Made, make_pictures

SECONDS = 60
_MEMORY = 2_000_000_000


class _Outcome(Struct):
    made: Made | None = None
    fault: str | None = None


async def pictures_of(data: bytes, *, seconds: float = SECONDS) -> Made:
    """Make the pictures of an upload; raises `BadPicture` with the reason when that cannot be done."""
    worker = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "forklore.media.workshop",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        out, _ = await asyncio.wait_for(worker.communicate(data), seconds)
    except TimeoutError as error:
        raise BadPicture(f"Making pictures of it took longer than {seconds:g} seconds.") from error
    finally:
        if worker.returncode is None:
            worker.kill()
            await worker.wait()
    if worker.returncode != 0 or not out:
        raise BadPicture
    outcome = msgspec.msgpack.decode(out, type=_Outcome)
    if outcome.made is None:
        raise BadPicture(outcome.fault)
    return outcome.made


def main() -> int:
    """Read an upload, write what was made of it."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        outcome = _Outcome(make_pictures(sys.stdin.buffer.read()))
    except Fault as fault:
        outcome = _Outcome(fault=fault.detail)
    sys.stdout.buffer.write(msgspec.msgpack.encode(outcome))
    return 0


if __name__ == "__main__":
    sys.exit(main())

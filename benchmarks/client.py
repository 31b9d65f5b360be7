"""A client that costs little: requests that are made beforehand, over connections that stay open."""

import asyncio
import time
from array import array
from collections.abc import Sequence
from typing import cast

from msgspec import Struct

_PATIENCE_S = 30
_LENGTH = b"content-length: "


class Load(Struct):
    """What came of a round: the seconds it took, the latency of every request in seconds, and how many were refused."""

    seconds: float
    latencies: "array[float]"
    errors: int

    def rate(self) -> float:
        """Tell how many requests were answered in a second."""
        return len(self.latencies) / self.seconds


class Requests:
    """Requests in a fixed order that all connections take from; after the last comes the first again."""

    def __init__(self, sent: Sequence[bytes]) -> None:
        """Take the requests as they are sent."""
        self._sent, self.place = sent, 0

    def take(self) -> bytes:
        """Give the next request."""
        found = self._sent[self.place]
        self.place = (self.place + 1) % len(self._sent)
        return found

    def skip_to(self, other: "Requests") -> None:
        """Go on where another left off, so that no request of the two is the same."""
        self.place = other.place

    def number(self) -> int:
        """Give the number of the next request instead."""
        number = self.place
        self.place = (self.place + 1) % len(self._sent)
        return number


async def load(port: int, requests: Requests, seconds: float, connections: int) -> Load:
    """Send requests for some seconds over some connections, each the next one when its last was answered."""
    loop = asyncio.get_running_loop()
    found = Load(0.0, array("d"), 0)
    began = time.perf_counter()
    lines = [_Line(requests, found, began + seconds) for _ in range(connections)]
    for line in lines:
        await loop.create_connection(lambda line=line: line, "127.0.0.1", port)  # type: ignore[misc]
    await asyncio.wait_for(asyncio.gather(*(line.done for line in lines)), seconds + _PATIENCE_S)
    found.seconds = time.perf_counter() - began
    return found


class _Line(asyncio.Protocol):
    """One connection: sends, waits for the whole answer, notes the time, sends again until the round is over."""

    def __init__(self, requests: Requests, found: Load, until: float) -> None:
        self._requests, self._found, self._until = requests, found, until
        self._got = b""
        self._whole = 0
        self._began = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast("asyncio.Transport", transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        """Take a part of an answer."""
        self._got = got = self._got + data if self._got else data
        if not self._whole:
            head = got.find(b"\r\n\r\n")
            if head < 0:
                return
            place = got.find(_LENGTH, 0, head) + len(_LENGTH)
            self._whole = head + 4 + int(got[place : got.find(b"\r", place)])
        if len(got) >= self._whole:
            self._answered(time.perf_counter())

    def connection_lost(self, exc: Exception | None) -> None:
        """End; a connection that the server closed is an error."""
        if not self.done.done():
            self._found.errors += 1
            self.done.set_result(None)
        del exc

    def _send(self) -> None:
        self._began = time.perf_counter()
        self._transport.write(self._requests.take())

    def _answered(self, now: float) -> None:
        self._found.latencies.append(now - self._began)
        self._found.errors += self._got[9:10] != b"2"
        self._got, self._whole = b"", 0
        if now < self._until:
            self._send()
            return
        self.done.set_result(None)
        self._transport.close()

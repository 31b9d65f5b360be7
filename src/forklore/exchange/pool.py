"""Many files read side by side: in the order they were given, each in its own time, none stopping the rest."""

import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from msgspec import Struct

from forklore.exchange.errors import NoReader, ReaderDied, TooSlow
from forklore.exchange.file_reader import read_file
from forklore.exchange.rows import FileRead, Refusal
from forklore.foundations.errors import Fault

SECONDS_PER_FILE = 20.0
_SECONDS_TO_START = 120.0
# How far reading may run ahead of a slow file, so that the results that wait behind it stay few.
_AHEAD = 256
# Spawned, not forked: the caller may hold threads, an event loop or database connections.
_CONTEXT = get_context("spawn")


class _Worker(Struct):
    """A process that reads one file after another; `task` is the place of the one it holds."""

    process: BaseProcess
    pipe: Connection
    ready: bool = False
    task: int | None = None
    due: float = 0.0


def read_files(
    paths: Iterable[str | os.PathLike[str]],
    *,
    processes: int | None = None,
    seconds_per_file: float = SECONDS_PER_FILE,
) -> Iterator[FileRead]:
    """Read files in as many processes as there are cores, or as told; yields one result a file in the order given.

    A file that takes longer than `seconds_per_file`, or whose reader dies, is refused like any other, and the reader
    is replaced. Raises `NoReader` when no process can be started. Closing the iterator ends the processes.
    """
    reading = _Reading([os.fspath(path) for path in paths], seconds_per_file)
    try:
        reading.start(processes or available_cores())
        yield from reading.results()
    finally:
        reading.stop()


def available_cores() -> int:
    """Count the cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Reading:
    """One run over a list of files."""

    def __init__(self, paths: list[str], seconds: float) -> None:
        self._paths = paths
        self._seconds = seconds
        self._waiting = deque(range(len(paths)))
        self._done: dict[int, FileRead] = {}
        self._workers: list[_Worker] = []

    def start(self, processes: int) -> None:
        for _ in range(min(processes, len(self._paths))):
            self._workers.append(_started())

    def stop(self) -> None:
        for worker in self._workers:
            _end(worker)

    def results(self) -> Iterator[FileRead]:
        for place in range(len(self._paths)):
            while place not in self._done:
                self._hand_out(place + _AHEAD)
                self._take_in()
            yield self._done.pop(place)

    def _hand_out(self, before: int) -> None:
        for worker in self._workers:
            if worker.ready and worker.task is None and self._waiting and self._waiting[0] < before:
                worker.task = self._waiting.popleft()
                worker.due = time.monotonic() + self._seconds
                with suppress(OSError):  # it died while idle, which the next wait tells
                    worker.pipe.send(self._paths[worker.task])

    def _take_in(self) -> None:
        """Wait for the next answer or the next time limit, and take what came."""
        busy = [worker for worker in self._workers if worker.task is not None or not worker.ready]
        patience = max(0.0, min(worker.due for worker in busy) - time.monotonic())
        answering = connection.wait([worker.pipe for worker in busy], timeout=patience)
        now = time.monotonic()
        for worker in busy:
            if worker.pipe in answering:
                self._hear(worker)
            elif worker.due <= now:
                self._replace(worker, TooSlow(f"Reading this file took longer than {self._seconds:g} seconds."))

    def _hear(self, worker: _Worker) -> None:
        try:
            answer: FileRead | None = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, ReaderDied())
            return
        if answer is None:
            worker.ready = True
        elif worker.task is not None:
            self._done[worker.task] = answer
            worker.task = None

    def _replace(self, worker: _Worker, fault: Fault) -> None:
        """End a reader that is stuck or dead, refuse its file, and start another."""
        _end(worker)
        self._workers.remove(worker)
        if worker.task is None:
            raise NoReader
        path = self._paths[worker.task]
        self._done[worker.task] = FileRead(path, (Refusal(path, fault.detail),))
        if self._waiting:
            self._workers.append(_started())


def _started() -> _Worker:
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_work, args=(theirs,), name="forklore-reader", daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, due=time.monotonic() + _SECONDS_TO_START)


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
    worker.process.close()


def _work(pipe: Connection) -> None:
    """Read what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the asker ends its readers itself
    pipe.send(None)
    try:
        while True:
            pipe.send(read_file(pipe.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return

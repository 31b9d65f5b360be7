"""Processes that end with the one that started them, also when it was killed and could tell them nothing.

Without this the children of a killed server would keep its port and its queue for ever.
"""

import os
import signal
import threading
import time

import psutil

_HOLDER = "FORKLORE_HELD_BY"
_LOOK_EVERY_S = 0.2
_PATIENCE_S = 5


def hold() -> None:
    """Let the processes that are started from now on end with this one."""
    os.environ[_HOLDER] = str(os.getpid())


def end_with_holder() -> None:
    """End this process soon after the one that holds it, if one does; also when that is gone already."""
    holder = os.environ.get(_HOLDER)
    if holder is not None:
        threading.Thread(target=_watch, args=(int(holder), os.getppid()), name="lifeline", daemon=True).start()


def _watch(holder: int, parent: int) -> None:
    while os.getppid() == parent and psutil.pid_exists(holder):
        time.sleep(_LOOK_EVERY_S)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_PATIENCE_S)
    os._exit(1)  # what does not end when asked

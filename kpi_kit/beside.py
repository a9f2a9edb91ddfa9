"""A second process that does a part of the work meanwhile, on another core of the machine.

It has to import what it needs, for a second or more. So it pays where that happens while this
process imports, too, and where much is to be done: only commands begin one.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from io import StringIO
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Self, TypeVar

from kpi_kit import labels

T = TypeVar("T")

COLLECTED = 100_000, 20, 100
"""How rarely a process of one command lets Python look for garbage: it makes hundreds of thousands
of small objects that stay, and every look goes over them again."""


class Beside:
    """A second process, from the beginning of a block to its end.

    Parameters
    ----------
    *modules : str
        What it imports, one after the other, while it is asked nothing.

    Notes
    -----
    It answers one question after the other, in the language of whoever asks. Should it fail, for
    want of memory or because the work cannot be done, this process does the work itself: so an
    error is raised where it is expected, and said once.

    Examples
    --------
    >>> with Beside() as other:
    ...     answer = other.begin(sum, [1, 2, 3])
    ...     sum([4, 5]), answer()
    (9, 6)
    """

    def __init__(self, *modules: str) -> None:
        # As on Windows, everywhere: a copy of this process could wait for locks that it holds.
        context = get_context("spawn")
        self._line, far = context.Pipe()
        self._process = context.Process(target=_serve, args=(far, modules), daemon=True)
        self._process.start()
        far.close()

    def __enter__(self) -> Self:
        """Begin the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process, whatever it is doing."""
        self._line.close()
        self._process.terminate()
        self._process.join()

    def begin(self, work: Callable[..., T], *given: Any) -> Callable[[], T]:
        """Let the other process begin, and return what waits for its answer.

        Parameters
        ----------
        work : function
            A function of a module.
        *given
            What it takes. Both this and the answer are pickled.

        Returns
        -------
        function
            Returns the answer; to be called before anything else is begun.
        """

        def answer() -> T:
            try:
                return self._line.recv()  # type: ignore[no-any-return]
            except (EOFError, OSError):
                return work(*given)

        with suppress(OSError):  # it is gone; so will the answer be
            self._line.send((labels.language(), work, given))
        return answer


def _serve(line: Connection, modules: Sequence[str]) -> None:
    """Do what is asked, until the process that asks is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that asks
    gc.set_threshold(*COLLECTED)
    sys.stderr = StringIO()  # what fails here fails again where it is wanted, and is told there
    waiting = iter(modules)
    with suppress(EOFError):
        while True:
            while not line.poll() and (module := next(waiting, None)):
                import_module(module)
            lang, work, given = line.recv()
            with labels.speaking(lang):
                line.send(work(*given))


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on Windows and macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

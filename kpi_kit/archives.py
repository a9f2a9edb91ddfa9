"""ZIP archives, opened with care: what is inside is judged before it is unpacked, and as it is.

Nothing is ever written to disk, yet an archive whose names point elsewhere is no export.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO

from kpi_kit.errors import ReadingError

MAX_HELD = 500_000_000
"""The largest workbook, archive, or content of one: they are held in memory."""

MAX_MEMBERS = 10_000
MAX_RATIO = 200
"""Exports shrink to a tenth or a fiftieth; only what says nothing shrinks to a thousandth."""

HARMLESS = 10_000_000
"""Below this size, it does not matter how well something is packed."""

PIECE = 1 << 20
ENCRYPTED = 0x1
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""What every platform and operating system writes."""

_OUTSIDE = re.compile(r"^/|^[A-Za-z]:|\\|(^|/)\.\.(/|$)")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError,
    ValueError,
)  # fmt: skip
"""What zipfile raises over damaged archives; a seek to nowhere is a ValueError or OSError."""


class Archive:
    """A ZIP whose members have passed the checks that need no unpacking.

    Parameters
    ----------
    stream : BinaryIO
        The archive; stays open.
    file : str
        The file as shown to the reader.

    Raises
    ------
    ReadingError
        If it is damaged, encrypted, a trap, or has names that point elsewhere.
    """

    def __init__(self, stream: BinaryIO, file: str) -> None:
        self.file = file
        with self._mended():
            self._zip = zipfile.ZipFile(stream)
        self._check()

    @property
    def names(self) -> list[str]:
        """The names of the files inside, without hidden ones and what macOS adds."""
        return [
            member.filename
            for member in self._zip.infolist()
            if not member.is_dir() and not _is_hidden(member.filename)
        ]

    def pieces(self, name: str) -> Iterator[bytes]:
        """Unpack a member piece by piece, never more than it said it was.

        Raises
        ------
        ReadingError
            If it is damaged.
        """
        with self._mended(), self._zip.open(name) as member:
            while piece := member.read(PIECE):
                yield piece

    def _check(self) -> None:
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise ReadingError.saying("archive_members", where=self.file, most=MAX_MEMBERS)
        names = [member.orig_filename for member in members]
        if outside := next(filter(_OUTSIDE.search, names), None):
            raise ReadingError.saying("archive_path", where=self.file, name=repr(outside))
        if len({*names}) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise ReadingError.saying("archive_twice", where=self.file, name=repr(twice))
        if any(member.flag_bits & ENCRYPTED for member in members):
            raise ReadingError.saying("encrypted", where=self.file)
        if not {member.compress_type for member in members} <= METHODS:
            raise ReadingError.saying("damaged", where=self.file)
        self._check_size(
            sum(member.file_size for member in members),
            sum(member.compress_size for member in members),
        )

    def _check_size(self, size: int, packed: int) -> None:
        if size > MAX_HELD:
            raise ReadingError.saying("too_large", where=self.file, size=size // 1_000_000)
        if size > HARMLESS and size > MAX_RATIO * packed:
            raise ReadingError.saying("archive_ratio", where=self.file, size=size // 1_000_000)

    @contextmanager
    def _mended(self) -> Iterator[None]:
        try:
            yield
        except ReadingError:
            raise
        except _BROKEN as error:
            raise ReadingError.saying("damaged", where=self.file) from error


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "~$", "__MACOSX")) for part in PurePosixPath(name).parts)

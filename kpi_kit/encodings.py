"""Bytes into characters: byte order marks, UTF-8, UTF-16, Windows code pages.

A file does not say in which code page it was saved, so what is taken for one is said.
"""

import codecs
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol, TextIO

from kpi_kit import labels
from kpi_kit.errors import ReadingError

CHUNK = 1 << 15
"""Bytes that are checked at once; decoded, they still fit into a processor's cache."""

TELLING = 1 << 20
"""Bytes, the first with a foreign character among them, that tell the code page."""

MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}

_INVALID = re.compile("[\udc80-\udcff]")
_FOREIGN = re.compile("[^\x00-\x7f\udc80-\udcff]")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CYRILLIC_WORD = re.compile("[\u0410-\u044f\u0401\u0451]{2,}")

Opener = Callable[[], BinaryIO]
"""Opens the same bytes anew, from the start."""


class Readable(Protocol):
    """What gives UTF-8 bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, none at the end."""

    def close(self) -> None:
        """Close what the bytes come from."""


@dataclass(frozen=True)
class Text:
    """Bytes of which it is known what characters they are.

    Attributes
    ----------
    file : str
        The file as shown to the reader.
    open : callable
        Opens the bytes.
    encoding, errors : str
        As for :func:`open`.
    mark : int
        How many bytes at the start are a byte order mark.
    repairs : tuple of str
        What was mended, in the reader's language.
    """

    file: str
    open: Opener
    encoding: str
    errors: str = "strict"
    mark: int = 0
    repairs: tuple[str, ...] = ()

    def characters(self) -> TextIO:
        """Open the text; line ends stay as they are."""
        return io.TextIOWrapper(self._bytes(), self.encoding, self.errors, newline="")

    def utf8(self) -> Readable:
        """Open the text as UTF-8, whatever it is in the file."""
        if (self.encoding, self.errors) == ("utf-8", "strict"):
            return self._bytes()
        return _Recoded(self.characters())

    def _bytes(self) -> BinaryIO:
        stream = self.open()
        stream.seek(self.mark)
        return stream


@dataclass(frozen=True)
class _Recoded:
    characters: TextIO

    def read(self, size: int = -1, /) -> bytes:
        return self.characters.read(size).encode("utf-8")

    def close(self) -> None:
        self.characters.close()


def text_of(open_bytes: Opener, file: str) -> Text:
    """Find out the encoding: by byte order mark, as UTF-16 or UTF-8, then as a code page.

    The whole file is checked, a piece at a time, so that reading it cannot fail later.

    Raises
    ------
    ReadingError
        If it is none of them.
    """
    with open_bytes() as stream:
        start = stream.read(4096)
    mark = next((mark for mark in MARKS if start.startswith(mark)), b"")
    encoding = MARKS.get(mark) or _encoding_by_zeros(start, file)
    text = Text(file, open_bytes, encoding, mark=len(mark))
    if _decodes(text):
        return text
    if encoding != "utf-8":
        raise ReadingError.saying("wrong_encoding", where=file)
    invalid, foreign = _census(text)
    # Windows characters hardly ever happen to be valid UTF-8, so valid ones are evidence.
    if invalid <= foreign + bool(mark):
        repair = labels.text("repair.lost_bytes", count=invalid)
        return Text(file, open_bytes, "utf-8", "replace", len(mark), (repair,))
    return _windows_text(text)


def _encoding_by_zeros(start: bytes, file: str) -> str:
    """Tell UTF-16 without a mark: every other byte of western text is zero, and no other is."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if even == odd == 0:
        return "utf-8"
    if min(even, odd) == 0 and max(even, odd) > len(start) // 4:
        return "utf-16-le" if odd else "utf-16-be"
    raise ReadingError.saying("wrong_encoding", where=file)


def _windows_text(text: Text) -> Text:
    """Take the code page of western or of eastern Europe: the latter if words are Cyrillic."""
    with text.open() as stream:
        pieces = iter(lambda: stream.read(TELLING), b"")
        telling = next(piece for piece in pieces if not piece.isascii())
    page = "cp1251" if _is_cyrillic(telling.decode("cp1251", "replace")) else "cp1252"
    repair = labels.text("repair.windows_text", page=page)
    windows = Text(text.file, text.open, page, mark=text.mark, repairs=(repair,))
    if not _decodes(windows):
        raise ReadingError.saying("wrong_encoding", where=text.file)
    return windows


def _is_cyrillic(text: str) -> bool:
    """Tell whether the words with Cyrillic letters have no others; ``GrцЯe`` is German."""
    words = [word for word in _WORD.findall(text) if _CYRILLIC.search(word)]
    whole = list(filter(_CYRILLIC_WORD.fullmatch, words))
    return len(whole) * 2 > len(words)


def _decodes(text: Text) -> bool:
    try:
        for _ in _pieces(text, "strict"):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _census(text: Text) -> tuple[int, int]:
    """Count the bytes that are no UTF-8, and the characters beyond ASCII that are."""
    invalid = foreign = 0
    for piece in _pieces(text, "surrogateescape"):
        invalid += len(_INVALID.findall(piece))
        foreign += len(_FOREIGN.findall(piece))
    return invalid, foreign


def _pieces(text: Text, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(text.encoding)(errors)
    with text.open() as stream:
        stream.seek(text.mark)
        while piece := stream.read(CHUNK):
            yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)

"""The records that separators and quotes make of bytes, counted while the bytes pass by.

pandas' parser is fast, but it pads short rows, cuts long ones, and tells of neither. What is
counted here tells; and what pandas would read otherwise than Python's csv module is refused.
"""

import numpy as np

from kpi_kit.encodings import Readable
from kpi_kit.errors import ReadingError
from kpi_kit.rows import MAX_ROWS, Array

QUOTE, LINE_FEED, RETURN = b'"\n\r'

UNUSED = "\x01"
"""A character that no text has: as the decimal sign, it keeps pandas from reading decimals."""

MAX_RECORD = 10_000_000
"""The longest record here; without a limit, a quote that is never closed takes all memory."""


class IrregularError(Exception):
    """The bytes are not as regular as the fast path needs them; no reader ever sees this."""


class Structure:
    """Bytes on their way to pandas.

    Parameters
    ----------
    source : Readable
        UTF-8.
    separator : str
        Separates the cells.
    width : int
        How many cells the header has.
    above : int
        How many records come before the ones that count; the header is the last of them.
    file : str
        The file as shown to the reader.

    Attributes
    ----------
    records, blank, short : int
        Records; those of nothing but separators; others with fewer cells than the header.
    """

    def __init__(self, source: Readable, separator: str, width: int, above: int, file: str) -> None:
        self.records = self.blank = self.short = 0
        self._source = source
        self._separator = ord(separator)
        self._width = width
        self._above = above
        self._file = file
        self._opens = np.zeros(256, dtype=bool)  # bytes after which a quote opens a cell
        self._opens[[ord(separator), LINE_FEED, RETURN, QUOTE]] = True
        self._before = LINE_FEED  # the byte before this piece
        self._quoted = 0  # 1 inside a quoted cell
        self._returns = 0  # carriage returns without a line feed: at most the last byte
        self._cuts = self._filled = 0  # of the record that has not ended yet

    def __iter__(self) -> "Structure":
        """Look like a file, or pandas takes this for none."""
        return self

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, which are counted by then.

        Raises
        ------
        IrregularError
            As soon as the fast path cannot be trusted with them.
        ReadingError
            If there are more rows than are read here.
        """
        piece = self._source.read(size)
        if b"\0" in piece or UNUSED.encode() in piece:
            raise IrregularError
        if piece:
            self._add(np.frombuffer(piece, np.uint8))
        else:
            self._finish()
        return piece

    def _add(self, piece: Array) -> None:
        """Find the separators and line ends outside of quotes."""
        special = (piece == QUOTE) | (piece == self._separator)
        special |= (piece == LINE_FEED) | (piece == RETURN)
        at = np.flatnonzero(special)
        kind, before = piece[at], piece[at - 1]
        before[at == 0] = self._before
        quote = kind == QUOTE
        quoted = (np.cumsum(quote) + self._quoted) & 1 == 1
        self._check_quotes(before[quote & quoted])
        outside = ~(quote | quoted)
        end = outside & (kind == LINE_FEED)
        self._returns += int((outside & (kind == RETURN)).sum() - (end & (before == RETURN)).sum())
        self._count(at, outside, outside & (kind == self._separator), end, len(piece))
        self._before = int(piece[-1])
        self._quoted = int(quoted[-1]) if len(at) else self._quoted

    def _check_quotes(self, before: Array) -> None:
        """Refuse a quote that opens in the middle of a cell: there it is only a character."""
        if not self._opens[before].all():
            raise IrregularError

    def _count(self, at: Array, outside: Array, cut: Array, end: Array, size: int) -> None:
        """Count cells and other bytes per record; the last record may go on in the next piece."""
        ends = np.flatnonzero(end)
        cuts = np.append(-self._cuts, np.cumsum(cut)[ends])
        seen = np.append(-self._filled, at[ends] + 1 - np.cumsum(outside)[ends])
        self._judge(np.diff(cuts), np.diff(seen))
        self._cuts = int(cut.sum()) - int(cuts[-1])
        self._filled = size - int(outside.sum()) - int(seen[-1])
        if self._filled > MAX_RECORD or self._cuts > self._width:
            raise IrregularError

    def _judge(self, cuts: Array, filled: Array) -> None:
        skipped = min(self._above, len(cuts))
        self._above -= skipped
        cuts, filled = cuts[skipped:], filled[skipped:]
        self.records += len(cuts)
        if self.records > MAX_ROWS:
            raise ReadingError.saying("too_many_rows", where=self._file, most=MAX_ROWS)
        cuts = cuts[filled > 0]
        if (cuts >= self._width).any():
            raise IrregularError
        self.blank += len(filled) - len(cuts)
        self.short += int((cuts < self._width - 1).sum())

    def _finish(self) -> None:
        """Take the end of the file for the end of its last record."""
        if self._returns:
            raise IrregularError
        if self._cuts or self._filled:
            self._judge(np.array([self._cuts]), np.array([self._filled]))
        self._cuts = self._filled = 0

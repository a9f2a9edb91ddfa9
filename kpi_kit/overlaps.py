"""Files of ads that divide the same days differently: added up, they count everything twice."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.ledger import Reading


@dataclass(frozen=True)
class _Span:
    """The days of a file."""

    start: pd.Timestamp
    end: pd.Timestamp
    reading: Reading


class _Spans:
    """The days of files that divide them alike, ready to be searched."""

    def __init__(self, spans: Iterable[_Span]) -> None:
        spans = sorted(spans, key=lambda span: span.start)
        self.starts = [span.start for span in spans]
        self.ends = sorted(span.end for span in spans)
        self.latest = [*accumulate(spans, _later)]

    def meeting(self, span: _Span) -> tuple[int, Reading | None]:
        """Return how many files share days with another one, and one of them."""
        begun = bisect_right(self.starts, span.end)
        over = bisect_left(self.ends, span.start)
        return begun - over, self.latest[begun - 1].reading if begun > over else None


def _later(span: _Span, other: _Span) -> _Span:
    """Return the one that ends last."""
    return other if other.end > span.end else span


def warn_of_overlaps(readings: Sequence[Reading]) -> None:
    """Warn where files of ads divide the same days of a channel differently.

    Of two such ways of dividing, the warning stands at the files of the one that comes later.
    """
    kinds: dict[tuple[str | None, str | None], dict[tuple[object, ...], list[_Span]]] = {}
    for reading in readings:
        if reading.table == "ads" and len(reading.rows):
            start, end = reading.rows["period_start"].min(), reading.rows["period_end"].max()
            if start <= end:  # not so where the days are unknown
                kind = kinds.setdefault((reading.spec.channel, reading.currency), {})
                kind.setdefault(_division(reading), []).append(_Span(start, end, reading))
    for divisions in kinds.values():
        earlier: list[_Spans] = []
        for spans in divisions.values():
            for span in spans:
                _warn(span, earlier)
            earlier.append(_Spans(spans))


def _division(reading: Reading) -> tuple[object, ...]:
    """Tell what the rows of a file are: their level and their breakdown."""
    levels = [name for name in ("campaign", "ad_set", "ad") if reading.rows[name].notna().any()]
    return (*levels, *reading.rows["breakdown"].dropna().unique())


def _warn(span: _Span, earlier: Iterable[_Spans]) -> None:
    """Name one file per other way of dividing, and how many there are."""
    for spans in earlier:
        files, other = spans.meeting(span)
        if other:
            key = "overlapping_ads" if files == 1 else "overlapping_ads_many"
            facts = {"other": other.file, "more": formatting.number(files - 1)}
            span.reading.note("warning", labels.text(f"problem.{key}", **facts))

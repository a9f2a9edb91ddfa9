"""What changed, and how sure that is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.errors import KpiKitError
from kpi_kit.evidence.changes import Change, changes
from kpi_kit.evidence.multiplicity import found_by_chance
from kpi_kit.evidence.shown import signed
from kpi_kit.evidence.straying import PERIOD, told_apart
from kpi_kit.reporting.figures import RATES, Trace, Value, traced, written
from kpi_kit.reporting.scope import Scope, without_stories
from kpi_kit.spans import Against, Span
from kpi_kit.tracing import explanations

COUNTED = {"posts": ("interactions", "views", "impressions"), "accounts": ("follows",)}
"""What is counted in each table and compared, beside the rate of its posts."""

SURE = {"effect": "sure_effect", "no effect": "sure_no_effect", "cannot tell": "sure_cannot_tell"}
AGAINST = {"previous": "against_previous", "last year": "against_last_year"}


@dataclass(frozen=True)
class ChangeLine:
    """A figure of one channel, now and then."""

    channel: str
    table: str
    group: str
    change: Change
    traces: tuple[Trace | None, Trace | None] = (None, None)

    @property
    def name(self) -> str:
        """The figure's name."""
        return labels.name_of(self.change.kpi)

    @property
    def now(self) -> Value:
        """The figure of the period."""
        return written(self.change.kpi, self.change.now, trace=self.traces[0])

    @property
    def then(self) -> Value:
        """The figure of the earlier period."""
        return written(self.change.kpi, self.change.then, trace=self.traces[1])

    @property
    def difference(self) -> str:
        """The change relative to the earlier figure."""
        return signed(self.change.relative)

    @property
    def comparable(self) -> bool:
        """Whether both figures are there, and measured alike."""
        return not (self.change.missing or self.change.notes)

    @property
    def judged(self) -> bool:
        """Whether there is an interval to judge by; of what is only counted, there is none."""
        return self.comparable and self.change.difference.low == self.change.difference.low

    @property
    def sure(self) -> str:
        """How sure it is, in a word; of what is only counted, that it is counted."""
        if not self.comparable:
            return labels.text("report.not_one_measure")
        if not self.judged:
            return labels.text("report.counted")
        return labels.text(f"report.{SURE[self.change.verdict]}")


@dataclass(frozen=True)
class Changed:
    """All changes, and what could not be compared."""

    lines: tuple[ChangeLine, ...] = ()
    span: str = ""
    then: str = ""
    against: str = ""
    refused: tuple[str, ...] = ()

    @property
    def clear(self) -> tuple[ChangeLine, ...]:
        """Those that are more than chance."""
        return tuple(line for line in self.lines if line.judged and line.change.verdict == "effect")

    @property
    def by_chance(self) -> str:
        """How many of the differences are more than chance, and how many chance would bring."""
        asked = sum(line.judged for line in self.lines)
        return found_by_chance(len(self.clear), asked) if asked > 1 else ""

    @property
    def said(self) -> str:
        """What changed clearly, with a warning of chance; nothing where nothing was judged."""
        clear = formatting.few(
            labels.text("report.clear_change", kpi=line.name, channel=line.channel,
                        change=line.difference) for line in self.clear
        )  # fmt: skip
        told = clear and labels.text("report.clear_changes", span=self.span, changes=clear)
        return f"{told} {self.by_chance}".strip()


def changed(scope: Scope) -> Changed:
    """Hold the figures of every channel against those of the earlier days."""
    span = scope.compared
    if span is None:
        return Changed()
    lines: list[ChangeLine] = []
    refused: list[str] = []
    for table, channel, rows in _by_channel(scope):
        name = labels.value_name("channel", channel)
        kpis = _kpis(rows, table)
        found = _found(rows, kpis, span, scope.against, name, refused) if kpis else []
        told = [one for one in found if one.now == one.now or one.then == one.then]
        lines += [
            ChangeLine(name, table, channel, one, traces)
            for one, traces in zip(told, _traces(rows, told), strict=True)
        ]
    first = lines[0].change if lines else None
    then = labels.text("shown.span", first=formatting.day(first.first_then),
                       last=formatting.day(first.last_then)) if first else ""  # fmt: skip
    against = labels.text(f"report.{AGAINST[scope.against]}")
    return Changed(tuple(lines), str(span), then, against, tuple(refused))


def _found(
    rows: pd.DataFrame, kpis: Sequence[str], span: Span, against: Against, name: str,
    refused: list[str],
) -> list[Change]:  # fmt: skip
    """Compare figures at once; where that is refused, one by one, to say which of them are."""
    try:
        return changes(rows, kpis, span.first, span.last, against=against)
    except KpiKitError as error:
        if len(kpis) > 1:
            ones = (_found(rows, [kpi], span, against, name, refused) for kpi in kpis)
            return [*chain.from_iterable(ones)]
        refused.append(f"{name}, {labels.name_of(kpis[0])}: {error}")
        return []


def _traces(rows: pd.DataFrame, found: Sequence[Change]) -> list[tuple[Trace, Trace]]:
    """Say what stands behind both figures of changes, all of which are of the same days."""
    if not found:
        return []
    one = found[0]
    apart = told_apart(rows, Span(one.first_then, one.last_then), Span(one.first, one.last))
    both = apart[apart[PERIOD].notna()]
    told = explanations(both, [change.kpi for change in found], by=PERIOD)
    traces = [traced(each) for each in told]  # "now" comes first
    return list(zip(traces[: len(found)], traces[len(found) :], strict=True))


def _by_channel(scope: Scope) -> Iterator[tuple[str, str, pd.DataFrame]]:
    posts, accounts = without_stories(scope.whole.posts), scope.whole.accounts
    for table, frame in (("posts", posts), ("accounts", accounts)):
        for channel, rows in frame.groupby("channel"):
            yield table, str(channel), rows


def _kpis(rows: pd.DataFrame, table: str) -> Sequence[str]:
    """Choose the channel's first rate, and what it counts."""
    counted = [name for name in COUNTED[table] if rows[name].notna().any()]
    return [*rate_of(rows), *counted] if table == "posts" else counted


def rate_of(posts: pd.DataFrame) -> list[str]:
    """Choose the rate to judge a channel's posts by: the first whose inputs it reports.

    Examples
    --------
    >>> rate_of(pd.DataFrame({"interactions": [2.0], "reach": [None], "views": [9.0],
    ...                       "impressions": [None]}))
    ['engagement_rate_by_views']
    """
    bases = {rate: rate.removeprefix("engagement_rate_by_") for rate in RATES}
    known = posts["interactions"].notna()
    return [rate for rate, base in bases.items() if (known & posts[base].notna()).any()][:1]

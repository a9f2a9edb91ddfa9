"""Channels side by side, with what does not compare stated for every cell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, groupby
from typing import Any

import narwhals as nw
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.breaks import SeriesBreak
from kpi_kit.compare.said import Said, said, text
from kpi_kit.errors import AggregationError, noted
from kpi_kit.kpis import Figure, figure, taken_by
from kpi_kit.periods import time_column
from kpi_kit.refusals import one_currency
from kpi_kit.remarks import breaks_of
from kpi_kit.spans import Span
from kpi_kit.tables import INTERACTIONS_OF
from kpi_kit.values import compute

SHORT = 0.8
"""A channel's rows that reach over less of the common time than this are of another time."""

OTHER = {"impressions": "views", "views": "impressions"}
"""What a channel may count in place of a figure that it does not report."""

APART = {"counts_of", "counts_mixed", "other_time"}
"""What keeps two values from being ranked; so does a change of definition."""


@dataclass(frozen=True)
class Cell:
    """One KPI of one channel.

    Attributes
    ----------
    kpi, channel : str
        Which.
    value : float
        Missing where it cannot be computed.
    rows, used : int
        All rows, and those that hold all inputs.
    first, last : Timestamp
        The days of the rows used.
    interactions_of : str
        What the interactions are made of; empty where the KPI takes none.
    caveats : tuple of Said or SeriesBreak
        What stands against comparing it.
    currency : str
        Of an amount of money; else empty.
    """

    kpi: str
    channel: str
    value: float
    rows: int
    used: int
    first: Any
    last: Any
    interactions_of: str
    caveats: tuple[Said | SeriesBreak, ...]
    currency: str = ""

    @property
    def there(self) -> bool:
        """Whether it has a value."""
        return self.value == self.value

    @property
    def shown_channel(self) -> str:
        """The channel's name."""
        return labels.value_name("channel", self.channel)

    @property
    def shown(self) -> str:
        """The value as the reader sees it."""
        return formatting.shown(self.value, figure(self.kpi).unit, currency=self.currency or None)


@dataclass(frozen=True)
class Note:
    """What stands against comparing some cells, in a sentence."""

    text: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class ChannelComparison:
    """KPIs by channel, and what stands against comparing them.

    Attributes
    ----------
    found : tuple of Cell
        One per KPI and channel.
    span : Span
        The days of all rows.
    """

    found: tuple[Cell, ...]
    span: Span

    @property
    def cells(self) -> pd.DataFrame:
        """One row per KPI and channel: the attributes of :class:`Cell`, caveats as one text."""
        rows = [{**vars(cell), "caveats": "; ".join(map(str, cell.caveats))} for cell in self.found]
        return pd.DataFrame(rows)

    @property
    def table(self) -> pd.DataFrame:
        """KPIs down, channels across."""
        wide = self.cells.pivot_table("value", "kpi", "channel", dropna=False)
        return wide.reindex([kpi for kpi, _ in self._by_kpi()])

    @property
    def comparable(self) -> dict[str, bool]:
        """Per KPI, whether two channels have it and nothing stands against ranking them."""
        return {
            kpi: sum(cell.there for cell in cells) > 1 and not any(map(_apart, cells))
            for kpi, cells in self._by_kpi()
        }

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands against comparing, one sentence per reason and the channels it concerns."""
        return tuple(note.text for note in self.reasons)

    @property
    def reasons(self) -> tuple[Note, ...]:
        """The same with the cells that each concerns."""
        return _notes(self.found)

    def notes_on(self, kpi: str) -> tuple[str, ...]:
        """Say what stands against comparing one of the KPIs."""
        return tuple(n.text for n in _notes([cell for cell in self.found if cell.kpi == kpi]))

    @property
    def naive(self) -> str:
        """Who leads by every KPI, whatever it counts."""
        lines = []
        for kpi, cells in self._by_kpi():
            there = [cell for cell in cells if cell.there]
            if there:
                best = max(there, key=lambda cell: cell.value)
                lines.append(
                    text(
                        "channels_naive",
                        kpi=labels.name_of(kpi),
                        channel=best.shown_channel,
                        value=best.shown,
                    )
                )
        return " ".join(lines)

    @property
    def sentence(self) -> str:
        """What may be ranked, what may not, and why."""
        ranked = [self._ranking(kpi, cells) for kpi, cells in self._by_kpi()]
        return " ".join([text("channels", span=self.span), *ranked, *self.notes])

    def _ranking(self, kpi: str, cells: Sequence[Cell]) -> str:
        there = sorted((c for c in cells if c.there), key=lambda c: c.value, reverse=True)
        values = ", ".join(f"{cell.shown_channel} {cell.shown}" for cell in there)
        key = "channels_ranked" if self.comparable[kpi] else "channels_apart"
        key = key if len(there) > 1 else "channels_alone"
        return text(key, kpi=labels.name_of(kpi), values=values or labels.NOTHING)

    def _by_kpi(self) -> list[tuple[str, list[Cell]]]:
        return [(kpi, list(cells)) for kpi, cells in groupby(self.found, key=lambda c: c.kpi)]


def channels(
    frame: pd.DataFrame,
    kpis: Iterable[str | Figure | Callable[..., Any]],
    *,
    period: "Span | str | tuple[str | date, str | date] | None" = None,
) -> ChannelComparison:
    """Put channels side by side and say of every cell what stands against comparing it.

    Stated are: figures that a channel does not report, and what it counts instead (views are no
    impressions); rows without an input; interactions that are made of other parts; rows of
    another time; changes of a definition in between; people that would have to be added up.

    Parameters
    ----------
    frame : DataFrame
        A canonical table with a channel and a time, such as ``exports.posts``.
    kpis : iterable of str, Kpi or function
        What is compared.
    period : period, optional
        ``"2026-01"``, or first and last day; all rows unless given.

    Raises
    ------
    ColumnError
        If a KPI is not known, or no column says when.
    ComparisonError
        If amounts are of several currencies.
    KpiKitError
        If the table has no rows, or the period is none.

    Examples
    --------
    >>> posts = pd.DataFrame({
    ...     "channel": ["instagram", "linkedin"], "date": pd.to_datetime(["2026-01-05"] * 2),
    ...     "interactions": [30.0, 30.0], "impressions": [1000.0, 1000.0],
    ...     "interactions_of": ["likes + comments", "likes + comments + clicks"]})
    >>> found = channels(posts, ["engagement_rate_by_impressions"])
    >>> found.comparable
    {'engagement_rate_by_impressions': False}
    """
    time = time_column(frame.columns)
    rows = frame if period is None else frame[Span.of(period).holds(frame[time])]
    span = Span.over(rows[time])
    names = sorted(rows["channel"].dropna().unique())
    parts = {name: rows[rows["channel"] == name] for name in names}
    items = [figure(kpi) for kpi in kpis]
    computed = {name: _computed(part, items) for name, part in parts.items()}
    currency = _currency_of(computed.values(), items)
    found: list[Cell] = []
    for item in items:
        money = currency if item.unit == "money" else ""
        cells = [_cell(parts[name], name, item, time, computed[name], money) for name in names]
        found += [_beside(cell, cells) for cell in cells]
    return ChannelComparison(tuple(found), span)


def _computed(rows: pd.DataFrame, items: Sequence[Figure]) -> pd.DataFrame:
    """Compute what a channel has the columns of, but no KPI for which people would be added up."""
    whole = [item for item in items if not _gaps(rows, _needed(item))]
    try:
        with noted():  # what is to be noted stands in the cell
            values: pd.DataFrame = compute(rows, whole)
    except AggregationError as error:
        if error.bounds is None:
            raise
        each = [_computed(rows, [item]) for item in whole] if len(whole) > 1 else []
        return pd.concat([pd.DataFrame(index=[0]), *each], axis=1)
    if len(values) > 1:
        one_currency(values, "compare.channels")
    return values


def _currency_of(computed: Iterable[pd.DataFrame], items: Iterable[Figure]) -> str:
    """Return the currency of all channels' amounts; two are never compared."""
    if not any(item.unit == "money" for item in items):
        return ""
    each = [values[["currency"]] for values in computed if "currency" in values]
    return (one_currency(pd.concat(each), "compare.channels") or "") if each else ""


def _needed(item: Figure) -> list[str]:
    return [metric.column for metric in taken_by(item, {}) if metric.needed]


def _gaps(rows: pd.DataFrame, columns: Iterable[str]) -> list[str]:
    """Return the columns of which a channel has nothing."""
    return [name for name in columns if name not in rows or not rows[name].notna().any()]


def _cell(
    rows: pd.DataFrame, channel: str, item: Figure, time: str, computed: pd.DataFrame,
    currency: str,
) -> Cell:  # fmt: skip
    """Take one KPI of one channel, and say what is wrong with it on its own."""
    columns = _needed(item)
    lacking = _gaps(rows, columns)
    used = rows.iloc[:0] if lacking else rows.dropna(subset=columns)
    value, caveats = float("nan"), [_lacking(rows, name) for name in lacking]
    if not lacking and used.empty:
        caveats += [said("no_rows")]
    elif not lacking:
        if item.name in computed:
            value = float(computed[item.name].iloc[0])
        else:
            caveats += [said("added_people")]
        if len(used) < len(rows):
            caveats += [said("part_of_rows", used=len(used), rows=len(rows))]
    breaks = breaks_of(nw.from_native(used), [item], {}) if len(used) else []
    return Cell(
        item.name, channel, value, len(rows), len(used), used[time].min(), used[time].max(),
        _parts(used, columns), (*caveats, *breaks), currency,
    )  # fmt: skip


def _notes(cells: Iterable[Cell]) -> tuple[Note, ...]:
    """Say every reason once, with the KPIs that share it and its channels."""
    of_kpi: dict[tuple[str, Said | SeriesBreak], list[Cell]] = {}
    for cell in cells:
        for reason in cell.caveats:
            of_kpi.setdefault((cell.kpi, reason), []).append(cell)
    shared: dict[tuple[Said | SeriesBreak, str], list[list[Cell]]] = {}
    for (_, reason), concerned in of_kpi.items():
        names = ", ".join(cell.shown_channel for cell in concerned)
        shared.setdefault((reason, names), []).append(concerned)
    return tuple(
        Note(_note(reason, names, [first.kpi for first, *_ in lists]), tuple(chain(*lists)))
        for (reason, names), lists in shared.items()
    )


def _note(reason: Said | SeriesBreak, channels: str, kpis: Iterable[str]) -> str:
    names = ", ".join(map(labels.name_of, kpis))
    return text("note", kpis=names, channels=channels, what=reason)


def _parts(used: pd.DataFrame, columns: Sequence[str]) -> str:
    if "interactions" not in columns or INTERACTIONS_OF not in used:
        return ""
    return "; ".join(sorted(used[INTERACTIONS_OF].dropna().unique()))


def _lacking(rows: pd.DataFrame, name: str) -> Said:
    instead = OTHER.get(name, "")
    if instead in rows and rows[instead].notna().any():
        return said("counts_instead", metric=name, instead=instead)
    return said("not_reported", metric=name)


def _beside(cell: Cell, others: Sequence[Cell]) -> Cell:
    """Say in a cell what sets it apart from the other values of its KPI."""
    there = [other for other in others if other.there]
    if not cell.there:
        return cell
    more = []
    if len({other.interactions_of for other in there}) > 1:
        more += [said("counts_of", parts=cell.interactions_of or said("own_rule"))]
    if "; " in cell.interactions_of:
        more += [said("counts_mixed", parts=cell.interactions_of)]
    whole = max(other.last for other in there) - min(other.first for other in there)
    if (cell.last - cell.first).days + 1 < SHORT * (whole.days + 1):
        more += [said("other_time", span=Span(cell.first.date(), cell.last.date()))]
    return replace(cell, caveats=(*cell.caveats, *more))


def _apart(cell: Cell) -> bool:
    return any(not isinstance(caveat, Said) or caveat.key in APART for caveat in cell.caveats)

"""What rows do not say themselves, but the format, the folder, other columns or lines above do."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from kpi_kit import labels
from kpi_kit.cells import is_one_of, plain
from kpi_kit.channels import ChannelSpec
from kpi_kit.columns import MONEY, currencies, numbers
from kpi_kit.ledger import Reading, Told
from kpi_kit.reconciliation import WHAT
from kpi_kit.sections import FIRST, SEGMENT, Section, period_of
from kpi_kit.tables import INTERACTIONS_OF, TABLES


def complete(
    frame: pd.DataFrame, raw: pd.DataFrame, heads: Mapping[str, str], section: Section,
    reading: Reading, told: Told,
) -> None:  # fmt: skip
    """Add what the format, the folder and the other columns say."""
    spec, kinds = reading.spec, TABLES[reading.table].columns
    said = {"channel": spec.channel or told.channel, "account": told.account, **spec.fixed}
    for name, value in said.items():
        if name in kinds and name not in frame:
            frame[name] = value
    for name in filter(frame.__contains__, spec.zero_gaps):
        frame[name] = _without_gaps(frame[name], frame["date"], name, reading)
    if spec.interactions and "interactions" not in frame and {*spec.interactions} <= {*frame}:
        frame["interactions"] = frame[list(spec.interactions)].sum(axis=1, skipna=False)
    if INTERACTIONS_OF in kinds and "interactions" in frame:
        # Where nobody says what the platform's own figure counts, it is the platform's own set.
        counted = " + ".join(spec.interactions) or said["channel"]
        frame[INTERACTIONS_OF] = frame["interactions"].notna().map({True: counted})
    if spec.id_from and spec.id_from in raw:
        frame["post_id"] = raw[spec.id_from].str.extract(r"(\d{8,})(?!.*\d{8})", expand=False)
    if "response_seconds" in kinds and {"received_at", "answered_at"} <= {*frame}:
        waited = frame["answered_at"] - frame["received_at"]
        frame["response_seconds"] = waited.dt.total_seconds()
    if "dimension" in kinds and "dimension" not in frame:
        frame["dimension"] = _dimension(heads["group"], spec)
    if "breakdown" in kinds:
        splits = [name for name in map(str, raw) if name.startswith(SEGMENT)]
        frame["breakdown"] = ", ".join(n.removeprefix(SEGMENT) for n in splits) or None
        segments = raw[splits].itertuples(index=False, name=None)
        frame["segment"] = list(map(", ".join, segments)) if splits else None
    if spec.above and "date" in raw:
        _put_above(frame, raw, section, reading)
    if "currency" in kinds:
        frame["currency"] = _currency(frame, raw, reading)
    _put_period(frame, raw, period_of(section, reading), kinds)
    frame[WHAT] = raw.get(FIRST, "total")
    frame["source_file"] = reading.file
    frame["source_row"] = raw.index.astype(str)


def _put_above(frame: pd.DataFrame, raw: pd.DataFrame, section: Section, reading: Reading) -> None:
    """Read figures that stand above the header, for the day that is named there too."""
    for name, words in reading.spec.above.items():
        for title, cell in pairwise(section.above):
            if is_one_of(title, words):
                day = title.rstrip(": ").rpartition(" ")[2]
                (figure,), _ = numbers(pd.Series([cell]), name, "count", "1234.5", reading)
                frame[name] = pd.Series(figure, index=raw.index).where(raw["date"].eq(day))
                reading.unread += [] if frame[name].notna().any() else [title]


def _without_gaps(
    figures: "pd.Series[Any]", days: "pd.Series[Any]", name: str, reading: Reading
) -> "pd.Series[Any]":
    """Fill what is blank between two days with figures with 0, and say so; never the ends."""
    known = days[figures.notna()]
    between = figures.isna() & days.gt(known.min()) & days.lt(known.max())
    if between.any():
        facts = {"metric": labels.name_of(name), "days": int(between.sum())}
        reading.repairs.append(labels.text("repair.zero_days", **facts))
    return figures.mask(between, 0.0)


def _dimension(header: str, spec: ChannelSpec) -> str:
    """Tell how an audience is divided, by the header of its groups."""
    for dimension, words in spec.words.get("dimension", {}).items():
        if plain(header) in map(plain, words):
            return dimension
    return header


def _currency(frame: pd.DataFrame, raw: pd.DataFrame, reading: Reading) -> "pd.Series[Any]":
    """Take the currency from its column or the amounts, else from a header or what is told."""
    found = pd.Series(reading.currency, index=raw.index, dtype="object")
    said = [currencies(raw[name]) for name in map(str, raw) if name in MONEY]
    said += [frame["currency"]] if "currency" in frame else []
    for column in said:
        found = column.where(column.notna(), found)
    known = found.dropna().unique()
    if len(known) == 1:
        reading.currency = str(known[0])
    return found


def _put_period(
    frame: pd.DataFrame, raw: pd.DataFrame, period: tuple[Any, Any], kinds: Mapping[str, str]
) -> None:
    """Say to which days the rows belong: by their columns, else by what stands elsewhere."""
    start, end = period
    if "days" in raw:
        frame["date"] = start + pd.to_timedelta(pd.to_numeric(raw["days"]), unit="D")
    for name in ("period_start", "period_end"):
        if "day" in frame:
            frame[name] = frame["day"].fillna(frame[name]) if name in frame else frame["day"]
    for name, told in (("period_start", start), ("period_end", end), ("as_of", end)):
        if name not in frame and (name not in kinds or "date" not in frame):
            frame[name] = told  # a total needs it even where the table has no such column

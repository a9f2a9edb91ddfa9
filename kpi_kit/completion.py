"""What rows do not say themselves, but the format, the folder, other columns or lines above do."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from kpi_kit import labels
from kpi_kit.cells import is_one_of, plain
from kpi_kit.channels import ChannelSpec
from kpi_kit.columns import MONEY, currencies, numbers
from kpi_kit.ledger import Reading, Told
from kpi_kit.reconciliation import WHAT
from kpi_kit.rows import Array, Rows, constant
from kpi_kit.sections import FIRST, SEGMENT, Section, period_of
from kpi_kit.tables import INTERACTIONS_OF, TABLES

_LONG_NUMBER = re.compile(r"(\d{8,})(?!.*\d{8})")


def complete(
    given: dict[str, Any], raw: Rows, heads: Mapping[str, str], section: Section,
    reading: Reading, told: Told,
) -> None:  # fmt: skip
    """Add what the format, the folder and the other columns say."""
    spec, kinds = reading.spec, TABLES[reading.table].columns
    said = {"channel": spec.channel or told.channel, "account": told.account, **spec.fixed}
    for name, value in said.items():
        if name in kinds and name not in given:
            given[name] = constant(value, len(raw))
    for name in filter(given.__contains__, spec.zero_gaps):
        given[name] = _without_gaps(given[name], given["date"], name, reading)
    if INTERACTIONS_OF in kinds:
        _put_interactions(given, spec, said["channel"])
    if spec.id_from and spec.id_from in raw.columns:
        given["post_id"] = _ids_in(raw.columns[spec.id_from])
    if "response_seconds" in kinds and {"received_at", "answered_at"} <= {*given}:
        waited = given["answered_at"] - given["received_at"]
        given["response_seconds"] = waited.total_seconds().to_numpy()
    if "dimension" in kinds and "dimension" not in given:
        given["dimension"] = constant(_dimension(heads["group"], spec), len(raw))
    if "breakdown" in kinds:
        _put_segments(given, raw)
    if spec.above and "date" in raw.columns:
        _put_above(given, raw, section, reading)
    if "currency" in kinds:
        given["currency"] = _currency(given, raw, reading)
    _put_period(given, raw, period_of(section, reading), kinds)
    given[WHAT] = raw.columns.get(FIRST, constant("total", len(raw)))
    given["source_file"] = constant(reading.file, len(raw))
    given["source_row"] = np.array([*map(str, raw.numbers.tolist())], dtype=object)


def _put_interactions(given: dict[str, Any], spec: ChannelSpec, channel: str | None) -> None:
    """Add what people did with the posts, and say what is counted."""
    if spec.interactions and "interactions" not in given and {*spec.interactions} <= {*given}:
        given["interactions"] = sum(given[name] for name in spec.interactions)
    if "interactions" in given:
        # Where nobody says what the platform's own figure counts, it is the platform's own set.
        counted = " + ".join(spec.interactions) or channel
        given[INTERACTIONS_OF] = constant(counted, len(given["interactions"]))
        given[INTERACTIONS_OF][np.isnan(given["interactions"])] = None


def _ids_in(links: Array) -> Array:
    """Return the long number that stands last in each link, if one does."""
    found = (_LONG_NUMBER.search(link) for link in links)
    return np.array([match and match[1] for match in found], dtype=object)


def _put_segments(given: dict[str, Any], raw: Rows) -> None:
    """Say how the platform splits its figures, and to which part a row belongs."""
    splits = [name for name in raw.columns if name.startswith(SEGMENT)]
    divided = ", ".join(name.removeprefix(SEGMENT) for name in splits) or None
    given["breakdown"] = constant(divided, len(raw))
    given["segment"] = constant(None, len(raw))
    if splits:
        given["segment"][:] = [*map(", ".join, zip(*map(raw.columns.get, splits), strict=True))]


def _put_above(given: dict[str, Any], raw: Rows, section: Section, reading: Reading) -> None:
    """Read figures that stand above the header, for the day that is named there too."""
    for name, words in reading.spec.above.items():
        for title, cell in pairwise(section.above):
            if is_one_of(title, words):
                day = title.rstrip(": ").rpartition(" ")[2]
                alone = Rows(np.zeros(1, dtype="int64"), {name: np.array([cell], dtype=object)})
                (figure,), _ = numbers(alone, name, "count", "1234.5", reading)
                given[name] = np.where(raw.columns["date"] == day, figure, np.nan)
                reading.unread += [title] if np.isnan(given[name]).all() else []


def _without_gaps(figures: Array, days: Array, name: str, reading: Reading) -> Array:
    """Fill what is blank between two days with figures with 0, and say so; never the ends."""
    known = pd.DatetimeIndex(days[~np.isnan(figures)])
    between = np.isnan(figures) & (days > known.min()) & (days < known.max())
    if between.any():
        facts = {"metric": labels.name_of(name), "days": int(between.sum())}
        reading.repairs.append(labels.text("repair.zero_days", **facts))
    return np.where(between, 0.0, figures)


def _dimension(header: str, spec: ChannelSpec) -> str:
    """Tell how an audience is divided, by the header of its groups."""
    for dimension, words in spec.words.get("dimension", {}).items():
        if plain(header) in map(plain, words):
            return dimension
    return header


def _currency(given: Mapping[str, Any], raw: Rows, reading: Reading) -> Array:
    """Take the currency from its column or the amounts, else from a header or what is told."""
    found = constant(reading.currency, len(raw))
    said = [currencies(column) for name, column in raw.columns.items() if name in MONEY]
    said += [given["currency"]] if "currency" in given else []
    for column in said:
        found = np.where(pd.isna(column), found, column)
    known = {*found.tolist()} - {None}
    if len(known) == 1:
        (reading.currency,) = known
    return found


def _put_period(
    given: dict[str, Any], raw: Rows, period: tuple[Any, Any], kinds: Mapping[str, str]
) -> None:
    """Say to which days the rows belong: by their columns, else by what stands elsewhere."""
    days = pd.DatetimeIndex(period).as_unit("us").to_numpy()
    start, end = (np.full(len(raw), day) for day in days)
    if "days" in raw.columns:
        given["date"] = start + pd.to_timedelta(pd.to_numeric(raw.columns["days"]), unit="D")
    for name in ("period_start", "period_end"):
        if "day" in given:
            day = given["day"]
            given[name] = np.where(np.isnat(day), given.get(name, day), day)
    for name, told in (("period_start", start), ("period_end", end), ("as_of", end)):
        if name not in given and (name not in kinds or "date" not in given):
            given[name] = told  # a total needs it even where the table has no such column

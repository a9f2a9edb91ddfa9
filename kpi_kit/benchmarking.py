"""Published benchmarks, and a comparison that is refused where the formulas differ.

The same channel has an engagement rate of 0.15 % by followers and of 5.07 % by impressions. So
each benchmark in ``benchmarks.toml`` says by which formula it was made.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict

from kpi_kit import formatting, labels
from kpi_kit.errors import ComparisonError
from kpi_kit.formulas import benchmark_gap
from kpi_kit.kpis import Figure, figure


class Sample(BaseModel):
    """What a benchmark rests on, in one language."""

    model_config = ConfigDict(extra="forbid")

    sample: str


class Benchmark(BaseModel):
    """One published figure, or the range of several."""

    model_config = ConfigDict(extra="forbid")

    kpi: str | None = None
    channel: str
    statistic: Literal["median", "mean"] | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    year: int | None = None
    source: str
    de: Sample | None = None
    en: Sample | None = None

    @property
    def shown(self) -> str:
        """The figure and its formula, as a reader sees them."""
        ends = [self.value] if self.value is not None else [self.low, self.high]
        written = "–".join(formatting.percent(end, digits=2) for end in ends if end is not None)
        name = labels.name_of(self.kpi) if self.kpi else labels.text("message.own_definition")
        return f"{written} {name} ({self.source})"


def benchmarks(kpi: str | Figure | None = None, channel: str | None = None) -> pd.DataFrame:
    """List published benchmarks.

    Parameters
    ----------
    kpi : str or Kpi, optional
        Only those made by this formula.
    channel : str, optional
        Only those of this channel.

    Returns
    -------
    DataFrame
        ``kpi`` (missing where the source does not state its formula), ``channel``, ``statistic``,
        ``value`` or ``low`` and ``high`` (shares), ``year``, ``source``, ``sample``.

    Raises
    ------
    ColumnError
        If there is no such KPI.

    Examples
    --------
    >>> found = benchmarks("engagement_rate_by_impressions", "facebook")
    >>> found[["value", "source"]].to_numpy().tolist()
    [[0.0507, 'Buffer 2025']]
    """
    return _frame(_found(channel, kpi=figure(kpi).name if kpi is not None else None))


def compare_with_benchmark(
    value: float, kpi: str | Figure, *, channel: str, source: str | None = None
) -> pd.DataFrame:
    """Compare a figure with the benchmarks made by the same formula.

    Parameters
    ----------
    value : float
        The own figure; a rate is a share, 0.03 and not 3.
    kpi : str or Kpi
        The formula it was made by.
    channel : str
        The channel it is from.
    source : str, optional
        Only benchmarks of this source.

    Returns
    -------
    DataFrame
        One row per benchmark, as :func:`benchmarks` lists them, with ``own`` and ``gap``: 0.1 is
        10 % above it, 0 as good; of a range, the distance from its nearer end, 0 inside.

    Raises
    ------
    ComparisonError
        If the benchmarks of the channel (and source) are made by another formula, or there is
        none.
    ColumnError
        If there is no such KPI.

    Examples
    --------
    >>> compared = compare_with_benchmark(
    ...     0.06084, "engagement_rate_by_impressions", channel="facebook"
    ... )
    >>> compared[["own", "value", "gap"]].round(4).to_numpy().tolist()
    [[0.0608, 0.0507, 0.2]]
    """
    own = figure(kpi).name
    there = _found(channel, source=source)
    same = [benchmark for benchmark in there if benchmark.kpi == own]
    if not same:
        raise _refusal(own, channel, source, there)
    compared = _frame(same)
    compared.insert(0, "own", float(value))
    return compared.assign(gap=[_gap(value, benchmark) for benchmark in same])


def _gap(own: float, benchmark: Benchmark) -> float:
    ends = [end for end in (benchmark.value, benchmark.low, benchmark.high) if end is not None]
    if min(ends) <= own <= max(ends):
        return 0.0
    return benchmark_gap(own, min(ends, key=lambda end: abs(own - end)))


def _refusal(own: str, channel: str, source: str | None, there: list[Benchmark]) -> ComparisonError:
    """Say which formula the benchmarks use, and how far apart formulas are."""
    shown = labels.value_name("channel", channel)
    if not there:
        sources = dict.fromkeys(b.source for b in _found(channel))
        kinds = sources or dict.fromkeys(labels.value_name("channel", b.channel) for b in _found())
        return ComparisonError.saying(
            "no_benchmark", where="compare_with_benchmark",
            channel=f"{shown} ({source})" if source else shown,
            found=", ".join(kinds),
        )  # fmt: skip
    theirs = next((b for b in there if b.kpi), there[0])
    said = {
        "where": "compare_with_benchmark",
        "own": labels.name_of(own),
        "own_meaning": labels.meaning_of(own).rstrip("."),
        "source": theirs.source,
        "channel": shown,
        "published": "; ".join(b.shown for b in _found(channel)),
    }
    if theirs.kpi is None:
        return ComparisonError.saying("unknown_formula", **said)
    name, meaning = labels.name_of(theirs.kpi), labels.meaning_of(theirs.kpi).rstrip(".")
    return ComparisonError.saying(
        "other_formula", theirs=name, their_meaning=meaning, kpi=theirs.kpi, **said
    )


def _found(
    channel: str | None = None, *, kpi: str | None = None, source: str | None = None
) -> list[Benchmark]:
    wanted = {"channel": channel, "kpi": kpi, "source": source}
    return [
        benchmark
        for benchmark in _published()
        if all(given in {None, getattr(benchmark, name)} for name, given in wanted.items())
    ]


@cache
def _published() -> list[Benchmark]:
    rows = tomllib.loads(files("kpi_kit").joinpath("benchmarks.toml").read_text("utf-8"))
    return [Benchmark.model_validate(row) for row in rows["benchmark"]]


def _frame(found: list[Benchmark]) -> pd.DataFrame:
    columns = [name for name in Benchmark.model_fields if name not in labels.LANGUAGES]
    rows = [[getattr(benchmark, name) for name in columns] for benchmark in found]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame.astype({**dict.fromkeys(("value", "low", "high"), "float64"), "year": "Int64"})
    samples = [getattr(benchmark, labels.language()) for benchmark in found]
    return frame.assign(sample=[said.sample if said else "" for said in samples])

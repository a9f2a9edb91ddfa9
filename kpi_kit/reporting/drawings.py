"""The report's charts, each as SVG with its alternative text and the trace of its finding."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from kpi_kit import charts, labels
from kpi_kit.errors import AggregationError
from kpi_kit.exports import Exports
from kpi_kit.reporting.changed import rate_of
from kpi_kit.reporting.figures import Value, explained
from kpi_kit.reporting.scope import Scope, without_stories
from kpi_kit.tracing import explain
from kpi_kit.values import compute

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Drawing:
    """A chart, what it shows to those who do not see it, and the figure that its title names."""

    svg: str
    alt: str
    title: str
    named: Value


@dataclass(frozen=True)
class Drawings:
    """The charts of each part."""

    channels: tuple[Drawing, ...]
    posts: tuple[Drawing, ...]
    followers: tuple[Drawing, ...]
    campaigns: tuple[Drawing, ...]


def drawings(scope: Scope) -> Drawings:
    """Draw what there is to draw; a course over time shows all of it, whatever the month."""
    posts, accounts = without_stories(scope.whole.posts), scope.whole.accounts
    return Drawings(
        tuple(_courses(posts, ["engagement_rate_by_reach", "interactions"])),
        tuple(_formats(scope.posts)), tuple(_courses(accounts, ["follows"])),
        tuple(_returns(scope.exports)),
    )  # fmt: skip


def _courses(rows: pd.DataFrame, kpis: Sequence[str]) -> Iterator[Drawing]:
    by = ["month", "channel"]
    values = compute(rows, kpis, by=by)
    for kpi in kpis:
        known = values.dropna(subset=[*by, kpi])
        if len(known):
            highest = _highest(rows, known, kpi, by)
            yield drawn(partial(charts.trend, known, kpi, series="channel"), highest)


def _formats(posts: pd.DataFrame) -> Iterator[Drawing]:
    """Draw a chart per channel: what counts as an interaction differs between them."""
    by = ["channel", "format"]
    rates = {channel: rate for channel, rows in posts.groupby("channel") for rate in rate_of(rows)}
    values = {
        str(rate): compute(rows, [str(rate)], by=by).dropna(subset=["format", rate])
        for rate, rows in posts.groupby(posts["channel"].map(rates))
    }
    for channel, rate in rates.items():
        known = values[rate][values[rate]["channel"] == channel]
        if len(known) > 1:
            name = labels.value_name("channel", str(channel))
            highest = _highest(posts, known, rate, by)
            yield drawn(partial(charts.ranking, known, rate, by="format", of=name), highest)


def _returns(exports: Exports) -> Iterator[Drawing]:
    roas = "return_on_ad_spend"
    try:
        values = compute(exports.ads, [roas], by="campaign").dropna()
    except AggregationError:  # several breakdowns; the part on money says so
        return
    if len(values):
        highest = _highest(exports.ads, values, roas, ["campaign", "currency"])
        yield drawn(partial(charts.ranking, values, roas, by="campaign"), highest)


def _highest(rows: pd.DataFrame, values: pd.DataFrame, kpi: str, by: Sequence[str]) -> Value:
    """Trace the highest value, which the title names."""
    top = values.nlargest(1, kpi).to_dict("records")[0]
    return explained(explain(rows, kpi, **{key: top[key] for key in by}))


def drawn(draw: "Callable[..., Axes]", named: Value) -> Drawing:
    """Draw into a figure of its own and write that as SVG."""
    import io

    from matplotlib import rc_context
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import TightLayoutEngine

    # Text stays text, so that it can be read aloud and found; a fixed salt gives the same bytes.
    # No chart has ticks at its top; to look for a title's place among them takes an eighth of all.
    # One Axes need no constrained layout, which lays out twice and takes half as long as drawing.
    with rc_context(
        {"svg.fonttype": "none", "svg.hashsalt": "kpi_kit", "font.size": 10, "axes.titley": 1}
    ):
        drawing = Figure(figsize=(7.5, 3.6), layout=TightLayoutEngine(pad=0.5))
        axes = draw(ax=drawing.subplots())
        buffer = io.StringIO()
        drawing.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    title = axes.get_title(loc="left").replace("\n", " ")
    return Drawing(svg[svg.index("<svg") :], charts.alt_text(drawing), title, named)

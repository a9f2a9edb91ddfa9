"""Every KPI of the catalogue on Emscherrad: a value, or the reason why there is none.

``every_kpi.txt`` says of each KPI, table by table, which channels have a value by month, and what
stands in the way where none has.
"""

import re
import warnings
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import kpi_kit as kk
from kpi_kit.errors import AggregationError, ColumnError
from kpi_kit.kpis import KPIS, Kpi
from kpi_kit.metrics import METRICS, Metric
from kpi_kit.periods import TIMES
from kpi_kit.tables import TABLES
from kpi_kit.values import ANEW
from tests.emscherrad import emscherrad

FILE = Path(__file__).with_name("every_kpi.txt")

GIVEN = {
    name: 0.4 if metric.unit == "share" else 5e6
    for name, metric in METRICS.items()
    if metric.aggregate == "given"
}
"""Five million people in the region; a margin of 40 % and the like."""


def inputs(kpi: Kpi) -> list[Metric]:
    return [METRICS[name] for name in kpi.inputs]


def to_give(kpi: Kpi) -> dict[str, float]:
    """Return what no export holds."""
    estimated = any(metric.aggregate == "missed" for metric in inputs(kpi))
    names = {metric.name for metric in inputs(kpi) if metric.aggregate == "given"}
    return {name: GIVEN[name] for name in sorted(names | {"universe"} if estimated else names)}


def columns(kpi: Kpi) -> set[str]:
    return {metric.column for metric in inputs(kpi) if metric.column}


def keys(frame: pd.DataFrame) -> list[str]:
    """By channel and month, with apart what counts everything anew."""
    month = ["month"] if {*TIMES} & {*frame} else []
    return [key for key in ("channel", *ANEW) if key in frame] + month


def computed(names: list[str], table: str) -> pd.DataFrame:
    frame = getattr(emscherrad(), table)
    given = {figure: value for name in names for figure, value in to_give(KPIS[name]).items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # breaks and mixtures have tests of their own
        values: pd.DataFrame = kk.compute(frame, names, by=keys(frame), given=given)
        return values


def tables(kpi: Kpi) -> list[str]:
    """Return the tables that hold all columns of a KPI."""
    needed = columns(kpi)
    return [table for table in TABLES if needed and needed <= {*TABLES[table].columns}]


def may_be_refused(kpi: Kpi) -> bool:
    wants = {"unique", "first", "months"}
    return bool(kpi.each_row) or any(m.each_row or m.aggregate in wants for m in inputs(kpi))


@cache
def all_others(table: str) -> pd.DataFrame:
    """Compute at once what nothing can be against."""
    names = [name for name, kpi in KPIS.items() if table in tables(kpi)]
    return computed([name for name in names if not may_be_refused(KPIS[name])], table)


def outcome(name: str, table: str) -> str:
    """Compute a KPI from a table and say what came of it."""
    try:
        values = computed([name], table) if may_be_refused(KPIS[name]) else all_others(table)
    except AggregationError as refused:
        if refused.bounds is None:
            return "refused: a row is something else"
        run(refused, getattr(emscherrad(), table))
        return "refused: people do not add up"
    except ColumnError as unordered:
        if "there is no 'date'" not in str(unordered):
            raise
        return "refused: nothing says which row is the first"
    there = values[values[name].notna()]
    assert (there[f"{name}_rows"] > 0).all()
    if "channel" in there:
        return ", ".join(sorted(there["channel"].unique())) or "not reported"
    return "a value" if len(there) else "not reported"


def run(refused: AggregationError, frame: pd.DataFrame) -> None:
    """Run the code that a refusal gives, with the table in the place left for it."""
    (call,) = re.findall(r"    (kk\.compute\(.*\))", str(refused))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        values = eval(call.replace("…", "frame"), {"kk": kk, "frame": frame})
    held = refused.alternatives
    assert set(held) <= set(values)
    assert held["gross_reach"].sum() <= values["gross_reach"].sum()
    assert (refused.bounds["at_least"] <= refused.bounds["at_most"]).all()
    (more,) = re.findall(r"    exports\.(.*)", str(refused))
    figures = eval(f"exports.{more}", {"exports": emscherrad()})
    assert figures["reach"].notna().any()


def told(name: str) -> str:
    """Write what comes of a KPI, table by table."""
    kpi, lines = KPIS[name], [name]
    if given := to_give(kpi):
        lines.append(f"  to be given: {', '.join(given)}")
    lines += [f"  {table}: {outcome(name, table)}" for table in tables(kpi)]
    if columns(kpi) and not tables(kpi):
        lines.append(f"  no table has all of: {', '.join(sorted(columns(kpi)))}")
        lines += [f"  put together by: {kpi.call}"] if kpi.call else []
    return "\n".join(lines)


def test_every_kpi_has_a_value_or_the_reason_that_was_written_down() -> None:
    assert "\n".join(map(told, KPIS)) + "\n" == FILE.read_text("utf-8")


@pytest.mark.parametrize("name", [name for name in KPIS if to_give(KPIS[name])])
def test_what_is_to_be_given_is_asked_for_by_name(name: str) -> None:
    held = {column: [1.0] for column in columns(KPIS[name])}
    frame = pd.DataFrame(held or {"views": [1.0]})
    with pytest.raises(ColumnError, match=f"takes '({'|'.join(to_give(KPIS[name]))})'"):
        kk.compute(frame, [name])
    (value,) = kk.compute(frame, [name], given=to_give(KPIS[name]))[name]
    assert isinstance(value, float)


@pytest.mark.parametrize(
    ("name", "table", "above", "below", "times"),
    [
        ("average_view_duration", "posts", "watch_seconds", "views", 1),
        ("engagement_rate_by_reach", "posts", "interactions", "reach", 1),
        ("engagement_rate_by_impressions", "accounts", "interactions", "impressions", 1),
        ("engagement_rate_by_views", "posts", "interactions", "views", 1),
        ("daily_engagement_rate", "accounts", "interactions", "followers", 1),
        ("save_rate_by_reach", "posts", "saves", "reach", 1),
        ("save_rate_by_impressions", "posts", "saves", "impressions", 1),
        ("click_through_rate", "ads", "clicks", "impressions", 1),
        ("link_click_through_rate", "posts", "link_clicks", "impressions", 1),
        ("click_rate_by_reach", "accounts", "clicks", "reach", 1),
        ("engaged_session_rate", "web", "engaged_sessions", "sessions", 1),
        ("conversion_rate_by_clicks", "ads", "conversions", "clicks", 1),
        ("conversion_rate_by_sessions", "web", "conversions", "sessions", 1),
        ("cost_per_mille", "ads", "spend", "impressions", 1000),
        ("cost_per_click", "ads", "spend", "clicks", 1),
        ("cost_per_link_click", "ads", "spend", "link_clicks", 1),
        ("cost_per_acquisition", "ads", "spend", "conversions", 1),
        ("return_on_ad_spend", "ads", "revenue", "spend", 1),
    ],
)
def test_ratios_are_those_of_plain_pandas(
    name: str, table: str, above: str, below: str, times: float
) -> None:
    """Rows that have both, added up by channel and month, divided."""
    frame = getattr(emscherrad(), table)
    sums = frame.dropna(subset=[above, below]).groupby(groups(frame), dropna=False)
    sums = sums[[above, below]].sum()
    expected = (times * sums[above] / sums[below].where(sums[below] > 0)).dropna()
    assert len(expected)
    assert values(frame, name) == pytest.approx(expected.tolist(), rel=1e-9)


def groups(frame: pd.DataFrame) -> list["pd.Series[str]"]:
    """Make the same keys by hand; what lasts beyond a month belongs to none."""
    time = next(time for time in TIMES if time in frame)
    month = frame[time].dt.strftime("%Y-%m")
    if time == "period_start":
        month = month.where(month == frame["period_end"].dt.strftime("%Y-%m"))
    others = [key for key in ("channel", *ANEW) if key in frame]
    return [*(frame[key] for key in others), month]


def values(frame: pd.DataFrame, name: str) -> list[float]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = kk.compute(frame, [name], by=keys(frame))
    found = found.sort_values(keys(frame))
    return found[name].dropna().tolist()


def test_counts_and_medians_are_those_of_plain_pandas() -> None:
    exports = emscherrad()
    messages, posts, orders = exports.messages, exports.posts, exports.orders
    by = messages.groupby(groups(messages))
    answered = by["answered_at"].count() / by.size()
    assert values(messages, "response_rate") == pytest.approx(answered.tolist())
    median = by["response_seconds"].median()
    assert values(messages, "median_response_time") == pytest.approx(median.tolist())
    likes = posts.groupby(groups(posts))["likes"].mean()
    assert values(posts, "applause_rate_per_post") == pytest.approx(likes.tolist())
    worth = orders.groupby(groups(orders))["revenue"]
    assert values(orders, "average_order_value") == pytest.approx(worth.mean().tolist())
    assert values(orders, "median_order_value") == pytest.approx(worth.median().tolist())


def test_sentiment_is_that_of_plain_pandas() -> None:
    mentions = emscherrad().mentions.dropna(subset=["sentiment"])
    counts = pd.crosstab(groups(mentions), mentions["sentiment"])
    net = (counts["positive"] - counts["negative"]) / counts.sum(axis=1)
    assert values(mentions, "net_sentiment") == pytest.approx(net.tolist())
    share = counts["positive"] / counts.sum(axis=1)
    assert values(mentions, "positive_share") == pytest.approx(share.tolist())


def test_growth_of_followers_is_that_of_plain_pandas() -> None:
    """From the stock on the last day of the month before to that on the last day."""
    tiktok = emscherrad().accounts.query("channel == 'tiktok' and followers.notna()")
    last = tiktok.groupby(tiktok["date"].dt.strftime("%Y-%m"))["followers"].last()
    first = last.shift(1).fillna(tiktok["followers"].iloc[0])
    growth = values(tiktok, "net_follower_growth")
    assert growth == pytest.approx((last - first).tolist())
    assert values(tiktok, "follower_growth_rate") == pytest.approx((last / first - 1).tolist())

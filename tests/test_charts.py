"""Charts: the title says the finding, axes are labelled, the alternative text says it all."""

from functools import partial

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from kpi_kit import charts, labels
from kpi_kit.charts import trends
from kpi_kit.errors import ColumnError, ComparisonError, KpiKitError
from kpi_kit.values import compute

RATE = "engagement_rate_by_reach"


@pytest.fixture
def monthly(posts: pd.DataFrame) -> pd.DataFrame:
    return compute(posts, [RATE, "interactions"], by=["month", "channel"])


@pytest.fixture
def by_format(posts: pd.DataFrame) -> pd.DataFrame:
    return compute(posts, [RATE], by="format")


def test_a_trend_draws_a_line_per_series_through_its_values(monthly: pd.DataFrame) -> None:
    ax = charts.trend(monthly, "interactions", series="channel")
    facebook, instagram = (line for line in ax.get_lines() if len(np.asarray(line.get_xdata())) > 2)
    assert [facebook.get_label(), instagram.get_label()] == ["Facebook", "Instagram"]
    assert np.asarray(instagram.get_ydata())[:2].tolist() == [90, 51]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == [
        "Jan\n2026", "Feb", "Mar",
    ]  # fmt: skip


def test_lines_differ_in_more_than_colour(monthly: pd.DataFrame) -> None:
    lines = charts.trend(monthly, "interactions", series="channel").get_lines()
    for cue in ("get_color", "get_marker", "get_linestyle"):
        assert len({getattr(line, cue)() for line in lines}) == len(lines)


def test_the_title_says_the_finding_in_the_reader_s_language(by_format: pd.DataFrame) -> None:
    title = charts.ranking(by_format, RATE, by="format").get_title(loc="left")
    assert title == "Engagement rate by reach: Image is ahead (10.00%)"
    with labels.speaking("de"):
        ax = charts.ranking(by_format, RATE, by="format", of="Instagram")
        title = " ".join(ax.get_title(loc="left").split())
        assert title == "Instagram, Interaktionsrate nach Reichweite: Bild liegt vorn (10,00 %)"
        assert ax.get_xlabel() == "Interaktionsrate nach Reichweite"


def test_a_ranking_puts_the_largest_on_top_and_writes_the_values(by_format: pd.DataFrame) -> None:
    ax = charts.ranking(by_format, RATE, by="format")
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["Link", "Reel", "Image"]
    assert {"10.00%", "9.00%", "2.00%"} <= {text.get_text() for text in ax.texts}


def test_every_value_is_in_the_alternative_text(monthly: pd.DataFrame) -> None:
    ax = charts.trend(monthly, "interactions", series="channel")
    figure = ax.figure
    assert isinstance(figure, Figure)
    told = charts.alt_text(figure)
    assert told.startswith("Line chart. Interactions: highest value 90 (Instagram, January 2026).")
    for value in ("Instagram, February 2026: 51", "Facebook, March 2026: 0"):
        assert value in told


def test_a_missing_month_is_a_gap_and_not_a_zero() -> None:
    values = pd.DataFrame({"month": ["2025-11", "2025-12", "2026-02"], "views": [5.0, None, 7.0]})
    (line,) = charts.trend(values, "views").get_lines()
    drawn = np.asarray(line.get_ydata(), dtype=float)
    assert np.array_equal(drawn, [5, np.nan, np.nan, 7], equal_nan=True)


@pytest.mark.parametrize(
    ("by", "found", "expected"),
    [
        ("quarter", ["2025-Q3", "2026-Q1"], ["Q3\n2025", "Q4", "Q1\n2026"]),
        ("week", ["2020-W52", "2021-W01"], ["W52\n2020", "W53", "W1\n2021"]),
        ("day", ["2026-02-27", "2026-03-01"], ["27 Feb\n2026", "28 Feb", "1 Mar"]),
        ("format", ["reel", "image"], ["Image", "Reel"]),
    ],
)
def test_time_runs_on_where_there_are_no_data(
    by: str, found: list[str], expected: list[str]
) -> None:
    values = pd.DataFrame({by: found, "views": [5.0, 7.0]})
    ax = charts.trend(values, "views", by=by)
    assert [tick.get_text() for tick in ax.get_xticklabels()] == expected


def test_a_long_series_is_not_crowded_with_labels() -> None:
    days = pd.date_range("2026-01-01", periods=181).strftime("%Y-%m-%d")
    values = pd.DataFrame({"day": days, "views": range(181)})
    assert len(charts.trend(values, "views", by="day").get_xticks()) <= trends.TICKS["day"]


def test_axes_and_source_are_labelled(monthly: pd.DataFrame, by_format: pd.DataFrame) -> None:
    for ax in (
        charts.trend(monthly, RATE, series="channel"),
        charts.ranking(by_format, RATE, by="format"),
    ):
        assert ax.get_xlabel()
        assert any("Source: platform exports" in text.get_text() for text in ax.texts)
    assert charts.trend(monthly.drop(columns="complete"), RATE, series="channel").get_xlabel() == (
        "Month"
    )


def test_ticks_are_written_as_the_language_writes_numbers(monthly: pd.DataFrame) -> None:
    with labels.speaking("de"):
        ax = charts.trend(monthly, RATE, series="channel")
        ax.figure.canvas.draw()
        ticks = [tick.get_text() for tick in ax.get_yticklabels()]
    assert "2\N{NO-BREAK SPACE}%" in ticks


def test_the_given_axes_are_drawn_on(by_format: pd.DataFrame) -> None:
    ax = Figure().subplots()
    assert charts.ranking(by_format, RATE, by="format", ax=ax) is ax


def test_a_long_title_is_broken_into_lines(by_format: pd.DataFrame) -> None:
    ax = charts.ranking(by_format, RATE, by="format", of="A company with quite a long name")
    figure = ax.figure
    figure.canvas.draw()
    title = next(t for t in ax.findobj(Text) if t.get_text() == ax.get_title(loc="left"))
    assert title.get_window_extent().x1 <= figure.bbox.x1


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ColumnError, match="charts: there is no 'reach'"):
        charts.ranking(pd.DataFrame({"format": ["x"], "views": [1]}), "reach", by="format")


def test_nothing_to_draw_is_said() -> None:
    values = pd.DataFrame({"format": ["x"], "reach": [float("nan")]})
    with pytest.raises(KpiKitError, match="no value of Reach to draw"):
        charts.ranking(values, "reach", by="format")


def test_lines_that_end_apart_are_labelled_at_their_ends() -> None:
    ends = pd.DataFrame({"month": ["2026-01", "2026-02"] * 2, "channel": ["a", "a", "b", "b"],
                         "views": [1.0, 2.0, 5.0, 9.0]})  # fmt: skip
    ax = charts.trend(ends, "views", series="channel")
    assert ax.get_legend() is None
    assert [(t.get_text(), t.xy) for t in ax.texts if t.get_text() in {"a", "b"}] == [  # type: ignore[attr-defined]
        ("a", (1, 2.0)), ("b", (1, 9.0)),
    ]  # fmt: skip


def test_names_of_lines_that_end_together_stand_apart() -> None:
    ends = pd.DataFrame({"month": ["2026-01", "2026-02"] * 2, "channel": ["a", "a", "b", "b"],
                         "views": [1.0, 8.9, 5.0, 9.0]})  # fmt: skip
    ax = charts.trend(ends, "views", series="channel")
    ax.figure.canvas.draw()
    lower, upper = (text.get_window_extent() for text in ax.texts[:2])
    assert lower.y1 <= upper.y0 + 1


def test_lines_that_end_early_or_are_many_have_a_legend_beside_the_axes() -> None:
    early = pd.DataFrame({"month": ["2026-01", "2026-02"] * 2, "channel": ["a", "a", "b", "b"],
                          "views": [1.0, None, 5.0, 9.0]})  # fmt: skip
    many = pd.DataFrame({"month": "2026-01", "channel": [*"abcdefghi"], "views": 1.0})
    for table in (early, many):
        ax = charts.trend(table, "views", series="channel")
        legend = ax.get_legend()
        assert legend is not None
        ax.figure.canvas.draw()
        assert legend.get_window_extent().x0 >= ax.get_window_extent().x1


def test_an_incomplete_period_is_an_open_point_and_says_so() -> None:
    values = pd.DataFrame({"month": ["2026-01", "2026-02"], "views": [5.0, 3.0],
                           "complete": [True, False]})  # fmt: skip
    ax = charts.trend(values, "views")
    (cut,) = ax.collections
    assert np.asarray(cut.get_offsets()).tolist() == [[1, 3]]
    assert np.asarray(cut.get_facecolor())[0].tolist() == [1, 1, 1, 1]
    assert ax.get_xlabel() == "Month (open point: incomplete)"
    assert "February 2026: 3 (incomplete)" in str(ax.get_label())
    assert "January 2026: 5 (" not in str(ax.get_label())


def test_the_year_before_is_a_pale_line_under_today_s_periods() -> None:
    values = pd.DataFrame(
        {"month": ["2025-01", "2025-02", "2026-01", "2026-02"], "views": [1.0, 2.0, 3.0, 4.0]}
    )
    ax = charts.trend(values, "views", last_year=True)
    then, now = (np.asarray(line.get_ydata()).tolist() for line in ax.get_lines())
    assert (now, then) == ([3, 4], [1, 2])
    assert ax.get_xlabel() == "Month (pale line: a year before)"
    assert (
        "A year before, under the names of today's periods: January 2026: 1; February 2026: 2."
        in str(ax.get_label())
    )
    with pytest.raises(KpiKitError, match="lies a year before another"):
        charts.trend(values.iloc[:2], "views", last_year=True)


def test_events_are_marked_in_their_period_and_only_where_they_belong() -> None:
    values = pd.DataFrame({"month": ["2026-01", "2026-02"], "channel": "tiktok",
                           "views": [5.0, 3.0]})  # fmt: skip
    events = pd.DataFrame(
        {
            "date": pd.to_datetime(["2026-02-11", "2026-01-05", "2026-01-06", "2027-01-01"]),
            "label": ["Recall", "Purge", "Elsewhere", "Later"],
            "channel": [None, "tiktok", "x", None],
        }
    )
    ax = charts.trend(values, "views", events=events)
    told = [text.get_text() for text in ax.texts]
    assert {"Recall", "Purge"} <= {*told}
    assert not {"Elsewhere", "Later"} & {*told}
    assert "11 February 2026: Recall." in str(ax.get_label())
    with pytest.raises(ColumnError, match="'label'"):
        charts.trend(values, "views", events=events.drop(columns="label"))


def test_no_chart_draws_two_currencies_or_two_rows_over_one_another() -> None:
    values = pd.DataFrame(
        {"month": ["2026-01", "2026-01", "2026-02"], "channel": ["x", "tiktok", "x"],
         "currency": ["EUR", "USD", "EUR"], "spend": [5.0, 6.0, 7.0],
         "return_on_ad_spend": [1.0, 2.0, 3.0], "likes": [1.0, 2.0, 3.0]}
    )  # fmt: skip
    ranked = values.iloc[:2]
    for kpi, refused in (("spend", True), ("return_on_ad_spend", False)):
        for draw in (
            partial(charts.trend, values, kpi, series="channel"),
            partial(charts.panels, values, kpi, series="channel"),
            partial(charts.ranking, ranked, kpi, by="channel"),
        ):
            if refused:
                with pytest.raises(ComparisonError, match="charts: amounts in EUR, USD"):
                    draw()
            else:
                draw()
    with pytest.raises(ComparisonError, match="EUR, USD"):
        charts.trend(values, "return_on_ad_spend")
    with pytest.raises(ComparisonError, match="EUR, USD"):
        charts.campaigns(ranked.rename(columns={"channel": "campaign"}), "return_on_ad_spend")
    plain = values.drop(columns="currency")
    for twice in (
        partial(charts.trend, plain, "likes"), partial(charts.ranking, plain, "likes", by="month")
    ):  # fmt: skip
        with pytest.raises(KpiKitError, match=r"'2026-01' has several rows.*'month'.*series="):
            twice()


def test_money_over_time_has_its_currency_on_the_axis() -> None:
    values = pd.DataFrame({"month": ["2026-01"], "currency": ["EUR"], "revenue": [5.0]})
    assert charts.trend(values, "revenue").get_ylabel() == "Revenue (EUR)"

"""What a human should look at: every kind of finding, and silence where nothing is wrong."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_kit import labels
from kpi_kit.checks import check
from kpi_kit.tables import repeated, typed


def findings(table: str, **columns: list[object]) -> list[str]:
    """Check a canonical table made of a few columns."""
    rows = len(next(iter(columns.values())))
    source = {"source_file": ["a.csv"] * rows, "source_row": [str(n + 2) for n in range(rows)]}
    when = {"published_on": pd.Timestamp(2026, 5, 1), "period_start": pd.Timestamp(2026, 5, 1)}
    frame = pd.DataFrame({"channel": "x", "account": "shop", **when, **columns, **source})
    return check({table: typed(frame, table)})["problem"].tolist()


def days(*numbers: int) -> list[object]:
    return [pd.Timestamp(2026, 5, number) for number in numbers]


def test_sound_figures_are_not_remarked() -> None:
    assert findings("posts", reach=[5.0, 0.0], views=[9.0, 0.0]) == []
    assert findings("accounts", date=days(1, 2, 3), reach=[1.0, 2.0, 3.0]) == []


@pytest.mark.parametrize(
    ("table", "columns", "part"),
    [
        ("posts", {"reach": [9.0], "impressions": [4.0]}, "more Reach than Impressions"),
        ("accounts", {"visitors": [9.0], "profile_visits": [4.0]}, "more Page visitors than"),
        ("ads", {"link_clicks": [9.0], "impressions": [4.0]}, "more Link clicks than"),
        ("web", {"engaged_sessions": [9.0], "sessions": [4.0]}, "more Engaged sessions than"),
    ],
)
def test_a_part_is_not_larger_than_its_whole(
    table: str, columns: dict[str, list[object]], part: str
) -> None:
    (problem,) = findings(table, **columns)
    assert problem.startswith(part)
    assert "(rows: 1, the first has 9 and 4)" in problem


def test_a_negative_stock_cannot_be_and_a_negative_flow_is_a_correction() -> None:
    (stock,) = findings("accounts", date=days(1), followers=[-5.0])
    assert "which cannot be" in stock
    (flow,) = findings("accounts", date=days(1), follows=[-5.0])
    assert "take back what they had counted" in flow


def test_shares_lie_between_nothing_and_everything() -> None:
    (problem,) = findings("audience", share=[0.2, 1.2])
    assert "(rows: 1)" in problem


def test_days_without_any_figure_are_named() -> None:
    (problem,) = findings("accounts", date=days(1, 2, 6), reach=[1.0, 2.0, 3.0])
    assert problem == (
        "Daily account figures · X · shop: no figures at all (days: 3; 3–5 May 2026); "
        "they are unknown, not 0"
    )


def test_many_gaps_are_one_finding_that_counts_all_days_and_names_the_first_spans() -> None:
    there = days(1, 3, 5, 7, 9, 11, 14, 16)
    (problem,) = findings("accounts", date=there, reach=[1.0] * 8)
    shown = "2 May 2026, 4 May 2026, 6 May 2026, 8 May 2026, 10 May 2026"
    assert f"(days: 8; {shown} and further spans: 2); they" in problem


def test_days_that_lack_one_figure_are_counted() -> None:
    (problem,) = findings(
        "accounts", date=days(1, 2, 3, 4), reach=[1.0, None, 3.0, None], views=[1.0] * 4
    )
    assert "X · shop: Reach: without a figure" in problem
    assert "(days: 1, first 2 May 2026)" in problem


def test_the_gap_of_one_account_is_not_filled_by_another() -> None:
    figures: list[object] = [1.0, 2.0, 3.0]
    found = findings("accounts", date=days(1, 2, 3), reach=figures, account=["a", "b", "a"])
    assert len(found) == 1


def test_amounts_need_a_currency_and_two_are_said() -> None:
    (none,) = findings("ads", spend=[5.0], currency=[None])
    assert "amounts without a currency (rows: 1)" in none
    (two,) = findings("ads", spend=[5.0, 5.0], currency=["EUR", "CHF"])
    assert "several currencies: CHF, EUR" in two
    assert findings("ads", spend=[0.0], currency=[None]) == []


def test_rows_that_are_there_twice_count_and_are_said() -> None:
    (problem,) = findings("ads", campaign=["May", "May"], spend=[5.0, 5.0], currency=["EUR"] * 2)
    assert "once more: 1" in problem


def test_a_change_from_impressions_to_views_is_a_break() -> None:
    (problem,) = findings("posts", impressions=[9.0, None], views=[None, 8.0])
    assert "older posts have impressions only (1), newer ones views only (1)" in problem


@pytest.mark.parametrize(
    ("impressions", "views", "breaks"),
    [
        (
            [9.0, 9.0, None],
            [None, None, 8.0],
            ["up to 2 May 2026 there are impressions only, from 3"],
        ),
        ([9.0, None, 9.0], [None, 8.0, None], []),  # either may be missing
        ([9.0, 9.0, None], [8.0, 8.0, 8.0], []),
    ],
)
def test_so_is_one_in_daily_figures(
    impressions: list[object], views: list[object], breaks: list[str]
) -> None:
    found = findings("accounts", date=days(1, 2, 3), impressions=impressions, views=views)
    told = [problem.partition(": ")[2] for problem in found if "impressions only" in problem]
    assert [problem[: len(breaks[0])] for problem in told] == breaks


def test_a_finding_points_at_its_first_row_and_speaks_german() -> None:
    frame = pd.DataFrame(
        {"reach": [1.0, 9.0], "views": [4.0, 4.0], "source_file": "a.csv", "source_row": ["2", "3"]}
    ).assign(published_on=pd.Timestamp(2026, 5, 1))
    with labels.speaking("de"):
        (found,) = check({"posts": typed(frame, "posts")}).to_dict("records")
    assert (found["file"], found["row"], found["column"]) == ("a.csv", 3, "reach")
    assert found["problem"].startswith("mehr Reichweite als Aufrufe")


def test_a_finding_is_said_of_each_file_with_its_own_rows() -> None:
    frame = pd.DataFrame(
        {
            "reach": [9.0, 9.0, 9.0],
            "views": 4.0,
            "source_file": ["a", "b", "b"],
            "source_row": ["2", "2", "3"],
        }
    ).assign(published_on=pd.Timestamp(2026, 5, 1))
    found = check({"posts": typed(frame, "posts")})
    larger = found[found["column"] == "reach"]
    assert larger["file"].tolist() == ["a", "b"]
    assert ["(rows: 1," in text for text in larger["problem"]] == [True, False]


def test_a_post_without_a_day_belongs_to_no_month() -> None:
    (problem,) = findings("posts", views=[1.0, 1.0], published_on=[None, pd.Timestamp(2026, 5, 1)])
    assert problem == "rows without a day or period: 1; they belong to no month"


def test_net_follows_may_be_negative() -> None:
    assert findings("accounts", date=days(1), net_follows=[-5.0]) == []


def test_a_finding_in_a_row_of_several_files_belongs_to_none_of_them() -> None:
    frame = pd.DataFrame(
        {"date": days(1), "follows": [-5.0], "source_file": "a + b", "source_row": "2 + 3"}
    )
    (found,) = check({"accounts": typed(frame, "accounts")}).to_dict("records")
    assert (found["file"], found["row"]) == ("", None)
    assert found["problem"].startswith("a + b: New follows: negative figures")


ALIKE = st.tuples(
    st.sampled_from(["a", "b", None]), st.sampled_from([1.0, 2.0, None]),
    st.sampled_from([0.0, -0.0, None]),
)  # fmt: skip


@given(
    rows=st.lists(ALIKE, max_size=12),
    names=st.sampled_from([["text", "one", "two"], ["text"], ["one", "two"]]),
    keep=st.sampled_from(["first", False]),
)
def test_rows_that_repeat_others_are_those_that_pandas_finds(
    rows: list[tuple[object, ...]], names: list[str], keep: Any
) -> None:
    frame = pd.DataFrame(rows, columns=["text", "one", "two"])
    frame = frame.astype({"text": "str", "one": "float64", "two": "float64"})
    found, wanted = repeated(frame, names, keep=keep), frame.duplicated(names, keep=keep)
    assert found.tolist() == wanted.tolist()

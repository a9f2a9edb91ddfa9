"""Benchmarks: each has a formula, and no comparison crosses formulas."""

import pandas as pd
import pytest

from kpi_kit import labels
from kpi_kit.benchmarking import benchmarks, compare_with_benchmark
from kpi_kit.errors import ColumnError, ComparisonError
from kpi_kit.kpis import KPIS

BY_FOLLOWERS = "engagement_rate_by_followers"
BY_IMPRESSIONS = "engagement_rate_by_impressions"


def test_every_benchmark_has_a_known_formula_or_none_and_a_figure_or_a_range() -> None:
    listed = benchmarks()
    assert len(listed) > 15
    assert {*listed["kpi"].dropna()} <= {*KPIS}
    assert listed["kpi"].isna().any()
    assert {*listed["channel"]} <= {*labels.words()["channel"]}
    assert (listed["value"].notna() != (listed["low"].notna() & listed["high"].notna())).all()
    assert (listed["low"].dropna() < listed["high"].dropna()).all()
    figures = pd.concat([listed[name] for name in ("value", "low", "high")]).dropna()
    assert figures.between(0, 1, inclusive="neither").all()
    assert not listed.duplicated().any()


def test_one_may_ask_for_a_formula_and_a_channel() -> None:
    assert {*benchmarks(BY_FOLLOWERS)["kpi"]} == {BY_FOLLOWERS}
    assert {*benchmarks(BY_FOLLOWERS, "x")["channel"]} == {"x"}
    assert benchmarks("frequency").empty


def test_the_sample_is_told_in_the_reader_s_language() -> None:
    with labels.speaking("de"):
        assert "Beiträge" in benchmarks(BY_FOLLOWERS, "x")["sample"].iloc[-1]
    assert "posts" in benchmarks(BY_FOLLOWERS, "x")["sample"].iloc[-1]


def test_the_gap_is_relative_to_the_benchmark() -> None:
    """0.3 % against 0.15 % is twice as much: a gap of 100 %."""
    compared = compare_with_benchmark(
        0.003, BY_FOLLOWERS, channel="facebook", source="Socialinsider 2026"
    )
    assert compared["gap"].tolist() == pytest.approx([1.0])
    assert compared["own"].tolist() == [0.003]


@pytest.mark.parametrize(("own", "gap"), [(0.01, 0.0), (0.0007, -0.5), (0.042, 1.0)])
def test_of_a_range_the_nearer_end_counts(own: float, gap: float) -> None:
    """0.14 % to 2.10 %: 1 % lies inside, 0.07 % is half the lower end, 4.2 % twice the upper."""
    compared = compare_with_benchmark(
        own, BY_FOLLOWERS, channel="instagram", source="Rival IQ 2025"
    )
    assert compared["gap"].tolist() == pytest.approx([gap])


def test_all_sources_of_the_same_formula_are_compared() -> None:
    compared = compare_with_benchmark(0.001, BY_FOLLOWERS, channel="facebook")
    assert len(compared) == 3
    assert {*compared["kpi"]} == {BY_FOLLOWERS}


def test_another_formula_is_refused_with_both_figures() -> None:
    """Facebook: 0.15 % by followers, 5.07 % by impressions, 34 times as much."""
    with pytest.raises(ComparisonError) as refused:
        compare_with_benchmark(0.0015, BY_FOLLOWERS, channel="facebook", source="Buffer 2025")
    said = str(refused.value)
    for words in ("Buffer 2025 computes otherwise", "Interactions ÷ impressions", "0.15%",
                  "5.07%", f"Compute {BY_IMPRESSIONS} and compare that"):  # fmt: skip
        assert words in said


def test_a_german_reader_is_refused_in_german() -> None:
    with labels.speaking("de"), pytest.raises(ComparisonError, match="rechnet anders") as refused:
        compare_with_benchmark(0.02, "engagement_rate_by_reach", channel="facebook")
    assert "5,07\N{NO-BREAK SPACE}%" in str(refused.value)


def test_a_source_that_does_not_state_its_formula_is_refused() -> None:
    with pytest.raises(ComparisonError, match="Hootsuite does not say how it computes"):
        compare_with_benchmark(0.03, BY_FOLLOWERS, channel="instagram", source="Hootsuite")


def test_a_channel_without_benchmarks_names_those_that_have_some() -> None:
    with pytest.raises(ComparisonError, match=r"no benchmark for Website.*Facebook, TikTok"):
        compare_with_benchmark(0.03, BY_FOLLOWERS, channel="website")


def test_an_unknown_source_names_those_of_the_channel() -> None:
    with pytest.raises(ComparisonError, match=r"Facebook \(Nobody\); available: Rival IQ 2022"):
        compare_with_benchmark(0.03, BY_FOLLOWERS, channel="facebook", source="Nobody")


def test_a_name_that_means_several_things_is_refused() -> None:
    with pytest.raises(ColumnError, match="ambiguous"):
        benchmarks("engagement_rate")

"""Several looks and several questions: what they do to a test, and that the kit says so."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

import kpi_kit as kk
from kpi_kit import labels
from kpi_kit.errors import KpiKitError
from kpi_kit.evidence.multiplicity import found_by_chance, level_of_each

PERSONS, LOOKS = 400, 5


def looked_at(*, looks: int) -> float:
    """Return how many of 300 tests without an effect find one in any of five looks."""
    chance = np.random.default_rng(1)
    found = 0
    for _ in range(300):
        a, b = (chance.binomial(PERSONS, 0.1, LOOKS).cumsum() for _ in "ab")
        found += any(
            kk.ab_test(a[n], PERSONS * (n + 1), b[n], PERSONS * (n + 1), looks=looks).verdict
            == "effect"
            for n in range(LOOKS)
        )
    return found / 300


def test_who_looks_five_times_finds_effects_where_none_are_unless_the_looks_are_planned() -> None:
    assert looked_at(looks=1) > 0.1
    assert looked_at(looks=LOOKS) <= 0.05


@pytest.mark.parametrize(("looks", "questions"), [(5, 1), (1, 5), (5, 4)])
def test_each_look_and_question_gets_its_part_of_the_risk(looks: int, questions: int) -> None:
    times = looks * questions
    found = kk.ab_test(250, 5_000, 295, 5_000, looks=looks, questions=questions)
    plain = kk.ab_test(250, 5_000, 295, 5_000, level=1 - 0.05 / times)
    assert found.difference.low == pytest.approx(plain.difference.low)
    assert found.difference.level == 0.95  # of all together
    assert found.p_value == pytest.approx(min(1, 0.04744 * times), rel=1e-3)


def test_a_planned_look_before_the_end_may_find_an_effect() -> None:
    assert kk.ab_test(250, 5_000, 400, 5_000, planned=8_000).verdict == "cannot tell"
    planned = kk.ab_test(250, 5_000, 400, 5_000, looks=3, planned=8_000)
    assert planned.verdict == "effect"
    assert "3 looks are planned" in planned.sentence
    open_yet = kk.ab_test(250, 5_000, 295, 5_000, looks=3, planned=8_000)
    assert "nothing is decided yet. 8,000 persons per group were planned" in open_yet.sentence


def test_one_look_says_nothing_about_looks() -> None:
    assert "looks" not in kk.ab_test(250, 5_000, 295, 5_000).sentence


def test_posts_and_changes_share_the_risk_among_questions_too() -> None:
    chance = np.random.default_rng(4)
    posts = pd.DataFrame({"format": ["reel", "image"] * 30, "reach": 1000.0,
                          "interactions": chance.poisson(40, 60).astype(float)})  # fmt: skip
    one, ten = (
        kk.compare_posts(
            posts, "engagement_rate_by_reach", by="format", a="image", b="reel", questions=n
        )
        for n in (1, 10)
    )
    assert ten.difference.low < one.difference.low < one.difference.high < ten.difference.high
    assert "one of 10 comparisons" in ten.sentence
    days = pd.DataFrame({"date": pd.date_range("2026-03-02", periods=14),
                         "views": chance.poisson(100, 14).astype(float)})  # fmt: skip
    single, several = (
        kk.change(days, "views", date(2026, 3, 9), date(2026, 3, 15), questions=n) for n in (1, 10)
    )
    assert several.difference.low < single.difference.low
    assert "one of 10 comparisons" in several.sentence


@pytest.mark.parametrize("times", [0, -1, 1.5])
def test_what_is_no_number_of_looks_is_refused(times: float) -> None:
    with pytest.raises(KpiKitError, match="no number of times"):
        kk.ab_test(1, 10, 2, 10, looks=times)  # type: ignore[arg-type]


def test_the_risk_is_split_evenly() -> None:
    assert level_of_each(0.9, 1) == 0.9
    assert level_of_each(0.95, 20) == pytest.approx(0.9975)


def test_how_many_finds_chance_alone_would_bring_is_said_in_both_languages() -> None:
    assert "Even if nothing had changed, 1 would" in found_by_chance(3, 20)
    assert "0.6 would" in found_by_chance(2, 12)
    with labels.speaking("de"):
        assert "2 von 12 Unterschieden" in found_by_chance(2, 12)
        assert found_by_chance(2, 12).endswith("käme man im Schnitt auf 0,6.")

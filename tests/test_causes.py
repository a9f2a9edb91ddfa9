"""Was it the campaign: regions with and without it, and before and after."""

import runpy
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from kpi_kit import labels
from kpi_kit.errors import ColumnError, ComparisonError, KpiKitError
from kpi_kit.evidence.before_after import before_after
from kpi_kit.evidence.regions import (
    DifferenceInDifferences,
    difference_in_differences,
)
from tests.emscherrad import emscherrad

STUDY = Path(__file__).parents[1] / "benchmarks" / "coverage.py"

FIRST, LAST = date(2026, 4, 27), date(2026, 5, 24)


def regions(
    effect: float = 1.0, size: float = 2.0, *, seed: int | None = None, drift: float = 0.0
) -> pd.DataFrame:
    """Return 16 weeks before and 4 weeks with a campaign in A, which is larger than B."""
    days = pd.date_range("2026-01-05", periods=140)
    season = 1 + 0.5 * np.sin(np.arange(140) / 40)
    during = days >= pd.Timestamp(FIRST)
    a = 20 * size * season * np.where(during, effect, 1.0) * np.exp(drift * np.arange(140))
    b = 20 * season
    if seed is not None:
        chance = np.random.default_rng(seed)
        a, b = chance.poisson(a).astype(float), chance.poisson(b).astype(float)
    frame = pd.DataFrame({"ordered_on": [*days, *days], "region": ["A"] * 140 + ["B"] * 140})
    return frame.assign(orders=np.concatenate([a, b]))


def found_in(rows: pd.DataFrame, **options: float) -> DifferenceInDifferences:
    return difference_in_differences(rows, FIRST, LAST, control="B", value="orders", after=0,
                                     **options)  # type: ignore[arg-type]  # fmt: skip


@cache
def orders() -> pd.DataFrame:
    return emscherrad().orders


def test_a_season_that_both_regions_share_is_no_effect() -> None:
    found = found_in(regions())
    assert found.effect.value == pytest.approx(0, abs=1e-6)
    assert found.naive < -100  # before and after alone takes the season for the campaign


@pytest.mark.parametrize("size", [0.25, 1.0, 8.0])
def test_the_effect_is_right_however_much_larger_a_region_is(size: float) -> None:
    """A quarter more than without the campaign: a fifth of what was sold."""
    rows = regions(1.25, size)
    sold = rows[(rows["region"] == "A") & (rows["ordered_on"] >= pd.Timestamp(FIRST))]["orders"]
    found = found_in(rows)
    assert found.effect.value == pytest.approx(sold.sum() / 5)
    assert found.lift.value == pytest.approx(0.25)


def test_the_logarithm_of_four_cells_has_the_error_of_their_counts() -> None:
    """Two by two: the error of the log ratio is √(1/a + 1/b + 1/c + 1/d) (Woolf 1955)."""
    found = found_in(regions(1.25, seed=4))
    a, b = (found.weeks.groupby("during")[side].sum() for side in ("treated", "control"))
    woolf = (1 / np.array([a[True], a[False], b[True], b[False]])).sum() ** 0.5
    width = np.log1p(found.lift.high) - np.log1p(found.lift.low)
    assert width >= 2 * 1.645 * woolf
    assert width < 3 * 1.645 * woolf


def test_rows_are_counted_where_no_value_is_named() -> None:
    rows = regions(1.25)
    counted = rows.loc[rows.index.repeat(rows["orders"].round().astype(int))]
    found = difference_in_differences(counted, FIRST, LAST, control=["B"], after=0)
    assert found.effect.value == pytest.approx(found_in(rows).effect.value, rel=0.05)


def test_ninety_percent_of_the_intervals_hold_the_effect() -> None:
    """100 pairs of regions; the truth is what was really sold beyond the campaign's absence."""
    held = 0
    for seed in range(100):
        plain, rows = regions(seed=seed), regions(seed=seed)
        chance = np.random.default_rng(1_000 + seed)
        treated = (rows["region"] == "A") & (rows["ordered_on"] >= pd.Timestamp(FIRST))
        caused = pd.Series(chance.poisson(8, len(rows)), rows.index).where(treated, 0)
        found = found_in(plain.assign(orders=plain["orders"] + caused))
        held += not found.effect.excludes(float(caused.sum()))
    assert 0.84 <= held / 100 <= 0.96


def recorded() -> pd.DataFrame:
    found = pd.read_csv(STUDY.with_suffix(".csv"))
    return found.assign(inside=found["truth"].between(found["low"], found["high"]))


def test_over_200_generated_companies_85_to_95_percent_of_the_intervals_hold_the_truth() -> None:
    """Orders and ROI; what `benchmarks/coverage.py` found."""
    rows = recorded()
    assert rows.groupby("figure")["seed"].nunique().to_dict() == {
        "orders": 200, "roi": 200, "roi_of_margin": 200
    }  # fmt: skip
    assert rows.groupby("figure")["inside"].mean().between(0.85, 0.95).all()


def test_the_recorded_study_is_that_of_todays_companies_and_statistics() -> None:
    """If this fails, run `python benchmarks/coverage.py 200 1 benchmarks/coverage.csv` again."""
    study = runpy.run_path(str(STUDY))
    now = pd.DataFrame(study["held"]([1, 2]))
    then = recorded().iloc[: len(now)]
    assert now["figure"].tolist() == then["figure"].tolist()
    for column in ("truth", "value", "low", "high"):
        assert now[column].to_numpy() == pytest.approx(then[column].to_numpy(), abs=0.03, rel=0.02)


def test_drifting_regions_are_found_out_and_nothing_is_claimed() -> None:
    found = found_in(regions(seed=1, drift=0.01))
    assert not found.parallel
    assert found.verdict == "cannot tell"
    assert "drifting apart" in found.sentence


def test_parallel_regions_are_seldom_suspected() -> None:
    suspected = [not found_in(regions(seed=seed)).parallel for seed in range(100)]
    assert np.mean(suspected) < 0.12


def test_placebos_find_nothing_where_nothing_was() -> None:
    found = found_in(regions(1.5, seed=2)).placebos
    assert len(found) == 2
    assert (found["last"] < pd.Timestamp(FIRST)).all()
    assert ((found["low"] < 0.15) & (found["high"] > -0.15)).all()


def test_an_effect_too_small_to_mention_is_told_from_one_that_is_unknown() -> None:
    rows = regions(1.0, seed=3)
    assert found_in(rows).verdict == "cannot tell"
    many = rows.assign(orders=rows["orders"] * 1_000)
    relative = found_in(many.assign(orders=regions()["orders"] * 1_000), worth=20_000)
    assert relative.verdict == "no effect"


def test_a_control_that_is_not_there_is_named() -> None:
    with pytest.raises(KpiKitError, match=r"'Saxony'; there is 'A', 'B'"):
        difference_in_differences(regions(), FIRST, LAST, control="Saxony")
    with pytest.raises(ColumnError, match="no 'state'"):
        difference_in_differences(regions(), FIRST, LAST, control="B", by="state")


def test_three_weeks_are_too_few_to_compare() -> None:
    rows = regions()
    late = rows[rows["ordered_on"] >= "2026-04-06"]
    with pytest.raises(KpiKitError, match="only 3 full weeks"):
        found_in(late)


# --- Weeks that are all alike: everything can be worked out by head


def steady(
    during: float = 30.0, control: float = 10.0, first_day: str = "2026-01-05"
) -> pd.DataFrame:
    """Return 20 orders a day in A, 30 from the campaign on, and 10 in B, until 31 May."""
    days = pd.date_range(first_day, "2026-05-31")
    a = np.where(days >= pd.Timestamp(FIRST), during, 20.0)
    frame = pd.DataFrame({"ordered_on": [*days, *days], "region": ["A"] * len(a) + ["B"] * len(a)})
    return frame.assign(orders=[*a, *[control] * len(a)])


def test_effect_and_interval_are_those_of_four_cells() -> None:
    """A third of 840 is too much; the logarithm's error is √(1/a + 1/b + 1/c + 1/d)."""
    found = found_in(steady())
    log, error = (
        np.log(30 / 20),
        sum(1 / (28 * n) for n in (30, 10)) + sum(1 / (112 * n) for n in (20, 10)),
    )
    reach = t.ppf(0.95, 20 - 2) * error**0.5
    assert found.effect.value == pytest.approx(280)
    assert (found.lift.low, found.lift.high) == pytest.approx(
        (np.exp(log - reach) - 1, np.exp(log + reach) - 1)
    )
    assert found.effect.low == pytest.approx(840 * (1 - np.exp(reach - log)))
    assert found.naive == pytest.approx(840 - 560)
    assert found.trend == pytest.approx(1)


def test_weeks_that_vary_by_more_than_chance_widen_the_interval() -> None:
    """Every other week twice as many orders everywhere but in A: the weeks' χ² by 18."""
    rows = steady()
    odd = ((rows["ordered_on"] - pd.Timestamp(FIRST)).dt.days // 7 % 2 == 1) & rows["region"].eq(
        "B"
    )
    rows["orders"] *= np.where(odd, 2, 1)
    found = found_in(rows)
    weeks = found.weeks
    both = weeks["treated"] + weeks["control"]
    part = weeks.groupby("during")["treated"].transform("sum") / both.groupby(
        weeks["during"]
    ).transform("sum")
    pearson = ((weeks["treated"] - both * part) ** 2 / (both * part * (1 - part))).sum()
    cells = weeks.groupby("during")[["treated", "control"]].sum().to_numpy()
    width = np.log1p(found.lift.high) - np.log1p(found.lift.low)
    assert pearson > 18
    error = (1 / cells).sum() ** 0.5 * (pearson / 18) ** 0.5
    assert width == pytest.approx(2 * t.ppf(0.95, 18) * error, rel=1e-6)


def test_nothing_missing_counts_as_zero_and_no_two_currencies_are_added_up() -> None:
    rows = steady().assign(contribution_margin=2.0, currency="EUR")

    def effect(rows: pd.DataFrame) -> float:
        return difference_in_differences(
            rows, FIRST, LAST, control="B", value="contribution_margin", after=0
        ).effect.value

    whole = effect(rows)
    first = rows["ordered_on"] == pd.Timestamp(FIRST)
    gap = rows.assign(contribution_margin=rows["contribution_margin"].mask(first))
    with pytest.raises(KpiKitError, match=f"ontribution margin is missing in {first.sum()} of "):
        effect(gap)
    with pytest.raises(ComparisonError, match="difference_in_differences: amounts in CHF, EUR"):
        effect(rows.assign(currency=rows["currency"].mask(first, "CHF")))
    # What lies outside of the weeks compared does not matter.
    later = gap[first].assign(ordered_on=pd.Timestamp("2026-09-01"), currency="USD")
    assert effect(pd.concat([rows, later], ignore_index=True)) == whole


def test_the_weeks_after_count_with_the_campaign_and_the_last_may_be_short() -> None:
    found = difference_in_differences(
        steady(), FIRST, date(2026, 5, 20), control="B", value="orders", after=6
    )
    assert (found.first, found.last) == (FIRST, date(2026, 5, 26))
    late = found.weeks[found.weeks["during"]]
    assert late["days"].tolist() == [7, 7, 7, 7, 2]
    assert late["treated"].tolist() == [210, 210, 210, 210, 60]
    assert late["control"].tolist() == [70, 70, 70, 70, 20]
    assert late["expected"].tolist() == pytest.approx([140, 140, 140, 140, 40])
    assert found.naive == pytest.approx(900 - 30 * 20)


def test_by_default_a_week_after_the_last_day_counts_and_a_year_before_the_first() -> None:
    found = difference_in_differences(
        steady(first_day="2025-01-01"), FIRST, LAST, control="B", value="orders"
    )
    assert found.last == date(2026, 5, 31)
    assert (~found.weeks["during"]).sum() == 52
    assert found.weeks["week"].iloc[0] == pd.Timestamp("2025-04-28")


def test_a_week_that_begins_before_the_data_does_not_count() -> None:
    for begins, weeks in (("2026-03-30", 4), ("2026-03-29", 4), ("2026-03-31", 3)):
        rows = steady(first_day=begins)
        if weeks < 4:
            with pytest.raises(KpiKitError, match="only 3 full weeks"):
                found_in(rows)
        else:
            assert (~found_in(rows).weeks["during"]).sum() == weeks
    assert (~found_in(steady(), before=6).weeks["during"]).sum() == 6


def test_placebos_are_as_long_as_the_campaign_and_end_before_it() -> None:
    """16 weeks before: 4 weeks each, as long as twice as many remain to compare with."""
    found = found_in(steady()).placebos
    assert found["first"].tolist() == [pd.Timestamp("2026-03-02"), pd.Timestamp("2026-03-30")]
    assert found["last"].tolist() == [pd.Timestamp("2026-03-29"), pd.Timestamp("2026-04-26")]
    assert found["lift"].tolist() == pytest.approx([0, 0])


@pytest.mark.parametrize("rows", [
    steady(during=0.0), steady(control=0.0),
    steady().assign(orders=lambda r: r["orders"].where(r["ordered_on"] >= pd.Timestamp(FIRST), 0)),
])  # fmt: skip
def test_where_a_region_sold_nothing_before_or_during_nothing_can_be_told(
    rows: pd.DataFrame,
) -> None:
    found = found_in(rows)
    assert np.isnan(found.effect.value)
    assert found.verdict == "cannot tell"


def test_weeks_without_any_order_tell_nothing_and_do_no_harm() -> None:
    rows = steady()
    closed = rows["ordered_on"].between("2026-02-02", "2026-02-08")
    found = found_in(rows.assign(orders=rows["orders"].where(~closed, 0)))
    assert found.effect.value == pytest.approx(280)
    log = np.log1p([found.lift.low, found.lift.value])
    assert (
        log[1] - log[0] > t.ppf(0.95, 17) * (1 / (28 * 30) + 1 / 280 + 1 / 2240 + 1 / 1120) ** 0.5
    )


def test_no_effect_at_all_is_no_loss() -> None:
    found = found_in(steady(during=20.0), worth=200)
    assert found.verdict == "no effect"
    assert "were lost" not in found.sentence
    assert "orders were lost" in found_in(steady(during=10.0)).sentence.casefold()


# --- Emscherrad


def test_the_autumn_campaign_caused_what_the_truth_says() -> None:
    """Story 9: before and after alone sees nothing, for the season was ending; the truth is 424."""
    found = difference_in_differences(orders(), date(2025, 9, 1), date(2025, 10, 31),
                                      control="Niedersachsen")  # fmt: skip
    assert found.verdict == "effect"
    assert not found.effect.excludes(424)
    assert found.parallel
    assert abs(found.naive) < 424 / 4
    with labels.speaking("de"):
        assert "Die Kampagne hat zusätzlich" in found.sentence


def test_the_spring_campaign_is_no_effect_that_before_and_after_could_prove() -> None:
    """Story 3: +69 % looks like success; the year before, without it, spring brought as much."""
    daily = orders().groupby("ordered_on").size()
    found = before_after(daily, date(2026, 3, 1), date(2026, 6, 30))
    assert found.change > 0.6
    assert found.change_last_year > found.change
    assert found.verdict == "cannot tell"
    assert found.sentence.startswith("1 March 2026 to 30 June 2026: +69% against")


# --- before and after


def test_without_an_earlier_year_the_season_is_unknown_and_said_to_be() -> None:
    daily = pd.Series(10.0, pd.date_range("2026-01-01", "2026-04-30"))
    found = before_after(daily, date(2026, 4, 1), date(2026, 4, 30))
    assert np.isnan(found.change_last_year)
    assert "only an earlier year can show" in found.sentence


def test_a_missing_day_makes_the_naive_change_unknown() -> None:
    daily = pd.Series(10.0, pd.date_range("2026-01-01", "2026-04-30"))
    found = before_after(
        daily.drop(pd.Timestamp("2026-04-10")), date(2026, 4, 1), date(2026, 4, 30)
    )
    assert np.isnan(found.change)
    assert found.verdict == "cannot tell"

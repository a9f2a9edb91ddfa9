"""Published examples come out of the formulas, and published mistakes do not."""

import json
import tomllib
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kpi_kit import formulas
from kpi_kit.kpis import KPIS
from kpi_kit.values import compute
from tests.test_formulas import BY_HEAD

HERE = Path(__file__).parent
EXAMPLES = tomllib.loads((HERE / "worked_examples.toml").read_text("utf-8"))["example"]
ORIGINAL = HERE.parents[1] / "shared" / "reference" / "worked_examples.json"

FORMULAS = [e for e in EXAMPLES if e.get("kpi") in KPIS]
POOLED = [e for e in EXAMPLES if e.get("kpi") == "pooled"]


def example(number: str) -> dict[str, Any]:
    (found,) = [entry for entry in EXAMPLES if entry["id"] == number]
    return dict(found)


def result(entry: dict[str, Any]) -> Any:
    """Apply a formula to an example's inputs, row by row where several are given."""
    kpi = KPIS[entry["kpi"]]
    several = any(isinstance(value, list) for value in entry["inputs"].values())
    given = {n: pd.Series(v) if several else v for n, v in entry["inputs"].items()}
    value = kpi.formula(**given) * entry.get("shown_times", 1)
    if not several:
        return value
    return value.tolist() if kpi.of == "totals" else value.agg(kpi.of)


@pytest.mark.parametrize("entry", FORMULAS, ids=lambda e: f"{e['id']}-{e['kpi']}")
def test_a_published_example_comes_out(entry: dict[str, Any]) -> None:
    assert result(entry) == pytest.approx(entry["exact"], rel=1e-12)
    if "published" in entry and entry["kind"] != "trap":
        tolerance = max(entry["tolerance"], 1e-12)
        assert result(entry) == pytest.approx(entry["published"], rel=0, abs=tolerance)


@pytest.mark.parametrize("entry", POOLED, ids=lambda e: e["id"])
def test_a_rate_of_a_whole_is_the_ratio_of_sums(entry: dict[str, Any]) -> None:
    values = compute(pd.DataFrame(entry["inputs"]), ["engagement_rate_by_views"])
    rate = values["engagement_rate_by_views"][0]
    assert rate == pytest.approx(entry["exact"], rel=1e-12)
    assert rate == pytest.approx(entry["published"], abs=entry["tolerance"])


def test_every_example_is_tried_or_says_why_not() -> None:
    for entry in EXAMPLES:
        ways = [entry.get("kpi") in {*KPIS, "pooled"}, "test" in entry, "elsewhere" in entry]
        assert sum(ways) == 1, entry["id"]
        assert entry.get("test", "test_every_example_is_tried_or_says_why_not") in globals()
    assert sum("elsewhere" in entry for entry in EXAMPLES) == 10


def test_every_kpi_has_a_value_from_somewhere() -> None:
    """A published example, a test of its own here, or a value checked by head."""
    here = Path(__file__).read_text("utf-8")
    tried = {entry["kpi"] for entry in FORMULAS} | {name for name, _, _ in BY_HEAD}
    assert [name for name in KPIS if name not in tried and f"formulas.{name}(" not in here] == []


@pytest.mark.skipif(not ORIGINAL.exists(), reason="the collection is not part of the project")
def test_the_copy_has_every_number_of_the_collection() -> None:
    def listed(value: Any) -> list[Any]:
        return value if isinstance(value, list) else [value]

    copies = {
        number: [dict(entry) for entry in entries]
        for number, entries in groupby(EXAMPLES, key=lambda entry: entry["id"])
    }
    originals = {entry["id"]: entry for entry in json.loads(ORIGINAL.read_text("utf-8"))}
    assert {*copies} == {*originals}
    for number, original in originals.items():
        copy = copies[number]
        assert {entry["kind"] for entry in copy} == {original["kind"]}
        assert {entry["tolerance"] for entry in copy} == {original["tol"]}
        for ours, theirs in (("exact", "exact"), ("published", "pub")):
            shown = [one for entry in copy for one in listed(entry.get(ours))]
            wanted = listed(original[theirs])
            assert [one for one in shown if one is not None] == pytest.approx(
                [one for one in wanted if one is not None]
            ), number


def test_the_net_reach_lies_between_its_bounds() -> None:
    """Days of 500, 300 and 400 reach 950 people; a month of daily users 27,540 of 31,551."""
    days = pd.DataFrame({"reach": [500.0, 300.0, 400.0]})
    low, high = compute(days, ["largest_reach", "gross_reach"])[
        ["largest_reach", "gross_reach"]
    ].iloc[0]
    assert (low, high) == (500, 1_200)
    assert formulas.net_reach_at_least(low) <= example("W01")["exact"]
    assert example("W01")["exact"] <= formulas.net_reach_at_most(high, 10_000.0)
    assert example("W70")["exact"] <= formulas.net_reach_at_most(31_551.0, 1e6) == 31_551


@pytest.mark.parametrize("number", ["W02", "W03"])
def test_reach_of_days_added_up_is_not_reach(number: str) -> None:
    """One person on three days: reach 1, whatever the impressions; the sum of days says 3."""
    reach, impressions = example(number)["exact"]
    days = pd.DataFrame({"reach": [1.0, 1.0, 1.0]})
    assert compute(days, ["largest_reach"])["largest_reach"][0] == reach
    assert compute(days, ["gross_reach"])["gross_reach"][0] == 3
    assert formulas.frequency(impressions, reach) == impressions


@pytest.mark.parametrize(("number", "parts"), [("W04", [2.0, 3.0])])
def test_gross_reach_adds_up_contacts(number: str, parts: list[float]) -> None:
    values = compute(pd.DataFrame({"reach": parts}), ["gross_reach"])
    assert values["gross_reach"][0] == example(number)["exact"]


def test_possible_reach_is_gross_reach() -> None:
    """A tool calls the sum 15 + 20 + 7 "possible reach": at least 20 people, perhaps no more."""
    values = compute(pd.DataFrame({"reach": [15.0, 20.0, 7.0]}), ["gross_reach", "largest_reach"])
    assert values["gross_reach"][0] == example("W97")["exact"]
    assert values["largest_reach"][0] == 20


def test_reach_follows_from_impressions_and_frequency() -> None:
    assert formulas.frequency(15_000.0, example("W09")["exact"]) == pytest.approx(1.8)


def test_per_post_and_per_day_are_two_figures() -> None:
    """Seven days with ten posts: 0.61 % per day, 0.43 % per post."""
    (week,) = [entry for entry in EXAMPLES if entry["id"] == "W20"]
    rates = formulas.engagement_per_follower_and_day(
        **{name: pd.Series(values) for name, values in week["inputs"].items()}
    )
    assert rates.sum() / 10 == pytest.approx(example("W21")["exact"], rel=1e-12)
    assert rates.mean() == pytest.approx(week["exact"], rel=1e-12)


def test_bounces_of_universal_analytics_are_another_figure() -> None:
    old, new = example("W45")["exact"]
    assert formulas.bounce_rate(engaged_sessions=686.0, sessions=1_898.0) == pytest.approx(new)
    assert old == pytest.approx(874 / 1_898)


def test_revenue_taken_for_margin_turns_nothing_into_a_profit() -> None:
    """2,000 of cost and 5,000 of revenue are no +150 %: with 40 % margin nothing is left."""
    assert formulas.return_on_investment(5_000.0, 2_000.0) == example("W61")["exact"]
    assert formulas.return_on_investment_by_margin_rate(5_000.0, 0.4, 2_000.0) == 0


def test_what_the_platform_claims_is_four_times_what_it_caused() -> None:
    caused, loss, claimed = example("W63")["exact"]
    more = formulas.incremental_conversions(1_200.0, 900.0, 100_000.0, 100_000.0)
    assert formulas.incremental_return_on_ad_spend(more * 80, 50_000.0) == caused
    roi = formulas.incremental_return_on_investment(more * 80 * 0.4, 50_000.0)
    assert roi * 50_000 == pytest.approx(loss)
    assert formulas.return_on_ad_spend(1_200.0 * 80, 50_000.0) == claimed


def test_a_whole_may_contradict_all_its_parts() -> None:
    """Simpson: the variant wins on both devices and loses on the whole."""
    tests = pd.DataFrame(
        {
            "variant": ["control", "control", "variant", "variant"],
            "device": ["desktop", "mobile", "desktop", "mobile"],
            "conversions": [270.0, 5.0, 35.0, 90.0],
            "clicks": [900.0, 100.0, 100.0, 900.0],
        }
    )
    name = "conversion_rate_by_clicks"
    whole = compute(tests, [name], by="variant")[name].tolist()
    parts = compute(tests, [name], by=["device", "variant"])[name].tolist()
    assert [*whole, *parts] == pytest.approx(example("W72")["exact"])


def test_difference_in_differences_of_a_published_study() -> None:
    """Card and Krueger print 2.76, from cells that they did not round.

    Their standard error of 1.36 is not tested: it rests on the changes of the single restaurants,
    which the table does not print, so it cannot be computed from the four cells.
    """
    value = formulas.difference_in_differences(20.44, 21.03, 23.33, 21.17)
    assert value == pytest.approx(example("W87")["exact"], rel=1e-12)
    assert value == pytest.approx(example("W87")["published"], abs=example("W87")["tolerance"])


def test_a_budget_is_ahead_of_its_plan() -> None:
    expected, over = example("W93")["exact"]
    pace = formulas.pacing(9_500.0, 20_000.0, 8.0, 20.0)
    assert 9_500 / pace == pytest.approx(expected)
    assert formulas.variance(9_500.0, expected) == over


def trapped(number: str) -> float:
    entry = example(number)
    assert entry["kind"] == "trap"
    assert abs(result(entry) - entry["published"]) > 0.03
    return float(result(entry))


def test_five_values_in_place_of_six_intervals_do_not_come_out() -> None:
    """10k to 50k in 6 months is 30.8 % a month; the published 37.8 % is about that of five."""
    trapped("W98")
    assert formulas.compound_monthly_growth_rate(50.0, 10.0, 5.0) == pytest.approx(0.38, abs=0.003)


def test_a_miscounted_rate_does_not_come_out() -> None:
    """500 of 2,000 is 25 %, and was published as 20 %."""
    assert trapped("W99") == 0.25


def test_ad_spend_put_into_the_margin_does_not_come_out() -> None:
    """The margin ratio is before ad spend: 4,500 of 10,000, not the 3,300 left after it."""
    trapped("W100")
    assert formulas.break_even_return_on_ad_spend(0.33) == pytest.approx(3.03, abs=0.005)


def test_a_forgotten_bracket_does_not_come_out() -> None:
    """1,000 − 50 / 1,000 is 999.95 and no rate; 1 − 50 / 1,000 is one."""
    assert result(example("W102")) == pytest.approx(0.95)
    assert 0 <= result(example("W102")) <= 1

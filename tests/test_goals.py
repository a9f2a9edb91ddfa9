"""Goals as they are written down: mistakes, what makes them SMART, and the tree."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import kpi_kit as kk
from kpi_kit import labels
from kpi_kit.goals import Branch, Goal, load_goals
from kpi_kit.goals.amounts import kind_of
from kpi_kit.goals.chain import chain, direction_of
from kpi_kit.goals.smart import AMBITIOUS
from kpi_kit.kpis import KPIS, Figure, figure
from kpi_kit.metrics import METRICS

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "sample_data" / "goals.toml"

TEN_MISTAKES = """
[[goal]]
name = "Followers"
company = "cut_costs"
strategic = "win_customers"
kpi = "followers"
table = "orders"
target = "5.000"
start = 2026-06-30
deadline = 2026-03-01
tolerance = 5

[[goal]]
name = "Answers"
kpi = "respons_rate"
target = 0.9
owener = "Service"
minimum_sample = "30"

[[goal]]
name = "Budget"
kpi = "spend"
table = "ads"
filter = { kampagne = "Mai" }
target = 900
deadline = "next summer"
guardrail = { kpi = "return_on_ad_spend" }
"""

IN_ENGLISH = """\
goals.toml: 11 mistakes
- Followers, strategic: 'win_customers' does not serve 'cut_costs'; this does: cost_and_productivity
- Followers, table: 'orders' does not hold what 'followers' takes (followers); these do: accounts
- Followers, target: '5.000' is no number; write 1200 or 0.05, without quotes, % or €
- Followers, deadline: 1 March 2026 is before 30 June 2026; swap the two
- Followers, tolerance: 5 is out of range; it must be less than 1; 5% is 0.05
- Answers, kpi: there is no 'respons_rate'; did you mean 'response_rate'?
- Answers, minimum_sample: '30' is no whole number; write for example 30, without quotes
- Answers, owener: there is no such entry; check the spelling, or delete it
- Budget, filter: 'kampagne' is no column of 'ads' to select by; available: channel, account, \
campaign, ad_set, ad, breakdown, segment, currency, interactions_of, device, source_file, source_row
- Budget, deadline: 'next summer' is no date; write year-month-day, such as 2026-06-30, without \
quotes
- Budget, guardrail.limit: this entry is missing; it is required, so add it"""

IN_GERMAN = """\
goals.toml: 11 Fehler
- Followers, strategic: 'win_customers' dient nicht 'cut_costs'; dazu passt: cost_and_productivity
- Followers, table: in 'orders' steht nicht, was 'followers' braucht (followers); es steht in: \
accounts
- Followers, target: „5.000“ ist keine Zahl; schreib 1200 oder 0.05, ohne Anführungszeichen, % \
oder €
- Followers, deadline: der 1. März 2026 liegt vor dem 30. Juni 2026; vertausche die beiden
- Followers, tolerance: 5 liegt außerhalb; es muss kleiner als 1 sein, 5 % sind 0.05
- Answers, kpi: „respons_rate“ gibt es hier nicht; meintest du „response_rate“?
- Answers, minimum_sample: „30“ ist keine ganze Zahl; schreib zum Beispiel 30, ohne \
Anführungszeichen
- Answers, owener: diese Angabe gibt es nicht; prüfe die Schreibweise oder lösch sie
- Budget, filter: 'kampagne' ist keine Spalte von 'ads', nach der man auswählen kann; vorhanden: \
channel, account, campaign, ad_set, ad, breakdown, segment, currency, interactions_of, device, \
source_file, source_row
- Budget, deadline: „next summer“ ist kein Datum; schreib es als Jahr-Monat-Tag, etwa 2026-06-30, \
ohne Anführungszeichen
- Budget, guardrail.limit: diese Angabe fehlt; sie gehört dazu, ergänze sie"""


def goal(**facts: Any) -> Goal:
    """Make a goal of which nothing is missing."""
    whole: dict[str, Any] = {
        "name": "Replies", "company": "raise_revenue", "strategic": "keep_customers",
        "measure": "Answer reliably", "kpi": "conversion_rate_by_sessions", "table": "web",
        "filter": {"source": "instagram"}, "target": 0.04, "start": date(2026, 3, 1),
        "deadline": date(2026, 6, 30), "owner": "Service", "minimum_sample": 30,
        "rule": "Below 4 % the shop is checked.",
        "baseline": {"value": 0.03, "before": 0.022, "first": date(2025, 11, 1),
                     "last": date(2026, 2, 28), "source": "GA4"},
    }  # fmt: skip
    return Goal(**whole | facts)


def missing(found: Goal) -> list[str]:
    return [point.what for point in found.smart().points if point.finding == "missing"]


def to_check(found: Goal) -> list[str]:
    return [point.what for point in found.smart().points if point.finding == "check"]


@pytest.mark.parametrize(("lang", "said"), [("en", IN_ENGLISH), ("de", IN_GERMAN)])
def test_a_file_with_eleven_mistakes_gets_eleven_sentences_at_once(
    lang: labels.Language, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "goals.toml"
    path.write_text(TEN_MISTAKES, "utf-8")
    with labels.speaking(lang), pytest.raises(kk.GoalError) as caught:
        load_goals(path)
    assert str(caught.value).replace("\N{NO-BREAK SPACE}", " ") == said
    assert len(caught.value.mistakes) == 11


def test_a_notebook_gets_the_same_sentences() -> None:
    with pytest.raises(kk.GoalError, match=r"1 mistake\n- More, target: this entry is missing"):
        Goal(name="More", kpi="response_rate")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[goal]\n", "this is not well written"),
        ("", "takes \\[\\[goal\\]\\] sections only, and at least one; found: –"),
        ("[goals]\na = 1\n", "found: goals"),
        ('[[goal]]\nname = "A"\nkpi = "response_rate"\ntarget = 0.9\n' * 2, "A, name: several"),
    ],
)
def test_a_file_that_holds_no_goals_says_why(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "goals.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(kk.GoalError, match=said):
        load_goals(path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "goals.toml"
    path.write_bytes(b"\xff\xfe[[goal]]")
    with pytest.raises(kk.GoalError, match="save it as text in UTF-8"):
        load_goals(path)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"name": ""}, "name: this must be a text"),
        ({"name": {"de": "Ziel"}}, "name: this must be a text"),
        ({"target": float("nan")}, "target: nan is no number"),
        ({"target": True}, "target: True is no number"),
        ({"filter": 3}, "filter: 3 does not have the right form"),
        ({"table": "sheets"}, "table: there is no table 'sheets'"),
        ({"company": "profit"}, "company: 'profit' is unknown here; choose one of: raise_revenue"),
        ({"actions": {"great": "Party"}}, "actions.great: 'great' is unknown here"),
        ({"start": date(2026, 2, 1)}, "baseline: the baseline reaches to 28 February 2026"),
        ({"kpi": "revenue", "table": ""}, "'revenue' is in several tables"),
        ({"kpi": "ROI"}, "kpi: 'ROI' is ambiguous"),
        ({"guardrail": {"kpi": "reach", "limit": 5}}, "guardrail.table: 'reach' is in several"),
        ({"given": {"universe": "all"}}, "given.universe: 'all' is no number"),
    ],
)
def test_each_kind_of_mistake_has_its_sentence(facts: dict[str, Any], said: str) -> None:
    with pytest.raises(kk.GoalError, match=r"mistakes?\n") as caught:
        goal(**facts)
    assert said in str(caught.value)


def test_every_sentence_of_a_mistake_is_ours() -> None:
    """Pydantic would say "Input should be …"."""
    wrong: dict[str, Any] = dict.fromkeys(Goal.model_fields, object())
    with pytest.raises(kk.GoalError) as caught:
        Goal(**wrong)
    assert len(caught.value.mistakes) == len(Goal.model_fields)
    assert "nput should" not in str(caught.value)


def test_the_direction_comes_from_the_kpi() -> None:
    assert goal().aim == "higher"
    assert goal(kpi="median_response_time", table="messages", filter={}).aim == "lower"
    assert goal(kpi="spend", table="ads", filter={}, baseline=None).aim == "planned"
    before = {"first": date(2026, 2, 1), "last": date(2026, 2, 28), "source": "Meta"}
    facts: dict[str, Any] = {"kpi": "frequency", "table": "ads", "filter": {}, "target": 3.0}
    assert goal(**facts, baseline={"value": 5.0, **before}).aim == "lower"
    assert goal(**facts, baseline={"value": 2.0, **before}).aim == "higher"


def test_every_kpi_and_metric_can_be_a_goal() -> None:
    items: list[Figure] = [*KPIS.values(), *METRICS.values()]
    for item in items:
        assert kind_of(item) in {"total", "stock", "growth", "rate", "people"}
        assert direction_of(item) in {"higher", "lower", "planned", "depends"}


def test_the_chain_names_goals_and_figures_that_there_are() -> None:
    facts = chain()
    serving = {goal for goals in facts["company"].values() for goal in goals}
    assert serving == {*facts["proof"]} == {*facts["sections"]}
    assert serving == {*labels.words()["strategic_goal"]}
    assert {*facts["company"]} == {*labels.words()["company_goal"]} - {"raise_profit"}
    for stages in facts["metrics"].values():
        for stage, names in stages.items():
            assert stage in labels.words()["stage"]
            assert {*names} <= {*METRICS}
    assert {*facts["direction"]["lower"], *facts["direction"]["planned"]} <= {*METRICS}


def test_a_goal_that_has_everything_lacks_nothing() -> None:
    assert goal().smart().ok
    assert to_check(goal()) == []


@pytest.mark.parametrize("part", ["measure", "filter", "owner", "start", "deadline", "rule"])
def test_what_is_missing_is_named(part: str) -> None:
    empty: Any = {} if part == "filter" else None
    facts = {part: empty} | ({"baseline": None} if part == "start" else {})
    assert part in missing(goal(**facts))


def test_without_a_baseline_no_progress_can_be_told() -> None:
    assert missing(goal(baseline=None)) == ["baseline", "growth"]
    assert "Without it no progress can be told" in str(goal(baseline=None).smart())


def test_a_target_of_more_than_twice_the_usual_growth_is_ambitious() -> None:
    """0.022 → 0.03 is 0.008 in a period; twice that leads to 0.046."""
    assert AMBITIOUS == 2
    assert to_check(goal(target=0.0459)) == []
    assert to_check(goal(target=0.0461)) == ["growth"]


def test_a_target_on_the_wrong_side_or_at_the_baseline_is_to_be_checked() -> None:
    assert to_check(goal(target=0.02)) == ["backwards"]
    assert to_check(goal(target=0.03)) == ["standstill"]


def test_five_percent_written_as_five_is_noticed() -> None:
    found = goal(target=5.0).smart()
    assert "500%" in str(found)
    assert "0.05 is probably meant" in str(found)


def test_a_total_is_not_compared_with_one_of_another_length() -> None:
    facts: dict[str, Any] = {"kpi": "orders", "table": "orders", "filter": {}, "target": 90.0}
    short = {"value": 60.0, "before": 40.0, "first": date(2026, 2, 1), "last": date(2026, 2, 28),
             "source": "Shop"}  # fmt: skip
    assert "lengths" in to_check(goal(**facts, baseline=short))
    as_long = {**short, "first": date(2025, 11, 1)}
    assert "lengths" not in to_check(goal(**facts, baseline=as_long))


def test_an_output_does_not_prove_that_customers_were_won() -> None:
    facts: dict[str, Any] = {"strategic": "win_customers", "baseline": None}
    reach = goal(**facts, kpi="impressions", table="posts", filter={"channel": "instagram"})
    assert "stage" in to_check(reach)
    assert "belongs to outputs: it shows a precondition" in str(reach.smart())
    assert "stage" not in to_check(goal(**facts, kpi="orders", table="orders", filter={}))


def test_a_kpi_of_another_part_tells_nothing_of_the_goal() -> None:
    cost = goal(company="cut_costs", strategic="cost_and_productivity", kpi="followers",
                table="accounts", filter={})  # fmt: skip
    assert "elsewhere" in to_check(cost)


def test_the_points_are_a_table() -> None:
    table = goal().smart().to_frame()
    assert [*table] == ["letter", "finding", "what", "sentence"]
    assert table["letter"].drop_duplicates().to_list() == ["S", "M", "A", "R", "T"]


def test_the_tree_holds_every_goal_once() -> None:
    goals = load_goals(SAMPLE)
    tree = kk.goal_tree(goals)
    table = tree.to_frame()
    assert table["goal"].to_list() == [
        "More orders from social media", "New followers on Instagram",
        "Rebuild TikTok after the purge", "Reach people on Instagram", "Answer faster",
        "Keep to the budget of the cargo bike campaign", "Keep the mood after the recall",
    ]  # fmt: skip
    assert table["strategic"].nunique() == 4
    assert len(str(tree).splitlines()) == 1 + 3 + 4 + 7 + 7

    def ends(branch: Branch) -> list[Goal]:
        return [branch.goal] if branch.goal else [g for below in branch.below for g in ends(below)]

    assert sorted(g.title for g in ends(tree)) == sorted(g.title for g in goals)


def test_the_tree_speaks_german() -> None:
    with labels.speaking("de"):
        drawn = str(kk.goal_tree(load_goals(SAMPLE)))
    assert drawn.splitlines()[:3] == [
        "Gewinn erhöhen",
        "├─ Umsatz steigern",
        "│  ├─ Kunden gewinnen",
    ]


def test_goals_without_a_chain_are_not_lost() -> None:
    tree = kk.goal_tree([goal(company=None, strategic=None)])
    assert tree.to_frame()[["company", "goal"]].to_numpy().tolist() == [
        ["(not assigned)", "Replies"]
    ]


@pytest.mark.parametrize("name", ["followers", "net_follower_growth", "orders", "reach"])
def test_an_own_text_stands_in_both_languages(name: str) -> None:
    table = {"reach": "accounts"}.get(name, "")
    both = goal(kpi=figure(name), table=table, filter={}, name={"de": "Ziel", "en": "Goal"})
    assert both.title == "Goal"
    with labels.speaking("de"):
        assert both.title == "Ziel"


def test_what_a_smart_goal_lacks_is_said_in_the_language_of_whoever_reads_it() -> None:
    found = Goal(name="More", kpi="followers", table="accounts", target=5000).smart()
    english = [point.sentence for point in found.points]
    with labels.speaking("de"):
        assert [point.sentence for point in found.points] == [
            point.sentence for point in found.goal.smart().points
        ]
        assert [point.sentence for point in found.points] != english

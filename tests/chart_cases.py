"""Every chart on ordinary and on awkward data; ``python -m tests.chart_cases FOLDER`` draws them.

What is drawn is looked at by eye; ``test_charts_all`` checks what a machine can check.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from kpi_kit import charts, labels
from kpi_kit.compare import channels
from kpi_kit.estimates import Estimate
from kpi_kit.evidence.changes import Change
from kpi_kit.evidence.regions import DifferenceInDifferences
from kpi_kit.goals import Assessment, Baseline, Goal, goal_tree
from kpi_kit.goals.measuring import Measured
from kpi_kit.goals.verdicts import State
from kpi_kit.listening import share_of_voice
from kpi_kit.money.budget import Mix, Share
from kpi_kit.money.campaigns import Campaign
from kpi_kit.money.costs import Cost
from kpi_kit.money.curves import Curve
from kpi_kit.money.ladder import Ladder, _rung
from kpi_kit.money.levers import Sensitivity, Swing
from kpi_kit.money.outcomes import compare_scenarios
from kpi_kit.money.rungs import RUNGS, over
from kpi_kit.money.scenarios import Scenario
from kpi_kit.sentences import Sentence
from kpi_kit.values import compute

RATE = "engagement_rate_by_reach"
LONG = "Herbst Lichtset Retargeting Warenkorbabbrecher Nordrhein-Westfalen 2026 (Test B)"
KNOWN = ("facebook", "instagram", "linkedin", "tiktok", "x", "youtube", "pinterest", "xing")
MANY = [*KNOWN, *(f"Kanal Nummer {n}" for n in range(1, 8))]
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]

Draw = Callable[[], Axes]


def course(channels: int, months: int, *, low: float = 1000, high: float = 9000) -> pd.DataFrame:
    """Return a figure of several channels over several months, the last one incomplete."""
    rows = [
        {"month": MONTHS[at], "channel": channel, "complete": at < months - 1,
         "views": low + (high - low) * (0.5 + 0.5 * np.sin(at / 2 + number)) * (1 + number / 5)}
        for number, channel in enumerate(MANY[:channels]) for at in range(months)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def early(values: pd.DataFrame) -> pd.DataFrame:
    """Leave out what Facebook has from May 2024 on."""
    return values.loc[(values["channel"] != "facebook") | (values["month"] < "2024-05")]


def posts(number: int, formats: int = 4, *, same: bool = False) -> pd.DataFrame:
    """Return posts of some formats; *same* gives all of them one reach and one reaction."""
    luck = np.random.default_rng(7)
    reach = np.full(number, 1000.0) if same else np.round(luck.lognormal(7, 1, number))
    rate = np.full(number, 0.05) if same else luck.beta(2, 40, number)
    names = ["image", "reel", "carousel", "story", "link", "text", "video", "live"]
    return pd.DataFrame(
        {
            "channel": "instagram", "format": [names[n % formats] for n in range(number)],
            "reach": reach, "interactions": np.round(reach * rate),
            "published_on": pd.date_range("2026-03-02", periods=number, freq="D"),
            "published_hour": [7 + n % 13 for n in range(number)],
        }
    )  # fmt: skip


def groups(names: list[str], values: list[float], kpi: str = RATE) -> pd.DataFrame:
    return pd.DataFrame({"campaign": names, kpi: values, "currency": "EUR"})


def spent(names: list[str], spend: list[float], orders: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"campaign": names, "spend": spend, "orders": orders, "currency": "EUR"})


def bounds(months: int, low: float, high: float) -> pd.DataFrame:
    steps = np.linspace(1, 2, months)
    return pd.DataFrame(
        {"month": MONTHS[:months], "at_least": low * steps, "at_most": high * steps}
    )


EVENTS = pd.DataFrame(
    {
        "date": pd.to_datetime(["2024-02-11", "2024-11-12", "2025-06-11", "2025-11-20"]),
        "label": ["Rückruf Bremsen", "Bots gelöscht", "Verspätete Lieferungen", "Gewinnspiel"],
        "channel": [None, None, None, None],
    }
)


def goal(name: str = "More orders", *, target: float = 200.0, baseline: float = 120.0,
         kpi: str = "orders") -> Goal:  # fmt: skip
    first, last = date(2025, 3, 1), date(2025, 6, 30)
    return Goal(
        name=name, kpi=kpi, table="orders", target=target, start=date(2026, 3, 1),
        deadline=date(2026, 6, 30), company="raise_revenue", strategic="win_customers",
        measure="Turn visits into orders",
        baseline=Baseline(value=baseline, first=first, last=last, source="shop"),
    )  # fmt: skip


def assessed(aim: Goal, actual: float, verdict: Any, *, share: float = 0.5, kind: Any = "total",
             baseline: float = 120.0, forecast: Estimate | None = None, days: int = 60,
             ) -> Assessment:  # fmt: skip
    start = pd.Timestamp(2026, 3, 1)
    through = (start + pd.Timedelta(days=days - 1)).date()
    state = State(kind=kind, aim="higher", actual=actual, target=aim.target, baseline=baseline,
                  share=share, forecast=forecast)  # fmt: skip
    dates = pd.date_range(start, periods=days).repeat(1 if days == 1 else 2)
    rows = pd.DataFrame({"order_id": range(len(dates)), "ordered_on": dates})
    return Assessment(aim, through, through, Measured(actual), state, verdict, window=rows)


EFFECT = Estimate(17, 10, 24)


def cause(weeks: int, *, level: float = 20, effect: Estimate = EFFECT,
          trend: float = 0.6) -> DifferenceInDifferences:  # fmt: skip
    during = max(1, weeks // 5)
    flat = level * (1 + 0.2 * np.sin(np.arange(weeks)))
    table = pd.DataFrame(
        {
            "week": pd.date_range("2025-03-03", periods=weeks, freq="7D"),
            "days": [7] * (weeks - 1) + [3],
            "during": [at >= weeks - during for at in range(weeks)], "control": flat / 2,
            "expected": flat,
            "treated": flat * (1 + 0.5 * (np.arange(weeks) >= weeks - during)),
        }
    )  # fmt: skip
    return DifferenceInDifferences(
        date(2026, 3, 23), date(2026, 4, 1), effect, Estimate(0.5, 0.3, 0.7), 6.0, trend,
        pd.DataFrame(), table,
    )  # fmt: skip


def change(kpi: str, value: float, half: float, unit: str = "share") -> Change:
    return Change(
        kpi, "previous", date(2026, 5, 1), date(2026, 5, 31), date(2026, 4, 3), date(2026, 5, 3),
        0.05, 0.05 - value, Estimate(value, value - half, value + half), unit=unit,
    )  # fmt: skip


def ladder(
    claimed: float, revenue: float, margin: float, extra: Estimate | None = None, *,
    spend: float = 100.0, name: str = "Herbst Lichtset", work: float = 60.0,
) -> Ladder:  # fmt: skip
    """Return a ladder of ten orders; NaN is what nobody knows."""
    cost = Cost(name, "EUR", media=spend, work=work, booked=1)
    figures = {"claimed_revenue": claimed, "revenue": revenue, "contribution_margin": margin}
    missing = {key: Sentence("money.no_experiment") for key, v in figures.items() if v != v}
    known = Campaign(name, ("instagram",), ("tag",), "EUR", spend, 500.0, 5.0, claimed, 10.0,
                     revenue, margin, cost, 30, missing, ())  # fmt: skip
    amounts: dict[str, Any] = {**figures, "spend": spend, "cost": cost.total, "orders": 10.0}
    if extra is None:
        missing = {**missing, "incremental_margin": Sentence("money.no_experiment")}
    else:
        amounts |= {
            "incremental_orders": extra,
            "incremental_margin": over(extra, lambda orders: orders * margin / 10),
        }
    return Ladder(known, tuple(_rung(rung, amounts, missing, known) for rung in RUNGS))


def plan(name: str, media: float = 1_000.0, value: float = 100.0) -> Scenario:
    return Scenario(
        name=name, media=media, cost_per_click=0.5, conversion_rate=(0.01, 0.02, 0.03),
        order_value=value, margin_rate=0.4, currency="EUR",
    )  # fmt: skip


def mix(*names: str, budget: float = 600.0) -> Mix:
    shares = tuple(
        Share(Curve(name, most=1_000 + 400 * at, half=200 + 50 * at, lowest=50, highest=400,
                    weeks=40), Estimate(budget / len(names), 180, 220), 500.0 + 90 * at)
        for at, name in enumerate(names)
    )  # fmt: skip
    return Mix(budget, "EUR", shares, (), 0.0)


def voice(*others: int, own: tuple[int, int] = (50, 40)) -> Any:
    days, about = [], []
    names = ["Emscherrad", *(f"Wettbewerber {n}" for n in range(1, len(others) + 1))]
    for name, (before, now) in zip(names, [own, *((n, n * 2) for n in others)], strict=True):
        days += ["2026-05-09"] * before + ["2026-05-10"] * now
        about += [name] * (before + now)
    mentions = pd.DataFrame({"date": pd.to_datetime(days), "about": about})
    return share_of_voice(mentions, "Emscherrad", period="2026-05-10")


def by_channel(number: int, *, mixed: bool = False) -> Any:
    rows = pd.DataFrame(
        {
            "channel": MANY[:number], "date": pd.to_datetime(["2026-05-04"] * number),
            "interactions": [10.0 + 7 * n for n in range(number)],
            "impressions": [np.nan if n % 5 == 4 else 1000.0 + 150 * n for n in range(number)],
            "interactions_of": ["likes + saves" if mixed and n % 2 else "likes"
                                for n in range(number)],
        }
    )  # fmt: skip
    return channels(rows, ["engagement_rate_by_impressions"])


def tree(number: int, name: str = "Ziel") -> Any:
    return goal_tree([goal(f"{name} {n}") for n in range(1, number + 1)])


def swings(*ends: tuple[str, float, float, float, float], roi: float = -0.1) -> Sensitivity:
    return Sensitivity(roi, tuple(Swing(*end, "guess") for end in ends))


NAN = float("nan")
BY_IMPRESSIONS = "engagement_rate_by_impressions"

CASES: dict[str, Draw] = {
    "trend_six_channels": lambda: charts.trend(course(6, 24), "views", series="channel"),
    "trend_15_channels": lambda: charts.trend(course(15, 24), "views", series="channel"),
    "trend_one_channel": lambda: charts.trend(course(1, 12), "views", series="channel"),
    "trend_one_month": lambda: charts.trend(course(1, 1), "views"),
    "trend_negative": lambda: charts.trend(
        course(2, 8, low=-5000, high=3000), "views", series="channel"
    ),
    "trend_very_large": lambda: charts.trend(course(1, 8, low=1e9, high=9e9), "views"),
    "trend_very_small": lambda: charts.trend(
        course(1, 8, low=1e-5, high=9e-5).rename(columns={"views": RATE}), RATE
    ),
    "trend_constant": lambda: charts.trend(course(1, 6, low=50, high=50), "views"),
    "trend_events_last_year": lambda: charts.trend(
        course(1, 24), "views", events=EVENTS, last_year=True
    ),
    "trend_events_breaks": lambda: charts.trend(
        course(2, 24).assign(channel=lambda t: t["channel"].replace({"facebook": "x"})),
        "views",
        series="channel",
        events=EVENTS,
    ),
    "trend_days": lambda: charts.trend(
        pd.DataFrame(
            {
                "day": pd.date_range("2026-01-01", periods=181).strftime("%Y-%m-%d"),
                "views": range(181),
            }
        ),
        "views",
        by="day",
    ),
    "trend_weeks": lambda: charts.trend(
        pd.DataFrame({"week": [f"2025-W{n:02}" for n in range(30, 53)], "views": range(23)}),
        "views",
        by="week",
    ),
    "trend_quarters": lambda: charts.trend(
        pd.DataFrame({"quarter": ["2025-Q3", "2025-Q4", "2026-Q1"], "views": [3.0, 9, 9]}),
        "views",
        by="quarter",
    ),
    "trend_long_names": lambda: charts.trend(
        course(3, 9).assign(channel=lambda t: t["channel"] + " " + LONG[:30]),
        "views",
        series="channel",
    ),
    "panels_six": lambda: charts.panels(course(6, 24), "views")[0],
    "panels_15": lambda: charts.panels(course(15, 24), "views")[0],
    "panels_one": lambda: charts.panels(course(1, 12), "views")[0],
    "panels_long": lambda: charts.panels(
        course(4, 9, low=-3000).assign(channel=lambda t: t["channel"] + " " + LONG), "views"
    )[0],
    "panels_early": lambda: charts.panels(early(course(3, 9)), "views")[0],
    "ranking": lambda: charts.ranking(
        groups([*"ABCD"], [0.01, 0.05, 0.03, 0.02]), RATE, by="campaign", of="Instagram"
    ),
    "ranking_tied": lambda: charts.ranking(
        groups([*"ABC"], [0.05, 0.05, 0.03]), RATE, by="campaign"
    ),
    "ranking_one": lambda: charts.ranking(groups(["A"], [0.05]), RATE, by="campaign"),
    "ranking_30": lambda: charts.ranking(
        groups([f"{LONG} {n}" for n in range(30)], [n / 300 for n in range(30)]),
        RATE,
        by="campaign",
    ),
    "ranking_long": lambda: charts.ranking(
        groups([LONG, "B"], [0.05, 0.01]), RATE, by="campaign", of="Emscherrad auf Instagram"
    ),
    "ranking_negative": lambda: charts.ranking(
        groups([*"ABC"], [-0.5, -0.1, 0.3], "return_on_investment"),
        "return_on_investment",
        by="campaign",
    ),
    "ranking_all_negative": lambda: charts.ranking(
        groups([*"ABC"], [-0.5, -0.1, -0.3], "return_on_investment"),
        "return_on_investment",
        by="campaign",
    ),
    "ranking_large_money": lambda: charts.ranking(
        groups(["A", "B"], [123_456_789.5, 2_000.0], "revenue"), "revenue", by="campaign"
    ),
    "channels_six": lambda: charts.channels(by_channel(6), BY_IMPRESSIONS),
    "channels_15": lambda: charts.channels(by_channel(15), BY_IMPRESSIONS),
    "channels_one": lambda: charts.channels(by_channel(1), BY_IMPRESSIONS),
    "channels_apart": lambda: charts.channels(by_channel(6, mixed=True), BY_IMPRESSIONS),
    "voice_three": lambda: charts.share_of_voice(voice(20, 10)),
    "voice_alone": lambda: charts.share_of_voice(voice()),
    "voice_twelve": lambda: charts.share_of_voice(voice(90, 40, 20, 10, 5, 4, 3, 2, 2, 1, 1)),
    "voice_silent": lambda: charts.share_of_voice(voice(90, 40, own=(30, 0))),
    "campaigns": lambda: charts.campaigns(
        spent([*"ABCDE"], [100, 900, 500, 510, 20], [5, 50, 20, 21, 1]), "orders"
    ),
    "campaigns_one": lambda: charts.campaigns(spent(["A"], [100], [5]), "orders"),
    "campaigns_zero": lambda: charts.campaigns(spent([*"AB"], [0, 0], [0, 0]), "orders"),
    "campaigns_15_long": lambda: charts.campaigns(
        spent(
            [f"{LONG[:40]} {n}" for n in range(15)],
            [100 + 7 * n for n in range(15)],
            [5 + n % 3 for n in range(15)],
        ),
        "orders",
    ),
    "campaigns_large": lambda: charts.campaigns(
        spent([*"ABC"], [1e6, 2.5e6, 9e6], [1e5, 2e5, 2e5]), "orders"
    ),
    "distribution": lambda: charts.distribution(posts(120), RATE),
    "distribution_8": lambda: charts.distribution(posts(200, 8), RATE),
    "distribution_same": lambda: charts.distribution(posts(30, 2, same=True), RATE),
    "distribution_one_group": lambda: charts.distribution(posts(12, 1), RATE),
    "distribution_one_post": lambda: charts.distribution(posts(1), RATE),
    "weekday_hour": lambda: charts.weekday_hour(
        compute(posts(240), [RATE], by=["weekday", "hour"]), RATE
    ),
    "weekday_hour_one": lambda: charts.weekday_hour(
        compute(posts(1), [RATE], by=["weekday", "hour"]), RATE
    ),
    "weekday_hour_same": lambda: charts.weekday_hour(
        compute(posts(300, same=True), [RATE], by=["weekday", "hour"]), RATE
    ),
    "reach_bounds": lambda: charts.reach_bounds(
        bounds(6, 9_000, 60_000), known={"2024-03": 30_000.0, "2024-06": 70_000.0}
    ),
    "reach_bounds_one": lambda: charts.reach_bounds(bounds(1, 500, 500)),
    "reach_bounds_24": lambda: charts.reach_bounds(bounds(24, 9e6, 6e7)),
    "follower_flow": lambda: charts.follower_flow(
        start=12_000, gained=900, lost=300, end=10_000, of="TikTok"
    ),
    "follower_flow_small": lambda: charts.follower_flow(start=0, gained=3, lost=0, end=3),
    "follower_flow_still": lambda: charts.follower_flow(start=100, gained=0, lost=0, end=100),
    "follower_flow_large": lambda: charts.follower_flow(
        start=12_345_678, gained=9_000, lost=8_000, end=12_346_678, of="YouTube"
    ),
    "funnel": lambda: charts.funnel(
        {"impressions": 1_000_000, "link_clicks": 12_000, "sessions": 9_000, "conversions": 90}
    ),
    "funnel_two": lambda: charts.funnel({"sessions": 10, "conversions": 10}),
    "funnel_none": lambda: charts.funnel({"impressions": 1000, "link_clicks": 0, "conversions": 0}),
    "funnel_long": lambda: charts.funnel({LONG: 5_000, "B": 20, "C": 30}),
    "goal_tree": lambda: charts.goal_tree(tree(3)),
    "goal_tree_15": lambda: charts.goal_tree(tree(15, LONG)),
    "goal_tree_verdicts": lambda: charts.goal_tree(
        tree(3),
        [
            assessed(goal(f"Ziel {n}"), 80, verdict)
            for n, verdict in enumerate(("reached", "at_risk", "too_early_to_tell"), 1)
        ],
    ),
    "bullet": lambda: charts.goal_bullet(assessed(goal(), 80, "at_risk")),
    "bullet_reached": lambda: charts.goal_bullet(assessed(goal(), 260, "reached", share=1.0)),
    "bullet_close": lambda: charts.goal_bullet(
        assessed(goal(baseline=198), 199, "on_track", baseline=198.0, share=0.98)
    ),
    "bullet_zero": lambda: charts.goal_bullet(assessed(goal(), 0, "missed")),
    "bullet_negative": lambda: charts.goal_bullet(assessed(goal(), -50, "missed")),
    "bullet_long": lambda: charts.goal_bullet(assessed(goal(LONG), 80, "at_risk")),
    "bullet_large": lambda: charts.goal_bullet(
        assessed(goal(target=2e7, baseline=1e7), 1.2e7, "on_track", baseline=1e7)
    ),
    "pacing": lambda: charts.pacing(
        assessed(goal(target=300), 120, "at_risk", forecast=Estimate(240, 200, 280))
    ),
    "pacing_close": lambda: charts.pacing(
        assessed(goal(target=241), 120, "on_track", forecast=Estimate(240, 200, 280))
    ),
    "pacing_over": lambda: charts.pacing(assessed(goal(), 244, "reached", share=1.0, days=122)),
    "pacing_first_day": lambda: charts.pacing(assessed(goal(), 1, "too_early_to_tell", days=1)),
    "parallel": lambda: charts.parallel_trends(cause(52)),
    "parallel_few": lambda: charts.parallel_trends(cause(5)),
    "parallel_small": lambda: charts.parallel_trends(
        cause(20, level=0.5, effect=Estimate(-2, -9, 5))
    ),
    "parallel_large": lambda: charts.parallel_trends(
        cause(20, level=2e6, effect=Estimate(1.2e6, 1e6, 2e6))
    ),
    "changes": lambda: charts.changes(
        [
            change(RATE, 0.01, 0.008),
            change("click_through_rate", -0.002, 0.005),
            change("save_rate_by_reach", -0.03, 0.005),
        ]
    ),
    "changes_one": lambda: charts.changes([change(RATE, -0.01, 0.008)]),
    "changes_tiny": lambda: charts.changes([change(RATE, 0.00001, 0.00002)]),
    "changes_eight": lambda: charts.changes(
        [change(RATE, n / 500 - 0.01, 0.001 * n) for n in range(1, 9)]
    ),
    "ladder_loss": lambda: charts.roi_ladder(ladder(392, 355, 78)),
    "ladder_profit": lambda: charts.roi_ladder(ladder(460, 410, 220, Estimate(9, 8, 10))),
    "ladder_unclear": lambda: charts.roi_ladder(ladder(460, 410, 220, Estimate(7, 4, 11))),
    "ladder_below_zero": lambda: charts.roi_ladder(ladder(20, 10, -130, Estimate(9, 8, 10))),
    "ladder_open": lambda: charts.roi_ladder(ladder(392, NAN, NAN, name=LONG)),
    "ladder_large": lambda: charts.roi_ladder(ladder(91_250, 80_000, 30_000)),
    "tornado": lambda: charts.tornado(
        swings(
            ("attribution", 0.5, 1.2, -0.4, 0.1),
            ("hours", 10, 20, 0.0, -0.2),
            ("margin_rate", 0.2, 0.24, -0.12, -0.05),
        )
    ),
    "tornado_one": lambda: charts.tornado(swings(("hours", 10, 20, -0.1, -0.1))),
    "tornado_large": lambda: charts.tornado(
        swings(("attribution", 0.5, 3.5, -0.4, 25.0), ("hours", 10, 2000, 10.0, 9.0), roi=10.0)
    ),
    "scenarios": lambda: charts.scenarios(compare_scenarios([plan("Lichtset"), plan("Rad", 3000)])),
    "scenarios_long": lambda: charts.scenarios(
        compare_scenarios([plan(f"{LONG} {n}", 1000 * n) for n in range(1, 7)])
    ),
    "scenarios_large": lambda: charts.scenarios(compare_scenarios([plan("A", 5e6)])),
    "scenarios_loss": lambda: charts.scenarios(compare_scenarios([plan("A", 1000, 20)])),
    "budget": lambda: charts.budget_curves(mix("Marke", "Lastenrad generisch", "Lichtset")),
    "budget_one": lambda: charts.budget_curves(mix("Marke")),
    "budget_ten": lambda: charts.budget_curves(mix(*(f"{LONG[:30]} {n}" for n in range(10)))),
}


def drawn(name: str, lang: labels.Language) -> Figure:
    """Draw one case in one language, to the end, and return the figure."""
    with labels.speaking(lang):
        figure = CASES[name]().get_figure(root=True)
        assert figure is not None
        figure.draw_without_rendering()
    return figure


def main() -> None:
    """Draw all cases, or those whose name has a word in it, in both languages."""
    folder, word = Path(sys.argv[1]), "".join(sys.argv[2:])
    folder.mkdir(parents=True, exist_ok=True)
    for name in CASES:
        for lang in labels.LANGUAGES:
            if word in name:
                drawn(name, lang).savefig(folder / f"{name}.{lang}.png", dpi=80)


if __name__ == "__main__":
    main()

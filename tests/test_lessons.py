"""What the lessons say in words about the sample data: "twice as many", "the highest in May"."""

from datetime import date
from functools import cache

import pandas as pd
import pytest

import kpi_kit as kk
from kpi_kit import labels
from kpi_kit.company.exports import TRUTH
from kpi_kit.course import builder


@cache
def exports(folder: str) -> kk.Exports:
    return kk.load(kk.sample() / folder)


# 00 · welcome


def test_what_lesson_00_says_in_words_is_so_in_the_data() -> None:
    """May's interactions, June's two files, one reel, and January's rate."""
    instagram = exports("instagram")
    posts = instagram.posts.query("published_on >= '2026'")
    months = kk.compute(instagram.posts, ["interactions"], by="month").set_index("month")
    assert months["interactions"]["2026-01":].idxmax() == "2026-05"
    assert months["complete"]["2026-01":].all()  # the first chart has no open point

    # Nothing disappears; two files of one June, and two of one reach: the older ones are aside.
    log = instagram.log.set_index("file")
    parts = log[["rows_kept", "rows_total", "rows_set_aside"]].sum(axis=1)
    assert (parts == log["rows_read"]).all()
    june = log[log.index.str.startswith("Jun-01-2026_Jun-30-2026")]
    assert sorted(june["rows_kept"]) == [0, june["rows_read"].max()]
    assert log["rows_kept"]["2026/Reach.csv"] == 0 < log["rows_kept"]["2026/Reach (1).csv"]

    # Reels lead; a mean of their rates is higher, for one reel of May brought over half of them.
    known = posts.dropna(subset=["reach"])
    rates = (formats := known.groupby("format"))["interactions"].sum() / formats["reach"].sum()
    assert rates.idxmax() == "reel"
    assert formats["reach"].sum().idxmax() == "reel"
    assert 0.041 < rates["carousel"] < 0.045  # a little more than four of 100
    reels = known[known["format"] == "reel"]
    single = reels["interactions"] / reels["reach"]
    largest = reels.nlargest(1, "reach").index[0]
    assert str(reels["published_on"][largest])[:7] == "2026-05"
    assert single[largest] < rates["reel"] < single.mean()

    # January's rate is the highest; the selection starts with its first post, not its first day.
    by_month = kk.compute(posts, ["engagement_rate_by_reach"], by="month").set_index("month")
    assert by_month["engagement_rate_by_reach"].idxmax() == "2026-01"
    assert list(by_month["complete"]) == [False, *[True] * 5]


# 03 · goals


def test_what_lesson_03_says_in_words_is_so_in_the_data() -> None:
    """The ordinary month, the viral May, autumn after autumn, the rate, and the spring's goal."""
    days = exports("instagram").accounts.set_index("date")
    assert days[["followers", "unfollows"]].isna().all(axis=None)  # it counts who joins, no more
    unknown = days.index[days["follows"].isna()]
    assert [str(day.date()) for day in unknown] == ["2026-06-29", "2026-06-30"]

    # A month like any other brings about 200; that of the reel has more than half of its half-year.
    months = days["follows"].resample("MS").sum()
    assert months.idxmax() == pd.Timestamp("2026-05-01")
    assert months[:"2026-04"].between(175, 245).all()
    assert months.max() > 0.5 * months["2026-01":"2026-06"].sum()
    posts = exports("instagram").posts
    reel = posts.nlargest(1, "reach").iloc[0]
    assert (str(reel["published_on"])[:7], reel["format"]) == ("2026-05", "reel")

    # "One year before, slightly fewer"; 10 percent more is almost five times the usual growth.
    before, baseline = (months[f"{year}-07" : f"{year}-12"].sum() for year in (2024, 2025))
    assert 1 < baseline / before < 1.05
    assert 4.5 < 0.1 * baseline / (baseline - before) < 5
    assert 8 < 10_000 / baseline < 8.5

    # The limit lies below the rate of each of the four half-years.
    posts = posts.dropna(subset=["reach"])
    halves = posts.groupby(
        posts["published_on"].dt.strftime("%Y") + (posts["published_on"].dt.month > 6).astype(str)
    )
    rates = halves["interactions"].sum() / halves["reach"].sum()
    assert len(rates) == 4
    assert (rates > rates["2025True"] - 0.001).all()

    verdict = kk.assess(
        [kk.load_goals(kk.sample().parent / "goals.toml")[1]],
        exports("instagram"), on=date(2026, 6, 30),
    )[0]  # fmt: skip
    assert verdict.verdict == "reached"
    assert verdict.actual > 2 * verdict.goal.target  # far exceeded
    assert verdict.guardrail is not None
    assert verdict.guardrail.breached


def test_what_lesson_03_says_of_orders_is_so() -> None:
    """More than half of an autumn's orders from the own channels come in its first half."""
    orders = exports("shop").orders
    channels = ["instagram", "facebook", "tiktok", "youtube", "linkedin", "x"]
    social = orders[orders["utm_source"].isin(channels)].set_index("ordered_on").sort_index()
    for year in (2024, 2025):
        summer = len(social[f"{year}-07-01" : f"{year}-09-30"])
        assert summer > len(social[f"{year}-10-01" : f"{year}-12-31"])
    first, halfway, last = date(2026, 7, 1), date(2026, 9, 30), date(2026, 12, 31)
    assert 2 * ((halfway - first).days + 1) == (last - first).days + 1  # "exactly half of the time"


# 05 · reach


def test_what_lesson_05_says_in_words_is_so_in_the_data() -> None:
    """Net reach between its bounds, the viral reel, orders, and the change to views."""
    days = exports("instagram").accounts
    truth = pd.read_csv(kk.sample().parent / TRUTH / "net_reach.csv")
    truth = truth.query("channel == 'instagram' and period == 'month'")
    net = truth.set_index(truth["first_day"].str[:7])["net_reach"]

    def days_of(month: str) -> pd.DataFrame:
        part: pd.DataFrame = days[days["date"].dt.strftime("%Y-%m") == month]
        return part

    gross = {month: float(days_of(month)["reach"].sum()) for month in net.index}
    assert 0.30 < gross["2026-05"] / 600_000 < 1 / 3  # almost one in three of Dortmund

    # No export of Instagram tells a whole month; each of Meta's ads tells half a year.
    assert exports("instagram").platform_figures("reach").empty
    assert len(exports("ads/meta").platform_figures("reach")) == 4

    # The reel raises the lower bound; a smaller universe lowers the estimate.
    posts = exports("instagram").posts
    reel = posts.nlargest(1, "reach").iloc[0]
    assert (str(reel["published_on"])[:10], reel["format"]) == ("2026-05-12", "reel")
    assert reel["reach"] == 136_707  # the solution of task 2
    assert days_of("2026-05")["reach"].max() < reel["reach"] < net["2026-05"] < gross["2026-05"]
    assert if_independent(days_of("2026-05"), 240_000) == pytest.approx(137_212, abs=1)  # task 3
    assert if_independent(days_of("2026-05"), 600_000) - 137_212 > 20_000  # tens of thousands
    assert if_independent(days_of("2026-04"), 240_000) > 2 * net["2026-04"]
    assert if_independent(days_of("2026-05"), 240_000) == pytest.approx(net["2026-05"], rel=0.05)

    # Of the last twelve months, all but May lie in the lower half of their bounds.
    last = list(net.index[-12:])
    place = {m: (net[m] - days_of(m)["reach"].max()) for m in last}
    upper = [m for m in last if place[m] > (gross[m] - days_of(m)["reach"].max()) / 2]
    assert upper == ["2026-05"]

    # Frequency: five contacts per person of April; from the sum, as high as on a single day.
    april = days_of("2026-04")
    assert 5 < april["views"].sum() / net["2026-04"] < 6
    assert april["views"].sum() / gross["2026-04"] == pytest.approx(
        (april["views"] / april["reach"]).mean(), rel=0.05
    )


def if_independent(days: pd.DataFrame, universe: float) -> float:
    values = kk.compute(days, ["reach_if_independent"], given={"universe": universe})
    return float(values["reach_if_independent"].iloc[0])


def test_lesson_05_says_rightly_that_orders_went_on_as_before() -> None:
    orders = kk.compute(exports("shop").orders, ["orders"], by="week").set_index("week")["orders"]
    before = orders["2026-W16":"2026-W19"]
    assert before.min() < orders["2026-W20"] < before.max()
    year = orders["2026-W02":"2026-W26"]
    assert year.idxmax() == "2026-W22"
    assert year.max() - orders["2026-W16"] < 15
    days = exports("instagram").accounts
    reach = kk.compute(days, ["gross_reach"], by="week").set_index("week")["gross_reach"]
    assert reach["2026-W20"] / reach["2026-W19"] == pytest.approx(8, abs=0.2)


def test_lesson_05_says_rightly_what_changed_when_views_came() -> None:
    """As many posts in both months; about a fifth of counting, which is the larger part."""
    posts = exports("instagram").posts
    posts = posts[posts["published_on"].between("2024-10-01", "2025-10-31")]
    month = posts["published_on"].dt.strftime("%Y-%m")
    assert (month == "2025-03").sum() == (month == "2025-05").sum()
    shown = posts["views"].fillna(posts["impressions"]).groupby(month).sum()
    told = posts.dropna(subset=["reach"])

    def counted_anew(part: pd.DataFrame) -> float:
        early = part["published_on"] < "2025-04-21"
        old, new = part[early], part[~early]
        return float(
            (new["views"].sum() / new["reach"].sum())
            / (old["impressions"].sum() / old["reach"].sum())
        )

    assert counted_anew(told) == pytest.approx(1.2, abs=0.03)  # about a fifth more
    growth = shown["2025-05"] / shown["2025-03"]
    assert counted_anew(told) > growth / counted_anew(told)  # the greater part of it
    formats = [counted_anew(told[told["format"] == kind]) for kind in ("image", "reel")]
    assert formats[0] != pytest.approx(formats[1], rel=0.01)


# 06 · engagement


def test_what_lesson_06_says_in_words_is_so_in_the_data() -> None:
    """The evening leads over all posts and trails within each format; one reel pulls the rest."""
    rate = "engagement_rate_by_reach"
    posts = exports("instagram").posts.dropna(subset=["reach"])
    posts["evening"] = posts["published_hour"] == 18

    def intervals(*by: str) -> pd.DataFrame:
        return kk.bootstrap_interval(posts, rate, by=by).set_index([*by])

    slots, within, formats = (
        intervals("evening"),
        intervals("format", "evening"),
        intervals("format"),
    )
    assert slots["low"][True] > slots["high"][False]
    for kind in ("carousel", "image", "reel"):
        assert within[rate][kind, True] < within[rate][kind, False]
    for kind in ("carousel", "image"):  # more than a hint
        assert within["high"][kind, True] < within["low"][kind, False]
    assert within["high"]["reel", True] > within["low"]["reel", False]
    assert 0.005 < within[rate]["image", False] - within[rate]["image", True] < 0.006

    # Reels: most of the evening's posts, nearly all of them in the evening, the highest rate.
    reels = posts[posts["format"] == "reel"]
    assert posts.loc[posts["evening"], "format"].eq("reel").mean() > 0.75
    assert reels["evening"].mean() > 0.9
    assert formats["low"]["reel"] > formats["high"]["carousel"]
    assert (formats["high"] - formats["low"]).idxmax() == "reel"

    # On each day with evening posts, those trail the fullest field before.
    fields = kk.compute(posts, [rate], by=["weekday", "hour"])
    days = fields.loc[fields["hour"] == 18, "weekday"]
    assert len(days) == 3
    for day in days:
        of_day = fields[fields["weekday"] == day].set_index("hour")
        earlier = of_day.drop(index=18)
        fullest = earlier.sort_values("rows")[rate].iloc[-1]
        assert of_day[rate][18] < fullest

    # The largest reel of May 2026 pulls the rate from sums below the median.
    single = reels["interactions"] / reels["reach"]
    largest = reels.nlargest(1, "reach").iloc[0]
    assert str(largest["published_on"])[:7] == "2026-05"
    assert 100_000 < largest["reach"] < 1_000_000
    rest = reels[reels["reach"] < 100_000]
    assert len(rest) == len(reels) - 1
    assert reels["interactions"].sum() / reels["reach"].sum() < single.median()
    assert abs(rest["interactions"].sum() / rest["reach"].sum() - 0.0541) < 0.0001  # task 3


# 11 · evaluating


@cache
def exports_of_lesson_11() -> kk.Exports:
    sample = kk.sample()
    return kk.load(sample / "shop", sample / "ads" / "meta", sample / "costs")


def test_what_lesson_11_says_in_words_is_so_in_the_data() -> None:
    exports = exports_of_lesson_11()
    orders = exports.orders
    first, last = date(2026, 3, 1), date(2026, 6, 30)
    winter = kk.change(orders, "orders", first, last)
    year = kk.change(orders, "orders", first, last, against="last year")
    assert 0.65 < winter.relative < 0.68  # two thirds more orders than in winter
    assert 0 < year.relative < 0.01  # hardly one percent remains
    assert year.difference.low < 0 < year.difference.high  # it may be chance
    months = kk.compute(orders, ["orders"], by="month").set_index("month")["orders"]
    for spring in (2025, 2026):
        assert months[f"{spring}-05"] > months[f"{spring}-04"] > months[f"{spring}-03"]
    assert months["2024-08"] > months["2024-09"] > months["2024-10"]
    ratio = months["2026-03":"2026-06"].to_numpy() / months["2025-03":"2025-06"].to_numpy()
    assert (abs(ratio - 1) < 0.07).all()  # two hills almost alike
    daily = orders.groupby("ordered_on").size()
    spring_says = kk.before_after(daily, first, last)
    assert spring_says.verdict == "cannot tell"
    assert spring_says.effect.low < -1000
    assert spring_says.effect.high > 0


def test_lesson_11_is_right_about_its_goal() -> None:
    """Typed in the solution of task 1 and in its mistakes: what the sentences of assess show."""
    exports = exports_of_lesson_11()
    goal = kk.load_goals(kk.sample().parent / "goals.toml")[0]
    assert goal.baseline is not None
    assert (goal.target, goal.baseline.value) == (275, 247)
    assert kk.assess([goal], exports, on=date(2026, 6, 30))[0].actual == 236
    halfway = kk.assess([goal], exports, on=date(2026, 4, 15))[0]
    assert (halfway.verdict, halfway.actual) == ("at_risk", 71)
    for shown in ("95", "243"):
        assert shown in halfway.text
    daily = exports.orders.groupby("ordered_on").size()
    first, last = date(2026, 3, 1), date(2026, 6, 30)
    pace = kk.expected_share(daily, first, last, date(2026, 4, 15))
    assert pace.share < ((date(2026, 4, 15) - first).days + 1) / ((last - first).days + 1)


def test_lesson_11_is_right_about_autumn_and_the_truth() -> None:
    exports = exports_of_lesson_11()
    orders = exports.orders
    first, last = date(2025, 9, 1), date(2025, 10, 31)
    autumn = kk.difference_in_differences(orders, first, last, control="Niedersachsen")
    assert autumn.verdict == "effect"
    assert autumn.parallel
    earlier = autumn.weeks[~autumn.weeks["during"]]
    assert 3.5 < earlier["treated"].sum() / earlier["control"].sum() < 4.5  # about four
    truth = pd.read_csv(kk.sample().parent / TRUTH / "campaigns.csv").set_index("campaign")
    caused = truth["incremental_orders"]
    assert truth["claimed_orders"].idxmax() == "Retargeting Warenkorb"
    assert autumn.effect.low < caused["Herbst Lichtset"] == 424 < autumn.effect.value
    claimed = exports.ads.query("campaign == 'Herbst Lichtset'")["conversions"].sum()
    assert autumn.effect.low < claimed == 471 < autumn.effect.high
    assert caused["Retargeting Warenkorb"] == 0
    in_spring = orders["ordered_on"].between("2026-03-01", "2026-06-30").sum()
    assert 0 < caused["Frühjahr Lastenrad Prospecting"] < 0.01 * in_spring  # few among so many
    utm = {"Herbst Lichtset": "herbst_lichtset"}
    found = kk.roi_ladder(exports, "Herbst Lichtset", utm=utm, incremental=autumn.effect)
    roi = found.rung("incremental_roi").value
    assert isinstance(roi, kk.Estimate)
    assert roi.low < 0 < roi.high  # from loss to profit
    shop = {"Frühjahr Lastenrad Prospecting": "fruehjahr_lastenrad"}
    spring = kk.roi_ladder(exports, *shop, utm=shop)
    assert isinstance(lost := spring.rung("margin_roi").value, float)
    assert lost < 0  # by shop and all costs it lost money
    assert roi.low < 3137.90 / 13278.64 < roi.high  # the true value lies within, too


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_lesson_11_keeps_the_truth_until_the_verdict_is_written(lang: str) -> None:
    """No text of the learner's edition states it, and its cell asks for three answers first."""
    lesson = builder.NOTEBOOKS.joinpath(lang, "11_evaluating.ipynb").read_text("utf-8")
    truth = pd.read_csv(kk.sample().parent / TRUTH / "campaigns.csv").set_index("campaign")
    caused = int(truth["incremental_orders"]["Herbst Lichtset"])
    claimed = int(truth["claimed_orders"]["Retargeting Warenkorb"])
    for told in (str(caused), str(claimed), f"{claimed:,}", f"{claimed:,}".replace(",", ".")):
        assert told not in lesson
    assert "opened if committed else closed" in lesson


# 09 · campaigns

SPRING = "Frühjahr Lastenrad Prospecting"


def test_what_lesson_09_says_in_words_is_so_in_the_data() -> None:
    data = kk.sample()
    exports = kk.load(data / "ads" / "meta", data / "ads" / "google", data / "costs", data / "shop")
    tags = {SPRING: "fruehjahr_lastenrad", "Lastenrad generisch": "lastenrad_generisch"}
    ladder = kk.roi_ladder(exports, SPRING, utm=tags)
    known, rungs = ladder.campaign, {rung.name: rung.point for rung in ladder.rungs}
    spring = exports.ads[exports.ads["campaign"] == SPRING]

    # All clicks make the click "more than a third cheaper".
    assert spring["link_clicks"].sum() / spring["clicks"].sum() < 2 / 3
    # "Almost four euros have become less than one"; more than half of what was put in is gone.
    assert 3.5 < rungs["platform_roas"] < 4
    assert rungs["shop_roas"] > 3
    assert rungs["poas"] < 1
    assert rungs["margin_roi"] < -0.5
    # "More than four euros in ten appear in no ad account."
    assert 0.4 < 1 - known.spend / known.full_cost < 0.5
    assert known.spend == pytest.approx(known.cost.media), "the media stand in the table of costs"
    assert rungs["platform_roas"] < ladder.break_even.roas
    assert ladder.break_even.orders_needed == pytest.approx(53, abs=1)
    # The purchases that only Meta counts are no cargo bikes.
    bikes = exports.orders[exports.orders["utm_campaign"] == tags[SPRING]]
    others = spring["conversions"].sum() - len(bikes)
    worth = (spring["revenue"].sum() - bikes["revenue"].sum()) / others
    assert 0 < worth < 0.1 * bikes["revenue"].median()
    assert {*bikes["product_group"]} == {"Lastenrad"}

    # The spring campaign pays the most per order, "Marke" leads on ROAS.
    ads = exports.ads.query("period_start >= '2026-03'")
    values = kk.compute(ads, ["cost_per_acquisition", "return_on_ad_spend"], by="campaign")
    values = values.set_index("campaign")
    assert values["cost_per_acquisition"].idxmax() == SPRING
    assert values["return_on_ad_spend"].idxmax() == "Marke"


def test_what_lesson_09_says_of_plans_is_so() -> None:
    data = kk.sample()
    exports = kk.load(data / "ads" / "meta", data / "ads" / "google", data / "shop")
    tags = {SPRING: "fruehjahr_lastenrad", "Lastenrad generisch": "lastenrad_generisch"}
    past = kk.past_rates(exports, [SPRING], utm=tags)
    google = kk.past_rates(exports, ["Lastenrad generisch"], utm=tags)
    same = kk.Scenario(name="A", media=15_500, hours=136, rate=54, production=3_900, past=past)
    more = kk.Scenario(name="B", media=31_000, hours=136, rate=54, production=3_900, past=past)
    search = kk.Scenario(
        name="C", media=4_000, hours=16, rate=54, past=google, additional_share=(0.2, 0.5, 0.8)
    )
    what_if = kk.what_if(same)
    plan = what_if.moved().profit

    # The range "stays below zero all along"; even doubled, no lever lifts the middle case above it.
    assert plan.high < 0
    doubled = {lever: what_if.moved(**{lever: 2 * v}) for lever, v in what_if.planned.items()}
    assert all(outcome.profit.value < 0 for outcome in doubled.values())
    # Margin rate and conversion rate move the most, and more budget loses more.
    moved = {
        lever: what_if.moved(**{lever: 1.5 * v}).profit.value - plan.value
        for lever, v in what_if.planned.items()
    }
    assert {*sorted(moved, key=lambda lever: abs(moved[lever]))[-2:]} == {
        "margin_rate", "conversion_rate",
    }  # fmt: skip
    assert 2 * plan.value < doubled["media"].profit.value < plan.value

    # Two plans lose almost certainly; the third is open, little better than the toss of a coin.
    plans = kk.compare_scenarios([same, more, search])
    assert all(plans.of(name).break_even < 0.01 for name in "AB")
    assert plans.of("C").profit.low < 0 < plans.of("C").profit.high
    assert 0.5 < plans.of("C").break_even < 0.65


# 07 · follower growth


def test_what_lesson_07_says_in_words_is_so_in_the_data() -> None:
    """Bots inflate the growth and vanish in a night; per follower it looks better, per view not."""
    folder = kk.sample() / "tiktok"
    videos = folder / "Video_2024-07-01_2026-06-30.csv"
    tiktok = kk.load(folder / "2026", videos, year=2026)
    days = tiktok.accounts.sort_values("date").set_index("date")
    net = tiktok.accounts.groupby(tiktok.accounts["date"].dt.strftime("%Y-%m"))["net_follows"].sum()
    assert net["2025-07":"2025-09"].min() > 500 > 160 > net["2025-12":].max() > 0
    most = days.sort_values("net_follows").iloc[-1]
    assert str(most.name)[:10] == "2025-07-09"
    assert most["views"] < days["views"].median()  # "no video explains them"
    assert str(days["net_follows"].idxmin())[:10] == "2025-11-18"
    assert days["net_follows"].min() < -2_500
    stock = days["followers"]
    assert stock["2025-12-31"] - stock["2025-09-30"] == -2318  # the solution of task 2
    assert 0.018 < (stock["2026-06-30"] / stock["2025-12-31"]) ** (1 / 6) - 1 < 0.02

    posts = tiktok.posts_with_followers()
    posts = posts.query("'2025-08-18' <= published_on < '2026-02-18'")
    means = posts.groupby(posts["published_on"] >= "2025-11-18")[
        ["interactions", "views", "followers"]
    ].mean()
    by_followers = means["interactions"] / means["followers"]
    by_views = means["interactions"] / means["views"]
    assert 1.5 < by_followers[True] / by_followers[False] < 1.65  # more than one half more
    assert 0.97 < by_views[True] / by_views[False] < 1.03

    outlook = kk.forecast(stock["2025-11-19":], date(2026, 12, 31), stock=True)
    every_day = kk.forecast(stock, date(2026, 12, 31), stock=True)
    assert outlook.high < 7_500  # 10,000 is far outside
    assert every_day.high - every_day.low > 10 * (outlook.high - outlook.low)
    assert every_day.low < 10_000 < every_day.high  # "even 10,000 would still lie inside"


def test_lesson_07_is_right_about_the_churn_of_youtube() -> None:
    """The stock that the lesson gives is the true one; one subscriber in five left."""
    truth = pd.read_csv(kk.sample().parent / TRUTH / "followers.csv")
    stock = truth[truth["channel"] == "youtube"].set_index("date")["followers"]
    assert stock["2026-06-30"] == 1869
    days = exports("youtube").accounts.query("date >= '2025-07-01'")
    came, left = days["follows"].sum(), days["unfollows"].sum()
    assert 1869 - came + left == stock["2025-06-30"]
    assert left / stock["2025-06-30"] == pytest.approx(1 / 5, abs=0.005)

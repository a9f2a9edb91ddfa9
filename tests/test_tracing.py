"""explain: formula, figures, rows, files and warnings behind a value."""

from typing import Any

import pandas as pd
import polars as pl
import pytest

from kpi_kit import labels
from kpi_kit.errors import AggregationError, ColumnError
from kpi_kit.kpis import KPIS, Kpi
from kpi_kit.notation import named, symbol, unfolded
from kpi_kit.tracing import explain, explanations, traces
from kpi_kit.values import compute


@pytest.fixture
def posts() -> pd.DataFrame:
    """Four posts of two files; one lacks its reach."""
    return pd.DataFrame(
        {
            "channel": ["instagram", "instagram", "instagram", "facebook"],
            "published_on": pd.to_datetime(
                ["2026-05-04", "2026-05-30", "2026-05-31", "2026-06-01"]
            ),
            "interactions": [1.0, 90.0, 5.0, 4.0],
            "reach": [10.0, 1000.0, None, 100.0],
            "source_file": ["a.csv", "a.csv", "a.csv", "b.csv"],
            "source_row": ["2", "3", "5", "2"],
        }
    )


RATE = "engagement_rate_by_reach"


def test_a_value_is_the_one_that_compute_gives(posts: pd.DataFrame) -> None:
    found = explain(posts, RATE, channel="instagram", month="2026-05")
    values = compute(posts, [RATE], by=["channel", "month"])
    assert found.value == values.set_index(["channel", "month"]).loc[("instagram", "2026-05"), RATE]


def test_german_is_said_in_german(posts: pd.DataFrame) -> None:
    with labels.speaking("de"):
        lines = explain(posts, RATE, channel="instagram").text.splitlines()
    assert [line.strip().replace("\N{NO-BREAK SPACE}", " ") for line in lines] == [
        "Interaktionsrate nach Reichweite = Interaktionen ÷ Brutto-Reichweite",
        "= 91 ÷ 1.010",
        "= 9,01 %",
        "Verwendete Zeilen: 2 von 3",
        "a.csv: 2–3",
        "Ausgelassene Zeilen: 1; es fehlt: Reichweite",
        "a.csv: 5",
    ]


def test_latex_is_the_same_formula(posts: pd.DataFrame) -> None:
    assert explain(posts, RATE, channel="instagram").latex == (
        r"\text{Engagement rate by reach} = "
        r"\frac{\text{Interactions}}{\text{Gross reach}} = \frac{91}{1{,}010} = 9.01\%"
    )


def test_the_rows_say_what_each_held_and_whether_it_was_used(posts: pd.DataFrame) -> None:
    table = explain(posts, RATE).rows
    assert table[["file", "row", "used"]].to_numpy().tolist() == [
        ["a.csv", "2", True], ["a.csv", "3", True], ["a.csv", "5", False], ["b.csv", "2", True],
    ]  # fmt: skip
    assert table["missing"].tolist() == ["", "", "Reach", ""]


def test_a_row_of_several_files_names_all_of_them(posts: pd.DataFrame) -> None:
    joined = posts.assign(
        source_file="a.csv + b.csv", source_row=["2 + 7", "3 + 8", "4 + 9", "5 + 11"]
    )
    text = explain(joined, "interactions").text
    assert "a.csv: 2–5" in text
    assert "b.csv: 7–9, 11" in text


def test_it_says_what_the_interactions_count(posts: pd.DataFrame) -> None:
    counted = posts.assign(interactions_of=["likes + saves"] * 3 + ["likes"])
    found = explain(counted, RATE, channel="instagram")
    assert "Counted as interactions: Likes + Saves" in found.text
    assert found.warnings == ()
    assert "interactions_of" not in explain(counted, "gross_reach").text
    assert explain(posts, RATE).interactions_of == ""


@pytest.mark.parametrize("figure", [RATE, "interactions"])
def test_interactions_of_several_kinds_are_warned_of(posts: pd.DataFrame, figure: str) -> None:
    found = explain(posts.assign(interactions_of=["likes + saves"] * 3 + ["likes"]), figure)
    (warning,) = found.warnings
    assert "(Likes; Likes + Saves)" in warning
    assert "Counted as" not in found.text


def test_interactions_are_told_in_the_reader_s_words_and_stay_data_in_frames(
    posts: pd.DataFrame,
) -> None:
    counted = posts.assign(interactions_of=["likes + saves"] * 3 + ["facebook"])
    with labels.speaking("de"):
        text = explain(counted, RATE, channel="instagram").text
        assert "Interaktionen zählen: Likes + Mal gespeichert" in text
        text = explain(counted, RATE, channel="facebook").text
        assert "Interaktionen zählen: was Facebook selbst dazu zählt" in text
        told = traces(counted, [RATE], by="channel")["interactions_of"]
    assert told.tolist() == ["facebook", "likes + saves"]


def test_what_is_not_reported_and_what_is_undefined_is_said_in_words(posts: pd.DataFrame) -> None:
    nowhere = explain(posts.assign(reach=float("nan")), RATE).text
    assert "Not reported: no row" in nowhere
    assert "– ÷ –" not in nowhere
    nobody = explain(posts.assign(interactions=0.0, reach=0.0), RATE).text
    assert "0 ÷ 0\n" in nobody
    assert "Undefined: with these figures" in nobody
    for text in (nowhere, nobody, explain(posts, RATE).text):
        assert ("Not reported" in text) + ("Undefined" in text) == (" = –" in text)


def test_many_files_are_counted_and_not_listed() -> None:
    names = [f"{number:02}.csv" for number in range(14)]
    many = pd.DataFrame({"likes": [1.0] * 14, "source_file": names, "source_row": "2"})
    assert explain(many, "likes").text.endswith("11.csv: 2\n  … and 2 more files")
    assert explain(many.head(13), "likes").text.endswith("12.csv: 2")
    assert explain(many, "likes").sources.endswith("13.csv: 2")


def test_many_scattered_rows_are_counted_and_not_listed() -> None:
    scattered = pd.DataFrame(
        {"likes": [1.0] * 40, "source_file": "a.csv", "source_row": map(str, range(2, 82, 2))}
    )
    text = explain(scattered, "likes").text
    assert text.endswith("a.csv: 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, … and 28 more")
    assert len(explain(scattered, "likes").rows) == 40


def test_money_has_its_currency() -> None:
    ads = pd.DataFrame({"spend": [10.0], "clicks": [4.0], "currency": ["EUR"]})
    assert "€10.00 ÷ 4" in explain(ads, "cost_per_click").text


def test_two_currencies_are_two_values() -> None:
    ads = pd.DataFrame({"spend": [10.0, 5.0], "clicks": [4.0, 1.0], "currency": ["EUR", "USD"]})
    with pytest.raises(AggregationError, match="'EUR', 'USD'"):
        explain(ads, "cost_per_click")
    assert explain(ads, "cost_per_click", currency="USD").value == 5


def test_it_says_which_rows_are_counted() -> None:
    mentions = pd.DataFrame({"sentiment": ["negative", "positive", None]})
    told = {
        "negative_mentions": "number of rows in which 'sentiment' is 'negative'",
        "classified_mentions": "number of rows in which 'sentiment' is filled",
        "posts": "number of rows",
    }
    for metric, formula in told.items():
        assert explain(mentions, metric).formula.text == formula
    with labels.speaking("de"):
        german = explain(mentions, "negative_mentions").formula.text
    assert german == "Zahl der Zeilen, in denen „sentiment“ „negative“ ist"


def test_a_mean_of_rows_says_so(posts: pd.DataFrame) -> None:
    posts = posts.drop(columns="reach").assign(reach=[10.0, 1000.0, 50.0, 100.0])
    kpi = Kpi(lambda interactions, views: interactions / views, of="mean")
    found = explain(posts.rename(columns={"reach": "views"}), kpi)
    assert found.figures is None
    assert "mean over the rows: Interactions ÷ Views" in found.text
    assert found.value == pytest.approx((0.1 + 0.09 + 0.1 + 0.04) / 4)


def test_latex_says_of_what_it_is_the_mean(posts: pd.DataFrame) -> None:
    kpi = Kpi(lambda interactions, likes: interactions / likes, of="median")
    with labels.speaking("de"):
        latex = explain(posts.assign(likes=2.0), kpi).latex
    assert r"= \text{Median über die Zeilen: }\frac{\text{Interaktionen}}{\text{Likes}} =" in latex


def test_points_come_out_as_they_are_shown() -> None:
    """300 contacts of 1,000 people are 30 points."""
    found = explain(
        pd.DataFrame({"impressions": [300.0]}),
        "gross_rating_points",
        given={"target_population": 1000},
    )
    assert found.value == 0.3
    assert "Impressions ÷ Target population × 100\n" in found.text
    assert "300 ÷ 1,000 × 100\n" in found.text
    assert "= 30.0" in found.text


def test_a_refusal_names_the_group_and_the_call_that_shows_it(posts: pd.DataFrame) -> None:
    with pytest.raises(AggregationError, match=r"rows \(instagram\)") as refused:
        explain(posts, "reach", channel="instagram")
    assert "kk.compute(…, ['largest_reach', 'gross_reach'], by=['channel'])" in str(refused.value)
    assert refused.value.bounds["channel"].tolist() == ["instagram"]
    assert explain(posts, RATE, channel="instagram").group == {"channel": "instagram"}


def test_reach_cannot_be_explained_where_it_cannot_be_computed(posts: pd.DataFrame) -> None:
    with pytest.raises(AggregationError, match=r"least 1,000 people .* most 1,010"):
        explain(posts, "reach", channel="instagram")


def test_a_lazy_frame_has_nothing_to_show_yet() -> None:
    with pytest.raises(AggregationError, match=r"collect\(\)"):
        explain(pl.LazyFrame({"views": [1.0]}), "views")


def test_a_group_that_is_not_there_is_named_with_the_nearest(posts: pd.DataFrame) -> None:
    with pytest.raises(ColumnError, match="did you mean 'instagram'"):
        explain(posts, RATE, channel="instagramm")
    with pytest.raises(ColumnError, match="2026-05"):
        explain(posts, RATE, month="2026-5")


def test_nothing_used_is_a_dash_and_not_zero(posts: pd.DataFrame) -> None:
    found = explain(posts.assign(reach=float("nan")), RATE)
    assert found.shown == labels.NOTHING
    assert not found.rows["used"].any()


def test_a_break_is_part_of_the_explanation(posts: pd.DataFrame) -> None:
    days = pd.to_datetime(["2025-06-01", "2025-07-01", "2025-07-02", "2025-07-03"])
    found = explain(posts.assign(channel="facebook", published_on=days), "gross_reach")
    (warning,) = found.warnings
    assert "15 June 2025" in warning
    assert f"! {warning}" in found.text


@pytest.mark.parametrize("kpi", KPIS.values(), ids=KPIS)
def test_every_formula_unfolds(kpi: Kpi) -> None:
    written = unfolded(kpi, {name: named(name) for name in kpi.inputs}, {})
    assert all(labels.name_of(name) in written.text for name in kpi.inputs)
    assert not written.text.startswith(labels.name_of(kpi.name))


@pytest.mark.parametrize(
    ("made", "text", "latex"),
    [
        (symbol(1) - (symbol(2) - symbol(3)), "1 − (2 − 3)", r"1 - \left(2 - 3\right)"),
        (symbol(1) + (symbol(2) + symbol(3)), "1 + 2 + 3", "1 + 2 + 3"),
        (symbol(1) / (symbol(2) * symbol(3)), "1 ÷ (2 × 3)", r"\frac{1}{2 \times 3}"),
        (symbol(6) / symbol(2) * 1000, "6 ÷ 2 × 1,000", r"\frac{6}{2} \times 1{,}000"),
        ((symbol(1) + 2) * 3, "(1 + 2) × 3", r"\left(1 + 2\right) \times 3"),
        (symbol(2) * (symbol(1) / 4), "2 × 1 ÷ 4", r"2 \times \frac{1}{4}"),
        (symbol(2) ** (1 / symbol(5)), "2^(1 ÷ 5)", r"2^{\frac{1}{5}}"),
        ((symbol(6) / 2) ** symbol(5), "(6 ÷ 2)^5", r"\left(\frac{6}{2}\right)^{5}"),
        (-(symbol(1) + 2), "−(1 + 2)", r"-\left(1 + 2\right)"),
    ],
)  # fmt: skip
def test_parentheses_stand_where_they_are_needed(made: Any, text: str, latex: str) -> None:
    assert (made.text, made.latex) == (text, latex)


def test_what_is_more_than_arithmetic_is_shown_as_a_call() -> None:
    def own_rate(saves: Any, likes: Any) -> Any:
        return max(float(saves), likes)

    assert (
        unfolded(Kpi(own_rate), {"saves": symbol(2), "likes": symbol(3)}, {}).text
        == "own rate(2, 3)"
    )


MANY = ["posts", "interactions", RATE]
BY = ["channel", "month"]


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
def test_all_values_of_a_table_are_traced_at_once(posts: pd.DataFrame, kind: Any) -> None:
    frame = kind(posts.to_dict("list"))
    found = traces(frame, MANY, by=BY)
    values = compute(posts, MANY, by=BY)
    assert found[BY].drop_duplicates().to_numpy().tolist() == values[BY].to_numpy().tolist()
    for kpi, rows in found.groupby("kpi"):
        assert rows["value"].tolist() == pytest.approx(values[str(kpi)].tolist(), nan_ok=True)
        assert rows["rows_used"].tolist() == values[f"{kpi}_rows"].tolist()
        assert rows["rows"].tolist() == values["rows"].tolist()


def test_a_trace_names_files_rows_and_what_was_lacking(posts: pd.DataFrame) -> None:
    found = traces(posts, [RATE], by="channel").set_index("channel")
    told = ["shown", "formula", "figures", "sources", "left_out"]
    assert found.loc[["instagram"], told].to_numpy().tolist()[0] == [
        "9.01%", "Interactions ÷ Gross reach", "91 ÷ 1,010", "a.csv: 2–3",
        "a.csv: 5 (missing: Reach)",
    ]  # fmt: skip
    assert found.loc[["facebook"], ["sources", "left_out"]].to_numpy().tolist() == [
        ["b.csv: 2", ""]
    ]


def test_every_trace_is_what_explain_tells_of_the_group(posts: pd.DataFrame) -> None:
    counted = posts.assign(interactions_of=["likes", "likes", "likes + saves", "likes"])
    days = pd.to_datetime(["2025-06-01", "2025-07-01", "2025-07-02", "2025-07-03"])
    broken = counted.assign(channel="facebook", published_on=days)
    for frame, key in ((counted, "channel"), (counted, "month"), (broken, "channel")):
        for one in explanations(frame, ["gross_reach", *MANY], by=key):
            where: dict[str, Any] = dict(one.group)
            alone = explain(frame, one.name, **where)
            assert one.text == alone.text
            assert one.latex == alone.latex
            pd.testing.assert_frame_equal(one.rows.reset_index(drop=True), alone.rows)


def test_a_group_without_a_name_has_its_trace(posts: pd.DataFrame) -> None:
    names: dict[str, Any] = {"channel": ["instagram", None, None, "facebook"]}
    for frame in (posts.assign(**names), pl.DataFrame(posts.to_dict("list") | names)):
        found = traces(frame, ["interactions"], by="channel")
        known = dict(zip(found["channel"].fillna("–"), found["sources"], strict=True))
        assert known == {"facebook": "b.csv: 2", "instagram": "a.csv: 2", "–": "a.csv: 3, 5"}


def test_each_currency_has_its_own_traces() -> None:
    ads = pd.DataFrame({"spend": [10.0, 5.0], "clicks": [4.0, 1.0], "currency": ["EUR", "USD"]})
    found = traces(ads, ["cost_per_click"])
    assert found[["currency", "shown", "sources"]].to_numpy().tolist() == [
        ["EUR", "€2.50", "1"], ["USD", "$5.00", "2"],
    ]  # fmt: skip


def test_a_table_without_rows_has_no_traces_and_nothing_to_explain(posts: pd.DataFrame) -> None:
    assert traces(posts.head(0), MANY).empty
    with pytest.raises(AggregationError, match="no rows"):
        explain(posts.head(0), RATE)


def test_traces_of_a_lazy_frame_are_refused() -> None:
    with pytest.raises(AggregationError, match=r"collect\(\)"):
        traces(pl.LazyFrame({"views": [1.0]}), ["views"])

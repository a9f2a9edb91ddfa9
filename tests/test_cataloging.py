"""The catalogue: its rows are checked, its names found, and readers see all of it."""

from dataclasses import fields
from functools import reduce
from typing import Any

import pandas as pd
import pytest
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

import kpi_kit as kk
from kpi_kit import formulas, labels
from kpi_kit.catalog_pages import ambiguous, page
from kpi_kit.cataloging import catalog, entries, part_of
from kpi_kit.errors import ColumnError
from kpi_kit.kpis import KPIS, Kpi, figure, meant_by
from kpi_kit.metrics import METRICS, Metric
from kpi_kit.money.rungs import RUNGS

# Names that several KPIs go by. A new synonym that collides with one here must be meant to.
AMBIGUOUS = {
    "en": {
        "amplification rate", "virality", "applause rate", "achievement", "attainment", "AVD",
        "average watch time", "CLTV", "CLV", "clickthrough rate", "completion rate",
        "conversation rate", "conversion rate", "CPC", "CTR", "CVR", "deviation",
        "engagement rate", "ER", "ER views", "growth rate", "LTV", "NSS", "ROI",
        "save rate", "sentiment", "sentiment score", "VCR", "view-through rate", "VTR",
    },
    "de": {
        "Abweichung", "Amplification Rate", "Applausrate", "AVD", "CLTV", "CLV",
        "Conversion-Rate", "CPC", "CTR", "CVR", "Completion Rate", "Durchsichtrate",
        "Engagement-Rate", "ER", "ER Views", "Interaktionsrate", "Klickpreis", "Klickrate",
        "Konversationsrate", "Konversionsrate", "LTV",
        "Netto-Sentiment", "ROI", "Save Rate", "Sentiment", "Speicherrate",
        "Tonalität", "VCR", "Verstärkungsrate", "View-Through-Rate", "Viralität", "VTR",
        "Wachstumsrate", "Zielerreichung",
    },
}  # fmt: skip


class Words(BaseModel):
    """What is said of a metric or KPI in one language."""

    model_config = ConfigDict(extra="forbid")

    name: str
    meaning: str
    pitfall: str = ""
    also: tuple[str, ...] = ()


class Row(BaseModel):
    """A row in both languages; its facts are left to the class that is built of them."""

    de: Words
    en: Words


METRIC_ROWS, KPI_ROWS = labels.catalogue()["metric"], labels.catalogue()["kpi"]


@pytest.mark.parametrize("entry", [*METRICS.values(), *KPIS.values()], ids=lambda item: item.name)
def test_the_facts_of_every_row_are_possible_ones(entry: Metric | Kpi) -> None:
    facts = {field.name: getattr(entry, field.name) for field in fields(entry)}
    assert TypeAdapter(type(entry)).validate_python(facts) == entry


@pytest.mark.parametrize("row", [*METRIC_ROWS.values(), *KPI_ROWS.values()])
def test_every_row_has_its_words_in_both_languages(row: dict[str, Any]) -> None:
    Row.model_validate(row)


@pytest.mark.parametrize("unit", ["euros", "", None])
def test_a_row_with_an_impossible_fact_would_be_noticed(unit: str | None) -> None:
    with pytest.raises(ValidationError, match="unit"):
        TypeAdapter(Metric).validate_python({"name": "hugs", "unit": unit})


def test_every_kpi_has_its_own_row_and_formula() -> None:
    assert {*KPI_ROWS} == {*formulas.__all__}
    assert all(kpi.name == name for name, kpi in KPIS.items())


def test_a_metric_is_taken_from_its_own_column_unless_rows_are_counted_or_it_is_given() -> None:
    assert METRICS["likes"].column == "likes"
    assert METRICS["gross_reach"].column == "reach"
    assert METRICS["universe"].column == METRICS["posts"].column == ""
    positive = METRICS["positive_mentions"]
    assert (positive.aggregate, positive.column, positive.equals) == (
        "rows", "sentiment", "positive",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("term", "kpi"),
    [("CPM", "cost_per_mille"), ("TKP", "cost_per_mille"), ("aov", "average_order_value"),
     ("ROAS", "return_on_ad_spend"), ("POAS", "profit_on_ad_spend"),
     ("Kontaktfrequenz", "frequency")],
)  # fmt: skip
def test_a_name_of_the_trade_leads_to_the_kpi(term: str, kpi: str) -> None:
    with pytest.raises(ColumnError, match=f"take '{kpi}'"):
        figure(term)


@pytest.mark.parametrize(
    ("term", "kpis"),
    [
        ("ROI", {"return_on_investment", "return_on_investment_by_margin_rate",
                 "margin_per_cost", "incremental_return_on_investment"}),
        ("applause_rate", {"applause_rate_per_post", "applause_rate_per_follower"}),
        ("VTR", {"view_rate", "completion_rate_by_impressions", "completion_rate_by_starts",
                 "view_through_conversion_rate"}),
        ("conversion rate", {"conversion_rate_by_clicks", "conversion_rate_by_link_clicks",
                             "conversion_rate_by_sessions", "conversion_rate_by_impressions"}),
        ("Netto-Sentiment", {"net_sentiment", "net_sentiment_without_neutral"}),
    ],
)  # fmt: skip
def test_an_ambiguous_name_lists_what_it_may_mean_and_what_tells_them_apart(
    term: str, kpis: set[str]
) -> None:
    assert {*meant_by(term)} == kpis
    for lang in labels.LANGUAGES:
        with labels.speaking(lang), pytest.raises(ColumnError) as refused:
            figure(term)
        for kpi in kpis:
            with labels.speaking(lang):
                assert f"'{kpi}'" in str(refused.value)
                assert labels.meaning_of(kpi) in str(refused.value)


def test_every_engagement_rate_is_among_the_variants() -> None:
    variants = {name for name in KPIS if name.startswith("engagement_rate_by")}
    assert variants < {*meant_by("engagement_rate")}


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_no_synonym_becomes_ambiguous_unnoticed(lang: labels.Language) -> None:
    with labels.speaking(lang):
        assert {*ambiguous()} == AMBIGUOUS[lang]


@pytest.mark.parametrize("kpi", KPIS)
def test_no_synonym_repeats_the_name_or_itself(kpi: str) -> None:
    for lang in labels.LANGUAGES:
        with labels.speaking(lang):
            known = [labels.name_of(kpi), *labels.synonyms_of(kpi)]
            assert len(known) == len({name.casefold() for name in known})


def test_the_catalogue_lists_every_kpi_once_with_all_its_facts() -> None:
    listed = catalog()
    assert listed["kpi"].tolist() == [*KPIS]
    assert listed.notna().all().all()
    assert (listed.drop(columns="also") != "").all().all()


@pytest.mark.parametrize("kpi", [kpi for kpi in KPIS.values() if kpi.call])
def test_what_puts_a_kpi_together_is_public_and_named_where_a_column_is_missing(kpi: Kpi) -> None:
    assert callable(reduce(getattr, kpi.call.split(".")[1:], kk))
    rungs = [name for name, _ in RUNGS.values()]
    assert kpi.call != "kk.roi_ladder" or kpi.name in rungs
    frame, given = pd.DataFrame({"spend": [1.0]}), {"incremental_margin": 1.0}
    given = {name: value for name, value in given.items() if name in kpi.inputs}
    with pytest.raises(ColumnError, match=rf"this table has no '.*'; {kpi.call} puts together"):
        kk.compute(
            frame, [kpi.name], given={m: 1.0 for m in kpi.inputs if m == "incremental_margin"}
        )


def test_a_section_may_be_asked_for_alone() -> None:
    assert {*catalog("money")["section"]} == {"Cost and return"}
    with pytest.raises(ColumnError, match="catalog: there is no 'mony'; did you mean 'money'"):
        catalog("mony")


def test_the_catalogue_speaks_the_reader_s_language() -> None:
    with labels.speaking("de"):
        entry = catalog("money").set_index("kpi").loc["cost_per_mille"]
    assert entry["name"] == "Tausender-Kontakt-Preis (TKP)"
    assert entry["better"] == "weniger ist besser"


def test_an_entry_says_everything_about_a_kpi() -> None:
    text = " ".join(entries("CPM").split())
    kpi = KPIS["cost_per_mille"]
    example = ">>> cost_per_mille(spend=500.0, impressions=20_000.0) 25.0"
    said = [labels.pitfall_of(kpi.name), part_of(kpi, "Source"), "TKP", "lower is better", example]
    for words in [*said, "spend (Ad spend)"]:
        assert " ".join(words.split()) in text


def test_an_ambiguous_name_shows_every_entry() -> None:
    assert entries("applause rate").count(">>>") == 2


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(ColumnError, match="did you mean 'frequency'"):
        entries("frequenzy")


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_the_pages_tell_of_every_kpi_and_metric(lang: labels.Language) -> None:
    text = page(lang)
    with labels.speaking(lang):
        for name in KPIS:
            assert f"### {labels.name_of(name)}\n" in text
            assert labels.pitfall_of(name) in text
        for name in METRICS:
            assert f"| {labels.name_of(name)} (`{name}`) |" in text

"""The revenue of platform, shop and analytics: VAT and returns have amounts, the rest is named."""

from typing import Any

import pandas as pd
import pytest

from kpi_kit import labels
from kpi_kit.compare import Reconciliation, revenue_sources
from kpi_kit.errors import ComparisonError
from tests.emscherrad import emscherrad

DAY = pd.Timestamp("2026-05-04")


def bridges(*, claimed: float, vat: float | None = 0.19, seen: float = 400.0,
            currency: str = "EUR", beyond: float = 0.0,
) -> tuple[Reconciliation, Reconciliation]:  # fmt: skip
    """Ten orders of 100 € from Meta, 20 € of each paid back; ten others, half of them seen."""
    ads = pd.DataFrame({"channel": ["meta_ads"] * 2, "period_start": DAY,
                        "period_end": [DAY, pd.Timestamp("2026-06-02")],
                        "revenue": [claimed, beyond], "currency": "EUR"})  # fmt: skip
    orders = pd.DataFrame({"ordered_on": DAY, "utm_source": ["meta"] * 10 + ["google"] * 10,
                           "revenue": 80.0, "refund": 20.0, "currency": currency})  # fmt: skip
    web = pd.DataFrame({"date": DAY, "source": ["meta", "google"], "conversions": [4.0, 5.0],
                        "revenue": [seen, 500.0], "currency": None})  # fmt: skip
    given: dict[str, Any] = {"platform": "meta_ads", "source": "meta", "period": "2026-05"}
    return revenue_sources(ads, orders, web, vat=vat, **given)


def amounts(bridge: Reconciliation) -> dict[str, float]:
    known = ((cause.name, cause.estimate) for cause in bridge.causes)
    return {name: found.value for name, found in known if found is not None}


def test_vat_and_returns_explain_a_platforms_claim_to_the_cent() -> None:
    """1,190 € with VAT are 1,000 € without; 200 € were paid back; 800 € are left."""
    claimed, _ = bridges(claimed=1_190.0)
    assert amounts(claimed) == pytest.approx({"vat": -190, "returns": -200})
    assert claimed.unexplained.value == pytest.approx(0)


def test_ads_that_reach_beyond_the_period_do_not_count() -> None:
    """From 4 May to 2 June nobody knows how much of the claim is May's."""
    claimed, _ = bridges(claimed=1_190.0, beyond=500.0)
    assert claimed.unexplained.value == pytest.approx(0)


def test_what_the_causes_do_not_explain_stays_unexplained() -> None:
    claimed, _ = bridges(claimed=2_380.0)
    assert claimed.unexplained.value == pytest.approx(-1_000)
    assert "Unexplained remains −\N{WORD JOINER}€1,000.00" in claimed.sentence


def test_analytics_lacks_who_does_not_consent() -> None:
    """Of the others half are seen; half of 1,190 € is 595 €, with an interval."""
    _, seen = bridges(claimed=1_190.0, seen=595.0)
    assert amounts(seen) == pytest.approx(
        {"returns": 200, "consent_like_others": -595, "vat": 190}
    )  # fmt: skip
    assert seen.unexplained.value == pytest.approx(0)
    assert seen.unexplained.low < 0 < seen.unexplained.high


def test_without_a_rate_vat_is_named_and_gets_no_amount() -> None:
    claimed, seen = bridges(claimed=1_190.0, vat=None)
    for bridge in (claimed, seen):
        assert "vat" not in amounts(bridge)
        with labels.speaking("de"):
            assert "Mehrwertsteuer" in bridge.sentence


def test_two_currencies_are_refused() -> None:
    with pytest.raises(ComparisonError, match="CHF, EUR"):
        bridges(claimed=100.0, currency="CHF")


def test_emscherrads_meta_claims_more_than_the_shop_has_and_returns_explain_a_part() -> None:
    claimed, seen = revenue_sources(
        emscherrad().ads, emscherrad().orders, emscherrad().web, platform="meta_ads",
        source="meta", period="2025-10", vat=0,
    )  # fmt: skip
    assert claimed.first_value > claimed.second_value > seen.second_value
    assert amounts(claimed)["returns"] < 0
    assert claimed.unexplained.value < 0  # views and long windows: purchases that came anyway
    assert not seen.unexplained.excludes(0)

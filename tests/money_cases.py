"""Small exports for the tests of money, with figures that can be checked by head."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd

import kpi_kit as kk
from kpi_kit.bookkeeping import LOG, PROBLEMS, SET_ASIDE
from kpi_kit.sentences import Listed, Sentence
from kpi_kit.tables import TABLES, typed

UTM = {"May": "may"}


def company(
    *, ads: list[dict[str, Any]], costs: list[dict[str, Any]], orders: list[dict[str, Any]]
) -> kk.Exports:
    """Make exports from rows; what they leave out is as usual."""
    day = pd.Timestamp("2026-05-01")
    usual = {
        "ads": {"channel": "meta_ads", "campaign": "May", "period_start": day, "currency": "EUR",
                "period_end": pd.Timestamp("2026-05-31")},
        "costs": {"campaign": "May", "date": day, "currency": "EUR"},
        "orders": {"ordered_on": day, "currency": "EUR", "utm_campaign": "may"},
    }  # fmt: skip
    given = {"ads": ads, "costs": costs, "orders": orders}
    frames = {
        name: pd.DataFrame(
            [
                {**usual[name], "source_file": f"{name}.csv", "source_row": str(at + 2), **row}
                for at, row in enumerate(given.get(name, []))
            ]
        )
        for name in TABLES
    }
    lists = {"log": LOG, "set_aside": SET_ASIDE, "problems": PROBLEMS,
             "events": ("date", "label", "channel")}  # fmt: skip
    others = {name: pd.DataFrame(columns=list(columns)) for name, columns in lists.items()}
    tables = {name: typed(frame, name) for name, frame in frames.items()}
    assert {*tables, *others, "time_zone"} == {field.name for field in fields(kk.Exports)}
    return kk.Exports(**tables, **others, time_zone="Europe/Berlin")


def usual(
    *, spend: float = 1_000.0, claimed: float = 4_000.0, orders: int = 10, value: float = 300.0,
    margin: float = 90.0, hours: float = 10.0, rate: float = 50.0, production: float = 100.0,
    currency: str = "EUR",
) -> kk.Exports:  # fmt: skip
    """Make one campaign: ROAS 4 by the platform, 3 by the shop; 900 of margin, 1,600 of cost."""
    return company(
        ads=[{"spend": spend, "conversions": 12.0, "revenue": claimed, "link_clicks": 2_000.0,
              "currency": currency}],
        costs=[
            {"kind": "media", "amount": spend, "currency": currency},
            {"kind": "work", "hours": hours, "rate": rate, "currency": currency},
            {"kind": "production", "amount": production, "currency": currency},
        ],
        orders=[{"order_id": str(at), "revenue": value, "contribution_margin": margin,
                 "currency": currency} for at in range(orders)],
    )  # fmt: skip


def weeks(
    name: str = "A", *, most: float = 1_000.0, half: float = 200.0, count: int = 60,
    seed: int = 3, noise: float = 20.0,
) -> pd.DataFrame:  # fmt: skip
    """Make weeks of a campaign whose curve is known, at a spend that varies by chance."""
    chance = np.random.default_rng(seed)
    spend = chance.uniform(50, 800, count)
    return pd.DataFrame(
        {
            "campaign": name,
            "week": pd.date_range("2025-01-06", periods=count, freq="7D"),
            "spend": spend,
            "result": most * spend / (spend + half) + chance.normal(0, noise, count),
            "demand": chance.normal(100, 5, count),
        }
    )


def keys(said: object) -> Iterator[str]:
    """Yield the keys of a sentence and of all that is said inside it."""
    if isinstance(said, Sentence):
        yield said.key
        for fact in said.facts.values():
            yield from keys(fact)
    elif isinstance(said, Listed):
        for item in said.items:
            yield from keys(item)
    elif hasattr(said, "key"):
        yield said.key

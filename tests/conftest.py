"""Small named frames, and a clean slate around every test."""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import settings

from kpi_kit import errors, labels

# A law does not depend on how busy the machine is.
settings.register_profile("kpi_kit", deadline=None, max_examples=50)
settings.load_profile("kpi_kit")

Engine = Callable[[dict[str, list[Any]]], Any]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English and leaves no language behind."""
    with labels.speaking("en"):
        yield
    errors.debug.set(False)


@pytest.fixture(autouse=True)
def _close_figures() -> Iterator[None]:
    yield
    import matplotlib.pyplot as plt

    plt.close("all")


@pytest.fixture(params=["pandas", "polars", "polars lazy"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Make a frame of each kind from the same columns."""
    makers: dict[str, Engine] = {
        "pandas": pd.DataFrame,
        "polars": pl.DataFrame,
        "polars lazy": pl.LazyFrame,
    }
    return makers[request.param]


@pytest.fixture
def posts() -> pd.DataFrame:
    """Five posts on two channels; one reach is missing, one post reached nobody."""
    return pd.DataFrame(
        {
            "channel": ["instagram", "instagram", "instagram", "facebook", "facebook"],
            "published_at": pd.to_datetime(
                [
                    "2026-01-31 23:30",
                    "2026-02-01 08:00",
                    "2026-02-10 12:00",
                    "2026-02-10 18:00",
                    "2026-03-01 09:00",
                ]
            ).tz_localize("Europe/Berlin"),
            "format": ["reel", "image", "reel", "link", "link"],
            "reach": [1000.0, 10.0, None, 200.0, 0.0],
            "interactions": [90.0, 1.0, 50.0, 4.0, 0.0],
            "views": [1500.0, 20.0, 700.0, 300.0, 0.0],
        }
    )

"""How much one definition costs: kpi_kit's compute against code written by hand for the engine.

Both run in this process, in turn, on the same frames; the ratio is what counts, for machines
differ. Run ``python benchmarks/compute.py [ROWS]``; the results are in ``benchmarks/README.md``.
"""

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl

from kpi_kit.values import compute

KPIS = [
    "views",
    "gross_reach",
    "interactions",
    "engagement_rate_by_reach",
    "engagement_rate_by_views",
]
KEYS = ["channel", "format"]
RUNS = 7


def columns(rows: int) -> dict[str, Any]:
    """Make posts: two keys, counts, and one reach in ten missing."""
    chance = np.random.default_rng(7)
    reach = chance.integers(100, 10_000, rows).astype(float)
    reach[chance.random(rows) < 0.1] = np.nan
    return {
        "channel": chance.choice(["facebook", "instagram", "tiktok"], rows),
        "format": chance.choice(["image", "reel", "carousel", "link"], rows),
        "views": chance.integers(100, 20_000, rows).astype(float),
        "interactions": chance.integers(0, 500, rows).astype(float),
        "reach": reach,
    }


def by_hand_pandas(posts: pd.DataFrame) -> pd.DataFrame:
    """Do the same in pandas: complete rows only, ratio of sums."""
    known = posts["reach"].notna()
    table = posts.assign(with_reach=posts["interactions"].where(known), used=known)
    sums = table.groupby(KEYS)[["views", "reach", "interactions", "with_reach", "used"]].sum()
    return sums.assign(
        by_reach=sums["with_reach"] / sums["reach"], by_views=sums["interactions"] / sums["views"]
    )


def by_hand_polars(posts: pl.DataFrame) -> pl.DataFrame:
    """Do the same in Polars."""
    known = pl.col("reach").is_not_null()
    return (
        posts.lazy()
        .group_by(KEYS)
        .agg(
            pl.col("views", "reach", "interactions").sum(),
            with_reach=pl.col("interactions").filter(known).sum(),
            used=known.sum(),
        )
        .with_columns(
            by_reach=pl.col("with_reach") / pl.col("reach"),
            by_views=pl.col("interactions") / pl.col("views"),
        )
        .sort(KEYS)
        .collect()
    )


def seconds(call: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def compared(
    ours: Callable[[], object], theirs: Callable[[], object]
) -> tuple[float, float, float]:
    """Return both medians and the median of the ratios, pair by pair after a warm-up."""
    ours(), theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(RUNS)]
    ratio = statistics.median(one / other for one, other in pairs)
    medians = [statistics.median(side) for side in zip(*pairs, strict=True)]
    return medians[0], medians[1], ratio


def main() -> None:
    """Print a table of medians and ratios."""
    sizes = [int(word) for word in sys.argv[1:]] or [10_000, 1_000_000]
    print("| rows | engine | compute | by hand | ratio |\n|---|---|---|---|---|")  # noqa: T201
    for rows in sizes:
        data = columns(rows)
        frame, table = (
            pd.DataFrame(data),
            pl.DataFrame(data).with_columns(pl.col("reach").fill_nan(None)),
        )
        engines = {
            "pandas": (
                lambda f=frame: compute(f, KPIS, by=KEYS),
                lambda f=frame: by_hand_pandas(f),
            ),
            "Polars": (
                lambda t=table: compute(t.lazy(), KPIS, by=KEYS).collect(),
                lambda t=table: by_hand_polars(t),
            ),
        }
        for name, (ours, theirs) in engines.items():
            one, other, ratio = compared(ours, theirs)
            print(f"| {rows:,} | {name} | {one:.3f} s | {other:.3f} s | {ratio:.2f} |")  # noqa: T201


if __name__ == "__main__":
    main()

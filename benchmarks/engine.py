"""What one definition costs: compute against code written by hand for each engine.

Twelve KPIs by channel and month, from Parquet. Each measurement has a process of its own, which
does the work once to warm up and then several times; ours and theirs take turns. The ratio is
what counts, for machines differ.

Run ``python benchmarks/engine.py [ROWS …]`` with some of 10000, 1000000, 10000000 and 100000000;
the results are in ``benchmarks/README.md``.
"""

import json
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from typing import Any

KPIS = [
    "posts", "views", "impressions", "gross_reach", "interactions", "saves",
    "engagement_rate_by_reach", "engagement_rate_by_impressions", "engagement_rate_by_views",
    "likes", "comments", "shares",
]  # fmt: skip
RATES = {"reach": "by_reach", "impressions": "by_impressions", "views": "by_views"}
SUMS = ["views", "impressions", "reach", "interactions", "saves", "likes", "comments", "shares"]
COLUMNS = ["channel", "published_on", *SUMS]
KEYS = ["channel", "month"]


def _posts(files: str) -> Any:
    """Read the columns that are used; pandas takes days in Parquet for objects."""
    import pandas as pd

    posts = pd.read_parquet(files, columns=COLUMNS)
    return posts.assign(published_on=pd.to_datetime(posts["published_on"]))


def ours_pandas(files: str) -> Any:
    """Compute with pandas."""
    from kpi_kit.values import compute

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # series breaks, which the data run across
        return compute(_posts(files), KPIS, by=KEYS)


def theirs_pandas(files: str) -> Any:
    """Do the same by hand: complete rows only, ratios of sums, rows used."""
    posts = _posts(files)
    day = posts["published_on"]
    posts["month"] = day.dt.year * 12 + day.dt.month
    for base, rate in RATES.items():
        complete = posts[base].notna() & posts["interactions"].notna()
        posts[f"{rate}_above"] = posts["interactions"].where(complete)
        posts[f"{rate}_below"] = posts[base].where(complete)
    parts = [f"{rate}_{part}" for rate in RATES.values() for part in ("above", "below")]
    groups = posts.groupby(KEYS, sort=True, dropna=False)
    sums = groups[[*SUMS, *parts]].sum(min_count=1)
    used = groups[[*SUMS, *(f"{rate}_above" for rate in RATES.values())]].count()
    sums["rows"] = groups.size()
    for rate in RATES.values():
        sums[rate] = sums[f"{rate}_above"] / sums[f"{rate}_below"].where(lambda x: x != 0)
    return sums.join(used.add_suffix("_rows")).reset_index()


def ours_polars(files: str) -> Any:
    """Compute with Polars, lazily."""
    import polars as pl

    from kpi_kit.values import compute

    return compute(pl.scan_parquet(files), KPIS, by=KEYS).collect()


def theirs_polars(files: str) -> Any:
    """Do the same by hand."""
    import polars as pl

    rates = []
    for base, rate in RATES.items():
        complete = pl.col(base).is_not_null() & pl.col("interactions").is_not_null()
        rates += [
            pl.col("interactions").filter(complete).sum().alias(f"{rate}_above"),
            pl.col(base).filter(complete).sum().alias(f"{rate}_below"),
            complete.sum().alias(f"{rate}_rows"),
        ]
    day = pl.col("published_on")
    values = [
        (pl.col(f"{rate}_above") / pl.when(pl.col(f"{rate}_below") != 0)
         .then(pl.col(f"{rate}_below"))).alias(rate)
        for rate in RATES.values()
    ]  # fmt: skip
    return (
        pl.scan_parquet(files)
        .group_by("channel", (day.dt.year().cast(pl.Int32) * 12 + day.dt.month()).alias("month"))
        .agg(pl.len().alias("rows"), pl.col(SUMS).sum(), pl.col(SUMS).count().name.suffix("_rows"),
             *rates)
        .with_columns(*values).sort(KEYS).collect()
    )  # fmt: skip


def ours_duckdb(files: str) -> Any:
    """Compute with DuckDB."""
    import duckdb

    from kpi_kit.values import compute

    return compute(duckdb.read_parquet(files), KPIS, by=KEYS).fetchall()


def theirs_duckdb(files: str) -> Any:
    """Do the same in SQL."""
    import duckdb

    sums = ", ".join(f"sum({c}::double), count({c})" for c in SUMS)
    rates = ", ".join(
        f"sum(interactions::double) filter ({base} is not null) / "
        f"nullif(sum({base}::double) filter (interactions is not null), 0), "
        f"count(*) filter ({base} is not null and interactions is not null)"
        for base in RATES
    )
    month = "year(published_on) * 12 + month(published_on)"
    return duckdb.sql(
        f"select channel, {month} as month, count(*), {sums}, {rates} "
        f"from read_parquet('{files}') group by all order by all"
    ).fetchall()


def seconds(call: Callable[[str], object], files: str) -> float:
    """Time one call."""
    start = time.perf_counter()
    call(files)
    return time.perf_counter() - start


def one(name: str, files: str, runs: int) -> dict[str, float]:
    """Measure one way of computing in this process: the median time and the peak of memory."""
    call = globals()[name]
    first = seconds(call, files)
    times = [seconds(call, files) for _ in range(runs)] or [first]
    return {"time": statistics.median(times), "memory": getrusage(RUSAGE_SELF).ru_maxrss / 1024}


def measured(name: str, files: str, runs: int) -> dict[str, float]:
    """Measure one way of computing in a process of its own."""
    command = [sys.executable, __file__, "one", name, files, str(runs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def main(sizes: list[int]) -> None:
    """Print a table of medians and ratios."""
    print("| rows | engine | compute | by hand | ratio | memory |\n|---|---|---|---|---|---|")  # noqa: T201
    for rows in sizes:
        with TemporaryDirectory() as folder:
            maker = Path(__file__).with_name("posts.py")
            subprocess.run([sys.executable, maker, str(rows), folder], check=True)
            files = f"{folder}/**/*.parquet"
            for engine in ("pandas", "polars", "duckdb") if rows < 10**8 else ("duckdb",):
                source = folder if engine == "pandas" else files
                runs = max(1, min(7, 10**7 // rows))
                pairs = [
                    (
                        measured(f"ours_{engine}", source, runs),
                        measured(f"theirs_{engine}", source, runs),
                    )
                    for _ in range(3 if rows < 10**8 else 1)
                ]
                ratio = statistics.median(a["time"] / b["time"] for a, b in pairs)
                mine, other = (statistics.median(p[i]["time"] for p in pairs) for i in (0, 1))
                memory = max(a["memory"] for a, _ in pairs)
                print(  # noqa: T201
                    f"| {rows:,} | {engine} | {mine:.3f} s | {other:.3f} s | {ratio:.2f} "
                    f"| {memory:,.0f} MB |", flush=True,
                )  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        name, files, runs = sys.argv[2:]
        print(json.dumps(one(name, files, int(runs))))  # noqa: T201
    else:
        main([int(word) for word in sys.argv[1:]] or [10_000, 1_000_000, 10_000_000])

"""What one definition costs: compute against code written by hand for each engine.

Twelve KPIs by channel and month, from Parquet. Both give the same values and the same numbers of
rows used: a rate counts the rows in which both its figures are there, in numerator and
denominator. Both get the columns that this takes. (``compute`` would also tell of each group what
its interactions count, if it got that column.) In one process they take turns, once to warm up and
then several times; each pair gives a ratio of processor time, of all threads, for a machine has
other things to do. The peak of memory is that of a process that computes once.

Run ``python benchmarks/engine.py [ROWS …]``, such as 1e4 1e6; ``FOLDER`` in place of a number
names one that ``posts.py`` has filled. The results are in ``benchmarks/README.md``.
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
ENGINES = ("pandas", "polars", "duckdb")


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

    return compute(pl.scan_parquet(files).select(COLUMNS), KPIS, by=KEYS).collect()


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
    values = [pl.when(pl.col(f"{column}_rows") > 0).then(pl.col(column)) for column in SUMS]
    values += [
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

    posts = duckdb.sql(f"select {', '.join(COLUMNS)} from read_parquet('{files}')")
    return compute(posts, KPIS, by=KEYS).fetchall()


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


WARM = 1  # each computes once before time is taken


def seconds(call: Callable[[str], object], files: str) -> tuple[float, float]:
    """Time one call: by the clock, and by the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    call(files)
    return time.perf_counter() - clock, time.process_time() - processor


def compared(engine: str, files: str, runs: int) -> dict[str, float]:
    """Let both take turns in this process; medians in seconds, and of the ratios."""
    calls = [globals()[f"{whose}_{engine}"] for whose in ("ours", "theirs")]
    pairs = [[seconds(call, files) for call in calls] for _ in range(WARM + runs)][WARM:]
    figures = {"runs": float(runs)}
    for place, how in enumerate(("clock", "processor")):
        ours, theirs = ([pair[who][place] for pair in pairs] for who in (0, 1))
        figures[f"ours_{how}"] = statistics.median(ours)
        figures[f"theirs_{how}"] = statistics.median(theirs)
        figures[how] = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    return figures


def peak(engine: str, files: str) -> dict[str, float]:
    """Compute once and tell the peak of this process's memory in megabytes."""
    globals()[f"ours_{engine}"](files)
    return {"memory": getrusage(RUSAGE_SELF).ru_maxrss / 1024}


def measured(*words: str) -> dict[str, float]:
    """Measure in a process of its own."""
    command = [sys.executable, __file__, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def line(engine: str, folder: str, rows: int) -> str:
    """Measure an engine and write its line of the table."""
    source = folder if engine == "pandas" else f"{folder}/**/*.parquet"
    runs = max(3, min(30, 3 * 10**7 // rows)) if rows < 10**8 else 1
    f = measured("compared", engine, source, str(runs)) | measured("peak", engine, source)
    return (
        f"| {rows:,} | {engine} | {f['ours_processor']:.3f} s | {f['theirs_processor']:.3f} s "
        f"| {f['processor']:.2f} | {f['clock']:.2f} | {f['memory']:,.0f} MB |"
    )


def main(words: list[str]) -> None:
    """Print a table of medians and ratios."""
    print("| rows | engine | compute | by hand | ratio | ratio by the clock | memory |")  # noqa: T201
    print("|---|---|---|---|---|---|---|")  # noqa: T201
    for word in words:
        with TemporaryDirectory() as made:
            folder = word if Path(word).is_dir() else made
            if folder == made:
                maker = Path(__file__).with_name("posts.py")
                subprocess.run([sys.executable, maker, word, folder], check=True)
            rows = rows_in(folder)
            for engine in ENGINES if rows < 10**8 else ("duckdb",):
                print(line(engine, folder, rows), flush=True)  # noqa: T201


def rows_in(folder: str) -> int:
    """Count the rows of a folder's files."""
    import duckdb

    (count,) = duckdb.sql(f"select count(*) from '{folder}/**/*.parquet'").fetchall()[0]
    return int(count)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["-h" | "--help"]:
            print(__doc__)  # noqa: T201
        case ["compared", engine, files, runs]:
            print(json.dumps(compared(engine, files, int(runs))))  # noqa: T201
        case ["peak", engine, files]:
            print(json.dumps(peak(engine, files)))  # noqa: T201
        case words:
            main(words or ["1e4", "1e6", "1e7"])

"""How much reading costs: kpi_kit against a bare ``pandas.read_csv`` that is told the dialect.

Each run has its own process, which reports the processor's seconds, and how far memory peaked above
what it had after reading a small file. Run ``python benchmarks/reading.py [--files N …] [ROWS …]``;
``--files 10000`` reads as many small files, and 10000000 rows need 4 GB of disk, 16 GB of memory
and some minutes, so ``--runs 1`` is enough. The results are in ``benchmarks/README.md``.
"""

import argparse
import csv
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pandas as pd

import kpi_kit
from kpi_kit.sheets import Sheet, sheets

HEADER = (
    "Post ID", "Account ID", "Account username", "Account name", "Description", "Duration (sec)",
    "Publish time", "Permalink", "Post type", "Data comment", "Date", "Views", "Reach", "Likes",
    "Shares", "Follows", "Comments", "Saves",
)  # fmt: skip
COUNTS = range(HEADER.index("Views"), len(HEADER))
WANTED = [at for at, head in enumerate(HEADER) if head not in {"Account name", "Date"}]
WORDS = ("Heute", "gibt", "es", "neue", "Öffnungszeiten", "im", "Café", "🎉", "kommt", "#sommer")


def posts(rows: int, first: int = 0) -> Iterator[list[object]]:
    """Make the rows of an Instagram content export: texts of three lines, some reach empty."""
    chance = random.Random(first)
    for at in range(first, first + rows):
        text = "\n\n".join(" ".join(chance.choices(WORDS, k=words)) for words in (20, 10))
        day = f"{chance.randint(1, 12):02}/{chance.randint(1, 28):02}/{chance.randint(2019, 2025)}"
        hour = f"{chance.randint(4, 23):02}:{chance.randint(0, 59):02}"
        views = chance.randint(100, 50_000)
        reach = views * 7 // 10 if chance.random() < 0.9 else ""
        yield [
            17_900_000_000_000_000 + at, 17_841_400_000_000_001, "haus_am_park", "Haus am Park",
            text, chance.randint(0, 90), f"{day} {hour}", f"https://www.instagram.com/p/C{at:010}/",
            chance.choice(["IG image", "IG reel"]), "", "Lifetime", views, reach, views // 20,
            views // 100, views // 500, views // 200, views // 150,
        ]  # fmt: skip


def write(path: Path, rows: Iterable[list[object]]) -> None:
    """Write an export as Meta does: UTF-8 with a byte order mark."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows)


def bare(path: Path) -> None:
    """Read with pandas alone."""
    for file in _files(path):
        pd.read_csv(file)


def columns(path: Path) -> None:
    """Read the columns that kpi_kit needs, as text and numbers."""
    for file in _files(path):
        for sheet in sheets(file, file.name):
            if isinstance(sheet, Sheet):
                sheet.cells(0, WANTED, COUNTS)


def load(path: Path) -> None:
    """Read all the way to canonical posts."""
    kpi_kit.load(path)


WAYS: dict[str, Callable[[Path], None]] = {"bare": bare, "columns": columns, "load": load}


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.csv")) if path.is_dir() else [path]


def measured(way: str, path: Path) -> tuple[float, float]:
    """Run a way in its own process; return seconds and megabytes."""
    command = [sys.executable, __file__, "--run", way, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, kilobytes = done.stdout.split()[-2:]
    return float(seconds), float(kilobytes) / 1_000


def run(way: str, path: Path) -> None:
    """Measure one way in this process, and print it; what is imported on first use is so before."""
    with tempfile.TemporaryDirectory() as name:
        first = Path(name) / "first.csv"
        write(first, posts(20))
        WAYS[way](first)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    WAYS[way](path)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(seconds, peak)  # noqa: T201


def compare(name: str, path: Path, times: int) -> None:
    """Print a row per way: medians, and ratios to the bare call; the ways run in turn."""
    runs = [{way: measured(way, path) for way in WAYS} for _ in range(times)]
    medians = {
        way: [statistics.median(side) for side in zip(*(run[way] for run in runs), strict=True)]
        for way in WAYS
    }
    for way, (seconds, megabytes) in medians.items():
        ratio, most = seconds / medians["bare"][0], medians["bare"][1]
        memory = (
            f"{megabytes / most:.2f}" if most > 10 else "–"
        )  # files one by one need next to none
        cells = f"{seconds:.2f} s | {megabytes:,.0f} MB | {ratio:.2f} | {memory}"
        print(f"| {name} | {way} | {cells} |", flush=True)  # noqa: T201


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["--run"]:
        run(sys.argv[2], Path(sys.argv[3]))
        return
    parser = argparse.ArgumentParser(description="Measure what reading costs.")
    parser.add_argument("--files", type=int, nargs="*", default=[], help="folders of small files")
    parser.add_argument("--runs", type=int, default=3, help="how often each way runs")
    parser.add_argument("rows", type=int, nargs="*", help="single files")
    wanted = parser.parse_args()
    if not wanted.files and not wanted.rows:
        wanted.files, wanted.rows = [1_000], [10_000, 100_000, 1_000_000]
    print("| export | read by | time | memory | × time | × memory |\n|---|---|---|---|---|---|")  # noqa: T201
    with tempfile.TemporaryDirectory() as name:
        for files in wanted.files:
            folder = Path(name) / str(files) / "instagram"
            folder.mkdir(parents=True)
            for at in range(files):
                write(folder / f"{at:06}.csv", posts(20, first=20 * at))
            compare(f"{files:,} files of 20 rows", folder, wanted.runs)
        for rows in wanted.rows:
            path = Path(name) / f"{rows}.csv"
            write(path, posts(rows))
            compare(f"{rows:,} rows", path, wanted.runs)
            path.unlink()


if __name__ == "__main__":
    main()

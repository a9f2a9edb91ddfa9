"""Posts in any number, for benchmarks: Parquet files of a million rows each, in one folder.

Run ``python benchmarks/posts.py ROWS FOLDER``; ROWS may be written as 1e7. The rows are those of
``kpi-kit company --rows``, which divides them by channel and year.
"""

import sys
from pathlib import Path

import pyarrow.parquet as pq

from kpi_kit.company.facts import SEED
from kpi_kit.scale import chunks

ROW_GROUP = 125_000


def write(rows: int, folder: Path) -> None:
    """Write the files; a folder that holds files already is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        message = f"{folder}: there are files already; name an empty folder"
        raise SystemExit(message)
    for number, table in enumerate(chunks(rows, SEED)):
        pq.write_table(table, folder / f"posts-{number:04}.parquet", row_group_size=ROW_GROUP)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["-h" | "--help"]:
            print(__doc__)  # noqa: T201
        case [rows, folder]:
            write(int(float(rows)), Path(folder))
        case _:
            sys.exit(__doc__)

"""Where the time of Emscherrad's report goes, from a cold process: ``python benchmarks/report.py``.

Prints seconds by the clock and of the processor for each step; a busy machine shows in the first.
"""

import sys
import time


def main() -> None:
    """Do what ``kpi-kit report`` does, step by step."""
    steps = [("import pandas, matplotlib", _import_frames), ("import kpi_kit", _import_kit),
             ("load the sample", _load), ("make the report", _report)]  # fmt: skip
    made: object = None
    for name, step in steps:
        clock, processor = time.perf_counter(), time.process_time()
        made = step(made)
        spent = (time.perf_counter() - clock, time.process_time() - processor)
        sys.stdout.write(f"{name:26} {spent[0]:6.2f} s {spent[1]:6.2f} s\n")


def _import_frames(_: object) -> None:
    import pandas as pd  # noqa: F401


def _import_kit(_: object) -> None:
    import kpi_kit.cli.report  # noqa: F401


def _load(_: object) -> object:
    import kpi_kit as kk

    return kk.load(kk.sample())


def _report(exports: object) -> str:
    import kpi_kit as kk

    return kk.report(exports)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()

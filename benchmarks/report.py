"""Where the time of Emscherrad's report goes, from a cold process: ``python benchmarks/report.py``.

Prints seconds by the clock and of the processor: first of the whole command, which may use a second
process (five runs, sorted); then step by step in one process; then for what several steps have in
common, which is within them. A busy machine shows in the first column.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Spent = dict[str, list[float]]
"""Seconds by the clock and of the processor, by what they went into."""


def timed(spent: Spent, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that does the same and adds up how long it took."""

    @wraps(step)
    def measured(*given: Any, **options: Any) -> Any:
        clock, processor = time.perf_counter(), time.process_time()
        made = step(*given, **options)
        before = spent.setdefault(name, [0.0, 0.0])
        before[0] += time.perf_counter() - clock
        before[1] += time.process_time() - processor
        return made

    return measured


IMPORTS = {
    "import pandas, matplotlib": ("pandas", "matplotlib"),
    "import kpi_kit": ("kpi_kit.cli.report", "kpi_kit.reporting"),
    "import what is needed later": (
        "babel.numbers", "jinja2", "matplotlib.backends.backend_svg", "matplotlib.figure",
        "scipy.special",
    ),
}  # fmt: skip


def _import(modules: tuple[str, ...]) -> None:
    for module in modules:
        import_module(module)


def _measure_shared(spent: Spent) -> None:
    """Measure what several parts of the report do."""
    from kpi_kit import tracing, values
    from kpi_kit.evidence import changes
    from kpi_kit.reporting import changed, drawings, figures, posts

    places = {
        "totals": [(values, "totalled"), (tracing, "totalled")],
        "evidence: how far figures stray": [(changes, "straying")],
        "traces, with their totals": [(m, "explanations") for m in (figures, changed, posts)],
        "traces in words": [(figures, "traced"), (changed, "traced")],
        "charts: drawing and SVG": [(drawings, "drawn")],
    }
    for name, functions in places.items():
        for module, function in functions:
            setattr(module, function, timed(spent, name, getattr(module, function)))


PARTS = ("channels", "changed", "summary", "campaigns", "community", "quality", "posts", "grid",
         "drawings", "definitions", "next_steps")  # fmt: skip
"""The report's parts, as :mod:`kpi_kit.reporting.analysis` calls them; the grid is followers'."""


RUNS = 5


def command(folder: str) -> tuple[float, float]:
    """Run ``kpi-kit report`` in a process of its own; return seconds by the clock and of all."""
    words = [sys.executable, "-m", "kpi_kit", "report", "-o", str(Path(folder) / "report.html")]
    before, began = os.times(), time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    clock, after = time.perf_counter() - began, os.times()
    spent = (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )
    return clock, spent


def show(name: str, clock: float, processor: float) -> None:
    """Print a line of the table."""
    sys.stdout.write(f"{name:34} {clock:6.2f} s {processor:6.2f} s\n")


def main() -> None:
    """Do what ``kpi-kit report`` does, whole and then part by part."""
    with TemporaryDirectory() as folder:
        for clock, processor in sorted(command(folder) for _ in range(RUNS)):
            show("kpi-kit report", clock, processor)
    sys.stdout.write("\n")
    steps: Spent = {}
    shared: Spent = {}
    for name, modules in IMPORTS.items():
        timed(steps, name, _import)(modules)
    import kpi_kit as kk
    from kpi_kit.reporting import analysis, page, scope_of

    exports = timed(steps, "read the files", kk.load)(kk.sample())
    for part in PARTS:
        setattr(analysis, part, timed(steps, part, getattr(analysis, part)))
    _measure_shared(shared)
    found = analysis.analyse(scope_of(exports))
    timed(steps, "HTML", page)(found)
    steps["together"] = [sum(spent) for spent in zip(*steps.values(), strict=True)]
    for spent in (steps, shared):
        for name, (clock, processor) in spent.items():
            show(name, clock, processor)
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()

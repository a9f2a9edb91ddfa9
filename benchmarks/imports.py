"""What the import costs: kpi_kit against pandas, in cold processes that take turns.

Run ``python benchmarks/imports.py [RUNS]``; the results are in ``benchmarks/README.md``. Time is
the processor's, above that of a Python that imports nothing.
"""

import os
import statistics
import subprocess
import sys

LINES = {
    "nothing": "pass",
    "pandas": "import pandas",
    "pandas and Narwhals": "import pandas, narwhals",
    "kpi_kit": "import kpi_kit",
    "kpi_kit, to compute": "from kpi_kit import compute, KPIS",
    "kpi_kit, to load files": "from kpi_kit import load",
    "kpi_kit, all of it": "from kpi_kit import *",
}


def seconds(code: str) -> float:
    """Return the processor's time of a new Python that runs the code."""
    before = os.times()
    subprocess.run([sys.executable, "-c", code], check=True)
    after = os.times()
    used = after.children_user + after.children_system
    return used - before.children_user - before.children_system


def main(runs: int) -> None:
    """Print medians, and the median of the ratios to pandas."""
    rounds = [{name: seconds(code) for name, code in LINES.items()} for _ in range(runs + 1)][1:]
    print("| import | time | × pandas |\n|---|---|---|")  # noqa: T201
    for name in [*LINES][1:]:
        own = [taken[name] - taken["nothing"] for taken in rounds]
        pandas = [taken["pandas"] - taken["nothing"] for taken in rounds]
        ratio = statistics.median(a / b for a, b in zip(own, pandas, strict=True))
        print(f"| {name} | {statistics.median(own):.3f} s | {ratio:.2f} |")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 15)

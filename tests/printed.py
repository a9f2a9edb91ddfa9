"""Code in the papers and what stands below it; ``python -m tests.printed`` writes that anew."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

from kpi_kit import labels

HERE = Path(__file__).parents[1]
PAIR = re.compile(r"```python\n(.*?)```\n\n```\n(.*?)```", re.DOTALL)
ELSEWHERE = ("scale.",)
"""Papers whose code needs PyArrow and a folder of its own; tests/test_scale.py runs it."""

PAPERS = [
    path
    for path in (*sorted(HERE.glob("*.md")), *sorted(HERE.glob("docs/*.md")))
    if PAIR.search(path.read_text("utf-8")) and not path.name.startswith(ELSEWHERE)
]


def fresh(paper: Path) -> str:
    """Return a paper's text with what its code prints now; its blocks share their names."""
    names: dict[str, Any] = {}

    def run(block: re.Match[str]) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(block[1], names)
        return f"```python\n{block[1]}```\n\n```\n{printed.getvalue()}```"

    with labels.speaking("de" if ".de." in paper.name else "en"):
        return PAIR.sub(run, paper.read_text("utf-8"))


if __name__ == "__main__":
    for paper in PAPERS:
        paper.write_text(fresh(paper), "utf-8", newline="\n")

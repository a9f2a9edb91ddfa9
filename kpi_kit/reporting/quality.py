"""The quality of the data: what was read, what was set aside, what to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kpi_kit import labels
from kpi_kit.reporting.scope import Scope

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Quality:
    """Files with their rows, problems with the worst first, rows set aside, what was left out."""

    log: tuple[Record, ...]
    problems: tuple[Record, ...]
    set_aside: tuple[Record, ...]
    left_out: tuple[str, ...]

    @property
    def findings(self) -> tuple[tuple[Record, tuple[str, ...]], ...]:
        """Each problem once, with its files: what forty files share is one thing to look at."""
        files: dict[tuple[str, str], list[str]] = {}
        first: dict[tuple[str, str], Record] = {}
        for entry in self.problems:
            key = entry["severity"], entry["problem"]
            first.setdefault(key, entry)
            files.setdefault(key, []).append(entry["file"])
        return tuple((first[key], tuple(dict.fromkeys(files[key]))) for key in first)


def quality(scope: Scope) -> Quality:
    """List what became of every file and row."""
    exports = scope.whole
    left_out = [
        labels.text("report.left_out", table=labels.text(f"table.{name}"), month=str(scope.span),
                    rows=labels.number(rows))
        for name, rows in scope.left_out.items()
    ]  # fmt: skip
    return Quality(
        _records(exports.log), _problems(exports.problems), _records(exports.set_aside),
        tuple(left_out),
    )  # fmt: skip


def _records(frame: pd.DataFrame) -> tuple[Record, ...]:
    known = frame.astype("object").where(frame.notna(), "")
    return tuple({str(k): v for k, v in row.items()} for row in known.to_dict("records"))


def _problems(problems: pd.DataFrame) -> tuple[Record, ...]:
    """Name the severity in the reader's language, the worst first."""
    order = {name: place for place, name in enumerate(labels.words()["severity"])}
    ordered = problems.sort_values("severity", key=lambda s: s.map(order), kind="stable")
    return tuple(
        {**entry, "word": labels.value_name("severity", entry["severity"])}
        for entry in _records(ordered)
    )

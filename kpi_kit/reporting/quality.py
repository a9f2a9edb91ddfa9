"""The quality of the data: what was read, what was set aside, what to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.exports import Exports
from kpi_kit.findings import SEVERITIES, apart
from kpi_kit.reporting.scope import Scope

Record = Mapping[str, Any]

UNSHOWN = ("post_days", "web", "audience", "competitors")
"""Tables that have no section of their own."""


@dataclass(frozen=True)
class Quality:
    """Files with their rows, problems with the worst first, rows set aside, what was left out."""

    log: tuple[Record, ...]
    problems: tuple[Record, ...]
    set_aside: tuple[Record, ...]
    left_out: tuple[str, ...]

    @property
    def findings(self) -> tuple["Finding", ...]:
        """Each problem once, with its files: what forty files share is one thing to look at."""
        files: dict[tuple[str, str, str], dict[str, None]] = {}
        for entry in self.problems:
            place, said = "", entry["problem"]
            if entry["file"]:  # it stands beside the sentence
                place, said = apart(entry["file"], said)
            files.setdefault((entry["severity"], entry["word"], said), {})[place] = None
        return tuple(
            Finding(severity, word, tuple(where), *_parted(said))
            for (severity, word, said), where in files.items()
        )


@dataclass(frozen=True)
class Finding:
    """A problem as it is shown: how bad, in which files, the sentence, and what it says to write.

    ``word`` is the severity in the reader's language; ``to_write`` is empty for most.
    """

    severity: str
    word: str
    files: tuple[str, ...]
    said: str
    to_write: str


def _parted(said: str) -> tuple[str, str]:
    """Part the sentence from the lines that are to be copied."""
    first, _, lines = said.partition("\n")
    return first, lines


def quality(scope: Scope) -> Quality:
    """List what became of every file and row."""
    exports = scope.whole
    left_out = [
        labels.text("report.left_out", table=labels.text(f"table.{name}"), month=str(scope.span),
                    rows=formatting.number(rows))
        for name, rows in scope.left_out.items()
    ]  # fmt: skip
    return Quality(
        _records(exports.log), _problems(exports.problems), _records(exports.set_aside),
        (*left_out, *_unshown(exports)),
    )  # fmt: skip


def _unshown(exports: Exports) -> Iterator[str]:
    """Name the tables that were read and have no section of their own."""
    tables = [
        labels.text("report.rows_in", table=labels.text(f"table.{name}"), name=name,
                    rows=formatting.number(len(rows)))
        for name in UNSHOWN
        if len(rows := getattr(exports, name))
    ]  # fmt: skip
    if tables:
        yield labels.text("report.unshown", tables=", ".join(tables))


def _records(frame: pd.DataFrame) -> tuple[Record, ...]:
    known = frame.astype("object").where(frame.notna(), "")
    return tuple({str(k): v for k, v in row.items()} for row in known.to_dict("records"))


def _problems(problems: pd.DataFrame) -> tuple[Record, ...]:
    """Name the severity in the reader's language, the worst first."""
    ordered = problems.sort_values(
        "severity", key=lambda of: of.map(SEVERITIES.index), kind="stable"
    )
    return tuple(
        {**entry, "word": labels.value_name("severity", entry["severity"])}
        for entry in _records(ordered)
    )

"""What became of each row of a sheet: kept, a total, or set aside with its reason."""

import re
from dataclasses import dataclass, field
from glob import escape

import pandas as pd
from pydantic import BaseModel, ConfigDict

from kpi_kit.channels import ChannelSpec

INSIDE = re.compile(r"(\.(?:zip|xlsx?))/.*", re.IGNORECASE)
"""What follows the name of an archive or a workbook: a member, a sheet."""


class Told(BaseModel):
    """What folder or ``exports.toml`` say of a file that the file may not say itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    channel: str | None = None
    account: str | None = None
    currency: str | None = None
    year: int | None = None
    title: str | None = None
    spec: str | None = None


@dataclass
class Reading:
    """What one sheet gave to one table, and what became of each of its rows.

    Attributes
    ----------
    table : str
        The canonical table; the spec's, where nothing else is said.
    rows, totals : DataFrame
        Canonical rows for the table; the platform's own totals for ``periods``.
    rows_read : int
        Records below the header.
    set_aside, problems : list of dict
        Rows of the tables of the same name in ``Exports``.
    repairs : list of str
        What was mended, in the reader's language.
    unread : list of str
        Headers from which nothing is read.
    masked : set of str
        Figures of which some are too small to be shown.
    """

    file: str
    spec: ChannelSpec
    why: str
    table: str = ""
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    totals: pd.DataFrame = field(default_factory=pd.DataFrame)
    rows_read: int = 0
    currency: str | None = None
    set_aside: list[dict[str, object]] = field(default_factory=list)
    problems: list[dict[str, object]] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    masked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.table = self.table or self.spec.table

    @property
    def match(self) -> str:
        """Return a pattern for ``exports.toml`` that fits the file or the archive it is in."""
        return escape(INSIDE.sub(r"\1", self.file))

    def leave_out(
        self, row: int, column: str, value: str, reason: str, severity: str = "warning"
    ) -> None:
        """Set a row aside, with the reason a person understands."""
        entry = {"file": self.file, "row": row, "column": column, "value": value, "reason": reason}
        self.set_aside.append({**entry, "severity": severity})

    def note(
        self, severity: str, problem: str, *, row: int | None = None, column: str = ""
    ) -> None:
        """List something that a person should look at; once, however often it is found."""
        where = {"file": self.file, "row": row, "column": column}
        entry: dict[str, object] = {**where, "problem": problem, "severity": severity}
        if entry not in self.problems:
            self.problems.append(entry)

"""A stretch of whole days that a figure speaks of, its first and last day included."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from kpi_kit import formatting, labels
from kpi_kit.errors import KpiKitError

if TYPE_CHECKING:
    import pandas as pd

Spanlike = "Span | str | tuple[str | date, str | date]"

Against = Literal["previous", "last year"]
"""What a period is held against: as many days before it, or the same weekdays of last year."""

COMPARED: dict[str, Against] = {"previous": "previous", "last-year": "last year"}
"""How ``--compare`` calls it."""


@dataclass(frozen=True)
class Span:
    """A first and a last day.

    Attributes
    ----------
    first, last : date
        Both belong to it.
    """

    first: date
    last: date

    @classmethod
    def of(cls, given: "Span | str | tuple[str | date, str | date]") -> "Span":
        """Read a period as people write it.

        Parameters
        ----------
        given : str or tuple of two days
            ``"2026"``, ``"2026-01"``, ``"2026Q1"``, ``"2026-01-12"``, or first and last day.

        Raises
        ------
        KpiKitError
            If it is no period, or ends before it begins.

        Examples
        --------
        >>> str(Span.of("2026-02")), str(Span.of(("2026-01-12", "2026-02-15")))
        ('1 February 2026 to 28 February 2026', '12 January 2026 to 15 February 2026')
        """
        import pandas as pd

        if isinstance(given, Span):
            return given
        try:
            first, last = (given, given) if isinstance(given, str) else given
            found = cls(pd.Period(first).start_time.date(), pd.Period(last).end_time.date())
        except (ValueError, TypeError) as error:
            raise KpiKitError.saying("no_span", given=given) from error
        if found.last < found.first:
            raise KpiKitError.saying("no_span", given=given)
        return found

    @classmethod
    def over(cls, days: "pd.Series[Any]") -> "Span":
        """Return the span from the first to the last of some days.

        Raises
        ------
        KpiKitError
            If there are none.
        """
        there = _days(days).dropna()
        if there.empty:
            raise KpiKitError.saying("no_rows_in_time")
        return cls(there.min().date(), there.max().date())

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Span":
        """The days before it, as many as it has.

        Examples
        --------
        >>> str(Span.of(("2026-01-12", "2026-01-18")).before)
        '5 January 2026 to 11 January 2026'
        """
        return Span(self.first - timedelta(self.days), self.first - timedelta(1))

    def holds(self, days: "pd.Series[Any]") -> "pd.Series[bool]":
        """Tell for each moment or day whether it lies inside, on its own clock."""
        import pandas as pd

        return _days(days).between(pd.Timestamp(self.first), pd.Timestamp(self.last))

    def __str__(self) -> str:
        """Write it as the language does."""
        first, last = formatting.day(self.first), formatting.day(self.last)
        return first if first == last else labels.text("shown.span", first=first, last=last)


def _days(moments: "pd.Series[Any]") -> "pd.Series[Any]":
    days: pd.Series[Any] = moments.dt.tz_localize(None).dt.normalize()
    return days

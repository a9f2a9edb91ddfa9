"""Every error that kpi_kit raises on purpose.

KpiKitError
├── SpecError         a channel's description is not well formed
├── ReadingError      a file cannot be read as an export
│   └── NoExportError nothing in it is like an export
├── ColumnError       a table lacks a column
├── AggregationError  a sum that is not allowed
├── GoalError         a goal, or a file of goals, is not well formed
└── ComparisonError   two figures that cannot be compared

KpiKitWarning
├── AggregationWarning    sums that are not allowed stay empty in a lazy frame
├── SeriesBreakWarning    the rows run across a change of definition
└── ComparabilityWarning  what is put side by side is not of one kind

Each says ``where: what is wrong; what to do`` in the reader's language. In a notebook that
sentence stands alone; ``kk.use("en", debug=True)`` brings the traceback back.
"""

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from difflib import get_close_matches
from typing import Any, Self

from kpi_kit import formatting, labels
from kpi_kit.sentences import Sentence

debug: ContextVar[bool] = ContextVar("debug", default=False)
"""Whether notebooks show the traceback of an error that is meant for the reader."""


class KpiKitError(ValueError):
    """An error that a user can mend; its message says how.

    Attributes
    ----------
    said : Sentence, or None
        The message with its facts, for whoever shows it later in another language.
    """

    said: Sentence | None = None

    @classmethod
    def saying(cls, key: str, /, **facts: object) -> Self:
        """Build the error from a ``[message]`` in ``words/*.toml``."""
        error = cls(labels.text(f"message.{key}", **facts))
        error.said = Sentence(f"message.{key}", facts)
        return error

    def _render_traceback_(self) -> list[str]:
        """Show a notebook's reader the sentence instead of a traceback (IPython's hook)."""
        if debug.get():
            import traceback

            return traceback.format_exception(self)
        return [f"{labels.text('message.heading')}\n{self}"]


class SpecError(KpiKitError):
    """A channel's description is not well formed."""


class ReadingError(KpiKitError):
    """A file cannot be read as an export."""


class NoExportError(ReadingError):
    """Nothing in a file is like an export."""


class ColumnError(KpiKitError):
    """A table lacks a column that is needed."""

    @classmethod
    def missing(cls, wanted: str, found: Iterable[str], where: str) -> Self:
        """Name the column that is missing, and the nearest one that is there."""
        found = list(found)
        return cls.saying("no_column", where=where, wanted=wanted, hint=nearest(wanted, found))


class AggregationError(KpiKitError):
    """A sum, or another summary, that is not allowed.

    Attributes
    ----------
    bounds : frame, or None
        Of people that would be added up: per group its ``rows``, and the smallest and the largest
        net figure that fit them, ``at_least`` and ``at_most``. The kind of frame that was given.
    alternatives : frame, or None
        Per group what may be said instead, each under its own name: ``largest_reach``,
        ``gross_reach``, and ``reach_if_independent`` if a universe is given.
    """

    bounds: Any = None
    alternatives: Any = None


class GoalError(KpiKitError):
    """A goal, or a file of goals, is not well formed.

    Attributes
    ----------
    mistakes : list of str
        Every mistake in a sentence of its own.
    """

    mistakes: tuple[str, ...] = ()

    @classmethod
    def listing(cls, mistakes: Iterable[str], where: str = "") -> Self:
        """Name every mistake at once."""
        mistakes = tuple(mistakes)
        key = "one_mistake" if len(mistakes) == 1 else "mistakes"
        heading = labels.text(f"goal.{key}", count=formatting.number(len(mistakes)))
        heading = f"{where}: {heading}" if where else heading
        error = cls("\n".join([heading, *(f"- {mistake}" for mistake in mistakes)]))
        error.mistakes = mistakes
        return error


class ComparisonError(KpiKitError):
    """A comparison of figures that are not made by the same formula."""


class KpiKitWarning(UserWarning):
    """Something that a reader of the figures must know."""


class AggregationWarning(KpiKitWarning):
    """Sums that are not allowed stay empty: a lazy frame shows them only once it is collected."""


class SeriesBreakWarning(KpiKitWarning):
    """The rows run across a date on which the platform changed what a figure means."""


class ComparabilityWarning(KpiKitWarning):
    """What is added up or put side by side is not of one kind."""


@contextmanager
def noted() -> Iterator[list[str]]:
    """Collect what a reader of the figures must know, each sentence once, instead of warning."""
    notes: list[str] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", KpiKitWarning)
        yield notes
    for warning in caught:
        if not issubclass(warning.category, KpiKitWarning):
            warnings.warn_explicit(
                warning.message, warning.category, warning.filename, warning.lineno
            )
        elif str(warning.message) not in notes:
            notes.append(str(warning.message))


def nearest(wanted: str, found: Iterable[str]) -> str:
    """Return the hint "did you mean …?", or what there is to choose from."""
    found = sorted(found)
    near = get_close_matches(wanted, found, n=1)
    if near:
        return labels.text("message.did_you_mean", near=near[0])
    return labels.text("message.there_is", found=", ".join(found) or labels.NOTHING)


def require(columns: Iterable[str], table: Any, where: str) -> None:
    """Refuse a table that lacks a column.

    Raises
    ------
    ColumnError
        Naming the first that is missing, and the nearest that is there.
    """
    found = [str(name) for name in table]
    for column in columns:
        if column not in found:
            raise ColumnError.missing(column, found, where=where)

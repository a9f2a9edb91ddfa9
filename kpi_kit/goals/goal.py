"""A goal: what is to be reached, from where, until when, and what follows; fixed beforehand."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from kpi_kit import formatting, labels
from kpi_kit.errors import GoalError
from kpi_kit.goals.chain import direction_of, goals_below
from kpi_kit.goals.mistakes import sentences
from kpi_kit.goals.sources import refuse_unknown_columns, source_of
from kpi_kit.kpis import Figure, Kpi, figure
from kpi_kit.labels import Language
from kpi_kit.metrics import Metric

if TYPE_CHECKING:
    from kpi_kit.goals.smart import Smart

CompanyGoal = Literal["raise_revenue", "cut_costs", "secure_freedom_of_action"]
StrategicGoal = Literal[
    "win_customers", "keep_customers", "cost_and_productivity", "freedom_of_action"
]
"""The goals of BVDW's guideline (2016); above all of them stands to raise profit."""

Aim = Literal["higher", "lower", "planned"]
"""Whether the target is a floor, a ceiling, or a plan to be met from both sides."""

Verdict = Literal["reached", "on_track", "at_risk", "missed", "too_early_to_tell", "not_measurable"]


def _text(value: Any) -> Any:
    """Take a text, or one in each language."""
    if isinstance(value, str) and value.strip():
        return value
    each = value.values() if isinstance(value, Mapping) else ()
    if each and {*value} == {*labels.LANGUAGES} and all(isinstance(t, str) and t for t in each):
        return dict(value)
    raise GoalError.saying("goal_text")


def _figure(wanted: Any) -> Figure:
    """Take the name of a KPI or metric, or the thing itself."""
    if isinstance(wanted, str | Kpi | Metric) or callable(wanted):
        return figure(wanted)
    raise GoalError.saying("goal_kpi")


Text = Annotated[str | dict[Language, str], BeforeValidator(_text)]
"""What people read: one text, or ``{ de = "…", en = "…" }``."""

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Named = Annotated[Figure, BeforeValidator(_figure)]


def said(text: str | dict[Language, str]) -> str:
    """Return a text in the reader's language; one without languages as it is.

    Examples
    --------
    >>> said("Reels"), said({"de": "Leitung", "en": "Head"})
    ('Reels', 'Head')
    """
    return text if isinstance(text, str) else text[labels.language()]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Baseline(_Part):
    """Where things stood before.

    Attributes
    ----------
    value : float
        In the KPI's unit; shares as 0.05.
    first, last : date
        The days it was measured over; of a stock, both are its day.
    source : str
        Where it was read.
    before : float, optional
        The same figure one period earlier: it tells what growth was usual.
    """

    value: Number
    first: date
    last: date
    source: Text
    before: Number | None = None

    @field_validator("last")
    @classmethod
    def _ends_after_it_begins(cls, last: date, info: ValidationInfo) -> date:
        _refuse_reversed(info.data.get("first"), last)
        return last


class Guardrail(_Part):
    """A second KPI that must not suffer: reach the goal, but not like that.

    Attributes
    ----------
    kpi : str
        A KPI or metric.
    limit : float
        The least it may be if more is better, the most it may be otherwise.
    table : str
        As for the goal; needed only where several tables hold the KPI.
    filter : mapping
        Which rows count; those of the goal if it is not there.
    """

    kpi: Named
    limit: Number
    table: str = Field(default="", validate_default=True)
    filter: dict[str, str | list[str]] | None = None

    @field_validator("table")
    @classmethod
    def _is_a_source(cls, table: str, info: ValidationInfo) -> str:
        return source_of(info.data.get("kpi"), table)

    @field_validator("filter")
    @classmethod
    def _names_columns(cls, rows: Any, info: ValidationInfo) -> Any:
        refuse_unknown_columns(rows or {}, info.data.get("table"))
        return rows

    @property
    def aim(self) -> Aim:
        """``higher`` if the limit is a floor, else ``lower``."""
        return "higher" if direction_of(self.kpi) == "higher" else "lower"


class Goal(_Part):
    """What is to be reached, from where, until when, and what follows from it.

    Only ``name``, ``kpi`` and ``target`` have to be there; :meth:`smart` says what the others are
    for, and what a goal without them cannot tell.

    Attributes
    ----------
    name : str
        What people call it. Every text may be one, or ``{"de": …, "en": …}``.
    company, strategic : str
        The goals above it, in BVDW's words: :data:`CompanyGoal`, :data:`StrategicGoal`.
    measure : str
        What the measure is to achieve, in a few words.
    kpi : str
        A KPI or metric by name, with its denominator; its direction comes with it.
    table : str
        Where it is measured, such as ``"posts"``; needed only where several tables hold it.
    filter : mapping
        Which rows count, such as ``{"channel": "instagram"}``; several values as a list.
    baseline : Baseline
        Where things stood before.
    target : float
        In the KPI's unit; shares as 0.05.
    start, deadline : date
        First and last day that count.
    owner : str
        The role that answers for it.
    tolerance : float
        How far behind the plan still is on track, as a share of what is expected by then.
    minimum_sample : int
        Rows (posts, orders, messages …) without which there is no verdict.
    guardrail : Guardrail
        What must not suffer.
    rule : str
        What is decided when, in words.
    actions : mapping
        What follows from which verdict; ``guardrail_breached`` comes before all.
    given : mapping
        Figures that no export holds, as for :func:`~kpi_kit.compute`.

    Raises
    ------
    GoalError
        Naming every mistake at once.

    Examples
    --------
    >>> from datetime import date
    >>> goal = Goal(name="More replies", kpi="response_rate", target=0.95,
    ...             start=date(2026, 3, 1), deadline=date(2026, 6, 30))
    >>> goal.aim, goal.table
    ('higher', 'messages')
    >>> Goal(name="More of it", kpi="respond_rate", target="5 %")
    Traceback (most recent call last):
        ...
    kpi_kit.errors.GoalError: 2 mistakes
    - More of it, kpi: there is no 'respond_rate'; did you mean 'response_rate'?
    - More of it, target: '5 %' is no number; write 1200 or 0.05, without quotes, % or €
    """

    name: Text
    company: CompanyGoal | None = None
    strategic: StrategicGoal | None = Field(default=None, validate_default=True)
    measure: Text | None = None
    kpi: Named
    table: str = Field(default="", validate_default=True)
    filter: dict[str, str | list[str]] = Field(default_factory=dict)
    target: Number
    start: date | None = None
    deadline: date | None = None
    baseline: Baseline | None = None
    owner: Text | None = None
    tolerance: Annotated[float, Field(ge=0, lt=1)] = 0.05
    minimum_sample: Annotated[int, Field(strict=True, ge=0)] = 0
    guardrail: Guardrail | None = None
    rule: Text | None = None
    actions: dict[Verdict | Literal["guardrail_breached"], Text] = Field(default_factory=dict)
    given: dict[str, Number] = Field(default_factory=dict)

    if not TYPE_CHECKING:

        def __init__(self, **facts: Any) -> None:
            try:
                super().__init__(**facts)
            except ValidationError as error:
                raise GoalError.listing(sentences(error, facts)) from None

    @field_validator("strategic")
    @classmethod
    def _hangs_below_the_company_goal(cls, goal: Any, info: ValidationInfo) -> Any:
        company = info.data.get("company")
        if goal and company and goal not in goals_below(company):
            fitting = ", ".join(goals_below(company))
            raise GoalError.saying("goal_chain", company=company, strategic=goal, fitting=fitting)
        return goal

    @field_validator("table")
    @classmethod
    def _is_a_source(cls, table: str, info: ValidationInfo) -> str:
        return source_of(info.data.get("kpi"), table)

    @field_validator("filter")
    @classmethod
    def _names_columns(cls, rows: Any, info: ValidationInfo) -> Any:
        refuse_unknown_columns(rows, info.data.get("table"))
        return rows

    @field_validator("deadline")
    @classmethod
    def _ends_after_it_begins(cls, deadline: date | None, info: ValidationInfo) -> date | None:
        _refuse_reversed(info.data.get("start"), deadline)
        return deadline

    @field_validator("baseline")
    @classmethod
    def _lies_before_the_start(cls, baseline: Any, info: ValidationInfo) -> Any:
        start = info.data.get("start")
        if baseline and start and baseline.last >= start:
            raise GoalError.saying(
                "goal_baseline_late",
                last=formatting.day(baseline.last),
                start=formatting.day(start),
            )
        return baseline

    @property
    def title(self) -> str:
        """The goal's name in the reader's language."""
        return said(self.name)

    @property
    def aim(self) -> Aim:
        """Whether the target is a floor, a ceiling or a plan; the KPI says so.

        Where it depends on the goal, the baseline tells: a target below it is a ceiling.
        """
        direction = direction_of(self.kpi)
        if direction != "depends":
            return direction
        return "lower" if self.baseline and self.target < self.baseline.value else "higher"

    def smart(self) -> "Smart":
        """Say how specific, measurable, ambitious, relevant and timed the goal is."""
        from kpi_kit.goals.smart import smart

        return smart(self)


def _refuse_reversed(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise GoalError.saying(
            "goal_reversed", first=formatting.day(first), last=formatting.day(last)
        )

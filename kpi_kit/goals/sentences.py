"""What an assessment says: one sentence, and the paragraph around it. Nothing is computed here."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpi_kit import formatting, labels
from kpi_kit.estimates import Estimate
from kpi_kit.goals.chain import direction_of

if TYPE_CHECKING:
    from kpi_kit.goals.assessment import Assessment, GuardrailState


def sentence(one: "Assessment") -> str:
    """Say the verdict and what it rests on.

    Where there is no figure, the reason stands in its place.
    """
    known = one.actual == one.actual and one.through is not None
    verdict = "not_judged" if known and one.verdict == "not_measurable" else one.verdict
    head = labels.text(f"verdict_says.{verdict}", name=one.goal.title)
    if not known:
        return f"{head}: {one.reason.rstrip('.')}."
    return f"{head}: {_state(one)}{_pace(one)}."


def paragraph(one: "Assessment") -> str:
    """Say the sentence, and what else a reader of it must know."""
    return " ".join([sentence(one), *_more(one)])


def _state(one: "Assessment") -> str:
    state = labels.text(
        "assessed.state", kpi=labels.name_of(one.goal.kpi.name),
        actual=_shown(one, one.actual), day=formatting.day(one.through or one.on),
    )  # fmt: skip
    return state + labels.text(f"assessed.aim_{one.state.aim}", target=_shown(one, one.goal.target))


def _pace(one: "Assessment") -> str:
    """Say what was to be there by now, while there is still time to go."""
    running = one.verdict in {"on_track", "at_risk"}
    if not running or one.expected is None or one.state.expected != one.state.expected:
        return ""
    basis = labels.text(f"assessed.{one.expected.basis}")
    return labels.text("assessed.due", expected=_shown(one, one.state.expected), basis=basis)


def _more(one: "Assessment") -> Iterator[str]:
    """Say the rest: the reason, what is coming, breaks, the guardrail, and what was agreed."""
    known = one.actual == one.actual
    if one.reason and known:
        yield f"{one.reason.rstrip('.')}."
    if known and one.measured.used < one.measured.rows:
        used, rows = formatting.number(one.measured.used), formatting.number(one.measured.rows)
        yield labels.text("assessed.used", used=used, rows=rows)
    if (coming := one.forecast) and coming.low == coming.low:
        yield from _coming(one, coming)
    if one.through and one.goal.deadline and one.through < min(one.on, one.goal.deadline):
        yield labels.text("assessed.until", day=formatting.day(one.through))
    yield from (f"{found}." for found in one.breaks)
    if one.guardrail:
        yield _guardrail(one.guardrail)
    if one.action:
        yield labels.text("assessed.agreed", action=one.action.rstrip("."))


def _coming(one: "Assessment", coming: Estimate) -> Iterator[str]:
    """Say what will have come by the deadline; of a rate, how sure its level is."""
    if one.state.kind == "rate":
        yield labels.text(
            "assessed.range", rows=labels.text(f"assessed_rows.{one.goal.table}"),
            low=_shown(one, coming.low), high=_shown(one, coming.high),
            level=formatting.percent(coming.level, digits=0),
        )  # fmt: skip
    elif one.verdict in {"on_track", "at_risk", "too_early_to_tell"}:
        shown = coming.shown(one.goal.kpi.unit, currency=one.measured.currency)
        day = formatting.day(one.goal.deadline or one.on)
        yield labels.text("assessed.forecast", day=day, estimate=shown)


def _guardrail(guard: "GuardrailState") -> str:
    kpi, measured = guard.guardrail.kpi, guard.measured
    name = labels.name_of(kpi.name)
    if guard.breached is None:
        return labels.text("assessed.guardrail_unknown", kpi=name, reason=measured.reason)
    side = "least" if direction_of(kpi) == "higher" else "most"
    limit = formatting.shown(guard.guardrail.limit, kpi.unit, currency=measured.currency)
    return labels.text(
        f"assessed.guardrail_{'breached' if guard.breached else 'kept'}", kpi=name,
        value=formatting.shown(measured.value, kpi.unit, currency=measured.currency),
        limit=labels.text(f"assessed.{side}", limit=limit),
    )  # fmt: skip


def _shown(one: "Assessment", value: float) -> str:
    return formatting.shown(value, one.goal.kpi.unit, currency=one.measured.currency)

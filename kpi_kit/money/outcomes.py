"""What may come of a plan, and of the alternatives to it.

Ranges are multiplied by drawing: 10,000 times, each assumption takes a value between its lowest
and its highest (triangular distribution), orders come by chance (Poisson), and the results are
counted. A seed makes the draws the same everywhere. Scenarios are compared draw by draw, with the
same luck for all, so that only their differences tell them apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi_kit import formulas, labels
from kpi_kit.errors import ColumnError, ComparisonError, KpiKitError
from kpi_kit.estimates import LEVEL, Estimate
from kpi_kit.money.past import Assumption
from kpi_kit.money.scenarios import ASSUMED, Scenario
from kpi_kit.sentences import Named, Sentence, Shown

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws = NDArray[np.float64]

DRAWS = 10_000

CLEAR = 0.8
"""The share of draws in which an alternative must be best to be called ahead."""


@dataclass(frozen=True)
class Outcome:
    """What may come of a scenario.

    Attributes
    ----------
    scenario : Scenario
        What was supposed.
    orders, revenue, contribution_margin, profit : Estimate
        Medians, and the middle 90 % of the draws; profit is after all costs.
    roi : Estimate
        On contribution margin and full cost; NaN without cost.
    break_even : float
        The share of draws in which nothing is lost; NaN where nothing is spent.
    draws, seed : int
        How it was drawn.
    """

    scenario: Scenario
    orders: Estimate
    revenue: Estimate
    contribution_margin: Estimate
    profit: Estimate
    roi: Estimate
    break_even: float
    draws: int
    seed: int

    @property
    def sentence(self) -> Sentence:
        """Cost, result as a range, and the probability to break even."""
        plan = self.scenario
        if not plan.cost:
            return Sentence("scenario.nothing", {"name": plan.name})
        facts = {
            "name": plan.name, "cost": Shown(plan.cost, "money", plan.money),
            "orders": Shown(self.orders), "profit": Shown(self.profit, "money", plan.money),
            "chance": Shown(self.break_even, "chance"),
        }  # fmt: skip
        return Sentence("scenario.outcome" if plan.media else "scenario.no_media", facts)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The result, each assumption with its source, and how it was reckoned."""
        plan = self.scenario
        notes = plan.past.notes if plan.past else ()
        if not plan.media:
            return (self.sentence,)
        facts = {"draws": Shown(self.draws), "seed": self.seed, "level": Shown(LEVEL, "chance")}
        supposed = [_supposed(name, a, plan.money) for name, a in plan.assumptions.items()]
        return (self.sentence, *supposed, *notes, Sentence("scenario.method", facts))

    def __str__(self) -> str:
        """Everything it says, a line per sentence."""
        return "\n".join(map(str, self.sentences))


@dataclass(frozen=True)
class Comparison:
    """Alternatives side by side, doing nothing among them.

    Attributes
    ----------
    outcomes : tuple of Outcome
        The first is doing nothing.
    best : tuple of float
        Per alternative, the share of draws in which none earns more.
    """

    outcomes: tuple[Outcome, ...]
    best: tuple[float, ...]

    def of(self, name: str) -> Outcome:
        """Return the outcome of one scenario by its name."""
        found = {outcome.scenario.name: outcome for outcome in self.outcomes}
        if name not in found:
            raise ColumnError.missing(name, found, where="scenario")
        return found[name]

    @property
    def sentence(self) -> Sentence:
        """Which alternative is ahead, if any is."""
        at = self.best.index(max(self.best))
        facts = {"name": self.outcomes[at].scenario.name, "share": Shown(self.best[at], "chance")}
        if self.best[at] < CLEAR:
            return Sentence("scenario.open", {**facts, "clear": Shown(CLEAR, "chance")})
        return Sentence("scenario.ahead" if at else "scenario.better_not", facts)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The verdict, then each alternative."""
        return (self.sentence, *(outcome.sentence for outcome in self.outcomes))

    def table(self) -> pd.DataFrame:
        """List the alternatives: cost, result as a range, chance to break even, and to be best."""
        rows = [
            {
                "scenario": outcome.scenario.name, "cost": outcome.scenario.cost,
                "orders": outcome.orders.value, "profit": outcome.profit.value,
                "profit_low": outcome.profit.low, "profit_high": outcome.profit.high,
                "roi": outcome.roi.value, "break_even": outcome.break_even, "best": best,
            }
            for outcome, best in zip(self.outcomes, self.best, strict=True)
        ]  # fmt: skip
        return pd.DataFrame(rows)

    def __str__(self) -> str:
        """Everything it says, a line per sentence."""
        return "\n".join(map(str, self.sentences))


def compare_scenarios(
    scenarios: Sequence[Scenario], *, draws: int = DRAWS, seed: int = 1
) -> Comparison:
    """Lay alternatives side by side, doing nothing first.

    Parameters
    ----------
    scenarios : sequence of Scenario
        In one currency, under different names.
    draws, seed : int
        How often is drawn, and from where chance starts.

    Returns
    -------
    Comparison
        Drawn with the same luck for all: where two suppose the same, they draw the same.

    Raises
    ------
    ComparisonError
        If they are in several currencies, or two have one name.
    """
    currencies = sorted({plan.money for plan in scenarios if plan.money})
    if len(currencies) > 1:
        where = "compare_scenarios"
        raise ComparisonError.saying(
            "two_currencies", where=where, currencies=", ".join(currencies)
        )
    nothing = Scenario(
        name=labels.text("scenario.do_nothing"), currency=next(iter(currencies), None)
    )
    plans = [nothing, *scenarios]
    if len({plan.name for plan in plans}) < len(plans):
        raise ComparisonError.saying("one_name", names=", ".join(plan.name for plan in plans))
    drawn = [_drawn(plan, draws, seed) for plan in plans]
    profits = pd.DataFrame({at: result["profit"] for at, result in enumerate(drawn)})
    winners = profits.idxmax(axis=1)
    outcomes = tuple(_outcome(plan, d, seed) for plan, d in zip(plans, drawn, strict=True))
    return Comparison(outcomes, tuple(float((winners == at).mean()) for at in range(len(plans))))


def _supposed(name: str, supposed: Assumption, currency: str | None) -> Sentence:
    """Say what is supposed of one quantity, and who says so."""
    ends = {end: Shown(getattr(supposed, end), ASSUMED[name], currency)
            for end in ("low", "likely", "high")}  # fmt: skip
    facts = {
        "what": Named(f"assumed.{name}"),
        "source": Named(f"assumed.{supposed.source}"),
        **ends,
    }
    fixed = supposed.low == supposed.high
    return Sentence("scenario.fixed" if fixed else "scenario.range", facts)


def _drawn(plan: Scenario, draws: int, seed: int) -> dict[str, "Draws"]:
    """Multiply the assumptions, draw by draw."""
    import numpy as np

    if draws < 1:
        raise KpiKitError.saying("no_draws", draws=draws)
    drawn: dict[str, Draws] = {}
    for at, (name, supposed) in enumerate(plan.assumptions.items()):
        chance = np.random.default_rng([seed, at])
        fixed = supposed.low == supposed.high
        drawn[name] = (
            np.full(draws, supposed.low) if fixed
            else chance.triangular(supposed.low, supposed.likely, supposed.high, draws)
        )  # fmt: skip
    if not drawn:
        none = np.zeros(draws)
        return {"orders": none, "revenue": none, "contribution_margin": none,
                "profit": none - plan.cost}  # fmt: skip
    clicks = plan.media / drawn["cost_per_click"]
    expected = clicks * drawn["conversion_rate"] * drawn["additional_share"]
    orders = np.random.default_rng([seed, len(ASSUMED)]).poisson(expected).astype(float)
    revenue = orders * drawn["order_value"]
    margin = revenue * drawn["margin_rate"]
    return {"orders": orders, "revenue": revenue, "contribution_margin": margin,
            "profit": margin - plan.cost}  # fmt: skip


def _outcome(plan: Scenario, drawn: Mapping[str, Any], seed: int) -> Outcome:
    margin = drawn["contribution_margin"]
    return Outcome(
        plan, **{name: _middle(values) for name, values in drawn.items()},
        roi=_middle(formulas.return_on_investment(margin, plan.cost)),
        break_even=float((drawn["profit"] >= 0).mean()) if plan.cost else float("nan"),
        draws=len(margin), seed=seed,
    )  # fmt: skip


def _middle(values: "Draws") -> Estimate:
    """Return the median and the middle 90 % of what was drawn."""
    import numpy as np

    edge = (1 - LEVEL) / 2
    low, middle, high = np.quantile(values, [edge, 0.5, 1 - edge])
    return Estimate(float(middle), float(low), float(high), LEVEL)

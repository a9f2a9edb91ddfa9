"""What if: the assumptions of a plan, moved by sliders; without ipywidgets, a table of moves."""

from dataclasses import dataclass, replace
from html import escape
from typing import Any

import pandas as pd

from kpi_kit import labels
from kpi_kit.money.outcomes import Outcome, compare_scenarios
from kpi_kit.money.past import Assumption
from kpi_kit.money.scenarios import Scenario
from kpi_kit.sentences import Named, Shown

LEVERS = {"media": "money", "hours": "count", "margin_rate": "share", "conversion_rate": "share"}
"""What can be moved, and its unit."""

STEPS = tuple(step / 10 for step in range(21))
"""Where a slider may stand: from nothing to twice what is planned."""

TRIED = (0.5, 1.5)
"""What the table tries: half as much as is planned, and half as much again."""

WIDGET = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class WhatIf:
    """A plan whose assumptions can be moved.

    A notebook shows it as sliders; where ipywidgets is missing, or nothing runs any more, as the
    table.

    Attributes
    ----------
    scenario : Scenario
        The plan from which the moves start.
    """

    scenario: Scenario

    @property
    def planned(self) -> dict[str, float]:
        """What the plan has of each lever; without those of which it has nothing."""
        plan = self.scenario
        supposed = {name: assumption.likely for name, assumption in plan.assumptions.items()}
        values = {"media": plan.media, "hours": plan.hours, **supposed}
        return {lever: values[lever] for lever in LEVERS if values.get(lever)}

    def moved(self, **values: float) -> Outcome:
        """Say what comes of the plan with other values.

        Parameters
        ----------
        **values
            Of ``media`` (money), ``hours``, ``margin_rate`` and ``conversion_rate`` (shares).
            A range moves as a whole: its ends keep their distance in proportion, up to 1.

        Returns
        -------
        Outcome
            Reckoned with the same luck as the plan itself.
        """
        ranges = self.scenario.assumptions
        given = {
            lever: _around(value, ranges[lever]) if lever in ranges else value
            for lever, value in values.items()
            if value != self.planned.get(lever)
        }
        changes: dict[str, Any] = given
        return compare_scenarios([replace(self.scenario, **changes)]).outcomes[-1]

    def table(self) -> pd.DataFrame:
        """List what becomes of the result when one lever is moved and the others stay.

        Returns
        -------
        DataFrame
            In the reader's words and numbers: what is moved, to what, orders, result (the median
            and the ends of the middle 90 %), probability of at least getting the cost back.
        """
        rows = [self._row(labels.text("what_if.as_planned"), "", {})]
        for lever, planned in self.planned.items():
            for value in _near(lever, planned, TRIED):
                shown = str(Shown(value, LEVERS[lever], self.scenario.money))
                rows.append(self._row(str(Named(f"what_if.{lever}")), shown, {lever: value}))
        columns = ("moved", "to", "orders", "profit", "low", "high", "break_even")
        return pd.DataFrame(rows, columns=[labels.text(f"what_if.{name}") for name in columns])

    def _row(self, what: str, to: str, values: dict[str, float]) -> list[str]:
        outcome = self.moved(**values)
        money = [
            str(Shown(round(end), "money", self.scenario.money))
            for end in (outcome.profit.value, outcome.profit.low, outcome.profit.high)
        ]
        chance = str(Shown(outcome.break_even, "chance"))
        return [what, to, str(Shown(outcome.orders.value)), *money, chance]

    def sliders(self) -> Any:
        """Return the sliders and the sentence below them; None where ipywidgets is missing."""
        try:
            import ipywidgets
        except ImportError:
            return None
        lang = labels.language()
        said = ipywidgets.HTML()
        sliders = {
            lever: ipywidgets.SelectionSlider(
                options=[
                    (str(Shown(value, LEVERS[lever], self.scenario.money)), value)
                    for value in _near(lever, planned, STEPS)
                ],
                value=planned,
                description=str(Named(f"what_if.{lever}")),
                continuous_update=False,
                style={"description_width": "12em"},
                layout={"width": "34em"},
            )
            for lever, planned in self.planned.items()
        }

        def say(_: object = None) -> None:
            with labels.speaking(lang):
                outcome = self.moved(**{lever: s.value for lever, s in sliders.items()})
                said.value = f"<p>{escape(str(outcome.sentence))}</p>"

        for slider in sliders.values():
            slider.observe(say, "value")
        say()
        return ipywidgets.VBox([*sliders.values(), said])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Give a notebook the sliders, and the table for whoever cannot show them."""
        table = self.table()
        static = {
            "text/plain": table.to_string(index=False), "text/html": table.to_html(index=False)
        }  # fmt: skip
        box = self.sliders()
        return static if box is None else {**static, WIDGET: box._repr_mimebundle_()[WIDGET]}

    def __str__(self) -> str:
        """Everything in the table, as text."""
        return self.table().to_string(index=False)


def what_if(scenario: Scenario) -> WhatIf:
    """Move a plan's ad spend, hours, margin and conversion rate, and see what becomes of it.

    Parameters
    ----------
    scenario : Scenario
        The plan.

    Returns
    -------
    WhatIf
        In a notebook, sliders from nothing to twice what is planned; a table without ipywidgets.

    Examples
    --------
    >>> from kpi_kit import Scenario
    >>> plan = Scenario(name="Spring", media=1_000, hours=10, rate=50, currency="EUR",
    ...                 cost_per_click=0.5, conversion_rate=0.02, order_value=100, margin_rate=0.4)
    >>> what_if(plan).moved(margin_rate=0.8).contribution_margin.value
    3200.0
    """
    return WhatIf(scenario)


def _around(likely: float, supposed: Assumption) -> Assumption:
    """Move a range to another likeliest value."""
    factor = likely / supposed.likely
    low, high = (min(1.0, end * factor) for end in (supposed.low, supposed.high))
    return Assumption(low, likely, high)


def _near(lever: str, planned: float, steps: tuple[float, ...]) -> list[float]:
    """Return the plan's value times each step: whole euros and hours, shares up to 1."""
    share = LEVERS[lever] == "share"
    values = {planned if step == 1 else round(planned * step, 5 if share else 0) for step in steps}
    return sorted(value for value in values if not share or value <= 1)

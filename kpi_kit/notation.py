"""Formulas as people write them, unfolded from the functions that compute.

A formula is called with symbols in the place of numbers. So what is shown is what is computed, and
there is no second spelling to keep in step.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kpi_kit import formatting, labels
from kpi_kit.kpis import Figure

SUM, PRODUCT, POWER, ATOM = range(4)
"""How tightly the outermost operation of an expression binds."""


FIGURES = str.maketrans(
    {"\N{NO-BREAK SPACE}": r"\,", ",": "{,}", "%": r"\%", "€": r"\text{€}", "$": r"\$"}
)
"""What stands in figures, and how LaTeX writes it."""


@dataclass(frozen=True, eq=False)
class Symbol:
    """An expression in two notations, as text and as LaTeX."""

    text: str
    latex: str
    binds: int = ATOM

    def __add__(self, other: Any) -> "Symbol":
        return self._joined(other, "+", "+", SUM)

    def __radd__(self, other: Any) -> "Symbol":
        return symbol(other) + self

    def __sub__(self, other: Any) -> "Symbol":
        return self._joined(other, "−", "-", SUM)

    def __rsub__(self, other: Any) -> "Symbol":
        return symbol(other) - self

    def __mul__(self, other: Any) -> "Symbol":
        return self._joined(other, "×", r"\times", PRODUCT)

    def __rmul__(self, other: Any) -> "Symbol":
        return symbol(other) * self

    def __truediv__(self, other: Any) -> "Symbol":
        below = symbol(other)
        text = f"{self._inside(PRODUCT).text} ÷ {below._inside(POWER).text}"
        return Symbol(text, rf"\frac{{{self.latex}}}{{{below.latex}}}", PRODUCT)

    def __rtruediv__(self, other: Any) -> "Symbol":
        return symbol(other) / self

    def __pow__(self, other: Any) -> "Symbol":
        power = symbol(other)
        base = self._inside(ATOM)
        text = f"{base.text}^{power._inside(ATOM).text}"
        return Symbol(text, f"{base.latex}^{{{power.latex}}}", POWER)

    def __neg__(self) -> "Symbol":
        return Symbol(f"−{self._inside(PRODUCT).text}", f"-{self._inside(PRODUCT).latex}", SUM)

    def where(self, condition: object) -> "Symbol":
        """Stay as it is: that a denominator must not be zero is no part of the notation."""
        return self

    def clip(self, least: float) -> "Symbol":
        """Write the larger of the expression and a number."""
        written = symbol(least)
        return Symbol(f"max({self.text}, {written.text})", rf"\max({self.latex}, {written.latex})")

    def __ne__(self, other: object) -> Any:
        return self

    def __gt__(self, other: object) -> Any:
        return self

    __hash__ = object.__hash__

    def _joined(self, other: Any, text: str, latex: str, binds: int) -> "Symbol":
        # What is taken away must stay together: a − (b − c). Nothing else has to, on the right.
        right = symbol(other)._inside(binds + 1 if text == "−" else binds)
        left = self._inside(binds)
        return Symbol(
            f"{left.text} {text} {right.text}", f"{left.latex} {latex} {right.latex}", binds
        )

    def _inside(self, binds: int) -> "Symbol":
        """Put parentheses around what binds less than its surroundings."""
        if self.binds >= binds:
            return self
        return Symbol(f"({self.text})", rf"\left({self.latex}\right)")


def symbol(value: "Symbol | float") -> Symbol:
    """Return a number as a symbol; symbols stay as they are."""
    if isinstance(value, Symbol):
        return value
    written = formatting.number(value, digits=0 if float(value).is_integer() else 2)
    return Symbol(written, written.translate(FIGURES))


def named(name: str) -> Symbol:
    """Return the symbol of a metric: its name in the reader's language."""
    shown = labels.name_of(name)
    return Symbol(shown, rf"\text{{{shown}}}")


def written(text: str) -> Symbol:
    """Return the symbol of a figure that is already written as the reader sees it."""
    return Symbol(text, text.translate(FIGURES))


def unfolded(item: Figure, inputs: Mapping[str, Symbol], given: Mapping[str, float]) -> Symbol:
    """Unfold a formula with symbols for its inputs.

    A function of one's own that does more than arithmetic, or decides by its inputs, cannot be
    unfolded; it is shown as a call.
    """
    constants = {name: given[name] for name in item.constants if name in given}
    try:
        expression = item.formula(**inputs, **constants)
    except (TypeError, AttributeError):
        expression = None
    if isinstance(expression, Symbol):
        return expression
    arguments = ", ".join(value.text for value in inputs.values())
    name = labels.name_of(item.name)
    latex = ", ".join(value.latex for value in inputs.values())
    return Symbol(f"{name}({arguments})", rf"\text{{{name}}}({latex})")

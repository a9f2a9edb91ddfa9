"""Charts on awkward data: nothing cut off, nothing covered, nothing untold.

A quarter of the cases is drawn; ``KPI_KIT_CHARTS=all`` draws all of them, which takes a minute.
"""

import inspect
import os
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from kpi_kit import charts, labels
from kpi_kit.charts.drawing import LONGEST
from tests.chart_cases import CASES, drawn

SOME = [*CASES] if os.environ.get("KPI_KIT_CHARTS") == "all" else [*CASES][1::4]


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def texts(figure: Figure) -> list[Text]:
    """Return all that is written, as it is shown."""
    found: list[Any] = figure.findobj(Text)
    return [t for t in found if t.get_text().strip() and _shown(t)]


def _shown(text: Text) -> bool:
    axes = text.axes
    return text.get_visible() and (axes is None or axes.get_visible())


def box(text: Text) -> Bbox:
    return text.get_window_extent()


def ticks_out_of_sight(figure: Figure) -> set[int]:
    """Return labels of ticks beyond the ends of an axis, which are not drawn."""
    hidden = set()
    for ax in figure.axes:
        for axis, (low, high) in ((ax.xaxis, sorted(ax.get_xlim())),
                                  (ax.yaxis, sorted(ax.get_ylim()))):  # fmt: skip
            slack = 1e-9 * (high - low)
            for tick in axis.get_major_ticks():
                if not low - slack <= tick.get_loc() <= high + slack:
                    hidden |= {id(tick.label1), id(tick.label2)}
    return hidden


def overlap(one: Bbox, other: Bbox) -> bool:
    """Whether two texts cover one another by more than a hair."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return bool(width > 2 and height > 3)


@pytest.mark.parametrize("name", SOME)
def test_nothing_is_cut_off_or_covered_and_all_is_told(name: str) -> None:
    lang: labels.Language = "de" if sum(map(ord, name)) % 2 else "en"
    figure = drawn(name, lang)
    hidden = ticks_out_of_sight(figure)
    written = [text for text in texts(figure) if id(text) not in hidden]
    boxes = [(text.get_text(), box(text)) for text in written]
    edge = figure.bbox
    cut = [t for t, b in boxes if b.x0 < edge.x0 - 2 or b.x1 > edge.x1 + 2
           or b.y0 < edge.y0 - 2 or b.y1 > edge.y1 + 2]  # fmt: skip
    assert not cut
    assert not [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if overlap(one, other)]
    assert not [t for t, _ in boxes if re.search(r"(?<!\w)-\d", t)], "a hyphen is no minus"
    told = charts.alt_text(figure)
    assert 40 < len(told) <= LONGEST
    assert "nan" not in told
    source = {"de": "Quelle: Exporte", "en": "Source: platform"}[lang]
    assert any(source in t for t, _ in boxes)


def test_every_chart_has_cases() -> None:
    made = {
        name for name in charts.__all__
        if "alt" not in name and any(f"charts.{name}(" in inspect.getsource(draw)
                                     for draw in CASES.values())
    }  # fmt: skip
    assert made == {*charts.__all__} - {"alt_text"}


def test_ticks_keep_the_language_in_which_the_chart_was_made() -> None:
    with labels.speaking("de"):
        ax = CASES["trend_one_month"]()
    assert isinstance(ax, Axes)
    ax.figure.canvas.draw()
    assert "5.000" in {tick.get_text() for tick in ax.get_yticklabels()}

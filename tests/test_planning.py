"""What if: the assumptions of a plan moved, by sliders and as a table."""

import re
import sys
from dataclasses import replace

import pytest

import kpi_kit as kk
from kpi_kit import formatting, labels
from kpi_kit.planning import WIDGET

PLAN = kk.Scenario(
    name="Spring", media=1_000, hours=10, rate=50, currency="EUR", cost_per_click=0.5,
    conversion_rate=(0.01, 0.02, 0.03), order_value=100, margin_rate=0.4,
)  # fmt: skip


def test_the_plan_stands_first_as_it_was_made() -> None:
    first = kk.what_if(PLAN).table().iloc[0]
    plan = kk.compare_scenarios([PLAN]).of("Spring")
    assert first["what changes"] == "as planned"
    assert first["result"] == formatting.shown(round(plan.profit.value), "money", currency="EUR")


def test_each_lever_is_moved_by_half_down_and_up() -> None:
    table = kk.what_if(PLAN).table()
    assert list(zip(table["what changes"][1:], table["to"][1:], strict=True)) == [
        ("Ad spend", "€500.00"), ("Ad spend", "€1,500.00"),
        ("Hours of work", "5"), ("Hours of work", "15"),
        ("Margin rate", "20.00%"), ("Margin rate", "60.00%"),
        ("Conversion rate", "1.00%"), ("Conversion rate", "3.00%"),
    ]  # fmt: skip


def test_an_hour_less_saves_what_an_hour_costs() -> None:
    plan, less = kk.what_if(PLAN).moved(), kk.what_if(PLAN).moved(hours=9)
    assert less.profit.value - plan.profit.value == pytest.approx(50)


def test_twice_the_margin_rate_is_twice_the_margin() -> None:
    plan, twice = kk.what_if(PLAN).moved(), kk.what_if(PLAN).moved(margin_rate=0.8)
    assert twice.contribution_margin.value == pytest.approx(2 * plan.contribution_margin.value)


def test_a_range_moves_as_a_whole_and_stays_a_share() -> None:
    moved = kk.what_if(PLAN).moved(conversion_rate=0.8).scenario.assumptions["conversion_rate"]
    assert (moved.low, moved.likely, moved.high) == pytest.approx((0.4, 0.8, 1.0))


def test_what_is_not_planned_cannot_be_moved() -> None:
    assert [*kk.what_if(replace(PLAN, hours=0.0)).planned] == [
        "media", "margin_rate", "conversion_rate",
    ]  # fmt: skip


def test_sliders_start_at_the_plan_and_say_what_comes_of_it() -> None:
    ipywidgets = pytest.importorskip("ipywidgets")
    with labels.speaking("de"):
        box = kk.what_if(PLAN).sliders()
    media, hours, margin_rate, conversion_rate, said = box.children
    assert isinstance(media, ipywidgets.SelectionSlider)
    assert (media.value, hours.value) == (1_000, 10)
    assert (margin_rate.value, conversion_rate.value) == (0.4, 0.02)
    assert "Kosten 1.500,00" in said.value
    hours.value = 0
    assert "Kosten 1.000,00" in said.value, "moved later, still in the language of the cell"
    media.value = 0
    assert "kostet nichts" in said.value


def test_no_share_goes_beyond_one() -> None:
    pytest.importorskip("ipywidgets")
    sure = replace(PLAN, margin_rate=0.7)
    options = kk.what_if(sure).sliders().children[2].options
    assert options[-1][0] == "98.00%"


def test_a_notebook_gets_sliders_with_the_table_behind_them() -> None:
    pytest.importorskip("ipywidgets")
    shown = kk.what_if(PLAN)._repr_mimebundle_()
    assert shown.keys() == {"text/plain", "text/html", WIDGET}
    assert re.search("as planned", shown["text/plain"])


def test_without_ipywidgets_there_is_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    shown = kk.what_if(PLAN)._repr_mimebundle_()
    assert kk.what_if(PLAN).sliders() is None
    assert shown.keys() == {"text/plain", "text/html"}
    assert shown["text/plain"] == str(kk.what_if(PLAN))


def test_what_is_shown_is_the_same_in_every_run() -> None:
    texts = [kk.what_if(PLAN)._repr_mimebundle_() for _ in range(2)]
    assert texts[0]["text/plain"] == texts[1]["text/plain"]
    assert texts[0]["text/html"] == texts[1]["text/html"]


def test_a_name_is_shown_as_text() -> None:
    pytest.importorskip("ipywidgets")
    box = kk.what_if(replace(PLAN, name="<b>Spring</b>")).sliders()
    assert "&lt;b&gt;Spring" in box.children[-1].value

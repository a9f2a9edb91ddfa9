"""Colours: contrast on white is measured, and colour-blind people have a second cue."""

import itertools

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb
from numpy.typing import NDArray

import kpi_kit as kk
from kpi_kit.charts.drawing import COLOURS, DASHES, HATCHES, INK, MARKERS, QUIET
from kpi_kit.charts.goals import VERDICTS
from kpi_kit.charts.trends import PAST

BLINDNESS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
}  # fmt: skip
"""Machado, Oliveira, Fernandes (2009), severity 1.0, on linear RGB."""


def linear(colour: str) -> NDArray[np.float64]:
    parts = np.array(to_rgb(colour))
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast_on_white(colour: str) -> float:
    """WCAG 2.2: (1 + 0.05) ÷ (relative luminance + 0.05)."""
    return float(1.05 / (linear(colour) @ [0.2126, 0.7152, 0.0722] + 0.05))


def lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """CIE 1976 L*a*b* of linear sRGB, white D65."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722],
                       [0.0193, 0.1192, 0.9505]])  # fmt: skip
    x, y, z = np.cbrt(to_xyz @ np.clip(rgb, 0.0089, 1) / [0.9505, 1.0, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one: str, other: str, kind: str) -> float:
    seen = [lab(np.array(BLINDNESS[kind]) @ linear(colour)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def test_the_measures_are_right_where_everybody_knows_them() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)  # WCAG's own example
    # Red and green of one lightness: far apart to most eyes, near to a deuteranope's.
    assert difference("#c25e5e", "#7f7f3f", "deuteranopia") < 25


@pytest.mark.parametrize(("colour", "least"), [(INK, 7), (QUIET, 7)])
def test_words_have_the_highest_grade_of_contrast(colour: str, least: float) -> None:
    assert contrast_on_white(colour) >= least


@pytest.mark.parametrize("colour", [COLOURS[0], COLOURS[2], COLOURS[4]])
def test_what_carries_a_finding_alone_has_the_contrast_of_graphics(colour: str) -> None:
    """WCAG 1.4.11 asks 3:1; what is paler has its value or name written beside it."""
    assert contrast_on_white(colour) >= 3


def test_the_palest_colours_are_known_and_never_alone() -> None:
    assert {c for c in COLOURS if contrast_on_white(c) < 3} == {COLOURS[1], COLOURS[3], COLOURS[7]}
    assert contrast_on_white(PAST) >= 2


def test_numbers_on_fields_of_any_shade_can_be_read() -> None:
    hours = pd.DataFrame(
        {"weekday": 1, "hour": range(24), "views": [i / 23 for i in range(24)], "views_rows": 5}
    )
    chart = kk.charts.weekday_hour(hours, "views")
    (fields,) = chart.images
    for value, written in zip(hours["views"], chart.texts, strict=False):
        ink, field = to_hex(written.get_color()), to_hex(tuple(fields.to_rgba(value)))
        ratio = contrast_on_white(ink) / contrast_on_white(field)
        assert max(ratio, 1 / ratio) >= 4.5, (value, ink, field)
    plt.close("all")


@pytest.mark.parametrize("kind", [*BLINDNESS])
def test_neighbouring_colours_differ_for_the_colour_blind(kind: str) -> None:
    for one, other in itertools.pairwise(COLOURS[:6]):
        assert difference(one, other, kind) > 20, (one, other)


def test_every_series_has_a_second_cue() -> None:
    assert len({*MARKERS}) == len(MARKERS) >= len(COLOURS)
    assert len({*HATCHES}) == len(HATCHES) >= len(COLOURS)
    assert len({*DASHES}) == len(DASHES)
    assert len({sign for _, sign in VERDICTS.values()}) == len(VERDICTS)

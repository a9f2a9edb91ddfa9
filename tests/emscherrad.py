"""The sample company, loaded once for all tests of a process; nobody changes its frames."""

from functools import cache

import kpi_kit as kk
from kpi_kit import labels


@cache
def emscherrad() -> kk.Exports:
    """Load the sample, with its problems in English."""
    with labels.speaking("en"):
        return kk.load(kk.sample())

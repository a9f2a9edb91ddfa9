"""Files of ads that divide the same days differently, against looking at every pair."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_kit.channels import shipped
from kpi_kit.ledger import Reading
from kpi_kit.overlaps import warn_of_overlaps
from kpi_kit.tables import typed

FIRST = date(2026, 1, 1)


def ads(file: str, start: int, end: int, breakdown: str | None) -> Reading:
    """Make the reading of a file of ads that covers some days of 2026."""
    days = [FIRST + timedelta(start), FIRST + timedelta(end)]
    facts = {"period_start": days, "period_end": days, "campaign": "May", "breakdown": breakdown}
    rows = typed(pd.DataFrame({**facts, "source_file": file, "source_row": ["2", "3"]}), "ads")
    return Reading(file, shipped()["meta_ads"], "", rows=rows, currency="EUR")


def test_many_files_bring_one_warning_each() -> None:
    """Thirty days by campaign, and the same thirty by gender: 30 warnings, not 900."""
    readings = [
        ads(f"{kind} {day}.csv", 0, day, kind) for kind in ("", "Gender") for day in range(30)
    ]
    warn_of_overlaps(readings)
    assert [len(reading.problems) for reading in readings] == [0] * 30 + [1] * 30
    said = str(readings[30].problems[0]["problem"])
    assert said.startswith("the same days are in  29.csv and further files (29) too")


SPANS = st.tuples(st.integers(0, 12), st.integers(0, 4), st.sampled_from([None, "Age", "Gender"]))


@settings(max_examples=30, deadline=None)
@given(st.lists(SPANS, max_size=8))
def test_a_file_is_warned_of_where_another_way_of_dividing_shares_its_days(
    spans: list[tuple[int, int, str | None]],
) -> None:
    readings = [
        ads(f"{at}.csv", start, start + more, kind) for at, (start, more, kind) in enumerate(spans)
    ]
    warn_of_overlaps(readings)
    kinds = list(dict.fromkeys(kind for *_, kind in spans))
    for (start, more, kind), reading in zip(spans, readings, strict=True):
        others = {
            other
            for begin, length, other in spans
            if begin <= start + more
            and start <= begin + length
            and kinds.index(other) < kinds.index(kind)
        }
        assert len(reading.problems) == len(others)

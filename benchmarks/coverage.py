"""How often the 90 % interval of a regional test holds what the campaign really caused.

    python benchmarks/coverage.py [COUNT FIRST [FILE]]

makes as many companies (200), one for each seed from the first (1), and compares the intervals of
incremental orders and incremental ROI with the truth of each. FILE takes the results as CSV. Takes
some seconds per company.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from kpi_kit.company.facts import company_of
from kpi_kit.company.sales import Sales, sales
from kpi_kit.evidence.regions import DifferenceInDifferences, difference_in_differences
from kpi_kit.formulas import incremental_return_on_investment
from kpi_kit.money.rungs import over

FIGURES = ("orders", "roi", "roi_of_margin")
"""Orders; their ROI as the ladder has it, at the mean margin of the orders with the campaign's tag;
and the ROI of a test of the margin itself, which needs no tags. Cost is the ad spend: any other
constant would move truth and interval alike."""


class Held(NamedTuple):
    """One figure of one company: what was caused, what was estimated, and between which ends."""

    seed: int
    figure: str
    truth: float
    value: float
    low: float
    high: float
    parallel: bool

    @property
    def inside(self) -> bool:
        """Whether the interval holds the truth."""
        return self.low <= self.truth <= self.high


def held(seeds: Iterable[int], *, level: float = 0.9) -> Iterator[Held]:
    """Test one company after the other, each figure of :data:`FIGURES`."""
    for seed in seeds:
        sold = sales(company_of(seed=seed))
        test = sold.campaigns.set_index("key").loc["test"].to_dict()
        roi = partial(incremental_return_on_investment, cost=test["spend"])
        tagged = sold.orders.loc[sold.orders["utm_campaign"] == test["utm_campaign"]]
        per_order = float(tagged["contribution_margin"].mean())
        orders, margin = (
            regional_test(sold, test, value, level) for value in (None, "contribution_margin")
        )
        found: list[tuple[float, Any]] = [
            (test["incremental_orders"], orders.effect),
            (roi(test["incremental_margin"]), over(over(orders.effect, per_order.__mul__), roi)),
            (roi(test["incremental_margin"]), over(margin.effect, roi)),
        ]
        for figure, (truth, effect) in zip(FIGURES, found, strict=True):
            yield Held(seed, figure, truth, effect.value, effect.low, effect.high, orders.parallel)


def regional_test(
    sold: Sales, test: Mapping[Any, Any], value: str | None, level: float
) -> DifferenceInDifferences:
    """Return what the region without advertising says of a campaign."""
    return difference_in_differences(
        sold.orders, test["first_day"].date(), test["last_day"].date(), value=value, time="date",
        control=sold.orders.loc[~sold.orders["advertised"], "region"].unique().tolist(),
        level=level,
    )  # fmt: skip


def main() -> None:
    """Print every company, and the coverage of each figure."""
    count, first = map(int, sys.argv[1:3] or ("200", "1"))
    rows = []
    for row in held(range(first, first + count)):
        rows.append(row)
        ends = " ".join(f"{end:9.2f}" for end in (row.truth, row.value, row.low, row.high))
        line = f"{row.seed:4} {row.figure:14} {ends} {'' if row.inside else 'missed'}"
        print(line, flush=True)  # noqa: T201
        if sys.argv[3:]:
            write(rows, Path(sys.argv[3]))
    for figure in FIGURES:
        chosen = [row for row in rows if row.figure == figure]
        inside = sum(row.inside for row in chosen)
        error = sum(row.value - row.truth for row in chosen) / len(chosen)
        parallel = sum(row.parallel for row in chosen)
        line = f"{figure}: {inside} of {len(chosen)} hold the truth; mean error {error:+.3f}"
        print(f"{line}; parallel {parallel}")  # noqa: T201


def write(rows: list[Held], file: Path) -> None:
    """Write what was found so far, to four digits after the point."""
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(Held._fields)
        table.writerows([r.seed, r.figure, *(f"{v:.4f}" for v in r[2:6]), r.parallel] for r in rows)


if __name__ == "__main__":
    main()

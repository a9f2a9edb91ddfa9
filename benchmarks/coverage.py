"""How often the 90 % interval of a regional test holds what the campaign really caused.

    python benchmarks/coverage.py [COUNT FIRST]

makes as many companies (200), one for each seed from the first (1), and compares the interval of
incremental orders with the truth of each. Takes some seconds per company.
"""

import sys
from collections.abc import Iterator
from typing import NamedTuple

from kpi_kit.company import company_of, sales
from kpi_kit.evidence.causes import difference_in_differences


class Held(NamedTuple):
    """One company: what was caused, what was estimated, and between which ends."""

    seed: int
    truth: float
    value: float
    low: float
    high: float
    parallel: bool

    @property
    def inside(self) -> bool:
        """Whether the interval holds the truth."""
        return self.low <= self.truth <= self.high


def held(seeds: range, *, level: float = 0.9) -> Iterator[Held]:
    """Test one company after the other."""
    for seed in seeds:
        sold = sales(company_of(seed=seed))
        test = sold.campaigns.set_index("key").loc["test"]
        without = sold.orders.loc[~sold.orders["advertised"], "region"].unique().tolist()
        found = difference_in_differences(
            sold.orders, test["first_day"].date(), test["last_day"].date(), control=without,
            time="date", level=level,
        )  # fmt: skip
        effect = found.effect
        yield Held(seed, float(test["incremental_orders"]), effect.value, effect.low, effect.high,
                   found.parallel)  # fmt: skip


def main() -> None:
    """Print every company, and the coverage."""
    count, first = map(int, sys.argv[1:3] or ("200", "1"))
    rows = []
    for row in held(range(first, first + count)):
        rows.append(row)
        line = f"{row.seed:4} {row.truth:6.0f} {row.value:7.1f} {row.low:7.1f} {row.high:7.1f}"
        print(f"{line} {'' if row.inside else 'missed'}", flush=True)  # noqa: T201
    inside = sum(row.inside for row in rows)
    error = sum(row.value - row.truth for row in rows) / len(rows)
    print(f"{inside} of {len(rows)} hold the truth; mean error {error:+.1f} orders")  # noqa: T201
    print(f"parallel: {sum(row.parallel for row in rows)} of {len(rows)}")  # noqa: T201


if __name__ == "__main__":
    main()

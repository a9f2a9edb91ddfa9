"""Stocks, such as followers: whose they are, and with which each row began."""

from collections.abc import Iterable, Set

import narwhals as nw

from kpi_kit.periods import Table, time_column


def with_opening(table: Table, columns: Iterable[str], stocks: Set[str]) -> Table:
    """Add the stock with which each row began: the one at the end of the day before.

    The first row of an account has no day before; it begins with its own stock.
    """
    if not stocks:
        return table
    time, owner = time_column(columns), owner_of(columns)
    if not owner:
        table, owner = table.with_columns(nw.lit("").alias("_owner")), ["_owner"]
    known = [nw.col(c).fill_null(strategy="forward").over(*owner, order_by=time) for c in stocks]
    table = table.with_columns(
        *(k.alias(f"_known_{c}") for k, c in zip(known, stocks, strict=True))
    )
    shifted = {f"_opening_{c}": nw.col(f"_known_{c}") for c in stocks} | {"_opened": nw.col(time)}
    table = table.with_columns(
        *(c.shift(1).over(*owner, order_by=time).alias(n) for n, c in shifted.items())
    )
    return table.with_columns(
        *(nw.coalesce(nw.col(f"_opening_{c}"), nw.col(c)).alias(f"_opening_{c}") for c in stocks),
        nw.coalesce(nw.col("_opened"), nw.col(time)).alias("_opened"),
    )


def owner_of(columns: Iterable[str]) -> list[str]:
    """Return the columns that tell whose stock it is."""
    return [name for name in ("channel", "account") if name in set(columns)]

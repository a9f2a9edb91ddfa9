"""Meta's file formats, byte for byte: what is in them is decided elsewhere."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

# 2026: the United States switch to summer time three weeks before Europe does.
US_SUMMER = date(2026, 3, 8)
EU_SUMMER = date(2026, 3, 29)

HEADERS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("headers.toml").read_text(encoding="utf-8")
)


def sheet(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as Meta writes posts and ads: UTF-8 with a byte order mark, LF."""
    lines = (",".join(_cell(str(cell)) for cell in row) + "\n" for row in rows)
    return "".join(lines).encode("utf-8-sig")


def _cell(text: str) -> str:
    """Quote as Meta does: a blank is reason enough, which the csv module cannot be told."""
    return '"' + text.replace('"', '""') + '"' if re.search(r'[,"\\\s]', text) else text


def daily(title: str, values: Mapping[date, int], *, winter_hour: int = 0) -> bytes:
    """Return one daily metric: UTF-16, `sep=,`, a title line, blank last lines.

    Facebook's days start at *winter_hour* while the United States are on winter time.
    """
    lines = ["sep=,", f'"{title}"', '"Date","Primary"']
    for day, value in values.items():
        hour = winter_hour if day <= US_SUMMER else 0
        lines.append(f'"{day.isoformat()}T{hour:02}:00:00","{value}"')
    return b"\xff\xfe" + "\n".join([*lines, "", ""]).encode("utf-16-le")


def publish_time(berlin: datetime) -> str:
    """Return a Berlin time as Meta exports it: US Pacific, month first.

    Written out instead of looked up, so that no time zone database is needed.
    """
    hours = 8 if US_SUMMER <= berlin.date() < EU_SUMMER else 9
    return (berlin - timedelta(hours=hours)).strftime("%m/%d/%Y %H:%M")


def decimal(units: int, places: int) -> str:
    """Return units of 10^-places as Meta writes numbers: a dot, no trailing zeros."""
    whole, part = divmod(units, 10**places)
    return f"{whole}.{part:0{places}}".rstrip("0").rstrip(".")

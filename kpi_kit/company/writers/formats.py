"""How platforms write tables as files, byte for byte: what is in them is decided elsewhere."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from kpi_kit.company.facts import read

HEADERS: dict[str, list[str]] = read("writers/headers.toml")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

Row = Mapping[str, object]


def table(header: Sequence[str], rows: Iterable[Row]) -> list[list[object]]:
    """Lay rows out under a header; what a row does not say stays empty."""
    return [[*header], *([row.get(name, "") for name in header] for row in rows)]


def meta(lines: Iterable[Sequence[object]]) -> bytes:
    """Return lines as Meta writes posts and ads: UTF-8 with a byte order mark, LF."""
    return _lines(lines, r'[,"\\\s]').encode("utf-8-sig")


def plain(lines: Iterable[Sequence[object]], *, last: str = "\n") -> str:
    """Return lines with commas, quoted where they must be; *last* ends the last one."""
    return _lines(lines, r'[,"\n]').removesuffix("\n") + last


def quoted(lines: Iterable[Sequence[object]]) -> str:
    """Return lines in which every cell is quoted, without a final line end."""
    return "\n".join(",".join(_quoted(str(cell)) for cell in line) for line in lines)


def german(lines: Iterable[Sequence[object]]) -> str:
    """Return lines as a German spreadsheet saves them: semicolons, CRLF."""
    return _lines(lines, r'[;"\n]', ";").replace("\n", "\r\n")


def tabs(lines: Iterable[Sequence[object]]) -> bytes:
    """Return lines as Google and LinkedIn write them for Excel: UTF-16, tabs."""
    return b"\xff\xfe" + _lines(lines, r'[,"\n\t]', "\t").encode("utf-16-le")


def _lines(lines: Iterable[Sequence[object]], special: str, separator: str = ",") -> str:
    """Quote what has a special sign in it, which the csv module cannot be told."""
    wanted = re.compile(special)

    def cell(value: object) -> str:
        text = str(value)
        return _quoted(text) if wanted.search(text) else text

    return "".join(separator.join(map(cell, line)) + "\n" for line in lines)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def daily(title: str, values: Mapping[date, int], *, facebook: bool = False) -> bytes:
    """Return one of Meta's daily metrics: UTF-16, `sep=`, a title line, blank last lines.

    Facebook's days start at one o'clock while the United States are on winter time.
    """
    lines = ["sep=,", f'"{title}"', '"Date","Primary"']
    for day, value in values.items():
        hour = 1 if facebook and not summer_in_america(day) else 0
        lines.append(f'"{day.isoformat()}T{hour:02}:00:00","{value}"')
    return b"\xff\xfe" + "\n".join([*lines, "", ""]).encode("utf-16-le")


def archive(members: Mapping[str, str | bytes], at: date) -> bytes:
    """Return a ZIP; not compressed, for no two versions of zlib press alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, (at.year, at.month, at.day, 9, 0, 0))
            entry.create_system = 3  # else it would name the machine's own
            target.writestr(entry, content)
    return out.getvalue()


# Time zones are written out instead of looked up, so that no database of them is needed.


def summer_in_america(day: date) -> bool:
    """Tell whether a day begins in American summer time: second Sunday of March to November."""
    return _sunday(day.year, 3, 8) < day <= _sunday(day.year, 11, 1)


def summer_in_europe(day: date) -> bool:
    """Tell whether working hours of a day lie in European summer time."""
    return _sunday(day.year, 3, 25) <= day < _sunday(day.year, 10, 25)


def _sunday(year: int, month: int, earliest: int) -> date:
    first = date(year, month, earliest)
    return first + timedelta(days=6 - first.weekday())


def in_pacific(berlin: datetime) -> datetime:
    """Return a Berlin time as US Pacific time: nine hours, eight while one side has switched."""
    utc = in_utc(berlin)
    begins = datetime.combine(_sunday(utc.year, 3, 8), time(10))
    ends = datetime.combine(_sunday(utc.year, 11, 1), time(9))
    return utc - timedelta(hours=7 if begins <= utc < ends else 8)


def in_utc(berlin: datetime) -> datetime:
    """Return a Berlin time as UTC."""
    return berlin - timedelta(hours=hours_ahead(berlin.date()))


def hours_ahead(day: date) -> int:
    """Return how many hours Berlin is ahead of UTC."""
    return 2 if summer_in_europe(day) else 1


def cents(amount: int) -> str:
    """Return cents as a number with a dot, without trailing zeros."""
    return decimal(amount, 2)


def decimal(units: int, places: int) -> str:
    """Return units of 10^-places with a dot, without trailing zeros.

    Examples
    --------
    >>> decimal(1250, 2), decimal(300, 2)
    ('12.5', '3')
    """
    whole, part = divmod(units, 10**places)
    return f"{whole}.{part:0{places}}".rstrip("0").rstrip(".")


def euros(amount: int) -> str:
    """Return cents as a German writes euros.

    Examples
    --------
    >>> euros(123456)
    '1.234,56'
    """
    whole, part = divmod(abs(amount), 100)
    sign = "-" if amount < 0 else ""
    return f"{sign}{whole:,}".replace(",", ".") + f",{part:02}"


def ratio(part: int, whole: int, places: int) -> str:
    """Return a quotient, rounded half up in integers: no machine's floats decide a digit."""
    return decimal((2 * part * 10**places + whole) // (2 * whole), places) if whole else "0"


def spelled(day: date) -> str:
    """Return a day as American exports spell it: ``Sat, Aug 15, 2026``."""
    return f"{WEEKDAYS[day.weekday()]}, {short(day)}"


def short(day: date) -> str:
    """Return a day as ``Aug 15, 2026``; names of months do not depend on the machine."""
    return f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}"


def in_name(day: date) -> str:
    """Return a day as Meta puts it into file names: ``Aug-15-2026``."""
    return f"{MONTHS[day.month - 1][:3]}-{day.day:02}-{day.year}"


Cells = Sequence[Sequence[Any]]
"""The cells of a sheet; numbers become numbers, everything else text."""

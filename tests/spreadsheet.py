"""Excel, as far as it matters here: what it makes of a text file's cells, and how it saves them.

A CSV file that Excel saves holds what its cells showed. Numbers are shown with at most eleven
characters and those of twelve digits or more as ``1.22E+17``, percentages with two decimals, times
without seconds; days in the form of the computer's country. What Windows' western characters lack
becomes ``?``, each half of an emoji by itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from kpi_kit.channels import ChannelSpec
from kpi_kit.dates import in_english

WIDEST = 11
"""How many characters a number has at most in a cell without a format."""

THIS_YEAR = 2026

MONTHS = (
    "Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez",
)  # fmt: skip

Point = tuple[str, str]
"""What separates thousands, and what decimals."""

ENGLISH: Point = (",", ".")
GERMAN: Point = (".", ",")


@dataclass(frozen=True)
class Edition:
    """How a computer of one country reads and shows cells.

    Attributes
    ----------
    separator, encoding : str
        How it saves text.
    points : Point
        How it shows numbers.
    day, time : str
        How it shows days, and times of day behind them.
    true, false : str
        How it shows truth values.
    forms : tuple of str
        The days that it takes for days, when it opens a file by itself.
    """

    separator: str
    encoding: str
    points: Point
    day: str
    time: str
    true: str
    false: str
    forms: tuple[str, ...]

    def shown_day(self, day: datetime, *, with_time: bool) -> str:
        """Show a day; a day and a month have no leading zeros in the US."""
        time = f" {day:{self.time}}" if with_time else ""
        shown = f"{day:{self.day}}{time}"
        return re.sub(r"(?<!\d)0(?=\d[/:])", "", shown) if "/" in shown else shown


TIMES = ("", " %H:%M", " %H:%M:%S")

GERMANY = Edition(
    ";", "cp1252", GERMAN, "%d.%m.%Y", "%H:%M", "WAHR", "FALSCH",
    tuple(f"{day}{time}" for day in ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%Y/%m/%d")
          for time in TIMES),
)  # fmt: skip
US = Edition(
    ",", "cp1252", ENGLISH, "%m/%d/%Y", "%H:%M", "TRUE", "FALSE",
    tuple(f"{day}{time}" for day in ("%m/%d/%Y", "%m-%d-%Y", "%Y-%m-%d", "%Y/%m/%d", "%b %d, %Y")
          for time in TIMES),
)  # fmt: skip
US_UTF8 = Edition(**{**US.__dict__, "encoding": "utf-8-sig"})


@dataclass(frozen=True)
class Excel:
    """A way from one text file to the next.

    Attributes
    ----------
    edition : Edition
        Whose Excel it is.
    assisted : bool
        Whether the reader told the import assistant how the file writes numbers and dates.
        Otherwise the file is just opened, and cells mean what they mean in that country.
    """

    edition: Edition
    assisted: bool

    def saved(self, records: Sequence[list[str]], spec: ChannelSpec, points: Point) -> bytes:
        """Open the cells of a file, and save them as CSV."""
        points = points if self.assisted else self.edition.points
        forms = self.edition.forms
        if self.assisted:
            forms = tuple(form for forms in spec.formats.values() for form in forms)
            forms = tuple(form for form in forms if not re.search("%[az]", form))  # stay text
        width = max(map(len, records))
        lines = []
        for cells in records:
            shown = [self.shown(cell.strip(), forms, points) for cell in cells]
            shown += [""] * (width - len(shown))
            lines.append(self.edition.separator.join(map(self._quoted, shown)) + "\r\n")
        return encoded("".join(lines), self.edition.encoding)

    def _quoted(self, cell: str) -> str:
        special = re.search(rf'[{self.edition.separator}"\n\r]', cell)
        return '"' + cell.replace('"', '""') + '"' if special else cell

    def shown(self, cell: str, forms: Sequence[str], points: Point) -> str:
        """Return what a cell shows that was opened from a text."""
        if cell.upper() in {"TRUE", "FALSE"}:
            return self.edition.true if cell.upper() == "TRUE" else self.edition.false
        if (number := self._number(cell, points)) is not None:
            return number
        if not self.assisted and (part := self._part_of_a_date(cell)) is not None:
            return part
        for form in forms:
            if (day := _day(cell, form)) is not None:
                return self.edition.shown_day(day, with_time="%H" in form or "%I" in form)
        if not self.assisted and re.match(r"[=+-]\s?[^\W\d_]|@\w", cell):
            return "#NAME?"
        return cell

    def _number(self, cell: str, points: Point) -> str | None:
        thousands, decimal = map(re.escape, points)
        whole = rf"(\d{{1,3}}(?:{thousands}\d{{3}})+|\d+)"
        form = rf"([+-]?){whole}(?:{decimal}(\d+))?(?:E([+-]\d+))?( ?%)?"
        found = re.fullmatch(form, cell)
        if not found:
            return None
        sign, whole, part, exponent, percent = found.groups(default="")
        grouped = points[0] in whole
        value = float(f"{sign}{whole.replace(points[0], '')}.{part or 0}e{exponent or 0}")
        if percent:
            text = f"{value:.2f}%" if part else f"{value:.0f}%"
        elif grouped:
            text = f"{value:,.2f}" if part else f"{value:,.0f}"
        else:
            text = general(value)
        return text.translate(str.maketrans(",.", "".join(self.edition.points)))

    def _part_of_a_date(self, cell: str) -> str | None:
        """Take ``3.4`` or ``12.50`` for a day or a month, where a point stands in dates."""
        if self.edition.points != GERMAN:
            return None
        if not (found := re.fullmatch(r"(\d{1,2})\.(\d{1,4})", cell)):
            return None
        first, second = map(int, found.groups())
        if 1 <= second <= 12 and _day(f"{first}.{second}.{THIS_YEAR}", "%d.%m.%Y"):
            return f"{first:02}. {MONTHS[second - 1]}"
        if 1 <= first <= 12 and (len(found[2]) == 2 or 1900 <= second <= 9999):
            return f"{MONTHS[first - 1]} {second % 100:02}"
        return None


def general(value: float) -> str:
    """Show a number in a cell that has no format.

    >>> general(1348535.0), general(122158123456789012), general(14321.66512345)
    ('1348535', '1.22158E+17', '14321.66512')
    """
    if abs(value) >= 10**WIDEST or 0 < abs(value) < 1e-9:
        mantissa, _, exponent = f"{value:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"
    whole = len(f"{abs(value):.0f}")
    text = f"{value:.{max(WIDEST - 1 - whole, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def encoded(text: str, encoding: str) -> bytes:
    """Save text; each half of a character that the encoding lacks becomes ``?``."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return b"".join(_byte(character, encoding) for character in text)


def _byte(character: str, encoding: str) -> bytes:
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return b"?" * (len(character.encode("utf-16-le")) // 2)


def _day(cell: str, form: str) -> datetime | None:
    words = in_english(cell, form) if re.search("%[aAbB]", form) else cell
    if "%Y" not in form and "%y" not in form:
        words, form = f"{THIS_YEAR} {words}", f"%Y {form}"
    try:
        return datetime.strptime(words, form)  # noqa: DTZ007 a cell has no zone
    except ValueError:
        return None


def numbers_of(cells: Iterator[str]) -> Point:
    """Tell how a file writes its numbers: with a decimal comma if any cell can only mean that."""
    german = re.compile(
        r"[+-]?(\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}|\d+,\d{4,}|\d{1,3}(\.\d{3}){2,}) ?%?"
    )
    return GERMAN if any(map(german.fullmatch, cells)) else ENGLISH

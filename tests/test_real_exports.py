"""Real files against control facts computed without this library; skipped where they are absent.

The files are no part of the project: their owners gave no licence. Every line of ``EXPECTED.tsv``
beside them is checked here, or :data:`NOT_READ` says why it does not apply.
"""

import ast
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kpi_kit import labels
from kpi_kit.channels import shipped
from kpi_kit.dates import period_above
from kpi_kit.errors import KpiKitError
from kpi_kit.exports import Exports, load
from kpi_kit.metrics import METRICS
from kpi_kit.recognition import Formats, Recognised
from kpi_kit.reporting import report
from kpi_kit.sections import sections
from kpi_kit.sheets import Sheet
from kpi_kit.tables import TABLES
from kpi_kit.values import compute
from tests.test_exports import assert_accounted
from tests.test_sheets import sound

FOLDER = Path(__file__).parents[2] / "shared" / "real_exports"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the collection of real exports is not beside the checkout"
)

YEAR = 2026
"""The year of the newest row in the exports that write none."""

NOT_READ = {
    r"^linkedin_page/.* / .*(rate|CTR)": "rates are recomputed from their parts, never read",
    r"^linkedin_page/.* / (?!Unique)\w+ \((organic|sponsored)\)": "parts of a total that is read",
    r"^linkedin_page/.* / (Sponsored|Organic|Auto-invited) followers": "parts of a total, too",
    r"^linkedin_page/.* / .*\((desktop|mobile)\)": "parts of a total, too",
    r"^linkedin_page/.* / (Overview|Life|Jobs) .*\(total\)": "sections; the whole page is read",
    r"^meta_ads/.*: Results =": "results mix goals, so they reach no table",
    r"^facebook_posts/.*: sum IMPRESSION:UNIQUE_USERS": "an internal name that explains nothing",
    r"^tiktok/.*: sum (Phone number clicks|Leads submission)": "no table has these clicks",
    r"^tiktok/.*: sum (Engaged audience|New Viewers|Returning Viewers)": "parts of an audience",
    r"^tiktok/.*: sum Hour": "the hour names the row; as a figure it says nothing",
    r"^x_twitter/.*: sum (Tweets published|Create Post)": "posts are counted by their own rows",
    r"^instagram_posts/03.*: (note|records) =": "lines in quotes, not yet unwrapped; see trap 9",
}
"""Facts that do not apply, as patterns of ``file: fact = value``, and why."""

REFUSED = {
    "hootsuite/01*": {
        "de": "keine Spalte .* zu einem bekannten Format",
        "en": "no column fits a known format",
    },
    "meta_german_derived/01*": {
        "de": "in „Facebook-Beiträge .*“ fehlt die Spalte 'Veröffentlichungszeit'",
        "en": "“Facebook posts .*” lacks the column 'Veröffentlichungszeit'",
    },
    "meta_insights_daily/46*": {"de": "ohne die Titelzeile", "en": "without the title line"},
    "meta_insights_daily/47*": {"de": "ohne die Titelzeile", "en": "without the title line"},
    "tiktok_ads/01*": {
        "de": "am nächsten kommt „TikTok-Anzeigen .*'Impressions'",
        "en": "the nearest is “TikTok ads .*'Impressions'",
    },
}
"""Files that cannot be read as they are, and what the message must say."""

REPAIRED = {
    "facebook_insights_old/01*": "unreadable bytes: 3;",
    "facebook_posts/01*": "rows too short: 5;",
    "instagram_posts/03*": "have been unwrapped;",
    "meta_insights_daily/17*": "taken as 0: 12 ",
    "meta_insights_daily/27*": "semicolons instead of commas",
    "x_twitter/0[15]*": "written with a decimal",
    "meta_insights_daily/33*": "(cp1251) instead of UTF-8",
}
"""What is mended in a file, and told; in the others nothing is."""

TITLED = {"46_Follower.csv": "Instagram follows", "47_Pubblico.csv": "Instagram follows"}
"""Daily figures whose title line is lost, and what ``exports.toml`` may say in its place."""


@dataclass(frozen=True)
class Fact:
    """A line of ``EXPECTED.tsv``; ``part`` is the sheet of a workbook that it speaks of."""

    file: str
    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.file}: {self.name} = {self.value}"

    @property
    def part(self) -> str:
        return self.name.split(" / ")[0] if self.file.endswith(".xls") else ""


def facts() -> list[Fact]:
    source = FOLDER / "EXPECTED.tsv"
    lines = source.read_text("utf-8").splitlines()[1:] if source.exists() else []
    return [Fact(*line.split("\t")) for line in lines]


def path_of(pattern: str) -> Path:
    (path,) = FOLDER.glob(pattern)
    return path


def read(pattern: str) -> Exports:
    return loaded(path_of(pattern))


@cache
def loaded(path: Path) -> Exports:
    """Load one file of the collection; the title it lost is told by ``exports.toml``."""
    if path.name not in TITLED:
        return load(path, year=YEAR)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(path, Path(folder) / path.name)
        told = f'[[files]]\nmatch = "*"\ntitle = "{TITLED[path.name]}"\n'
        (Path(folder) / "exports.toml").write_text(told, "utf-8")
        return load(folder)


@cache
def sheet(file: str, part: str = "") -> Sheet:
    path = FOLDER / file
    names = {path.name, f"{path.name}/{part}"}
    (found,) = [found for found in sound(path, path.name) if found.file in names]
    return found


@cache
def recognised(file: str, part: str = "") -> Recognised:
    return Formats(shipped().values()).recognise(sheet(file, part))


def header(fact: Fact) -> tuple[int, list[str]]:
    """Return the header, and its row as a spreadsheet counts; of a refused file the first row."""
    there = sheet(fact.file, fact.part).head
    try:
        return there[recognised(fact.file, fact.part).header_at]
    except KpiKitError:
        return there[0]


def body(fact: Fact) -> list[list[str]]:
    line = header(fact)[0]
    return [cells for number, cells in sheet(fact.file, fact.part).rows if number > line]


def entry(fact: Fact) -> dict[Any, Any]:
    """Return what the log says of a sheet."""
    log = read(fact.file).log
    (found,) = log[log["file"] == sheet(fact.file, fact.part).file].to_dict("records")
    return found


def rows(fact: Fact) -> pd.DataFrame:
    """Return the canonical rows of a sheet, in the order of the file."""
    told = entry(fact)
    table: pd.DataFrame = getattr(read(fact.file), told["table"])
    table = table[table["source_file"] == told["file"]]
    return table.sort_values("source_row", key=lambda row: row.astype(int), ignore_index=True)


def figure(fact: Fact, head: str) -> str | None:
    """Return the canonical figure that a header of the sheet stands for."""
    spec = recognised(fact.file, fact.part).spec
    kinds = TABLES[spec.table].columns if spec.table in TABLES else {}
    name, _ = spec.column(head)
    return name if name and kinds.get(name) in {"count", "number"} else None


def column(fact: Fact, head: str, table: pd.DataFrame | None = None) -> "pd.Series[float]":
    """Return the figures under a header, from the canonical table but in the file's unit."""
    name = figure(fact, head)
    assert name, f"{head!r} is neither read nor explained"
    found = (rows(fact) if table is None else table)[name]
    return found / recognised(fact.file, fact.part).spec.scale.get(name, 1)


def about(value: str | float) -> Any:
    """Allow for the digits to which the facts are rounded."""
    return pytest.approx(float(value), abs=5e-5)


# What a fact says, and how the library must agree. The names follow the facts' own words.


def columns(fact: Fact) -> None:
    heads = header(fact)[1]
    known = ast.literal_eval(fact.value)
    assert (len(heads) if isinstance(known, int) else heads) == (
        known if isinstance(known, int) else [head.strip() for head in known]
    )


def records(fact: Fact) -> None:
    refused = is_refused(FOLDER / fact.file)
    assert (len(body(fact)) if refused else entry(fact)["rows_read"]) == int(fact.value)


def record_lengths(fact: Fact) -> None:
    """Compare how many cells the rows have; outside of posts, these facts count the header too."""
    posts = fact.file.split("/")[0].endswith("_posts")
    there = body(fact) if posts else [header(fact)[1], *body(fact)]
    assert Counter(map(len, there)) == ast.literal_eval(fact.value)


def empty_ids(fact: Fact) -> None:
    aside = read(fact.file).set_aside
    assert aside["column"].eq(header(fact)[1][0]).sum() == int(fact.value)


def duplicate_ids(fact: Fact) -> None:
    assert read(fact.file).set_aside["column"].eq("post_id").sum() == int(fact.value)
    assert rows(fact)["post_id"].is_unique


def first_and_last_time(fact: Fact) -> None:
    times = rows(fact)["published_at"].dt.tz_convert("America/Los_Angeles").dt.tz_localize(None)
    assert f"{times.min()} .. {times.max()}" == fact.value


def post_types(fact: Fact) -> None:
    known = ast.literal_eval(fact.value)
    words = recognised(fact.file).spec.words["format"].items()
    formats = {word: name for name, known_words in words for word in known_words}
    assert known.pop("", 0) == entry(fact)["rows_set_aside"]
    kept = Counter(rows(fact)["format"])
    assert kept == {formats[word]: number for word, number in known.items()}


def lifetime(fact: Fact) -> None:
    """Compare the column "Date", which holds a word for *lifetime*; it must not be read."""
    (at,) = [at for at, head in enumerate(header(fact)[1]) if head in {"Date", "Data"}]
    assert Counter(cells[at] for cells in body(fact)) == ast.literal_eval(fact.value)
    assert figure(fact, header(fact)[1][at]) is None


def sum_of_a_post_column(fact: Fact) -> None:
    head, at = re.findall(r"sum (.+) \[col (\d+)\]", fact.name)[0]
    total, filled, empty = re.findall(r"(\S+) \(n=(\d+), empty=(\d+)\)", fact.value)[0]
    assert header(fact)[1][int(at) - 1] == head
    found = column(fact, head)
    assert (found.sum(), found.count()) == (float(total), int(filled))
    assert entry(fact)["rows_read"] - found.count() == int(empty)


def sum_of_a_count(fact: Fact) -> None:
    total, others = re.findall(r"(\S+)(?: non-numeric=(.+))?", fact.value)[0]
    found = column(fact, fact.name.removeprefix("sum "))
    assert found.sum() == float(total)
    assert found.isna().sum() == sum(ast.literal_eval(others or "{}").values())


def first_and_last_row(fact: Fact) -> None:
    """Compare the first cells; where they are days, also what has been read of them."""
    ends = fact.value.split(" .. ")
    spec, there = recognised(fact.file).spec, rows(fact)
    kind = spec.column(header(fact)[1][0])[0]
    if fact.name == "first/last":
        assert [body(fact)[0][0], body(fact)[-1][0]] == ends
    else:
        kind = "published_at" if "published_at" in spec.formats else "date"
    if kind in spec.formats and kind in there:
        if there[kind].isna().all():
            days = there["published_on"]
        else:
            days = there[kind].dt.tz_convert("UTC") if kind == "published_at" else there[kind]
        written = [
            [day.strftime(form) for day in days.iloc[[0, -1]]] for form in spec.formats[kind]
        ]
        assert ends in written


def data_rows(fact: Fact) -> None:
    assert entry(fact)["rows_kept"] == int(fact.value)


def footer(fact: Fact) -> None:
    aside = read(fact.file).set_aside
    assert aside["value"].tolist() == [fact.value]
    assert aside["reason"].str.startswith("no data but a remark of the platform").all()


def dates(fact: Fact) -> None:
    """Compare the days; the ends are those of the texts, which a re-save puts out of order."""
    first, last, number = re.findall(r"(.+) \.\. (.+) n=(\d+)", fact.value)[0]
    days = rows(fact)["date"]
    written = [
        {day.strftime(f) for day in days} for f in recognised(fact.file).spec.formats["date"]
    ]
    assert any((min(form), max(form)) == (first, last) for form in written)
    assert days.nunique() == int(number)


def sum_and_total(fact: Fact) -> None:
    known = re.findall(
        r"sum of (?:data )?rows=(.+); (?:total row|summary)=(.*); empty=(\d+)", fact.value
    )
    total, own, empty = known[0]
    found, periods = column(fact, fact.name), read(fact.file).periods
    assert found.sum() == about(total)
    assert found.isna().sum() == int(empty)
    assert column(fact, fact.name, periods).tolist() == ([] if own == "-" else [about(own)])


def sum_and_totals(fact: Fact) -> None:
    total, own = re.findall(r"sum of data rows=(.+); total rows=(.+)", fact.value)[0]
    totals = [about(cell.replace(",", "")) for cell in ast.literal_eval(own)]
    assert column(fact, fact.name).sum() == about(total)
    assert column(fact, fact.name, read(fact.file).periods).tolist() == totals


def summary_rows(fact: Fact) -> None:
    assert entry(fact)["rows_total"] == int(fact.value)


def nothing(fact: Fact) -> None:
    exports = read(fact.file)
    said = ast.literal_eval(fact.value.removeprefix("no data row: "))
    assert exports.set_aside["value"].tolist() == [cell for cells in said for cell in cells]
    assert rows(fact).empty
    assert found_in(exports, "no data in this period")


def header_line(fact: Fact) -> None:
    assert header(fact)[0] == int(fact.value)


def preamble(fact: Fact) -> None:
    above = [
        cell for line, cells in sheet(fact.file).head for cell in cells if line < header(fact)[0]
    ]
    known = ast.literal_eval(fact.value)
    assert [cell for cell in above if cell] == known
    start, end = period_above(above, recognised(fact.file).spec.formats["period"])
    assert rows(fact)["period_start"].drop_duplicates().tolist() == ([start] * (start == start))
    assert rows(fact)["period_end"].drop_duplicates().tolist() == ([end] * (end == end))


def total_rows(fact: Fact) -> None:
    assert read(fact.file).periods["what"].tolist() == ast.literal_eval(fact.value)


def tables(fact: Fact) -> None:
    assert len(daily_series(fact)) == int(fact.value)


def title(fact: Fact) -> None:
    known = fact.value or TITLED[Path(fact.file).name]
    assert metric_and_channel(known) in daily_series(fact)


def days(fact: Fact) -> None:
    """Compare a series; a day that Instagram leaves out is 0, and the log tells how many are."""
    told = next(f.value for f in facts() if (f.file, f.name) == (fact.file, f"{fact.name} title"))
    told = told or TITLED[Path(fact.file).name]
    known = dict(part.split("=") for part in fact.value.split(" ")[:5])
    values = daily_series(fact)[metric_and_channel(told)]
    assert (values.sum(), values.max()) == (float(known["sum"]), float(known["max"]))
    ends = [str(day)[:10] for day in (values.index.min(), values.index.max())]
    assert ends == [known["first"], known["last"]]
    repairs = read(fact.file).log["repairs"].str.cat()
    filled = re.findall(r"taken as 0: (\d+)", repairs) if told.startswith("Instagram") else []
    assert values.size - int(known["days"]) == sum(map(int, filled))


def day_cells(fact: Fact) -> None:
    """Compare header and times of day; these say nothing, and are dropped."""
    heads, times = re.findall(r"header=(\[.*\]) time_parts=(\[.*\])", fact.value)[0]
    there = [[cell for cell in cells if cell] for _, cells in sheet(fact.file).rows]
    assert ast.literal_eval(heads) in there
    days = [cells[0] for cells in there if cells and re.match(r"\d{4}-\d\d-\d\d", cells[0])]
    assert {*ast.literal_eval(times)} <= {day[10:] for day in days}


def start_dates(fact: Fact) -> None:
    spec, web = recognised(fact.file).spec, read(fact.file).web
    above = [section.above for section in sections(sheet(fact.file), recognised(fact.file))]
    starts = {f"{period_above(texts, spec.formats['period'])[0]:%Y%m%d}" for texts in above}
    assert starts == {*ast.literal_eval(fact.value)}
    read_days = web["period_start"].dropna().tolist() or [web["date"].min()]
    assert {f"{day:%Y%m%d}" for day in read_days} <= starts


def number_of_sections(fact: Fact) -> None:
    assert len([*sections(sheet(fact.file), recognised(fact.file))]) == int(fact.value)


def headers(fact: Fact) -> None:
    """Compare the headers, of which the facts name the first; a re-save pads them with commas."""
    known = [line.rstrip(",") for line in ast.literal_eval(fact.value)]
    found = [s.header for s in sections(sheet(fact.file), recognised(fact.file))]
    assert [",".join(cells).rstrip(",") for cells in found][: len(known)] == known


def sheet_of_a_workbook(fact: Fact) -> None:
    line, number, *ends = re.findall(
        r"header row=(\d+) data rows=(\d+) first=(.+) last=(.+)", fact.value
    )[0]
    assert header(fact)[0] == int(line)
    assert entry(fact)["rows_kept"] == int(number)
    for cells, end in zip((body(fact)[0], body(fact)[-1]), ends, strict=True):
        assert repr(cells[0]).startswith(end)


def sum_and_least(fact: Fact) -> None:
    total, least, empty = re.findall(r"sum=(\S+) min=(\S+) empty=(\d+)", fact.value)[0]
    found = column(fact, fact.name.split(" / ")[1])
    assert (found.sum(), found.min()) == (about(total), about(least))
    assert found.isna().sum() == int(empty)


def metric_and_channel(title: str) -> tuple[str, str | None]:
    (found,) = [s for s in shipped()["meta_insights_daily"].series if title in s.titles]
    return found.metric, found.channel


def daily_series(fact: Fact) -> dict[tuple[str, str | None], "pd.Series[float]"]:
    """Return the daily series of a file by metric and channel."""
    accounts = read(fact.file).accounts
    accounts = accounts.assign(channel=accounts["channel"].fillna(""))
    return {
        (metric, str(channel) or None): its_rows.set_index("date")[metric].dropna()
        for channel, its_rows in accounts.groupby("channel")
        for metric in METRICS
        if metric in its_rows and its_rows[metric].notna().any()
    }


CHECKS: dict[str, Callable[[Fact], None]] = {
    r": columns =": columns,
    r": records =": records,
    r": record lengths =": record_lengths,
    r": rows with empty post id =": empty_ids,
    r": duplicate post ids =": duplicate_ids,
    r": first/last publish time =": first_and_last_time,
    r": first/last( row date)? =": first_and_last_row,
    r": post types =": post_types,
    r": Date column values =": lifetime,
    r": sum .+ \[col \d+\] =": sum_of_a_post_column,
    r"^(tiktok|x_twitter)/.*: sum ": sum_of_a_count,
    r": data rows( \(.*\))? =": data_rows,
    r": footer =": footer,
    r": dates =": dates,
    r" = sum of .*; (total row|summary)=": sum_and_total,
    r" = sum of .*; total rows=": sum_and_totals,
    r": summary rows \(.*\) =": summary_rows,
    r": note = no data row": nothing,
    r": header line =": header_line,
    r": preamble =": preamble,
    r": total rows =": total_rows,
    r": tables =": tables,
    r": table\d title =": title,
    r": table\d = days=": days,
    r" header=.* time_parts=": day_cells,
    r": start dates =": start_dates,
    r": sections .* =": number_of_sections,
    r": headers =": headers,
    r" = header row=": sheet_of_a_workbook,
    r" = sum=": sum_and_least,
}
"""What checks a fact, by patterns as in :data:`NOT_READ`."""


def fitting(fact: Fact, patterns: dict[str, Any]) -> list[str]:
    return [pattern for pattern in patterns if re.search(pattern, str(fact))]


CASES = [
    pytest.param(fact, CHECKS[pattern], id=f"{fact.file}: {fact.name}: {CHECKS[pattern].__name__}")
    for fact in facts()
    if not fitting(fact, NOT_READ)
    for pattern in fitting(fact, CHECKS)
]


@pytest.mark.parametrize(("fact", "check"), CASES)
def test_a_control_fact_holds(fact: Fact, check: Callable[[Fact], None]) -> None:
    check(fact)


def test_every_control_fact_is_checked_or_explained() -> None:
    assert len(facts()) > 400
    assert not [str(f) for f in facts() if not fitting(f, NOT_READ) and not fitting(f, CHECKS)]


@pytest.mark.parametrize("pattern", [*NOT_READ, *CHECKS])
def test_every_reason_and_every_check_belongs_to_a_fact(pattern: str) -> None:
    assert any(re.search(pattern, str(fact)) for fact in facts())


@pytest.mark.parametrize("pattern", NOT_READ)
def test_what_is_explained_as_not_read_is_not_read(pattern: str) -> None:
    for fact in facts():
        head = re.sub(r"^sum | \[col \d+\]$|^.* / ", "", fact.name)
        if re.search(pattern, str(fact)) and head not in {"note", "records"}:
            assert head in header(fact)[1]
            assert figure(fact, head) is None


def name_of(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def is_refused(path: Path) -> bool:
    return any(path.match(pattern) for pattern in REFUSED)


FILES = [path for path in sorted(FOLDER.glob("*/*")) if path.is_file() and not is_refused(path)]


@pytest.mark.parametrize("file", [name_of(path) for path in FILES])
def test_a_file_is_read_and_each_of_its_rows_is_in_its_place(file: str) -> None:
    exports = read(file)
    assert_accounted(exports)
    there = exports.log["rows_kept"].gt(0) | exports.log["table"].eq("none")
    assert there.all() or found_in(exports, "no data in this period")
    assert not exports.problems["severity"].eq("error").any()


@pytest.mark.parametrize("file", [name_of(path) for path in FILES])
def test_what_is_repaired_is_told(file: str) -> None:
    told = [words for pattern, words in REPAIRED.items() if Path(file).match(pattern)]
    for repairs in read(file).log["repairs"]:
        assert told[0] in repairs if told else not repairs


@pytest.mark.parametrize("pattern", REFUSED)
@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_a_file_is_refused_with_the_right_reason(pattern: str, lang: labels.Language) -> None:
    path = path_of(pattern)
    said = f"^{re.escape(path.name)}: .*{REFUSED[pattern][lang]}"
    with labels.speaking(lang), pytest.raises(KpiKitError, match=said):
        load(path)


TIKTOK = """
extends = "tiktok_ads"
[marks]
day = ["Date"]
[columns]
impressions = ["Impression"]
"""


def test_the_advice_in_a_refusal_helps(tmp_path: Path) -> None:
    mine = tmp_path / "my.toml"
    mine.write_text(TIKTOK, "utf-8")
    exports = load(path_of("tiktok_ads/01*"), channel=mine)
    assert_accounted(exports)
    (told,) = exports.log.to_dict("records")
    assert (told["rows_kept"], told["currency"]) == (141, "IDR")
    assert [str(told["first_date"]), str(told["last_date"])] == ["2023-10-23", "2024-03-26"]
    totals = exports.ads[["spend", "impressions", "link_clicks", "conversions"]].sum()
    assert totals.tolist() == [49_068_186, 4_774_891, 17_445, 804]


# The traps of the reference's Annex C, as far as their files are at hand: what a naive reader
# makes of them, and what is right.


def found_in(exports: Exports, words: str) -> bool:
    return bool(exports.problems["problem"].str.contains(words, regex=False).any())


def test_trap_1_two_tables_of_a_file_are_not_one_series_of_484_rows() -> None:
    by_channel = read("meta_insights_daily/16*").accounts.groupby("channel")["reach"]
    assert by_channel.count().to_dict() == {"facebook": 242, "instagram": 242}
    assert by_channel.sum().to_dict() == {"facebook": 3_897_137, "instagram": 150_759}
    assert METRICS["reach"].aggregate == "unique"  # and so never added up


def test_trap_2_a_missing_tail_is_not_zero() -> None:
    exports = load(path_of("meta_insights_daily/02*"), path_of("meta_insights_daily/05*"))
    follows = exports.accounts.set_index("date")["follows"]
    assert (follows.count(), follows.sum()) == (20, 2_736)
    assert follows["2026-06-14":"2026-06-21"].isna().tolist() == [True] * 8
    assert found_in(exports, "ends on 13 June 2026; other metrics go on to 21 June 2026")


def test_trap_4_short_rows_shift_nothing() -> None:
    exports = read("facebook_posts/01*")
    assert (len(exports.posts), exports.posts["interactions"].sum()) == (261, 127)
    assert exports.log["repairs"].tolist() == [
        "rows too short: 5; what their ends lack stays missing"
    ]


def test_trap_5_rows_that_hold_only_an_error_are_no_posts() -> None:
    exports = read("facebook_posts/03*")
    assert len(exports.posts) == 41
    assert exports.set_aside["row"].tolist() == [4, 38, 42]
    assert exports.set_aside["reason"].str.contains("An error occurred").all()


def test_trap_8_a_word_in_the_date_column_is_no_date() -> None:
    posts = read("instagram_posts/04*").posts
    assert (len(posts), posts["views"].sum(), posts["reach"].count()) == (171, 2_896_862, 148)
    days = posts["published_on"].dt.strftime("%Y-%m-%d")
    assert (days.min(), days.max()) == ("2025-04-01", "2025-06-30")


def test_trap_9_lines_in_quotes_are_unwrapped() -> None:
    """58 posts of 18 columns; one of them is an error row without an identifier."""
    exports = read("instagram_posts/03*")
    assert exports.log[["rows_read", "rows_kept", "rows_set_aside"]].to_numpy().tolist() == [
        [58, 57, 1]
    ]
    assert "unwrapped" in exports.log["repairs"][0]
    assert exports.posts["post_id"].str.fullmatch(r"\d{17}").all()


def test_trap_10_the_total_and_the_footer_are_no_videos() -> None:
    exports = read("youtube/01*")
    assert (len(exports.posts), exports.posts["views"].sum()) == (500, 401_812)
    assert exports.periods["views"].tolist() == [405_712]
    assert found_in(exports, "Die 500 besten Ergebnisse werden angezeigt")


def test_trap_11_a_zip_is_unpacked_and_its_days_are_its_total() -> None:
    exports = read("youtube/23*")
    assert len(exports.posts) == 499
    assert exports.periods["views"].tolist() == [157_474]
    assert exports.accounts["views"].sum() == 157_474


def test_trap_13_days_without_a_year_run_over_two() -> None:
    accounts = read("tiktok/04*").accounts
    assert accounts["views"].sum() == 2_946_198
    assert accounts["date"].tolist() == [*pd.date_range("2025-02-28", "2026-02-27")]


def test_trap_15_one_cell_that_says_nan_does_not_spoil_a_sum() -> None:
    reach = read("tiktok/01*").accounts["reach"]
    assert (reach.sum(), reach.count(), reach.isna().sum()) == (505_414, 61, 1)


@pytest.mark.parametrize(
    ("file", "rows", "column", "total", "own"),
    [
        ("meta_ads/06*", 12, "spend", 21_737_841, 21_737_841),
        ("meta_ads/06*", 12, "reach", 1_402_599, 1_241_190),
        ("meta_ads/01*", 50, "impressions", 3_159_843, 3_159_843),
        ("meta_ads/01*", 50, "reach", 2_166_883, 1_211_188),
    ],
)
def test_trap_16_the_summary_row_does_not_double_the_spend(
    file: str, rows: int, column: str, total: float, own: float
) -> None:
    exports = read(file)
    assert len(exports.ads) == rows
    assert exports.ads[column].sum() == pytest.approx(total, abs=0.5)
    assert exports.periods[column].tolist() == [own]
    assert not found_in(exports, "in the total row")


def test_trap_16_frequency_needs_the_platform_s_net_reach() -> None:
    """1,991,270 impressions on 1,241,190 people: 1.60, as the file itself says."""
    frequency = compute(read("meta_ads/06*").periods, ["frequency"])["frequency"][0]
    assert frequency == pytest.approx(1.60432327)


@pytest.mark.parametrize("file", ["meta_ads/09*", "meta_ads/10*", "google_ads/05*"])
def test_trap_17_a_period_without_data_is_no_error(file: str) -> None:
    exports = read(file)
    assert exports.ads.empty
    assert found_in(exports, "no data in this period")


@pytest.mark.parametrize(
    ("file", "campaigns", "totals", "spend", "currency"),
    [
        ("google_ads/01*", 2, 4, 2_565.93, "INR"),
        ("google_ads/03*", 1, 2, 365.22, "GBP"),  # trap 19: UTF-16, tabs
        ("google_ads/07*", 6, 0, 139.67, "USD"),  # trap 20: US$50.00 in the cells
    ],
)
def test_trap_18_totals_are_no_campaigns(
    file: str, campaigns: int, totals: int, spend: float, currency: str
) -> None:
    exports = read(file)
    assert exports.log[["rows_kept", "rows_total"]].to_numpy().tolist() == [[campaigns, totals]]
    assert exports.ads["spend"].sum() == pytest.approx(spend)
    assert {*exports.ads["currency"]} == {currency}


def test_trap_21_a_note_above_the_header_is_no_header() -> None:
    exports = read("linkedin_page/01*")
    assert len(exports.accounts) == 90
    assert exports.accounts[["impressions", "clicks"]].sum().tolist() == [474, 36]
    assert len(exports.posts) == 3


def test_trap_22_total_followers_are_the_new_ones_of_the_day() -> None:
    exports = read("linkedin_page/02*")
    assert exports.accounts["follows"].sum() == 16
    assert exports.accounts["followers"].isna().all()
    assert found_in(exports, "are the new ones of the day")


@pytest.mark.parametrize(
    ("file", "table", "rows"), [("linkedin_page/04*", "competitors", 1), ("x_ads/01*", "ads", 5)]
)
def test_trap_23_a_wrong_dimension_in_a_workbook_hides_no_cell(
    file: str, table: str, rows: int
) -> None:
    assert len(getattr(read(file), table)) == rows


def test_trap_24_a_decimal_comma_and_a_day_before_the_month() -> None:
    ads = read("linkedin_ads/01*").ads
    assert (ads["spend"][0], str(ads["period_start"][0].date())) == (454.06, "2023-09-01")


def test_trap_25_days_sorted_by_size_are_each_there_once() -> None:
    web = read("ga4/01*").web
    ends = [str(day.date()) for day in (web["date"].min(), web["date"].max())]
    assert ends == ["2023-07-08", "2024-03-04"]
    assert web["date"].is_unique


def test_trap_26_explanations_below_the_header_are_no_day() -> None:
    """Of two columns with one name and different figures, none is read."""
    exports = read("facebook_insights_old/01*")
    assert len(exports.accounts) == 180
    assert exports.log["rows_read"].tolist() == [180]
    assert "unreadable bytes: 3" in exports.log["repairs"][0]


def test_trap_28_shares_that_a_spreadsheet_turned_into_dates_are_not_read() -> None:
    exports = read("meta_insights_daily/33*")
    assert exports.accounts["follows"].sum() == 401
    assert {*exports.audience["dimension"]} == {"country"}  # the one block that is whole
    assert exports.audience["share"].between(0, 1).all()
    assert exports.set_aside["reason"].str.contains("turned numbers of this table into dates").all()


def test_the_real_meta_files_together_lose_no_row_and_make_a_report() -> None:
    names = ["facebook_posts/*", "instagram_posts/0[15]*", "meta_insights_daily/*"]
    paths = sorted(path for name in names for path in FOLDER.glob(name))
    exports = load(*paths)
    assert_accounted(exports)
    assert len(exports.posts) == 261 + 41 + 21 + 9
    assert exports.log["file"].nunique() == len(paths)
    refused = exports.problems[exports.problems["severity"] == "error"]["file"]
    assert sorted(refused) == ["46_Follower.csv", "47_Pubblico.csv"]
    for lang in labels.LANGUAGES:
        page = report(exports, lang=lang)
        for file in exports.log["file"]:
            assert file.replace("'", "&#39;") in page


def test_the_whole_collection_together_loses_no_row() -> None:
    """Many accounts in one folder: rows that contradict each other are set aside, none vanishes."""
    exports = load(FOLDER, year=YEAR)
    assert_accounted(exports)
    refused = exports.problems[exports.problems["severity"] == "error"]["file"]
    beside = {"EXPECTED.tsv", "PROVENANCE.tsv"}
    known = {name_of(path_of(pattern)) for pattern in REFUSED}
    assert {*refused} == known | beside

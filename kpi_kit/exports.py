"""A folder of exports, read: the canonical tables, and what became of every row."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.beside import Beside
from kpi_kit.bookkeeping import SET_ASIDE, Collected, log_of, problems_of
from kpi_kit.channels import load_channel, shipped
from kpi_kit.checks import check
from kpi_kit.errors import ColumnError, KpiKitError, ReadingError, SpecError
from kpi_kit.findings import findings
from kpi_kit.folders import (
    Found,
    Rules,
    channels_of,
    files_of,
    remarks_on,
    rules_of,
    told_apart,
)
from kpi_kit.followers import with_followers
from kpi_kit.ledger import INSIDE, Reading
from kpi_kit.merging import merge_accounts, merge_posts, stack
from kpi_kit.parquet import write_parquet
from kpi_kit.reading import read_files, read_shared
from kpi_kit.recognition import Formats
from kpi_kit.sheets import Unreadable
from kpi_kit.tables import PYTHON_TEXTS, SOURCE, TABLES, typed


@dataclass(frozen=True)
class Exports:
    """What the channels exported, as canonical tables.

    Attributes
    ----------
    posts, post_days, accounts, ads, periods, web, audience, competitors, orders, costs, messages,\
    mentions : DataFrame
        The tables that :data:`kpi_kit.tables.TABLES` describes; empty where nothing was exported.
    events : DataFrame
        What ``exports.toml`` says happened: date, label, channel.
    log : DataFrame
        One row per file and table: what it was taken for and why, and its rows, of which
        ``rows_kept + rows_total + rows_set_aside == rows_read``.
    set_aside : DataFrame
        One row per row left out: file, row as a spreadsheet counts, column, value, reason.
    problems : DataFrame
        What a person should look at: file, row, column, problem, severity.
    time_zone : str
        The account's zone, in which all times are.
    """

    posts: pd.DataFrame
    post_days: pd.DataFrame
    accounts: pd.DataFrame
    ads: pd.DataFrame
    periods: pd.DataFrame
    web: pd.DataFrame
    audience: pd.DataFrame
    competitors: pd.DataFrame
    orders: pd.DataFrame
    costs: pd.DataFrame
    messages: pd.DataFrame
    mentions: pd.DataFrame
    events: pd.DataFrame
    log: pd.DataFrame
    set_aside: pd.DataFrame
    problems: pd.DataFrame
    time_zone: str

    def __repr__(self) -> str:
        """Say in a sentence what is here."""
        files = self.log["file"].str.replace(INSIDE, r"\1", regex=True)
        parts = [("files", files.nunique())]
        parts += [(name, len(getattr(self, name))) for name in TABLES]
        parts += [("set_aside", len(self.set_aside))]
        shown = [
            f"{labels.text(f'count.{name}')}: {formatting.number(rows)}"
            for name, rows in parts
            if rows or name in {"files", "set_aside"}
        ]
        return " · ".join([labels.text("message.exports"), *shown])

    def platform_figures(self, metric: str) -> pd.DataFrame:
        """Show what the platforms themselves state of whole periods, each person counted once.

        Parameters
        ----------
        metric : str
            A column of ``periods``, such as ``"reach"``.

        Returns
        -------
        DataFrame
            The rows of ``periods`` that state it: channel, account, what, period_start,
            period_end, the metric, and the source; empty where no export does. The figures of
            two rows must not be added.

        Raises
        ------
        ColumnError
            If ``periods`` has no such column.
        """
        if metric not in self.periods:
            raise ColumnError.missing(metric, map(str, self.periods), where="platform_figures")
        shown = ["channel", "account", "what", "period_start", "period_end", metric, *SOURCE]
        stated = self.periods[self.periods[metric].notna()]
        return stated[shown].reset_index(drop=True)

    def posts_with_followers(self) -> pd.DataFrame:
        """Show the posts beside the followers that their account had on the day of publishing.

        Rates per follower need them: ``kk.compute(exports.posts_with_followers(),
        ["engagement_rate_by_followers"], by="month")``. Where no export tells the stock of that
        day, ``followers`` is missing.

        Returns
        -------
        DataFrame
            ``posts`` with the column ``followers``.
        """
        return with_followers(self.posts, self.accounts)

    def to_parquet(self, folder: str | Path, *, replace: bool = False) -> list[Path]:
        """Write the tables for DuckDB, Polars or Spark, into a folder that may grow.

        Every table that has rows becomes the folder of its name, with a file per channel, year
        and account that is named after its first and last day. ``channel`` and ``year``, that of
        the row's first day, are told by the folders' names. Dates have no time; moments are
        local, as the account's clock showed them, and ``time_zone`` names the clock beside them.
        So in the night in which clocks go back, the hour that comes twice is told only once, and
        durations across a change are an hour off. What is missing stays missing.

        Parameters
        ----------
        folder : str or Path
            Made where it is not there.
        replace : bool, optional
            Whether rows take the place of files all of whose days they cover.

        Returns
        -------
        list of Path
            The files written.

        Raises
        ------
        KpiKitError
            If days of an account are in the folder already, so that its rows would count twice;
            then nothing is written. Or if PyArrow is not installed.

        Examples
        --------
        >>> from tempfile import TemporaryDirectory
        >>> from kpi_kit.company.emscherrad import sample
        >>> with TemporaryDirectory() as folder:  # doctest: +SKIP
        ...     files = load(sample()).to_parquet(folder)
        ...     print(files[0].relative_to(folder).parent.as_posix())
        posts/channel=facebook/year=2024
        """
        tables = {name: getattr(self, name) for name in TABLES}
        return write_parquet(tables, Path(folder), self.time_zone, replace=replace)


@pd.option_context(*PYTHON_TEXTS)
def load(
    *paths: str | Path,
    channel: str | Path | None = None,
    time_zone: str | None = None,
    year: int | None = None,
    progress: Callable[[Sequence[Found]], Iterable[Found]] = iter,
    beside: Beside | None = None,
) -> Exports:
    """Read exports: files, or folders of any mix of platforms.

    A folder may hold an ``exports.toml`` with ``time_zone``, ``currency``, ``[[files]]`` entries
    (``match`` and any of ``channel``, ``account``, ``currency``, ``year``, ``title``, ``spec``)
    and ``[[events]]`` (``date``, ``label``, ``channel``). It counts for a part of the folder, too,
    which a note says. Without it, folders named after a channel count. What neither says stays
    unknown and becomes a problem entry.

    Parameters
    ----------
    *paths : str or Path
        Files (CSV, TSV, XLS, XLSX, ZIP) or folders of them.
    channel : str or Path, optional
        Read every file as this format, instead of recognising it: a shipped format's id, or the
        path of one's own description (TOML).
    time_zone : str, optional
        The account's zone; else the one in ``exports.toml``, else Europe/Berlin.
    year : int, optional
        The year of the newest row, for exports that write dates without one (TikTok Studio);
        what ``exports.toml`` says of a file counts more.
    progress : callable, optional
        Wraps the files while they are read, to show how far it is.
    beside : Beside, optional
        Another process, which reads half of them.

    Returns
    -------
    Exports
        A file among several that cannot be read becomes a problem of severity ``error``.

    Raises
    ------
    ReadingError
        If there is no path or it does not exist, a folder holds no exports, or no file could be
        read; then every reason is listed at once.
    SpecError
        If a description of a format, or ``exports.toml``, is not well formed; or if folders name
        different time zones and ``time_zone`` does not decide.

    Examples
    --------
    >>> load("no/such/folder")
    Traceback (most recent call last):
        ...
    kpi_kit.errors.ReadingError: no/such/folder: there is no such file or folder; check the path
    """
    specs = [load_channel(channel)] if channel else list(shipped().values())
    if not paths:
        raise ReadingError.saying("nothing_to_load")
    roots = [Path(path) for path in paths]
    rules = [rules_of(root) for root in roots]
    zone = time_zone or _zone_of(rules)
    _require_zone(zone)
    channels = channels_of([*shipped().values(), *specs])
    folders = [(r, s, files_of(r, s, channels)) for r, s in zip(roots, rules, strict=True)]
    files = told_apart([found for *_, own in folders for found in own])
    told, formats = _told_year(files, year), Formats(specs)
    read = (
        read_shared(told, formats, zone, progress, beside)
        if beside
        else read_files(progress(told), formats, zone)
    )
    collected = _collected(read, files)
    collected.remarks += dict.fromkeys(said for folder in folders for said in remarks_on(*folder))
    if not collected.readings:
        errors = [one for one in collected.refused if one.severity == "error"]
        raise _nothing_read(errors or collected.refused)
    happened = dict.fromkeys(event for one in rules for event in one.settings.events)
    events = [event.model_dump() for event in happened]
    return _assembled(collected, zone, events)


def _told_year(files: list[Found], year: int | None) -> list[Found]:
    """Give files the year of their newest row, where the folder tells none."""
    if year is None:
        return files
    told = [file.told.model_copy(update={"year": file.told.year or year}) for file in files]
    return [replace(file, told=own) for file, own in zip(files, told, strict=True)]


def _nothing_read(refused: Sequence[Unreadable]) -> KpiKitError:
    """Say why no file could be read, a reason that several have once."""
    if len(refused) == 1:
        return refused[0].error
    told = [{"file": r.file, "problem": str(r.error), "severity": r.severity} for r in refused]
    found = findings(pd.DataFrame(told))
    reasons = [
        f"- {', '.join(places)}: {said}"
        for places, said in zip(found["places"], found["said"], strict=True)
    ]
    return ReadingError.saying("nothing_read", problems="\n".join(reasons))


def _zone_of(rules: Sequence[Rules]) -> str:
    """Return the one zone that folders name; of several, none would be right for all figures."""
    named = {one.settings.time_zone: one.base for one in rules}
    zones = [zone for zone in named if zone]
    if len(zones) > 1:
        shown = ", ".join(f"{named[zone].as_posix()} ({zone})" for zone in zones)
        raise SpecError.saying("several_zones", zones=shown, example=zones[0])
    return zones[0] if zones else "Europe/Berlin"


def _require_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise KpiKitError.saying("no_time_zone", zone=zone) from error


def _collected(read: Iterable[Reading | Unreadable], files: Sequence[Found]) -> Collected:
    """Put readings into the order of their files: where two say the same, the first counts."""
    order = {file.name: place for place, file in enumerate(files)}

    def place(one: Reading | Unreadable) -> int:
        name = one.file
        while name not in order:  # a sheet of a workbook, a member of an archive
            name = name.rpartition("/")[0]
        return order[name]

    everything = sorted(read, key=place)
    refused = [one for one in everything if isinstance(one, Unreadable)]
    return Collected([one for one in everything if isinstance(one, Reading)], refused)


def _assembled(collected: Collected, zone: str, events: list[dict[str, Any]]) -> Exports:
    by_table = {table: [r for r in collected.readings if r.table == table] for table in TABLES}
    days = partial(merge_accounts, zone=zone)
    own: dict[str, Callable[[Sequence[Reading]], pd.DataFrame]]
    own = {"posts": merge_posts, "accounts": days}
    tables = {
        name: typed(own.get(name, stack)(readings), name, zone)
        for name, readings in by_table.items()
    }
    totals = [reading.totals for reading in collected.readings if len(reading.totals)]
    if totals:
        periods = pd.concat([tables["periods"], *totals], ignore_index=True)
        tables["periods"] = typed(periods, "periods")
    aside = [entry for reading in collected.readings for entry in reading.set_aside]
    problems = pd.concat([problems_of(collected, zone), check(tables)], ignore_index=True)
    return Exports(
        **tables,
        events=pd.DataFrame(events, columns=["date", "label", "channel"]).astype(
            {"date": "datetime64[us]"}
        ),
        log=log_of(collected),
        set_aside=pd.DataFrame(aside, columns=list(SET_ASIDE)),
        problems=problems,
        time_zone=zone,
    )

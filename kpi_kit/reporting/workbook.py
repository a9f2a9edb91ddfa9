"""The report's tables as a workbook: numbers as numbers, in their formats, with definitions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kpi_kit import labels
from kpi_kit.reporting.analysis import Analysis
from kpi_kit.reporting.figures import Grid, Value
from kpi_kit.reporting.spreadsheet import Sheet, meanings, spreadsheet


def workbook(analysis: Analysis) -> bytes:
    """Lay the tables of a report out as an XLSX file, in the language in use.

    A cell that is empty has no figure; missing is not zero. Texts that a spreadsheet would run as
    a formula are defused.
    """
    return spreadsheet(sheets(analysis))


def sheets(of: Analysis) -> Iterator[Sheet]:
    """List the sheets; those without rows are left out later."""
    yield Sheet(
        _t("sheet_about"), (_t("figure"), labels.text("column.value")),
        ((_t("title"), of.title), (_t("days"), of.span), (_t("zone"), of.time_zone),
         *((_t("remark"), note) for note in of.notes), (_t("remark"), _t("empty_cells"))),
    )  # fmt: skip
    yield _goals(of)
    yield Sheet(_t("sheet_steps"), (_t("step"), _t("rule")),
                tuple((step.text, step.rule) for step in of.next_steps))  # fmt: skip
    yield Sheet(
        _t("sheet_changed"),
        (labels.text("column.channel"), _t("figure"), _t("now"), _t("then"), _t("change"),
         _t("sure"), _t("sentences")),
        tuple((c.channel, c.name, c.now, c.then, Value("", "", c.change.relative), c.sure,
               c.change.sentence) for c in of.changed.lines),
    )  # fmt: skip
    for name, grid, first in _grids(of):
        yield _table(name, grid, labels.text(f"column.{first}"))
    yield _posts(of)
    yield _ladders(of)
    yield from _quality(of)
    yield meanings(of.definitions)


def _t(name: str) -> str:
    return labels.text(f"report.{name}")


def _grids(of: Analysis) -> Iterator[tuple[str, Grid, str]]:
    yield _t("sheet_posts"), of.channels.posts, "channel"
    yield _t("stories"), of.channels.stories, "channel"
    yield _t("sheet_accounts"), of.channels.accounts, "channel"
    yield _t("followers"), of.followers, "channel"
    yield _t("sheet_ads"), of.campaigns.ads, "campaign"
    yield _t("sheet_periods"), of.campaigns.periods, "file"
    yield _t("answers"), of.community.messages, "channel"


def _table(name: str, grid: Grid, first: str) -> Sheet:
    return Sheet(
        name, (first, *grid.heads),
        tuple((row.name, *row.cells) for row in grid.rows),
    )  # fmt: skip


def _goals(of: Analysis) -> Sheet:
    heads = (_t("goal"), _t("verdict"), _t("actual"), _t("target"), _t("progress"), _t("sentences"))
    return Sheet(
        _t("sheet_goals"), heads,
        tuple((g.name, g.word, g.actual, g.target, Value("", "", g.assessment.state.progress),
               g.text) for g in of.summary.goals),
    )  # fmt: skip


def _posts(of: Analysis) -> Sheet:
    heads = (labels.text("column.channel"), _t("verdict"), labels.text("column.day"),
             labels.text("column.format"), _t("post"), _t("figure"), labels.text("column.value"),
             labels.text("metric.interactions"), labels.text("column.file"),
             labels.text("column.row"))  # fmt: skip
    rows = [
        (ranked.channel, _t(word), post.day, post.format, post.text or post.url, ranked.rate_name,
         post.rate, post.interactions, post.file, post.row)
        for ranked in of.posts
        for word, posts in (("best", ranked.best), ("worst", ranked.worst))
        for post in posts
    ]  # fmt: skip
    return Sheet(_t("sheet_ranked"), heads, tuple(rows))


def _ladders(of: Analysis) -> Sheet:
    heads = (labels.text("column.campaign"), _t("rung"), labels.text("column.value"), _t("source"),
             _t("permits"))  # fmt: skip
    rows = [
        (climb.campaign, step.name, step.value, step.source, f"{step.permits} {step.forbids}")
        for climb in of.campaigns.climbs
        for step in climb.steps
    ]  # fmt: skip
    return Sheet(_t("sheet_ladders"), heads, tuple(rows))


def _quality(of: Analysis) -> Iterator[Sheet]:
    log = ("file", "export", "rows_read", "rows_kept", "rows_total", "rows_set_aside", "repairs")
    yield _records(_t("sheet_files"), log, of.quality.log)
    renamed = [{**entry, "severity": entry["word"]} for entry in of.quality.problems]
    yield _records(_t("sheet_problems"), ("severity", "file", "row", "problem"), renamed)
    aside = ("file", "row", "column", "value", "reason")
    yield _records(_t("sheet_aside"), aside, of.quality.set_aside)


def _records(name: str, columns: Sequence[str], entries: Iterable[Any]) -> Sheet:
    heads = tuple(labels.text(f"column.{column}") for column in columns)
    return Sheet(name, heads, tuple(tuple(entry[c] for c in columns) for entry in entries))

"""The report: frames and charts in one HTML file that needs nothing else and hides nothing.

Every figure shown comes from one :class:`Value`, and so does the sentence about it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi_kit import charts, labels
from kpi_kit.errors import noted
from kpi_kit.exports import Exports
from kpi_kit.kpis import figure
from kpi_kit.values import compute

if TYPE_CHECKING:
    from matplotlib.axes import Axes

POSTS = (
    "posts", "views", "impressions", "gross_reach", "largest_reach", "interactions",
    "engagement_rate_by_reach", "engagement_rate_by_views", "engagement_rate_by_impressions",
)  # fmt: skip
ACCOUNTS = (
    "gross_reach", "largest_reach", "views", "impressions", "interactions", "follows",
    "unfollows", "profile_visits", "link_clicks", "net_follower_growth",
)  # fmt: skip
ADS = (
    "spend", "impressions", "cost_per_mille", "link_clicks", "cost_per_link_click",
    "conversions", "cost_per_acquisition", "revenue", "return_on_ad_spend",
)  # fmt: skip
PERIODS = ("reach", "frequency", "impressions", "spend")
TOP_POSTS = 5


@dataclass(frozen=True)
class Value:
    """One shown figure: the number as the reader sees it, and the rows behind it."""

    name: str
    text: str
    rows_used: int
    rows: int

    @property
    def reported(self) -> bool:
        """Whether there is a figure at all; what a platform does not report is no zero."""
        return self.text != labels.NOTHING

    @property
    def incomplete(self) -> str:
        """Say how many rows the figure rests on, where that is not all of them."""
        if self.rows_used in {0, self.rows}:
            return ""
        used, rows = labels.number(self.rows_used), labels.number(self.rows)
        return labels.text("report.rows_used", used=used, rows=rows)


@dataclass(frozen=True)
class Grid:
    """A table to show: heads of its columns, and rows of a name and values."""

    heads: list[str]
    rows: list[tuple[str, list[Value]]]


def report(
    exports: Exports, *, title: str | None = None, lang: labels.Language | None = None
) -> str:
    """Make the report as one self-contained HTML page.

    Parameters
    ----------
    exports : Exports
        What :func:`kpi_kit.load` gave.
    title : str, optional
        Headline; the accounts' names otherwise.
    lang : {"de", "en"}, optional
        Language; the one in use otherwise.

    Returns
    -------
    str
        HTML without scripts and without anything from the net; texts from exports are escaped.

    Examples
    --------
    >>> import kpi_kit as kk
    >>> page = kk.report(kk.load(kk.sample()), lang="de")
    >>> 'lang="de"' in page, "<script" in page
    (True, False)
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    with labels.speaking(lang):
        pages = Environment(
            loader=PackageLoader("kpi_kit"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        template = pages.get_template("report.html.j2")
        with noted() as notes:
            content = _content(exports, title)
        return template.render(t=labels.text, lang=labels.language(), notes=notes, **content)


def _content(exports: Exports, title: str | None) -> dict[str, Any]:
    """Gather what the template lays out; it computes nothing itself."""
    posts = grid(exports.posts, POSTS, "channel")
    accounts = grid(exports.accounts, ACCOUNTS, "channel")
    ads = grid(exports.ads, ADS, _ads_key(exports.ads))
    periods = grid(_by_total(exports.periods), PERIODS, "source_file")
    return {
        "title": title or _accounts(exports) or labels.text("report.title"),
        "span": _span(exports),
        "sentences": _sentences(posts),
        "posts": posts,
        "accounts": accounts,
        "ads": ads,
        "periods": periods,
        "charts": list(_charts(exports)),
        "top_posts": _top_posts(exports.posts),
        "log": _records(exports.log),
        "set_aside": _records(exports.set_aside),
        "problems": _problems(exports.problems),
        "meanings": _meanings([posts, accounts, ads, periods]),
        "time_zone": exports.time_zone,
    }


def grid(frame: pd.DataFrame, kpis: Sequence[str], key: str) -> Grid:
    """Compute KPIs per group and write each as the reader sees it.

    A figure that no group has is left out: the platform does not report it.
    """
    if frame.empty:
        return Grid([], [])
    known = frame.assign(
        **{
            key: frame[key]
            .astype("object")
            .where(frame[key].notna(), labels.text("report.unknown"))
        }
    )
    values = compute(known, list(kpis), by=key)
    rows = [
        (labels.value_name(key, str(row[key])), [value_of(row, kpi) for kpi in kpis])
        for _, row in values.iterrows()
    ]
    shown = [at for at in range(len(kpis)) if any(values[at].reported for _, values in rows)]
    heads = [labels.name_of(kpis[at]) for at in shown]
    return Grid(heads, [(name, [values[at] for at in shown]) for name, values in rows])


def value_of(row: "pd.Series[Any]", kpi: str) -> Value:
    """Write one computed figure, with the rows it rests on."""
    unit = figure(kpi).unit
    text = labels.shown(float(row[kpi]), unit, currency=row.get("currency"))
    return Value(kpi, text, int(row[f"{kpi}_rows"]), int(row["rows"]))


def _ads_key(ads: pd.DataFrame) -> str:
    """Divide ads by what the export divides them by: campaigns, else ads, else segments."""
    return next((k for k in ("campaign", "ad", "segment") if ads[k].notna().any()), "channel")


def _by_total(periods: pd.DataFrame) -> pd.DataFrame:
    """Name each total of a file that has several, for each of them counts everything anew."""
    several = periods.groupby("source_file")["what"].transform("nunique") > 1
    named = periods["source_file"].where(~several, periods["source_file"] + ", " + periods["what"])
    return periods.assign(source_file=named).drop(columns="what")


def _accounts(exports: Exports) -> str:
    """Name the accounts; one that two platforms write in different case is one."""
    named = pd.concat([exports.posts["account"], exports.accounts["account"]]).dropna()
    return ", ".join({name.casefold(): name for name in sorted(named.unique())[::-1]}.values())


def _span(exports: Exports) -> str:
    """Say from when to when the exports reach."""
    log = exports.log.dropna(subset=["first_date", "last_date"])
    if log.empty:
        return ""
    first, last = labels.day(log["first_date"].min()), labels.day(log["last_date"].max())
    return labels.text("report.span", first=first, last=last)


def _sentences(posts: Grid) -> list[str]:
    """Say each channel's result in a sentence, from the very values in the table."""
    return [
        labels.text("report.sentence", channel=channel, rate=rate.text, base=base)
        for channel, values in posts.rows
        for rate in values
        if rate.name == "engagement_rate_by_reach" and rate.reported
        for base in [
            rate.incomplete or labels.text("report.all_rows", rows=labels.number(rate.rows))
        ]
    ]


def _charts(exports: Exports) -> Iterator[tuple[str, str]]:
    """Draw what there is to draw; each chart comes as SVG with its alternative text."""
    rate, roas = "engagement_rate_by_reach", "return_on_ad_spend"
    for frame, kpi in (
        (exports.posts, rate), (exports.posts, "interactions"), (exports.accounts, "follows")
    ):  # fmt: skip
        values = compute(frame, [kpi], by=["month", "channel"]).dropna()
        if len(values):
            yield _drawn(partial(charts.trend, values, kpi, series="channel"))
    for channel, posts in exports.posts.groupby("channel"):
        # One chart per channel: what counts as an interaction differs between them.
        values = compute(posts, [rate], by="format").dropna()
        name = labels.value_name("channel", str(channel))
        if len(values) > 1:
            yield _drawn(partial(charts.ranking, values, rate, by="format", of=name))
    values = compute(exports.ads, [roas], by="campaign").dropna()
    if len(values):
        yield _drawn(partial(charts.ranking, values, roas, by="campaign"))


def _drawn(draw: "Callable[..., Axes]") -> tuple[str, str]:
    import io

    from matplotlib import rc_context
    from matplotlib.figure import Figure

    # Text stays text, so that it can be read aloud and found; a fixed salt gives the same bytes.
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "kpi_kit", "font.size": 10}):
        drawing = Figure(figsize=(7.5, 3.6), layout="constrained")
        draw(ax=drawing.subplots())
        buffer = io.StringIO()
        drawing.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    return svg[svg.index("<svg") :], charts.alt_text(drawing)


def _top_posts(posts: pd.DataFrame) -> list[dict[str, str]]:
    """List the posts with the most interactions per channel."""
    posts = posts.assign(text=posts["text"].fillna(""))
    top = posts.dropna(subset=["interactions"]).sort_values("interactions", ascending=False)
    top = top.groupby("channel").head(TOP_POSTS).sort_values(["channel", "interactions"])[::-1]
    return [
        {
            "channel": labels.value_name("channel", str(post["channel"])),
            "day": labels.day(on) if pd.notna(on := post["published_on"]) else labels.NOTHING,
            "format": labels.value_name("format", str(post["format"])),
            "text": " ".join(post["text"].split())[:120],
            # Only a web address becomes a link: an export could hold a script in its place.
            "url": post["url"] if str(post["url"]).startswith(("https://", "http://")) else "",
            "reach": labels.number(post["reach"]),
            "interactions": labels.number(post["interactions"]),
        }
        for _, post in top.iterrows()
    ]  # fmt: skip


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return frame.astype("object").where(frame.notna(), "").to_dict("records")  # type: ignore[return-value]


def _problems(problems: pd.DataFrame) -> list[dict[str, Any]]:
    """Name the severity in the reader's language, the worst first."""
    order = {name: place for place, name in enumerate(labels.words()["severity"])}
    ordered = problems.sort_values("severity", key=lambda s: s.map(order), kind="stable")
    return [
        {**entry, "word": labels.value_name("severity", entry["severity"])}
        for entry in _records(ordered)
    ]


def _meanings(grids: Sequence[Grid]) -> list[tuple[str, str]]:
    """Explain every figure that the report shows, once."""
    names = dict.fromkeys(value.name for g in grids for _, values in g.rows for value in values)
    shown = {
        value.name for g in grids for _, values in g.rows for value in values if value.reported
    }
    return [(labels.name_of(name), labels.meaning_of(name)) for name in names if name in shown]

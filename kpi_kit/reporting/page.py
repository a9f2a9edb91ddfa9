"""The report as one HTML page: no script, nothing from the net, every text escaped."""

from collections.abc import Iterable, Mapping

from kpi_kit import labels
from kpi_kit.exports import Exports
from kpi_kit.goals import Goal
from kpi_kit.reporting.analysis import Analysis, analyse
from kpi_kit.reporting.branding import Brand
from kpi_kit.reporting.scope import scope_of


def report(
    exports: Exports, *, title: str | None = None, lang: labels.Language | None = None,
    goals: Iterable[Goal] = (), month: str | None = None, compare: str | None = None,
    utm: Mapping[str, Iterable[str]] | None = None,
) -> str:  # fmt: skip
    """Make the report as one self-contained HTML page.

    Parameters
    ----------
    exports : Exports
        What :func:`kpi_kit.load` gave.
    title : str, optional
        Headline; the accounts' names otherwise.
    lang : {"de", "en"}, optional
        Language; the one in use otherwise.
    goals : iterable of Goal, optional
        As :func:`kpi_kit.load_goals` reads them; each gets its verdict, on the last day reported.
    month : str, optional
        ``"2026-05"``: the report tells of this month only. Courses over time stay whole.
    compare : {"previous", "last-year"}, optional
        What changes are held against; the days before otherwise.
    utm : mapping of str to iterable of str, optional
        Campaign → its tags in the shop's orders.

    Returns
    -------
    str
        HTML without scripts and without anything from the net; texts from exports are escaped.

    Raises
    ------
    KpiKitError
        If the month or the comparison is none, or nothing lies in the month.

    Examples
    --------
    >>> import kpi_kit as kk
    >>> html = kk.report(kk.load(kk.sample() / "linkedin"), lang="de")
    >>> 'lang="de"' in html, "<script" in html
    (True, False)
    """
    with labels.speaking(lang):
        tags = {name: list(known) for name, known in (utm or {}).items()}
        scope = scope_of(exports, month, compare, tags)
        return page(analyse(scope, title=title, goals=goals))


def page(analysis: Analysis, brand: Brand | None = None) -> str:
    """Lay the report out in the language in use; nothing is computed here."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader("kpi_kit"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    template = pages.get_template("report.html.j2")
    return template.render(t=labels.text, of=analysis, brand=brand or Brand())

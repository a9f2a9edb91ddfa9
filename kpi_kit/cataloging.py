"""The catalogue of KPIs for readers: as a frame, and as text for the terminal."""

import inspect
import re
import textwrap

import pandas as pd

from kpi_kit import labels
from kpi_kit.errors import ColumnError
from kpi_kit.kpis import KPIS, Kpi, meant_by
from kpi_kit.labels import text

FACTS = ("unit", "better", "stage", "level")


def catalog(section: str | None = None) -> pd.DataFrame:
    """List the KPIs in the reader's language.

    Parameters
    ----------
    section : str, optional
        Only this part: ``"awareness"``, ``"engagement"``, ``"community"``, ``"conversion"``,
        ``"money"`` or ``"targets"``.

    Returns
    -------
    DataFrame
        One row per KPI: ``kpi`` (the name in code), ``section``, ``name``, ``also``, ``meaning``,
        ``pitfall``, ``unit``, ``better``, ``stage``, ``level``, ``inputs``.

    Raises
    ------
    ColumnError
        If there is no such section.

    Examples
    --------
    >>> catalog("money").set_index("kpi").loc["cost_per_mille", ["also", "inputs"]].tolist()
    ['CPM, TKP', 'spend, impressions']
    """
    sections = dict.fromkeys(kpi.section for kpi in KPIS.values())
    if section is not None and section not in sections:
        raise ColumnError.missing(section, sections, where="catalog")
    return pd.DataFrame([_row(k) for k in KPIS.values() if section in {None, k.section}])


def _row(kpi: Kpi) -> dict[str, str]:
    return {
        "kpi": kpi.name,
        "section": text(f"section.{kpi.section}"),
        "name": labels.name_of(kpi.name),
        "also": ", ".join(labels.synonyms_of(kpi.name)),
        "meaning": labels.meaning_of(kpi.name),
        "pitfall": labels.pitfall_of(kpi.name),
        **{fact: text(f"{fact}.{getattr(kpi, fact)}") for fact in FACTS},
        "inputs": ", ".join(kpi.inputs),
    }


def entries(term: str | None = None, *, width: int = 100) -> str:
    """Write the catalogue as text: all KPIs in short, or all about those that a name may mean.

    Raises
    ------
    ColumnError
        If no KPI goes by the name.

    Examples
    --------
    >>> print(entries("CPM").splitlines()[0])
    Cost per mille (CPM)
    """
    if term is None:
        return _overview(width)
    meant = meant_by(term)
    if not meant:
        raise ColumnError.missing(term, KPIS, where="catalog")
    return "\n\n".join(_entry(KPIS[name], width) for name in meant)


def _overview(width: int) -> str:
    lines = []
    for title, part in catalog().groupby("section", sort=False):
        lines += ["", str(title)]
        for row in part.to_dict("records"):
            lines += [f"  {row['name']}  [{row['kpi']}]", *_wrapped(row["meaning"], 4, width)]
    return "\n".join(lines[1:])


def _entry(kpi: Kpi, width: int) -> str:
    """Write everything about one KPI."""
    row = _row(kpi)
    said = {
        "also": row["also"],
        "pitfall": row["pitfall"],
        "inputs": ", ".join(f"{i} ({labels.name_of(i)})" for i in kpi.inputs),
        "call": kpi.call,
        "source": " ".join(part_of(kpi, "Source").split()),
    }
    lines = [row["name"], *_wrapped(signature(kpi), 2, width), *_wrapped(row["meaning"], 2, width)]
    lines += _wrapped(facts(kpi), 2, width)
    for key, words in said.items():
        lines += _wrapped(f"{text(f'catalog.{key}')}: {words}", 2, width) if words else []
    example = part_of(kpi, "Examples").splitlines()
    return "\n".join([*lines, *(f"    {line}" for line in example)])


def _wrapped(words: str, indent: int, width: int) -> list[str]:
    margin = " " * indent
    return textwrap.wrap(words, width, initial_indent=margin, subsequent_indent=margin)


def signature(kpi: Kpi) -> str:
    """Write how the formula is called.

    Examples
    --------
    >>> signature(KPIS["weighted_engagement"])[:55]
    'weighted_engagement(likes, comments, shares, like_weigh'
    """
    parameters = inspect.signature(kpi.formula).parameters.values()
    given = [p.name if p.default is p.empty else f"{p.name}={p.default}" for p in parameters]
    return f"{kpi.name}({', '.join(given)})"


def facts(kpi: Kpi) -> str:
    """Write unit, direction, stage and level, and how rows are summarised if not by totals.

    Examples
    --------
    >>> facts(KPIS["median_response_time"])
    'seconds · lower is better · out-takes · strategic goal · computed per row, then the median'
    """
    said = [text(f"{fact}.{getattr(kpi, fact)}") for fact in FACTS]
    return " · ".join([*said, *([] if kpi.of == "totals" else [text(f"catalog.of_{kpi.of}")])])


def part_of(kpi: Kpi, heading: str) -> str:
    """Return one part of a formula's docstring.

    Examples
    --------
    >>> part_of(KPIS["save_rate_by_reach"], "Source")
    'redaquest.'
    """
    parts = re.split(r"^(\w+)\n-+\n", inspect.getdoc(kpi.formula) or "", flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True)).get(heading, "").strip()

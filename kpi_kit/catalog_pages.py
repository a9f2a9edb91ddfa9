"""The catalogue as pages for ``docs/``: ``python -m kpi_kit.catalog_pages`` writes them."""

from collections.abc import Iterator
from pathlib import Path

from kpi_kit import labels
from kpi_kit.cataloging import catalog, facts, part_of, signature
from kpi_kit.kpis import KPIS, Kpi, meant_by
from kpi_kit.labels import LANGUAGES, Language, text
from kpi_kit.metrics import METRICS

DOCS = Path(__file__).parents[1] / "docs"


def page(lang: Language) -> str:
    """Write the whole catalogue in one language.

    Examples
    --------
    >>> page("de").splitlines()[0]
    '# Die Kennzahlen'
    """
    with labels.speaking(lang):
        lines = [f"# {text('catalog.title')}", "", text("catalog.other"), ""]
        lines += [text("catalog.intro", kpis=len(KPIS)), "", text("catalog.generated"), ""]
        for section in dict.fromkeys(kpi.section for kpi in KPIS.values()):
            lines += [f"## {text(f'section.{section}')}", "", *_table(section), ""]
            for kpi in KPIS.values():
                if kpi.section == section:
                    lines += _entry(kpi)
        return "\n".join([*lines, *_ambiguous(), "", *_metrics()]) + "\n"


def ambiguous() -> dict[str, list[str]]:
    """Return the names, in the reader's language, that several KPIs go by."""
    names = dict.fromkeys(name for kpi in KPIS for name in labels.synonyms_of(kpi))
    meant = {name: meant_by(name) for name in sorted(names, key=str.casefold)}
    return {name: kpis for name, kpis in meant.items() if len(kpis) > 1}


def _table(section: str) -> Iterator[str]:
    yield f"| {text('catalog.kpi')} | {text('catalog.says')} | {text('catalog.unit')} |"
    yield "|---|---|---|"
    for row in catalog(section).to_dict("records"):
        yield f"| {row['name']} | {row['meaning']} | {row['unit']} |"


def _entry(kpi: Kpi) -> Iterator[str]:
    """Write everything about one KPI; the table above has its meaning already."""
    yield f"### {labels.name_of(kpi.name)}"
    yield ""
    yield f"`{signature(kpi)}`"
    yield ""
    yield f"{labels.meaning_of(kpi.name)} **{text('catalog.pitfall')}:** " + labels.pitfall_of(
        kpi.name
    )
    yield ""
    said = {
        "unit": facts(kpi),
        "also": ", ".join(labels.synonyms_of(kpi.name)),
        "inputs": ", ".join(labels.name_of(name) for name in kpi.inputs),
        "call": kpi.call and f"`{kpi.call}`",
        "source": " ".join(part_of(kpi, "Source").split()),
    }
    for key, words in said.items():
        if words:
            yield f"- {text(f'catalog.{key}').capitalize()}: {words}"
    yield ""
    yield f"```python\n{part_of(kpi, 'Examples')}\n```"
    yield ""


def _ambiguous() -> Iterator[str]:
    yield f"## {text('catalog.ambiguous')}"
    yield ""
    yield text("catalog.ambiguous_intro")
    yield ""
    yield f"| {text('catalog.name')} | {text('catalog.means')} |"
    yield "|---|---|"
    for name, kpis in ambiguous().items():
        yield f"| {name} | {', '.join(f'`{kpi}`' for kpi in kpis)} |"


def _metrics() -> Iterator[str]:
    heads = [text(f"catalog.{head}") for head in ("metric", "says", "unit", "combined")]
    yield f"## {text('catalog.metrics')}"
    yield ""
    yield text("catalog.metrics_intro")
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---|---|"
    for name, metric in METRICS.items():
        what = f"{labels.name_of(name)} (`{name}`)"
        unit, combined = text(f"unit.{metric.unit}"), text(f"aggregate.{metric.aggregate}")
        yield f"| {what} | {labels.meaning_of(name)} | {unit} | {combined} |"


def main() -> None:
    """Write the pages of both languages."""
    for lang in LANGUAGES:
        (DOCS / f"kpis.{lang}.md").write_text(page(lang), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""Where each format is described, and which files prove it: ``python -m tests.formats``."""

import tomllib
from pathlib import Path
from typing import Any

from kpi_kit import labels
from kpi_kit.channels import ChannelSpec, shipped
from kpi_kit.labels import LANGUAGES, Language

HERE = Path(__file__).parents[1]
EXPORTS = HERE / "tests" / "exports"

WORDS: dict[Language, dict[str, str]] = {
    "de": {
        "title": "Die Formate, ihre Beschreibungen und ihre Testdateien",
        "other": "[English](formats.en.md)",
        "intro": (
            "Was kpi_kit liest ({formats} Formate), in welcher Datei unter `kpi_kit/channels/` es "
            "beschrieben ist, und welche erfundenen Dateien unter `tests/exports/` mit allen "
            "Eigenheiten der echten es belegen; was in diesen steht, sagt `expected.toml` daneben. "
            "Wo du einen Export bekommst, sagt `kpi-kit channels`, und was aus ihm wird, "
            "[Exporte lesen](exports.de.md)."
        ),
        "generated": "Erzeugt mit `python -m tests.formats`.",
        "head": "| Export | wird zu | Beschreibung | Testdateien |",
        "refused": "Dateien, die abgelehnt werden, und was die Meldung sagt",
        "refused_head": "| Testdatei | Meldung |",
    },
    "en": {
        "title": "The formats, their descriptions and their test files",
        "other": "[Deutsch](formats.de.md)",
        "intro": (
            "What kpi_kit reads ({formats} formats), in which file of `kpi_kit/channels/` it is "
            "described, and which invented files of `tests/exports/`, with every quirk of the real "
            "ones, prove it; `expected.toml` beside them says what is in them. Where to get an "
            "export, `kpi-kit channels` tells, and what becomes of it, "
            "[Reading exports](exports.en.md)."
        ),
        "generated": "Made with `python -m tests.formats`.",
        "head": "| export | becomes | description | test files |",
        "refused": "Files that are refused, and what the message says",
        "refused_head": "| test file | message |",
    },
}


def page(lang: Language) -> str:
    """Write the page in one language."""
    words, proving = WORDS[lang], files_of()
    with labels.speaking(lang):
        rows = [_row(spec, proving[spec.id]) for spec in shipped().values()]
    refused = [f"| `{name}` | {says} |" for name, says in refusals().items()]
    intro = words["intro"].format(formats=len(rows))
    return "\n".join([
        f"# {words['title']}", "", words["other"], "", intro, "", words["generated"], "",
        words["head"], "|---|---|---|---|", *rows, "",
        f"## {words['refused']}", "", words["refused_head"], "|---|---|", *refused, "",
    ])  # fmt: skip


def files_of() -> dict[str, list[str]]:
    """Return for each format the synthetic files that are read as it."""
    proving: dict[str, dict[str, None]] = {spec: {} for spec in shipped()}
    for name, facts in _expected().items():
        folder = name.partition("/")[0]
        together = [name, *(f"{folder}/{other}" for other in facts.get("beside", []))]
        for table in facts.get("tables", []):
            proving[table["spec"]] |= dict.fromkeys(together)
    return {spec: [*names] for spec, names in proving.items()}


def refusals() -> dict[str, str]:
    """Return the files that are refused, each with a part of what is said."""
    return {n: facts["refused"]["says"] for n, facts in _expected().items() if "refused" in facts}


def _expected() -> dict[str, dict[str, Any]]:
    return {
        f"{source.parent.name}/{facts['name']}": facts
        for source in sorted(EXPORTS.glob("*/expected.toml"))
        for facts in tomllib.loads(source.read_text("utf-8"))["files"]
    }


def _row(spec: ChannelSpec, names: list[str]) -> str:
    table = labels.text(f"table.{spec.table}")
    files = ", ".join(f"`{name}`" for name in names)
    return f"| {spec.label[labels.language()]} | {table} | `{spec.id}.toml` | {files} |"


if __name__ == "__main__":
    for lang in LANGUAGES:
        (HERE / "docs" / f"formats.{lang}.md").write_text(page(lang), "utf-8", newline="\n")

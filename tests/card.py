"""The tables of the data card: ``python -m tests.card`` counts anew what is in the files.

``card.toml`` says which files belong together, how they are written and what to notice in them.
Numbers of files and rows, and what reading finds in them, come from the files.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.company.emscherrad import CHECKOUT
from kpi_kit.company.exports import TRUTH
from kpi_kit.labels import LANGUAGES, Language
from tests.emscherrad import emscherrad

CARD = CHECKOUT / "README.md"
EXPORTS = CHECKOUT / "emscherrad"

HEADS: dict[Language, dict[str, str]] = {
    "de": {
        "exports": "| Dateien in `emscherrad/` | Format | Dateien | Zeilen | beim Lesen | "
        "worauf zu achten ist |",
        "truth": "| Datei in `truth/` | eine Zeile je | Zeilen | Inhalt |",
    },
    "en": {
        "exports": "| files in `emscherrad/` | format | files | rows | when read | "
        "what to notice |",
        "truth": "| file in `truth/` | one row per | rows | what it holds |",
    },
}
FOUND: dict[Language, dict[str, str]] = {
    "de": {
        "rows_total": "Summenzeilen: {}", "rows_set_aside": "beiseitegelegt: {}",
        "repaired": "reparierte Dateien: {}", "warning": "Warnungen: {}", "note": "Hinweise: {}",
    },
    "en": {
        "rows_total": "total rows: {}", "rows_set_aside": "set aside: {}",
        "repaired": "files repaired: {}", "warning": "warnings: {}", "note": "notes: {}",
    },
}  # fmt: skip


def groups() -> dict[str, list[dict[str, Any]]]:
    """Return the rows of both tables, as they are described."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def members(group: dict[str, Any]) -> list[str]:
    """Name the files of a group."""
    found = sorted({path for glob in group["files"] for path in EXPORTS.glob(glob)})
    return [path.relative_to(EXPORTS).as_posix() for path in found]


def tables(lang: Language) -> dict[str, str]:
    """Write both tables in one language."""
    with labels.speaking(lang):
        rows = {
            "exports": [_of_exports(group, lang) for group in groups()["exports"]],
            "truth": [_of_truth(row, lang) for row in groups()["truth"]],
        }
    return {
        name: "\n".join([head, re.sub(r"[^|]+", "---", head), *rows[name]])
        for name, head in HEADS[lang].items()
    }


def card() -> str:
    """Return the data card with its tables as they are now."""
    text = CARD.read_text("utf-8")
    for lang in LANGUAGES:
        for table in tables(lang).values():
            first = re.escape(table[: table.index("|", 1) + 1])
            before, *after = re.split(rf"(?m)^{first}.*\n(?:\|.*\n)+", text)
            assert len(after) == 1, first
            text = f"{before}{table}\n{after[0]}"
    return text


def _of_exports(group: dict[str, Any], lang: Language) -> str:
    names = members(group)
    rows, found = _read(names)
    cells = [
        group["named"], group["format"][lang], formatting.number(len(names)),
        formatting.number(rows) if rows else "–",
        "; ".join(FOUND[lang][kind].format(formatting.number(n)) for kind, n in found.items() if n),
        group["notice"][lang],
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _read(names: list[str]) -> tuple[int, dict[str, int]]:
    """Count the rows of some files, and what reading finds in them."""
    log = _of_files(emscherrad().log, names)
    problems = _of_files(emscherrad().problems, names)
    found = {kind: int(log[kind].sum()) for kind in ("rows_total", "rows_set_aside")}
    found["repaired"] = int(log.loc[log["repairs"] != "", "file"].nunique())
    found |= {kind: int((problems["severity"] == kind).sum()) for kind in ("warning", "note")}
    return int(log["rows_read"].sum()), found


def _of_files(frame: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Take the rows of some files; a sheet or the member of an archive follows its file's name."""
    own = frame["file"].map(lambda file: any(f"{file}/".startswith(f"{name}/") for name in names))
    return frame[own.astype(bool)]


def _of_truth(row: dict[str, Any], lang: Language) -> str:
    file = CHECKOUT / TRUTH / row["file"]
    counted = "–" if file.suffix == ".md" else formatting.number(len(pd.read_csv(file)))
    return f"| `{row['file']}` | {row['row'][lang]} | {counted} | {row['holds'][lang]} |"


if __name__ == "__main__":
    CARD.write_text(card(), "utf-8", newline="\n")

"""Sentences in both languages, written down so that people can read them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kpi_kit import labels

HERE = Path(__file__).parent / "sentences"


def written(variants: Mapping[str, Any]) -> str:
    """Write every variant's sentence, and the naive one where it has one, in both languages."""
    blocks = []
    for name, found in variants.items():
        lines = [f"## {name}"]
        for lang in labels.LANGUAGES:
            with labels.speaking(lang):
                said = [getattr(found, what, "") for what in ("naive", "sentence")]
            lines += [f"{lang}: {line}" for line in said if line]
        blocks.append("\n".join(lines).replace("\N{NO-BREAK SPACE}", "~"))
    return "\n\n".join(blocks) + "\n"


def assert_written(file: str, variants: Mapping[str, Any]) -> None:
    """Compare the sentences with those that were read aloud."""
    assert written(variants) == (HERE / file).read_text("utf-8")

"""Compile the catalogue: ``python -m kpi_kit.locale``."""

from kpi_kit.locale import FOLDER, compiled

if __name__ == "__main__":
    (FOLDER / "messages.mo").write_bytes(compiled())

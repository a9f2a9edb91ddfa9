"""Imports point downwards; and the tool that watches it would notice."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]
TOOL = shutil.which("lint-imports", path=str(Path(sys.executable).parent))

pytestmark = pytest.mark.skipif(TOOL is None, reason="import-linter is a developer's tool")


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    assert TOOL
    return subprocess.run([TOOL, "--no-cache"], cwd=folder, capture_output=True, text=True,
                          check=False)  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(HERE / "kpi_kit", tmp_path / "kpi_kit", ignore=ignored)
    shutil.copy(HERE / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_point_downwards(copy: Path) -> None:
    done = linted(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("low", "high"), [("metrics", "kpis"), ("channels/__init__", "exports"), ("labels", "report")]
)
def test_a_planted_upward_import_is_caught(copy: Path, low: str, high: str) -> None:
    module = copy / "kpi_kit" / f"{low}.py"
    module.write_text(module.read_text("utf-8") + f"\nimport kpi_kit.{high}\n", "utf-8")
    done = linted(copy)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout

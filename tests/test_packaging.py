"""pyproject.toml, the locks, environment.yml and start.py say the same."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import start

ROOT = Path(start.__file__).parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PYPROJECT["dependency-groups"]
LEARNERS = [
    Requirement(line)
    for line in (*PYPROJECT["project"]["dependencies"], *GROUPS["course"], *GROUPS["test"])
]
DEVELOPERS = [Requirement(line) for line in GROUPS["dev"]]
LOCKS = ("requirements.txt", ".ci/requirements.txt")
LOCKED = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[\w.]+)(?: ; (?P<marker>.+?))? \\\n"
    r"(?P<hashes>(?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.MULTILINE,
)


def read(name: str) -> str:
    """Return the text of a file of the checkout."""
    return (ROOT / name).read_text(encoding="utf-8")


def locked(lock: str, *, python: str = "3.12.9") -> dict[str, list[Version]]:
    """Return the versions that *lock* installs for *python* on this system, by name."""
    versions: dict[str, list[Version]] = {}
    for entry in LOCKED.finditer(read(lock)):
        marker = entry["marker"]
        if marker is None or Marker(marker).evaluate({"python_full_version": python}):
            versions.setdefault(canonicalize_name(entry["name"]), []).append(
                Version(entry["version"])
            )
    return versions


def bounds(requirements: list[Requirement]) -> dict[str, str]:
    """Return the bound of each requirement by the name that an index knows it under."""
    return {canonicalize_name(wanted.name): str(wanted.specifier) for wanted in requirements}


@pytest.mark.parametrize("python", ["3.11.0", "3.11.9", "3.12.9", "3.13.5", "3.14.1"])
@pytest.mark.parametrize("wanted", LEARNERS, ids=str)
def test_the_lock_has_one_fitting_version_for_every_python(
    wanted: Requirement, python: str
) -> None:
    (version,) = locked("requirements.txt", python=python)[canonicalize_name(wanted.name)]
    assert version in wanted.specifier


@pytest.mark.parametrize("wanted", DEVELOPERS, ids=str)
def test_the_lock_of_the_tools_has_a_fitting_version(wanted: Requirement) -> None:
    (version,) = locked(".ci/requirements.txt")[canonicalize_name(wanted.name)]
    assert version in wanted.specifier


@pytest.mark.parametrize("python", ["3.11.9", "3.14.1"])
def test_the_two_locks_agree_where_they_overlap(python: str) -> None:
    learners, developers = (locked(lock, python=python) for lock in LOCKS)
    assert learners | developers == developers | learners


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_version_with_hashes_or_a_comment(lock: str) -> None:
    rest = LOCKED.sub("", read(lock))
    assert [line for line in rest.splitlines() if not line.lstrip().startswith("#")] == []


def test_there_is_one_pandas_for_all() -> None:
    # What pandas prints changes between minor versions, and lessons are compared with it.
    assert read("requirements.txt").count("\npandas==") == 1


@pytest.mark.parametrize("name", [*LOCKS, "environment.yml", "pyproject.toml"])
def test_no_file_names_the_place_that_packages_come_from(name: str) -> None:
    found = re.findall(r"://|--(?:extra-)?index|--find-links|pypi|pythonhosted", read(name), re.I)
    assert found == []


def test_environment_yml_has_the_names_and_bounds_of_pyproject() -> None:
    listed = re.findall(r"^ {2}- ([\w-]+>=[\d.]+)$", read("environment.yml"), re.MULTILINE)
    assert bounds([Requirement(line) for line in listed]) == bounds(LEARNERS)


def test_environment_yml_adds_only_python_pip_and_kpi_kit() -> None:
    _, dependencies = read("environment.yml").split("dependencies:\n")
    others = re.findall(r"^ *- (?![\w-]+>=)(.+)$", dependencies, re.MULTILINE)
    assert others == ["python=3.12", "pip", "pip:", "-e ."]


def test_everyone_asks_for_the_same_python() -> None:
    oldest = ".".join(map(str, start.OLDEST))
    assert PYPROJECT["project"]["requires-python"] == f">={oldest}"
    assert f'"{oldest}"' in read(".github/workflows/ci.yml")


@pytest.mark.parametrize("tool", ["ruff", "codespell"])
def test_pre_commit_runs_the_version_that_is_locked(tool: str) -> None:
    (version,) = locked(".ci/requirements.txt")[canonicalize_name(tool)]
    hook = re.search(rf"/{tool}(?:-pre-commit)?\n +rev: v(.+)", read(".pre-commit-config.yaml"))
    assert hook
    assert hook[1] == str(version)

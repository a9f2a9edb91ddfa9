"""What users import, what an import costs, and how an error looks in a notebook."""

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import kpi_kit as kk
from kpi_kit import errors, labels
from kpi_kit.notebook import figure_html

HERE = Path(__file__).parents[1]


def test_the_public_names_are_these() -> None:
    expected = {
        "AggregationError", "ColumnError", "ComparisonError", "Estimate", "Explanation",
        "Exports", "Goal", "GoalError", "KPIS", "Kpi", "KpiKitError", "METRICS", "Metric",
        "ReadingError", "Scenario", "SpecError", "ab_test", "assess", "before_after",
        "benchmarks", "bootstrap_interval", "budget_mix", "campaign_names", "campaign_weeks",
        "catalog", "change", "charts", "check", "compare", "compare_posts", "compare_scenarios",
        "compare_with_benchmark", "compute", "corrected", "difference_in_differences", "errors",
        "expected_share", "explain", "explain_errors", "forecast", "full_costs", "glossary",
        "goal_tree", "health", "hint", "listening", "load", "load_goals", "past_rates",
        "persons_needed", "report", "roi_ladder", "sample", "series_breaks", "show", "solution",
        "traces", "use", "what_if", "wilson_interval",
    }  # fmt: skip
    assert set(kk.__all__) == expected
    assert all(hasattr(kk, name) for name in expected)


def test_editors_see_the_names_that_there_are() -> None:
    tree = ast.parse(Path(kk.__file__).read_text("utf-8"))
    seen = {
        (f"{node.module}.{name.name}", name.asname)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("kpi_kit")
        for name in node.names
    }
    there = {
        (f"kpi_kit.{home}" if home == name else f"kpi_kit.{home}.{name}", name)
        for name, home in kk._HOMES.items()
    }
    assert seen == there
    assert dir(kk) == sorted(kk.__all__)


@pytest.mark.parametrize("name", kk.__all__)
def test_no_module_hides_a_public_name(name: str) -> None:
    """Python sets an imported module on its package, so a function of that name would be lost."""
    assert kk._HOMES[name] == name or find_spec(f"kpi_kit.{name}") is None


def test_a_misspelt_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="module 'kpi_kit' has no attribute 'comptue'"):
        kk.comptue  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("import kpi_kit", "pandas narwhals pydantic"),
        ("import kpi_kit as kk; kk.sample()", "pandas numpy kpi_kit.company.exports"),
        ("from kpi_kit import compute, explain, KPIS", "pydantic"),
        (
            "from kpi_kit import *",
            "matplotlib scipy statsmodels jinja2 babel polars IPython jupytext python_calamine",
        ),
    ],
)
def test_an_import_leaves_alone_what_it_does_not_need(line: str, absent: str) -> None:
    script = f"{line}\nimport sys; print([m for m in {absent.split()} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=HERE, capture_output=True, text=True,
                          check=True)  # fmt: skip
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "error",
    [
        errors.SpecError,
        errors.ReadingError,
        errors.NoExportError,
        errors.ColumnError,
        errors.AggregationError,
        errors.ComparisonError,
        errors.GoalError,
    ],
)
def test_one_base_catches_every_error_of_the_kit(error: type[errors.KpiKitError]) -> None:
    assert issubclass(error, errors.KpiKitError)
    assert issubclass(error, ValueError)
    assert error.__name__ in (errors.__doc__ or "")


def test_a_notebook_shows_the_sentence_and_no_traceback() -> None:
    with labels.speaking("de"):
        lines = errors.ReadingError("a.csv: leer; neu laden")._render_traceback_()
    assert lines == ["Hier geht es nicht weiter:\na.csv: leer; neu laden"]


def test_whoever_looks_for_a_bug_may_have_the_traceback() -> None:
    kk.use("en", debug=True)
    assert any("ReadingError" in line for line in errors.ReadingError("x")._render_traceback_())


def test_ipython_takes_the_sentence_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    shell: Any = InteractiveShell(config=config)  # type: ignore[no-untyped-call]
    shell.run_cell("import kpi_kit as kk; kk.load('nowhere')")
    shown = "".join(capsys.readouterr())
    assert "nowhere: there is no such file or folder; check the path" in shown
    assert "Traceback" not in shown


def test_a_figure_in_a_notebook_keeps_its_alternative_text() -> None:
    import pandas as pd

    values = pd.DataFrame({"format": ["<reel>"], "views": [5.0]})
    ax = kk.charts.ranking(values, "views", by="format")
    html = figure_html(ax.figure)  # type: ignore[arg-type]
    assert html.startswith('<img alt="Bar chart. Views, &lt;reel&gt;: 5. All values: &lt;reel&gt;')
    assert 'src="data:image/png;base64,' in html


def test_show_puts_the_alternative_text_into_the_page_and_the_chart_there_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    display = pytest.importorskip("IPython.display")
    import matplotlib.pyplot as plt
    import pandas as pd

    from kpi_kit import notebook

    pages: list[Any] = []
    monkeypatch.setattr(notebook, "shell", object)
    monkeypatch.setattr(display, "display", pages.append)
    ax = kk.charts.ranking(pd.DataFrame({"format": ["reel"], "views": [5.0]}), "views", by="format")
    kk.show(ax)
    (page,) = pages
    assert page.data.startswith('<img alt="Bar chart. Views, Reel: 5.')
    assert not plt.fignum_exists(ax.figure.number)  # type: ignore[union-attr]

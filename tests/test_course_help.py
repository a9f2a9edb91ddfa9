"""Help: the health check, and Python's usual errors in the learner's words."""

import re
import sys
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient

from kpi_kit import labels
from kpi_kit.course import health_check
from kpi_kit.course.error_help import EXPLAINED, explain_errors, explained
from kpi_kit.course.texts import say, texts
from kpi_kit.errors import ColumnError, ReadingError

VARIABLES: dict[str, Any] = {
    "posts": pd.DataFrame({"reach": [1.0], "interactions": [2.0]}), "rate": 0.1, "kk": sys,
}  # fmt: skip


def raised(code: str) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        exec(compile(code, "cell", "exec"), dict(VARIABLES))
    return caught.value


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("post.head()", "the name `post` here.* Did you mean `posts`"),
        ("posts['reech']", "no `reech` in this table.* Did you mean `reach`"),
        ("posts.heads()", "dot stands `heads`.* Did you mean `head`"),
        ("sum(posts['reach']", "line 1; .*A bracket was opened"),
        ("x = 'a", "A text lacks the quotation mark"),
        ("x = „a“", "curly quotation marks"),
        ("if rate = 1:\n  2", "two equals signs"),
        ("x = 1\n  y = 2", "Line 2 begins with spaces"),
        ("int('four')", "last line of the message"),
        ("1 / 0", "divides by 0"),
        ("[1][3]", "Counting starts at 0"),
        ("import panda", "The tool `panda`"),
        ("open('x.csv')", "no file or folder `x.csv`"),
        ("'a' + 1", "A text and a number cannot be joined"),
        ("1 + ...", "three dots"),
        ("posts('reach')", "square brackets"),
        ("posts[(posts.reach > 1) and (posts.reach < 5)]", "Join conditions with `&`"),
        ("rate = 4.72 %  # replace the three dots", "without the percent sign"),
        ("posts.head(4,72 %)", "without the percent sign"),
        ("x = 7 % (", "A bracket was opened"),
        ("rate = 0,0265  # replace the three dots", "line 1; nothing .*yet. In Python the decimal"),
        ("rate = -0,0056", "In Python the decimal sign is a point"),
        ("x = 06", "does not begin with 0"),
        ("x = = 2", "line before it, too"),
        ("price = 5 €", "leave out the euro sign"),
        ("len(1)", "Two things do not fit"),
    ],
)
def test_usual_errors_are_explained(code: str, said: str) -> None:
    box = explained(raised(code), VARIABLES)
    assert box is not None
    assert re.search(said, box.text, re.DOTALL), box.text


def test_what_explains_itself_and_what_is_unusual_get_nothing_more() -> None:
    assert explained(ColumnError("posts: no column; look"), VARIABLES) is None
    assert explained(ReadingError("file: empty; fetch it"), VARIABLES) is None
    assert explained(KeyboardInterrupt(), VARIABLES) is None


def test_every_explained_error_has_its_sentence() -> None:
    assert {kind.__name__ for kind in EXPLAINED} <= {*texts()["error"]}


def test_outside_of_a_notebook_nothing_changes() -> None:
    before = sys.excepthook
    explain_errors()
    assert sys.excepthook is before


def test_in_a_notebook_the_words_stand_above_the_traceback_which_stays() -> None:
    cells = [
        "import kpi_kit as kk\nkk.use('de')\nkk.explain_errors()",
        "post",
        "1 +",
        "kk.compute(kk, [])",
        "kk.compute",
    ]
    notebook = nbformat.v4.new_notebook(  # type: ignore[no-untyped-call]
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells]  # type: ignore[no-untyped-call]
    )
    client = NotebookClient(notebook, allow_errors=True, kernel_name="python3", timeout=120)
    client.execute()
    for cell, name in ((notebook.cells[1], "NameError"), (notebook.cells[2], "SyntaxError")):
        box, error = cell.outputs
        assert box.data["text/plain"].startswith("! Was heißt das?")
        assert error.ename == name
    assert notebook.cells[4].outputs[0].output_type == "execute_result"


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_a_healthy_course_says_so_line_by_line(lang: labels.Language) -> None:
    with labels.speaking(lang):
        found = health_check.health()
        assert [finding.well for finding in found] == [True] * 5
        assert repr(found).count(say("health", "ok")) == 5
        assert found._repr_html_().count("<li>✓") == 5


def test_each_illness_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(13, "denied")

    monkeypatch.setattr(health_check, "OLDEST", (99, 0))
    monkeypatch.setattr(health_check, "NEEDED", ("pandas", "no-such-package"))
    monkeypatch.setattr("kpi_kit.sample", lambda: tmp_path / "gone")
    monkeypatch.setattr("tempfile.TemporaryFile", broken)
    told = {finding.name: finding.text for finding in health_check.health() if not finding.well}
    assert "python.org" in told["Python"]
    assert "Missing: no-such-package" in told["Packages"]
    assert "Download the course again" in told["Sample data"]
    assert "documents folder" in told["Saving"]
    assert "please mend" in repr(health_check.health())

"""The built notebooks: up to date, executed, true to the data and to the course's voice."""

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from kpi_kit import labels
from kpi_kit.course import builder, checks, exercises
from kpi_kit.course.exercises import EXERCISES
from kpi_kit.course.texts import say

LESSONS = [script.stem for script in sorted((builder.NOTEBOOKS / "src").glob("[0-9]*.py"))]
EDITIONS = [(lang, lesson) for lang in labels.LANGUAGES for lesson in LESSONS]
Notebook = Any


def load(*place: str) -> Notebook:
    path = builder.NOTEBOOKS.joinpath(*place[:-1], f"{place[-1]}.ipynb")
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def code_cells(notebook: Notebook) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook: Notebook) -> str:
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def shown(cell: Any) -> str:
    """Return what a cell shows as text."""
    parts = [o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in cell.outputs]
    return "\n".join(parts)


def test_every_edition_fits_its_source() -> None:
    assert list(builder.stale()) == []


@pytest.mark.parametrize(("lang", "lesson"), EDITIONS)
def test_learner_editions_hold_no_outputs(lang: str, lesson: str) -> None:
    for cell in code_cells(load(lang, lesson)):
        assert cell.outputs == []
        assert cell.execution_count is None


@pytest.mark.parametrize(("lang", "lesson"), EDITIONS)
def test_solutions_are_executed_in_order(lang: str, lesson: str) -> None:
    cells = code_cells(load("solutions", lang, lesson))
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


@pytest.mark.parametrize(("lang", "lesson"), EDITIONS)
def test_solutions_fail_only_where_they_are_meant_to(lang: str, lesson: str) -> None:
    for cell in code_cells(load("solutions", lang, lesson)):
        failed = any(output.output_type == "error" for output in cell.outputs)
        assert failed == ("raises-exception" in cell.metadata.get("tags", [])), cell.id


@pytest.mark.parametrize(("lang", "lesson"), EDITIONS)
def test_every_solution_is_right(lang: labels.Language, lesson: str) -> None:
    checked = [c for c in code_cells(load("solutions", lang, lesson)) if "kk.check(" in c.source]
    with labels.speaking(lang):
        right = f"✓ {say('title', 'right')}"
    assert checked
    for cell in checked:
        assert right in shown(cell), cell.id


@pytest.mark.parametrize(("lang", "lesson"), EDITIONS)
def test_an_untouched_lesson_runs_and_waits_for_answers(lang: labels.Language, lesson: str) -> None:
    """Errors that are not planned make the run itself fail."""
    with labels.speaking(lang):
        waiting = f"○ {say('title', 'not_answered')}"
    for cell in code_cells(builder.execute(load(lang, lesson))):
        assert ("kk.check(" in cell.source) == (waiting in shown(cell)), cell.id


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_exercise_of_a_lesson_is_asked_in_it(lesson: str) -> None:
    asked = re.findall(
        r'kk\.check\("([^"]+)"',
        builder.NOTEBOOKS.joinpath("src", f"{lesson}.py").read_text("utf-8"),
    )
    assert asked == [name for name in EXERCISES if name.startswith(lesson[:3].replace("_", "."))]


@pytest.mark.parametrize(("lang", "lesson"), EDITIONS)
def test_a_lesson_has_its_parts_and_a_readable_size(lang: str, lesson: str) -> None:
    notebook = load(lang, lesson)
    assert 25 <= len(notebook.cells) <= 45
    assert all(len(cell.source.splitlines()) <= 8 for cell in code_cells(notebook))
    headings = {
        "de": ("# ", "Die Frage der Geschäftsführung", "Typischer Fehler", "Quiz", "In der Praxis",
               "Was du antworten kannst", "Was wir gelernt haben", "Facharbeit", "Zum Weiterlesen"),
        "en": ("# ", "What management asks", "Typical mistake", "Quiz", "In practice",
               "What you can answer", "What we have learned", "term paper", "Further reading"),
    }  # fmt: skip
    for heading in headings[lang]:
        assert re.search(rf"(?m)^#.*{heading}", prose(notebook)), heading


@pytest.mark.parametrize(("lang", "lesson"), EDITIONS)
def test_the_minutes_of_the_sections_make_the_hours_of_the_lesson(lang: str, lesson: str) -> None:
    head = load(lang, lesson).cells[0].source
    hours = re.search(r"(\d+) (?:Stunden|hours)", head)
    assert hours is not None
    assert sum(map(int, re.findall(r"\| (\d+) \|", head))) == 60 * int(hours[1])


@pytest.mark.parametrize(("lang", "lesson"), EDITIONS)
def test_the_text_keeps_the_voice(lang: str, lesson: str) -> None:
    text = prose(load(lang, lesson))
    assert not re.search(r"!|\b(einfach|just|simply|lediglich|simpel)\b", text)
    assert "{{" not in text
    for sentence in re.split(r"(?<=[.?:;])\s+|\n\s*\n|\n[-|>#\d]", re.sub(r"`[^`]*`", "x", text)):
        assert len(sentence.split()) <= 24, sentence


GERMAN = re.compile(r"\b(und|nicht|eine[rnms]?|wir|der|das|mit|für)\b", re.IGNORECASE)
ENGLISH = re.compile(r"\b(and|not|the|we|is|with|you|of)\b", re.IGNORECASE)


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_edition_slips_into_the_other_language(lesson: str) -> None:
    german, english = (
        re.sub(r"`[^`]*`|\*[^*\n]*\*", "", prose(load(lang, lesson))) for lang in ("de", "en")
    )
    assert set(map(str.lower, ENGLISH.findall(german))) == set()
    assert set(map(str.lower, GERMAN.findall(english))) == set()


@pytest.mark.parametrize(("lang", "lesson"), EDITIONS)
def test_pictures_carry_an_alternative_text(lang: str, lesson: str) -> None:
    for cell in code_cells(load("solutions", lang, lesson)):
        pictures = [o.data for o in cell.outputs if "image/png" in o.get("data", {})]
        for data in pictures:
            assert re.match(r'<img alt="[^"]{20,}"', data.get("text/html", "")), cell.id


def test_what_lesson_00_says_in_words_is_so_in_the_data() -> None:
    sample = checks.sample()
    reach = {kind: exercises.total(sample, kind=kind) for kind in exercises.FORMATS}
    rates = {kind: exercises.rate(sample, kind=kind) for kind in exercises.FORMATS}
    assert sorted(reach, key=reach.__getitem__) == ["carousel", "image", "reel"]
    assert sorted(rates, key=rates.__getitem__) == ["image", "carousel", "reel"]
    assert 4 < 100 * rates["carousel"] < 4.6  # "gut vier", "a little more than four"
    assert exercises.mean_of_rates(sample, kind="reel") > rates["reel"]  # "looks better"
    reels = exercises.measured(sample, "reel")
    largest = reels.nlargest(1, "reach")
    assert largest["published_at"].dt.month.tolist() == [5]
    assert (largest["interactions"] / largest["reach"]).item() < rates["reel"]  # "a smaller part"
    assert exercises.count_unmeasured(sample, "carousel") == 0  # so the sums need no dropna
    assert exercises.month_of(sample, "reach") == 5
    files = sample.log[sample.log["rows_set_aside"] > 0]["file"]
    assert any(Path(name).name.startswith("Apr-01-2026_Jun-30") for name in files)

"""The built notebooks: up to date, executed, true to the data and to the course's voice."""

import ast
import re
from itertools import pairwise
from typing import Any

import nbformat
import pytest
from matplotlib.axis import Axis
from matplotlib.figure import Figure

from kpi_kit import formatting, labels
from kpi_kit.charts import alt_text
from kpi_kit.course import builder, source
from kpi_kit.course.exercises import FREE_TEXT, Number, exercises
from kpi_kit.course.texts import say
from kpi_kit.course.vocabulary import Term, terms
from kpi_kit.course.worked import work

SCRIPTS = {script.stem: script for script in builder.scripts()}
LESSONS = list(SCRIPTS)
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


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_edition_fits_its_source_and_every_chart_can_be_read(lesson: str) -> None:
    """One run of the lesson for both, since running it takes seconds."""
    worked = work(SCRIPTS[lesson])
    assert list(builder.differences(SCRIPTS[lesson], worked)) == []
    assert worked.charts
    for key, figure in worked.charts:
        assert [f"{key}: {flaw}" for flaw in flaws(figure)] == []


def flaws(figure: Figure) -> list[str]:
    """Name what a reader of a chart lacks; nbval cannot see a picture."""
    (ax, *_) = figure.axes
    title, alt = ax.get_title(loc="left"), alt_text(figure)
    source = [text.get_text() for text in ax.texts if text.get_text()]
    axes = [axis for axis in (ax.xaxis, ax.yaxis) if ax.axison and counts(axis)]
    found = {
        "a title that says less than a sentence": len(title.split()) < 4,
        "an axis without its name": not all(axis.get_label_text() for axis in axes),
        "no source below it": not any("mscherrad" in text or "Source" in text for text in source),
        "an alternative text without figures": not re.search(r"\d", alt) or len(alt) < 60,
        "an alternative text that breaks off": alt.endswith("..."),
        "wider than a notebook's text": figure.get_figwidth() > 8,
        "nothing drawn": not (ax.has_data() or ax.patches),
    }
    return [flaw for flaw, there in found.items() if there]


def counts(axis: Axis) -> bool:
    """Whether figures stand along an axis; words, such as formats, name themselves."""
    shown = [label.get_text() for label in axis.get_ticklabels()]
    return any(re.fullmatch(r"[−-]?[\d.,:]+\s?%?", text) for text in shown)


def test_no_notebook_has_lost_its_source() -> None:
    assert list(builder.orphans()) == []


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
def test_a_lesson_has_exercises_of_every_kind_and_a_quiz(lesson: str) -> None:
    asked = [e for e in exercises().values() if e.name.startswith(f"{lesson[:2]}.")]
    kinds = [exercise.kind for exercise in asked]
    free = [c for c in load("de", lesson).cells if FREE_TEXT in c.metadata.get("tags", [])]
    assert {"read", "change", "build"} <= {*kinds}
    assert free, 'nothing to decide: a text with tags=["free-text"]'
    assert len(kinds) - kinds.count("quiz") + len(free) >= 4
    assert 3 <= kinds.count("quiz") <= 5


@pytest.mark.parametrize("lesson", LESSONS)
def test_exercises_are_named_after_their_lesson(lesson: str) -> None:
    asked = [source.asked(cell)[0] for cell in code_cells(load("de", lesson))]
    assert {name[:3] for name in asked if name} == {f"{lesson[:2]}."}


@pytest.mark.parametrize(("lang", "lesson"), EDITIONS)
def test_free_texts_end_in_a_place_to_write(lang: str, lesson: str) -> None:
    for cell in load(lang, lesson).cells:
        if FREE_TEXT in cell.metadata.get("tags", []):
            mark = {"de": "*Deine Antwort:* …", "en": "*Your answer:* …"}[lang]
            assert cell.source.count(mark) == 1, cell.id
            assert cell.source.endswith(mark), f"{cell.id}: all below it counts as the learner's"


@pytest.mark.parametrize(("lang", "lesson"), EDITIONS)
def test_a_lesson_has_its_parts_and_a_readable_size(lang: str, lesson: str) -> None:
    notebook = load(lang, lesson)
    assert 25 <= len(notebook.cells) <= 46
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
    for sentence in sentences(re.sub(r"`[^`]*`", "x", text)):
        assert len(sentence.split()) <= 24, sentence


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?:;])\s+|\n\s*\n|\n[-|>#\d]", text)


@pytest.mark.parametrize(("lang", "lesson"), EDITIONS)
def test_the_text_is_easy_to_read(lang: str, lesson: str) -> None:
    """By Björnsson's LIX: up to 40 is easy, newspapers have 50; it holds for both languages."""
    text = re.sub(r"`[^`]*`|^\|.*\|$|^#+ .*$", "", prose(load(lang, lesson)), flags=re.MULTILINE)
    told = [sentence for sentence in sentences(text) if len(sentence.split()) > 2]
    words = [word for sentence in told for word in re.findall(r"[^\W\d_]+", sentence)]
    long = [word for word in words if len(word) > 6]
    assert len(words) / len(told) <= 10
    assert len(words) / len(told) + 100 * len(long) / len(words) <= 40


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


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_cell_can_be_run_again_when_the_whole_lesson_has_run(lesson: str) -> None:
    """Many run a whole lesson first: no later cell may give another meaning to a name."""
    used: list[tuple[str, set[str]]] = []
    for cell in code_cells(load("solutions", "en", lesson)):
        named = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Name)]
        given = {name.id for name in named if isinstance(name.ctx, ast.Store)}
        assert [(earlier, needed & given) for earlier, needed in used if needed & given] == []
        used.append((cell.id, {name.id for name in named} - given))


@pytest.mark.parametrize(("lang", "lesson"), EDITIONS)
def test_the_text_below_a_task_keeps_its_answer(lang: labels.Language, lesson: str) -> None:
    """It stands there before the learner has tried."""
    cells = load(lang, lesson).cells
    for task, below in pairwise(cells):
        name = re.search(r'kk\.check\("([^"]+)"', task.source)
        if name and below.cell_type == "markdown":
            asked = exercises()[name[1]].questions.values()
            numbers = [one.right[0] for one in asked if isinstance(one, Number)]
            told = {way for number in numbers for way in ways(number, lang)} & set(
                NUMBER.findall(below.source)
            )
            assert not told, below.id


def ways(value: float, lang: labels.Language) -> set[str]:
    """Write a number in the ways in which a text would tell it."""
    with labels.speaking(lang):
        whole = {formatting.number(abs(value))} if abs(value) >= 100 else set()
        rates = {formatting.percent(abs(value), digits=digits) for digits in range(3)}
        return whole | rates | {formatting.number(abs(value), digits=digits) for digits in (1, 2)}


LINKS = re.compile(r"https?://[^\s)>]+")
NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?:\N{NO-BREAK SPACE}?%| %)?")
CLOCK_AND_DATES = re.compile(r"\d{1,2}:\d{2}\b|\b(?:19|20)\d\d(?:-\d\d)*\b|\d{1,2}\. (?=[A-ZÄ])")
SMALL = 24
"""Numbers up to here may be typed: they count steps, posts of an example, hours of the day."""


def plain(number: str) -> float:
    """Read a number as the two languages write it."""
    digits = re.sub(r"[^\d.,]", "", number).rstrip(".,")
    groups = re.split(r"[.,]", digits)
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]):
        return float("".join(groups))
    return float(".".join(groups)) if len(groups) <= 2 else float("nan")


def typed(cell: Any) -> list[str]:
    """Return the numbers that a source types into its text instead of computing them."""
    text = source.FIGURE.sub("", cell.source)
    text = re.sub(r"`[^`]*`|^\|.*\|$|^#+ .*$|^\d+\. ", "", text, flags=re.MULTILINE)
    text = CLOCK_AND_DATES.sub("", LINKS.sub("", text))
    found = NUMBER.findall(text)
    return [n for n in found if "%" in n or plain(n) % 1 or plain(n) > SMALL]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_number_in_the_prose_comes_from_a_cell_or_is_declared(lesson: str) -> None:
    """``given="…"`` names what no cell computes: a claim, an example, a source's figure."""
    for cell in source.read(SCRIPTS[lesson]):
        if source.place(cell)[0] == "text":
            given = [plain(number) for number in cell.metadata.get(source.GIVEN, "").split()]
            loose = [number for number in typed(cell) if plain(number) not in given]
            assert loose == [], (cell.metadata["key"], cell.metadata["lang"])


@pytest.mark.parametrize("lesson", LESSONS)
def test_both_languages_name_the_same_numbers_and_links(lesson: str) -> None:
    cells = [c for c in source.read(SCRIPTS[lesson]) if source.place(c)[0] == "text"]
    numbers: dict[str, dict[str, list[float]]] = {}
    links: dict[str, dict[str, list[str]]] = {}
    for cell in cells:
        key, lang = cell.metadata["key"], cell.metadata["lang"]
        numbers.setdefault(key, {})[lang] = sorted(map(plain, typed(cell)))
        links.setdefault(key, {})[lang] = sorted(LINKS.findall(cell.source))
    for key in numbers:
        assert numbers[key]["de"] == numbers[key]["en"], key
        assert len(links[key]["de"]) == len(links[key]["en"]), key


def prose_without_heads(cell: Any) -> str:
    """Return a text without titles, tables and code: there a term may stand before it is told."""
    others = r"`[^`]*`|^#+ .*$|^\|.*\|$|^> .*$|^\*\*(?:Weiter mit Lektion|Go on with lesson) .*$"
    return re.sub(others, "", cell.source, flags=re.MULTILINE)


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.en)
@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_a_term_is_explained_in_bold_where_it_is_used_first(
    lang: labels.Language, term: Term
) -> None:
    """In the learner's order: all lessons up to its own, cell by cell, from the second one on."""
    word = re.escape(term.word(lang))
    for lesson in LESSONS:
        for cell in load(lang, lesson).cells[1:]:
            text = prose_without_heads(cell) if cell.cell_type == "markdown" else ""
            if found := re.search(rf"(\*\*)?\b{word}", text, re.IGNORECASE):
                assert found[1], f"{lesson}, {cell.id}: not in bold"
                assert lesson[:2] == term.lesson, f"{lesson}, {cell.id}: used before its lesson"
                return
    pytest.fail("no lesson uses it")

"""The exercise checks: every right answer, every typical mistake, and whatever else is typed."""

import itertools
import math
import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from kpi_kit import labels
from kpi_kit.course import checks
from kpi_kit.course.checks import LOOKS, TOLERANCE, Feedback, check, hint
from kpi_kit.course.exercises import EXERCISES, Choice, Number
from kpi_kit.course.texts import say, texts
from kpi_kit.errors import KpiKitError

QUESTIONS = [(exercise, name) for exercise, asked in EXERCISES.items() for name in asked]
NUMBERS = [(e, n) for e, n in QUESTIONS if isinstance(EXERCISES[e][n], Number)]
CHOICES = [(e, n) for e, n in QUESTIONS if isinstance(EXERCISES[e][n], Choice)]


def number(exercise: str, name: str) -> Number:
    question = EXERCISES[exercise][name]
    assert isinstance(question, Number)
    return question


def choice(exercise: str, name: str) -> Choice:
    question = EXERCISES[exercise][name]
    assert isinstance(question, Choice)
    return question


def answered(exercise: str, name: str, answer: object) -> Feedback:
    """Answer one question of an exercise, and all others rightly."""
    right = {n: q.right(checks.sample()) for n, q in EXERCISES[exercise].items()}
    return check(exercise, **{**right, name: answer})


@pytest.fixture(params=labels.LANGUAGES, autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with labels.speaking(request.param):
        yield request.param


@pytest.mark.parametrize(("exercise", "name"), QUESTIONS)
def test_the_right_answer_is_right(exercise: str, name: str) -> None:
    answer = EXERCISES[exercise][name].right(checks.sample())
    assert answered(exercise, name, answer).outcome == "right"


@pytest.mark.parametrize(("exercise", "name"), NUMBERS)
def test_each_typical_mistake_is_named(exercise: str, name: str) -> None:
    for mistake, figure in number(exercise, name).mistakes.items():
        feedback = answered(exercise, name, figure(checks.sample()))
        assert feedback.outcome == "not_yet", mistake
        assert feedback.text == say(exercise, name, mistake)


@pytest.mark.parametrize(("exercise", "name"), NUMBERS)
def test_right_and_wrong_numbers_can_be_told_apart(exercise: str, name: str) -> None:
    question = number(exercise, name)
    figures = {"right": question.right, **question.mistakes}
    values = {key: figure(checks.sample()) for key, figure in figures.items()}
    for one, other in itertools.combinations(values, 2):
        assert not math.isclose(values[one], values[other], rel_tol=3 * TOLERANCE), (one, other)


@pytest.mark.parametrize(("exercise", "name"), NUMBERS)
def test_any_other_number_gets_a_way_on(exercise: str, name: str) -> None:
    assert answered(exercise, name, -7.77).text == say(exercise, name, "other")


@pytest.mark.parametrize(("exercise", "name"), CHOICES)
def test_each_wrong_choice_is_explained(exercise: str, name: str) -> None:
    question = choice(exercise, name)
    for option in question.options:
        expected = "right" if option == question.right(checks.sample()) else "not_yet"
        feedback = answered(exercise, name, f" {option.upper()} ")
        assert feedback.outcome == expected
        assert say(exercise, name, option) in feedback.text


def test_a_number_rounded_to_three_figures_is_right() -> None:
    assert answered("00.reel_rate", "rate", 0.0472).outcome == "right"


def test_a_number_rounded_too_much_is_told_so() -> None:
    assert answered("00.reel_rate", "rate", 0.048).text == say("general", "near")


@pytest.mark.parametrize("exercise", EXERCISES)
def test_three_dots_are_not_answered_yet(exercise: str) -> None:
    dots = dict.fromkeys(EXERCISES[exercise], ...)
    feedback = check(exercise, **dots)
    assert feedback.outcome == "not_answered"
    assert repr(feedback).startswith(f"○ {say('title', 'not_answered')}")


def test_one_answer_of_two_is_not_answered_yet() -> None:
    assert check("00.table", best_format="reel", reels_used=...).outcome == "not_answered"


def test_of_two_answers_the_wrong_one_is_explained() -> None:
    feedback = check("00.table", best_format="reel", reels_used=26)
    assert feedback.text == say("00.table", "reels_used", "all_reels")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("4,6", "comma"),
        ("4,6 %", "comma"),
        ((4, 6), "comma"),
        ("4.6", "text"),
        ("viel", "text"),
        (None, "kind"),
        (True, "kind"),
        ([0.04], "kind"),
        (math.nan, "nan"),
        (sum, "brackets"),
        (pd.Series([0.1, 0.2]), "column"),
        (pd.DataFrame({"reach": [1.0]}), "column"),
        (np.array([0.1]), "column"),
        (pd.NA, "kind"),
    ],
    ids=str,
)
def test_what_is_no_number_cannot_be_checked(answer: object, reason: str) -> None:
    feedback = check("00.reel_rate", rate=answer)
    assert feedback.outcome == "cannot_check"
    assert feedback.text == say("cannot", reason, name="rate")


@pytest.mark.parametrize("kind", [float, np.float64, np.float32])
def test_any_kind_of_number_will_do(kind: type) -> None:
    right = number("00.reel_rate", "rate").right(checks.sample())
    assert check("00.reel_rate", rate=kind(right)).outcome == "right"


@pytest.mark.parametrize("answer", [1, None, "d", "", pd.Series(["b"])], ids=str)
def test_a_choice_that_does_not_exist_cannot_be_checked(answer: object) -> None:
    feedback = check("00.quiz_base", answer=answer)
    assert feedback.outcome == "cannot_check"
    assert '`"a"`, `"b"`, `"c"`' in feedback.text


@pytest.mark.parametrize("exercise", ["00.reel_rates", "", None, 7, ["a"]])
def test_an_unknown_exercise_cannot_be_checked(exercise: str) -> None:
    assert check(exercise, rate=1).outcome == "cannot_check"
    assert hint(exercise).outcome == "cannot_check"


def test_a_misspelt_exercise_is_recognised() -> None:
    assert re.search(r"['„]00\.reel_rate['“]", check("00.reel_rates").text)


def test_missing_and_unnamed_answers_are_shown_the_line_to_write() -> None:
    for feedback in (check("00.reel_rate"), check("00.reel_rate", 0.04), check("00.table", a=1)):
        assert feedback.outcome == "cannot_check"
    assert "`rate=rate`" in check("00.reel_rate", 0.04).text


def test_no_data_is_read_before_there_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable() -> None:
        msg = "sample: gone; fetch it"
        raise KpiKitError(msg)

    monkeypatch.setattr(checks, "sample", unreadable)
    assert check("00.reel_rate", rate=...).outcome == "not_answered"
    assert check("00.reel_rate", rate="4,6").outcome == "cannot_check"
    assert "sample: gone" in check("00.reel_rate", rate=0.04).text


@pytest.mark.parametrize("exercise", EXERCISES)
def test_hints_come_in_steps_and_end(exercise: str) -> None:
    steps = len(texts()[exercise]["hints"])
    assert steps >= 1
    shown = [hint(exercise, step).text for step in range(1, steps + 1)]
    assert all(f'kk.hint("{exercise}", {n + 2})' in text for n, text in enumerate(shown[:-1]))
    assert "kk.hint" not in shown[-1]
    assert hint(exercise, 99).text == shown[-1]


def test_the_words_and_the_exercises_belong_together() -> None:
    for exercise, asked in EXERCISES.items():
        sections = {key for key in texts()[exercise] if key != "hints"}
        assert sections == set(asked)
        for name, question in asked.items():
            expected = (
                {"right", "other", *question.mistakes}
                if isinstance(question, Number)
                else set(question.options)
            )
            assert set(texts()[exercise][name]) == expected
    assert {key for key in texts() if key[:2].isdigit()} == set(EXERCISES)


def leaves(table: object, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Give every text with its place."""
    if isinstance(table, dict) and set(table) == {"de", "en"}:
        yield path, table
    else:
        items = table.items() if isinstance(table, dict) else enumerate(table)  # type: ignore[arg-type]
        for key, value in items:
            yield from leaves(value, f"{path}.{key}")


def test_every_text_has_both_languages_and_keeps_the_voice() -> None:
    for place, words in leaves(texts()):
        assert set(words) == {"de", "en"}, place
        assert not re.search(r"!|\b(einfach|just|simply|leider)\b", " ".join(words.values())), place
        places = [sorted(re.findall(r"\{\w+\}", words[lang])) for lang in labels.LANGUAGES]
        assert places[0] == places[1], place
        assert words["de"] != words["en"] or " " not in words["de"], place


def test_feedback_is_escaped_and_says_its_outcome_in_words() -> None:
    page = Feedback("not_yet", "Noch nicht.", "<script>`a<b`")._repr_html_()
    assert "<script>" not in page
    assert "a&lt;b</code>" in page
    assert "Noch nicht." in page


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_feedback_is_readable_and_tells_outcomes_apart_without_colour() -> None:
    for _, ink, paper, line in LOOKS.values():
        assert (luminance(paper) + 0.05) / (luminance(ink) + 0.05) >= 7
        assert (luminance(paper) + 0.05) / (luminance(line) + 0.05) >= 3
    assert len({shape for shape, *_ in LOOKS.values()}) == len(LOOKS)

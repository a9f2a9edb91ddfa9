"""The exercise checks: every right answer, every typical mistake, and whatever else is typed."""

import datetime as dt
import itertools
import math
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from kpi_kit import labels
from kpi_kit.course.checks import GENERAL, check, hint, solution
from kpi_kit.course.exercises import Choice, Exercise, Number, exercises
from kpi_kit.course.feedback import LOOKS, STATE, Feedback, box
from kpi_kit.course.texts import say, texts

QUESTIONS = [
    (exercise, name) for exercise, asked in exercises().items() for name in asked.questions
]
NUMBERS = [q for q in QUESTIONS if isinstance(exercises()[q[0]].questions[q[1]], Number)]
CHOICES = [q for q in QUESTIONS if isinstance(exercises()[q[0]].questions[q[1]], Choice)]


def number(exercise: str, name: str) -> Number:
    question = exercises()[exercise].questions[name]
    assert isinstance(question, Number)
    return question


def choice(exercise: str, name: str) -> Choice:
    question = exercises()[exercise].questions[name]
    assert isinstance(question, Choice)
    return question


def right(question: Number | Choice) -> object:
    return question.right if isinstance(question, Choice) else question.right[0]


def answered(exercise: str, name: str, answer: object) -> Feedback:
    """Answer one question of an exercise, and all others rightly."""
    rights = {n: right(q) for n, q in exercises()[exercise].questions.items()}
    return check(exercise, **{**rights, name: answer})


@pytest.fixture(params=labels.LANGUAGES, autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[labels.Language]:
    with labels.speaking(request.param):
        yield request.param


@pytest.mark.parametrize(("exercise", "name"), NUMBERS)
def test_every_right_number_is_right(exercise: str, name: str) -> None:
    for value in number(exercise, name).right:
        assert answered(exercise, name, value).outcome == "right"


@pytest.mark.parametrize(("exercise", "name"), NUMBERS)
def test_each_typical_mistake_is_named(exercise: str, name: str, language: labels.Language) -> None:
    for mistake in number(exercise, name).wrong:
        feedback = answered(exercise, name, mistake.value)
        assert feedback.outcome == "not_yet", mistake
        assert feedback.text == mistake.said[language]


@pytest.mark.parametrize(("exercise", "name"), NUMBERS)
def test_right_and_wrong_numbers_can_be_told_apart(exercise: str, name: str) -> None:
    question = number(exercise, name)
    wrong = [mistake.value for mistake in question.wrong]
    apart = 3 * question.tolerance
    for one, other in [
        *itertools.product(question.right, wrong),
        *itertools.combinations(wrong, 2),
    ]:
        assert not math.isclose(one, other, rel_tol=apart), (one, other)
    assert not any(map(question.accepts, wrong))


@pytest.mark.parametrize(("exercise", "name"), NUMBERS)
def test_any_other_number_gets_a_way_on(
    exercise: str, name: str, language: labels.Language
) -> None:
    assert answered(exercise, name, -7.77e8).text == number(exercise, name).other[language]


@pytest.mark.parametrize(("exercise", "name"), CHOICES)
def test_each_choice_is_explained(exercise: str, name: str, language: labels.Language) -> None:
    question = choice(exercise, name)
    assert question.right in question.options
    for option, said in question.options.items():
        feedback = answered(exercise, name, f" {option.upper()} ")
        assert feedback.outcome == ("right" if option == question.right else "not_yet")
        assert said[language] in feedback.text


@pytest.mark.parametrize(("exercise", "name"), CHOICES)
def test_other_words_for_a_choice_mean_that_choice(exercise: str, name: str) -> None:
    question = choice(exercise, name)
    for word, option in question.also.items():
        meant, said = answered(exercise, name, option), answered(exercise, name, word)
        assert (said.outcome, said.text) == (meant.outcome, meant.text)
        assert question.option(option) == option, "hidden by another's word"
    for option in question.options:
        for unusual in (option.upper(), f"{option})", f"({option})", option.replace(" ", "_")):
            assert question.option(unusual) == option


def test_yes_and_no_may_be_said_in_german() -> None:
    assert check("06.intervals", widest="Reels", overlap="Nein").outcome == "right"
    assert check("06.intervals", widest="Reels", overlap="ja").outcome == "not_yet"
    assert check("06.intervals", widest="Reels", overlap="jein").outcome == "cannot_check"


@pytest.mark.parametrize(("exercise", "name"), QUESTIONS)
def test_each_question_lists_its_unusual_right_answers(exercise: str, name: str) -> None:
    """Of a number at least one other way to it; of a choice other words, unless it is a letter."""
    question = exercises()[exercise].questions[name]
    if isinstance(question, Number):
        assert len(question.right) > 1
    elif exercises()[exercise].kind != "quiz":
        assert {*question.options} == {*question.also.values()}


@pytest.mark.parametrize("exercise", exercises().values(), ids=lambda asked: asked.name)
def test_exercises_say_all_that_learners_are_promised(exercise: Exercise) -> None:
    assert exercise.hints
    assert exercise.code["de"]
    if exercise.kind != "quiz":
        assert exercise.worked, "a solution without its reason"
    for question in exercise.questions.values():
        if isinstance(question, Number):
            assert question.wrong, "no typical mistake"
        else:
            assert len(question.options) >= 2


ESTIMATES = [q for q in NUMBERS if number(*q).between is not None]


@pytest.mark.parametrize(("exercise", "name"), ESTIMATES)
def test_an_estimate_is_right_up_to_its_limits_and_no_further(exercise: str, name: str) -> None:
    question = number(exercise, name)
    assert question.between is not None
    low, high = question.between
    for inside in (low, (low + high) / 2, high):
        assert answered(exercise, name, inside).outcome == "right"
    wide = high - low
    for outside in (low - 0.1 * wide, high + 0.1 * wide):
        feedback = answered(exercise, name, outside)
        assert feedback.outcome == "not_yet"
        assert feedback.text != say("general", "near")


def test_some_answers_are_estimates() -> None:
    assert ESTIMATES


def test_a_number_rounded_to_three_figures_is_right() -> None:
    assert answered("00.reel_rate", "rate", 0.0472).outcome == "right"


@pytest.mark.parametrize(
    ("off", "reason"),
    [(1.018, "near"), (100, "percent"), (0.01, "hundredth"), (0.001, "thousands"), (-1, "sign")],
)
def test_mistakes_that_anybody_makes_anywhere_are_named(off: float, reason: str) -> None:
    value = off * number("00.reel_rate", "rate").right[0]
    assert answered("00.reel_rate", "rate", value).text == say("general", reason)


@pytest.mark.parametrize("exercise", exercises())
def test_three_dots_are_not_answered_yet(exercise: str) -> None:
    feedback = check(exercise, **dict.fromkeys(exercises()[exercise].questions, ...))
    assert feedback.outcome == "not_answered"
    assert repr(feedback).startswith(f"○ {say('title', 'not_answered')}")


def test_one_answer_of_two_is_not_answered_yet() -> None:
    assert check("00.table", best_format="reel", reels_used=...).outcome == "not_answered"


def test_of_two_answers_the_wrong_one_is_explained(language: labels.Language) -> None:
    feedback = check("00.table", best_format="reel", reels_used=26)
    assert feedback.text == number("00.table", "reels_used").wrong[0].said[language]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("4,6", "comma"),
        ("4,6 %", "comma"),
        ((4, 6), "comma"),
        ("4.6", "text"),
        ("viel", "words"),
        ("4.6 %", "unit"),
        ("6,10 €", "unit"),
        ("", "words"),
        (None, "nothing"),
        (True, "kind"),
        (10**400, "kind"),
        (np.timedelta64(1, "D"), "kind"),
        ([0.04], "list"),
        (math.nan, "nan"),
        (sum, "brackets"),
        (pd.Series([0.1, 0.2]), "column"),
        (pd.DataFrame({"reach": [1.0, 2.0]}), "column"),
        (np.array([0.1, 0.2]), "column"),
        (pd.Series([], dtype=float), "empty"),
        (pd.Series([math.nan]), "nan"),
        ("1.234", "text"),
        (pd.NA, "nan"),
    ],
    ids=str,
)
def test_what_is_no_number_cannot_be_checked(answer: object, reason: str) -> None:
    feedback = check("00.reel_rate", rate=answer)
    assert feedback.outcome == "cannot_check"
    assert feedback.text == say("cannot", reason, name="rate")


UNUSUAL: dict[str, Callable[[float], object]] = {
    "NumPy's number": np.float64,
    "half as many digits": np.float32,
    "decimal": lambda value: Decimal(repr(value)),
    "fraction": lambda value: Fraction(value).limit_denominator(10**9),
    "whole number": lambda value: int(value) if value == int(value) else value,
    "column of one row": lambda value: pd.Series([value]),
    "table of one figure": lambda value: pd.DataFrame({"figure": [value]}),
    "array of one": lambda value: np.array([[value]]),
    "array of none": np.array,
    "pandas' own": lambda value: pd.Series([value], dtype="Float64"),
    "four figures": lambda value: float(f"{value:.4g}"),
}
"""What people answer who have calculated otherwise than the solution, or rounded sensibly."""


@pytest.mark.parametrize("kind", UNUSUAL)
@pytest.mark.parametrize(("exercise", "name"), NUMBERS)
def test_a_right_number_is_right_in_whatever_form(exercise: str, name: str, kind: str) -> None:
    for value in number(exercise, name).right:
        assert answered(exercise, name, UNUSUAL[kind](value)).outcome == "right"


@pytest.mark.parametrize(("exercise", "name"), NUMBERS)
def test_a_slip_that_anybody_makes_is_answered_with_more_than_no(exercise: str, name: str) -> None:
    question = number(exercise, name)
    for off in (100, 0.01, 0.001, -1):
        value = off * question.right[0]
        if value and not question.accepts(value):
            said = [mistake.said for mistake in question.wrong]
            general = [say("general", reason) for reason in GENERAL]
            told = answered(exercise, name, value).text
            assert told in [*general, *(words[labels.language()] for words in said)]


@pytest.mark.parametrize(
    "answer", [1, None, "d", "", dt.date(2026, 5, 1), pd.Series(["b"])], ids=str
)
def test_a_choice_that_does_not_exist_cannot_be_checked(answer: object) -> None:
    feedback = check("00.quiz_base", answer=answer)
    assert feedback.outcome == "cannot_check"
    assert '`"a"`, `"b"`, `"c"`' in feedback.text


@pytest.mark.parametrize("exercise", ["00.reel_rates", "", None, 7, ["a"]])
def test_an_unknown_exercise_cannot_be_checked(exercise: str) -> None:
    assert check(exercise, rate=1).outcome == "cannot_check"
    assert hint(exercise).outcome == "cannot_check"
    assert solution(exercise).outcome == "cannot_check"


def test_a_misspelt_exercise_is_recognised() -> None:
    assert re.search(r"['„]00\.reel_rate['“]", check("00.reel_rates").text)


def test_missing_and_unnamed_answers_are_shown_the_line_to_write() -> None:
    for feedback in (check("00.reel_rate"), check("00.reel_rate", 0.04), check("00.table", a=1)):
        assert feedback.outcome == "cannot_check"
    assert "`rate=rate`" in check("00.reel_rate", 0.04).text


@pytest.mark.parametrize("exercise", exercises())
def test_hints_come_in_steps_and_end(exercise: str) -> None:
    steps = len(exercises()[exercise].hints)
    shown = [hint(exercise, step).text for step in range(1, steps + 1)]
    assert all(f'kk.hint("{exercise}", {n + 2})' in text for n, text in enumerate(shown[:-1]))
    assert "kk.hint" not in shown[-1]
    assert hint(exercise, 99).text == shown[-1]


def test_the_last_hint_leads_to_the_solution_but_in_a_quiz() -> None:
    assert 'kk.solution("00.reel_rate")' in hint("00.reel_rate", 99).text
    assert "kk.solution" not in hint("00.quiz_base", 99).text


@pytest.mark.parametrize("exercise", exercises())
def test_solutions_show_their_lines_and_their_reason(exercise: str) -> None:
    shown = solution(exercise)
    assert shown.code
    assert "# solution" not in shown.code
    assert len(shown.text) > 20


def test_what_a_check_said_is_kept_for_the_one_who_collects_it() -> None:
    bundle = check("00.reel_rate", rate=4.6)._repr_mimebundle_()
    kept = {"exercise": "00.reel_rate", "outcome": "not_yet", "answers": {"rate": "4.6"}}
    assert bundle[STATE] == kept
    assert check("00.reel_rate", rate=...)._repr_mimebundle_()[STATE]["answers"] == {}
    assert STATE not in hint("00.reel_rate")._repr_mimebundle_()
    long = check("00.quiz_base", answer="x" * 10_000)._repr_mimebundle_()[STATE]
    assert len(long["answers"]["answer"]) == 200


def leaves(table: object, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Give every text with its place."""
    if isinstance(table, dict) and {*labels.LANGUAGES} & {*table}:
        yield path, {lang: table[lang] for lang in labels.LANGUAGES if lang in table}
    else:
        items = table.items() if isinstance(table, dict) else enumerate(table)  # type: ignore[arg-type]
        for key, value in items:
            yield from leaves(value, f"{path}.{key}")


def spoken() -> Iterator[tuple[str, dict[str, str]]]:
    """Give every sentence that learners may get to read."""
    yield from leaves(texts())
    for name, asked in exercises().items():
        yield from leaves(list(asked.hints), f"{name}.hint")
        yield from leaves([asked.worked] if asked.worked else [], f"{name}.worked")
        for answer, question in asked.questions.items():
            if isinstance(question, Choice):
                yield from leaves(dict(question.options), f"{name}.{answer}")
            else:
                said = [question.said, question.other, *(m.said for m in question.wrong)]
                yield from leaves(said, f"{name}.{answer}")


def test_every_text_has_both_languages_and_keeps_the_voice() -> None:
    for place, words in spoken():
        assert set(words) == {"de", "en"}, place
        assert not re.search(
            r"!(?!=)|\b(einfach|just|simply|leider)\b", " ".join(words.values())
        ), place
        places = [sorted(re.findall(r"\{\w+\}", words[lang])) for lang in labels.LANGUAGES]
        assert places[0] == places[1], place
        assert words["de"] != words["en"] or " " not in words["de"], place
        for sentence in re.split(
            r"(?<=[.?:;])\s", re.sub(r"`[^`]*`", "x", " ".join(words.values()))
        ):
            assert len(sentence.split()) <= 24, place


def test_feedback_is_escaped_and_says_its_outcome_in_words() -> None:
    page = box(Feedback("not_yet", "Noch nicht.", "<script>`a<b`", code="<b>"))
    assert "<script>" not in page
    assert "<b>" not in page
    assert "a&lt;b</code>" in page
    assert "Noch nicht." in page


def test_feedback_stresses_words_and_leaves_stars_in_code_alone() -> None:
    said = "10 Prozent *vom Wert*, 2 * 3 * 4: `a * b` oder `**plan`, `*`."
    page = box(Feedback("not_yet", "", said))
    assert "<em>vom Wert</em>" in page
    assert page.count("<em>") == 1
    assert [code in page for code in (">a * b</code>", ">**plan</code>", ">*</code>")] == [True] * 3


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_feedback_is_readable_and_tells_outcomes_apart_without_colour() -> None:
    for _, ink, paper, line in LOOKS.values():
        assert (luminance(paper) + 0.05) / (luminance(ink) + 0.05) >= 7
        assert (luminance(paper) + 0.05) / (luminance(line) + 0.05) >= 3
    assert len({sign for sign, *_ in LOOKS.values()}) == len(LOOKS)

"""Every sentence that evidence can say, in both languages, in a file that people read aloud."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from kpi_kit import labels
from kpi_kit.estimates import Estimate
from kpi_kit.evidence.ab_tests import ABTest
from kpi_kit.evidence.before_after import BeforeAfter
from kpi_kit.evidence.changes import Change
from kpi_kit.evidence.forecasts import Baseline
from kpi_kit.evidence.post_groups import PostComparison
from kpi_kit.evidence.regions import DifferenceInDifferences
from kpi_kit.evidence.seasons import Expected

FILE = Path(__file__).parent / "sentences" / "evidence.txt"
NAN = float("nan")
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
NONE = pd.DataFrame()


def variants() -> Iterator[
    Expected | Baseline | ABTest | PostComparison | DifferenceInDifferences | BeforeAfter | Change
]:
    """Make one result for each sentence."""
    yield Expected(0.41, "season")
    yield Expected(0.38, "weekday")
    yield Expected(0.5, "linear")
    usual = Estimate(280, 240, 320)
    for actual in (412.0, 190.0, 300.0, NAN):
        yield Baseline(FIRST, LAST, actual, usual)
    for low, high, worth, planned in ((0.001, 0.018, 0, 0), (-0.002, 0.003, 0.005, 0),
                                      (-0.01, 0.028, 0, 0), (0.001, 0.018, 0, 8143)):  # fmt: skip
        middle = (low + high) / 2
        yield ABTest(0.05, 0.05 + middle, Estimate(middle, low, high, 0.95), middle / 0.05, 1.9,
                     0.05, worth, 5_000, planned)  # fmt: skip
    for looks, questions, high in ((5, 1, 0.018), (5, 1, 0.028), (1, 4, 0.018), (5, 4, 0.018)):
        low = 0.001 if high < 0.02 else -0.01
        yield ABTest(0.05, 0.059, Estimate(0.009, low, high, 0.95), 0.18, 1.9, 0.05, 0, 5_000,
                     8_143, looks, questions)  # fmt: skip
    for low, high, worth in ((0.004, 0.016, 0.0), (-0.002, 0.003, 0.005), (-0.01, 0.03, 0.0)):
        middle = (low + high) / 2
        yield PostComparison("engagement_rate_by_reach", "image", "reel", 0.037, 0.037 + middle,
                             Estimate(middle, low, high, 0.95), Estimate(1.3, 1, 2), 31, 28,
                             "share", worth)  # fmt: skip
    for effect, trend, worth in ((Estimate(492, 306, 658), 0.6, 0.0),
                                 (Estimate(-90, -150, -20), 0.6, 0.0),
                                 (Estimate(4, -12, 20), 0.6, 50.0),
                                 (Estimate(60, -90, 205), 0.6, 0.0),
                                 (Estimate(492, 306, 658), 0.01, 0.0)):  # fmt: skip
        lift = Estimate(effect.value / 1_543, 0.1, 0.5)
        yield DifferenceInDifferences(
            FIRST, LAST, effect, lift, 6.0, trend, NONE, NONE, worth
        )  # fmt: skip
    for actual, last_year, worth in ((412.0, 0.8, 0.0), (190.0, 0.8, 0.0), (282.0, 0.72, 60.0),
                                     (300.0, NAN, 0.0)):  # fmt: skip
        yield BeforeAfter(FIRST, LAST, 0.69, last_year, Baseline(FIRST, LAST, actual, usual), worth)
    earlier = (date(2026, 1, 25), date(2026, 2, 24))
    year_before = (date(2025, 3, 2), date(2025, 4, 1))
    yield Change("posts", "previous", FIRST, LAST, *earlier, 12, 9, Estimate(3, NAN, NAN),
                 unit="count")  # fmt: skip
    yield Change("views", "last year", FIRST, LAST, *year_before, 1_050, 0,
                 Estimate(1_050, NAN, NAN), 3, unit="count")  # fmt: skip
    for low, high, worth in ((0.004, 0.016, 0.0), (-0.002, 0.003, 0.005), (-0.01, 0.03, 0.0)):
        middle = (low + high) / 2
        difference = Estimate(middle, low, high, 0.95)
        yield Change("engagement_rate_by_reach", "last year", FIRST, LAST, *year_before,
                     0.037 + middle, 0.037, difference, worth=worth, strays="posts")  # fmt: skip
    for low, high, worth in ((27, 239, 0), (-40, 60, 100), (-60, 326, 0)):
        middle = (low + high) / 2
        yield Change("orders", "previous", FIRST, LAST, *earlier, 1_225 + middle, 1_225,
                     Estimate(middle, low, high, 0.95), unit="count", worth=worth,
                     strays="days")  # fmt: skip
    yield Change("revenue", "previous", FIRST, LAST, *earlier, 151_312.69, 142_674.4,
                 Estimate(8_638.29, -42_232.69, 59_509.27, 0.95), unit="money", currency="EUR",
                 strays="days")  # fmt: skip
    yield Change("response_rate", "previous", FIRST, LAST, *earlier, 0.95, 0.93,
                 Estimate(0.02, 0.005, 0.035, 0.95), strays="rows")  # fmt: skip


def said() -> str:
    """Write every sentence in German and in English, one result after the other."""
    blocks = []
    for result in variants():
        lines = [type(result).__name__]
        for lang in labels.LANGUAGES:
            with labels.speaking(lang):
                lines.append(result.sentence)
        blocks.append("\n".join(lines).replace("\N{NO-BREAK SPACE}", " "))
    return "\n\n".join(blocks) + "\n"


def test_the_sentences_are_those_that_were_read_aloud() -> None:
    """To renew the file: python -m tests.test_sentences_of_evidence; then read it aloud."""
    assert said() == FILE.read_text("utf-8")


def test_every_verdict_has_a_sentence_of_its_own() -> None:
    by_kind: dict[str, list[str]] = {}
    for result in variants():
        by_kind.setdefault(type(result).__name__, []).append(result.sentence)
    assert all(len(set(sentences)) == len(sentences) for sentences in by_kind.values())


if __name__ == "__main__":
    FILE.write_text(said(), "utf-8", newline="\n")

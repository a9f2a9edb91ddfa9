"""The second process: the same answers, in the same language, and nothing lost when it is gone."""

import os
import time
from dataclasses import fields
from multiprocessing import active_children
from pathlib import Path

import pandas as pd
import pytest

import kpi_kit as kk
from kpi_kit import labels
from kpi_kit.beside import Beside, cores
from kpi_kit.cli import reading
from kpi_kit.exports import load
from kpi_kit.reporting import analyse, page, scope_of


def ended_or_here(parent: int) -> str:
    """End the process, unless it is this one."""
    if os.getpid() != parent:
        os._exit(1)
    return "here"


def test_it_is_another_process_and_speaks_the_language_of_the_question() -> None:
    with Beside() as other:
        assert other.begin(os.getpid)() != os.getpid()
        for lang in labels.LANGUAGES:
            with labels.speaking(lang):
                assert other.begin(labels.language)() == lang


def test_what_cannot_be_done_fails_where_it_is_wanted_and_only_there(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with Beside() as other:
        answer = other.begin(int, "x")
        with pytest.raises(ValueError, match="invalid literal"):
            answer()
    assert capfd.readouterr().err == ""


def test_if_it_is_gone_this_process_does_the_work() -> None:
    with Beside() as other:
        assert other.begin(ended_or_here, os.getpid())() == "here"
        assert other.begin(sum, [1, 2])() == 3


def test_nothing_is_left_of_it() -> None:
    with Beside() as other:
        assert other.begin(len, "ab")() == 2
        assert len(active_children()) == 1
        other.begin(time.sleep, 600)  # whoever leaves the block does not wait for that
    assert active_children() == []


def test_two_processes_read_and_report_what_one_does() -> None:
    alone = load(kk.sample())
    with Beside("kpi_kit.reporting") as other:
        shared = load(kk.sample(), beside=other)
        for field in fields(alone):
            one, two = (getattr(exports, field.name) for exports in (alone, shared))
            if isinstance(one, pd.DataFrame):
                pd.testing.assert_frame_equal(one, two, check_exact=True)
            else:
                assert one == two
        told = analyse(scope_of(shared), beside=other)
    assert page(told) == page(analyse(scope_of(alone)))


def test_a_second_process_begins_only_where_it_pays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "small.csv").write_text("a,b\n")
    much = str(kk.sample())
    for paths, count, begun in (
        ([much], 2, True), ([str(tmp_path)], 2, False), ([str(tmp_path / "none")], 2, False),
        ([much], 1, False),
    ):  # fmt: skip
        monkeypatch.setattr(reading, "cores", lambda count=count: count)
        with reading.second_process(paths) as other:
            assert (other is not None) == begun


def test_where_none_can_begin_one_process_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(reading, "cores", lambda: 2)
    monkeypatch.setattr(reading, "Beside", refused)
    with reading.second_process([str(kk.sample())]) as other:
        assert other is None


def test_this_process_has_a_core() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)

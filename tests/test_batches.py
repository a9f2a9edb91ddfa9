"""Small alike files are read together; nobody can tell from the result."""

import tracemalloc
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_kit import batches
from kpi_kit.exports import Exports, load
from tests.test_exports import INSTAGRAM, assert_accounted, post, put

ROWS = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from([300, 400, "", "1,5"])), min_size=1, max_size=3
)


def one_by_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Exports:
    with monkeypatch.context() as patched:
        patched.setattr("kpi_kit.reading.key_of", lambda *_: None)
        return load(folder)


def assert_same(one: Exports, other: Exports) -> None:
    for name in ("posts", "log", "set_aside", "problems"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


@settings(max_examples=25)
@given(files=st.lists(ROWS, min_size=2, max_size=6))
def test_together_or_one_by_one_is_the_same(
    files: list[list[tuple[int, object]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("files")
    for number, rows in enumerate(files):
        lines = [post(which, views=views).replace(",1,5,", ',"1,5",') for which, views in rows]
        put(folder, f"{number}.csv", "\n".join([INSTAGRAM, *lines, ""]))
    with pytest.MonkeyPatch.context() as monkeypatch:
        together = load(folder)
        assert_same(together, one_by_one(folder, monkeypatch))
    assert_accounted(together)


def test_a_broken_file_among_many_is_found_and_the_others_are_read(tmp_path: Path) -> None:
    for number in range(1, 9):
        put(tmp_path, f"{number}.csv", f"{INSTAGRAM}\n{post(number)}\n")
    put(tmp_path, "4.csv", f"{INSTAGRAM}\n{post(4, views='many')}\n")
    exports = load(tmp_path)
    assert exports.set_aside[["file", "row"]].to_numpy().tolist() == [["4.csv", 2]]
    assert exports.posts["source_file"].tolist() == [f"{n}.csv" for n in (1, 2, 3, 5, 6, 7, 8)]


def test_only_the_file_with_a_row_set_aside_is_read_on_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 9):
        put(tmp_path, f"{number}.csv", f"{INSTAGRAM}\n{post(number)}\n")
    put(tmp_path, "4.csv", f"{INSTAGRAM}\n{post(4, views='many')}\n")
    sizes = []

    def counted(batch: batches.Batch, time_zone: str) -> object:
        sizes.append(len(batch.sheets))
        return read(batch, time_zone)

    read = batches.read_together
    monkeypatch.setattr(batches, "read_together", counted)
    monkeypatch.setattr("kpi_kit.reading.read_together", counted)
    load(tmp_path)
    assert sizes == [8, 7, 1]


def test_files_are_read_together_as_soon_as_there_are_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpi_kit.reading.ENOUGH", 3)
    for number in range(1, 9):
        put(tmp_path, f"{number}.csv", f"{INSTAGRAM}\n{post(number)}\n")
    assert len(load(tmp_path).posts) == 8
    assert batches.ENOUGH > 3


def memory(folder: Path, files: int) -> tuple[int, int]:
    """Read files of one row each; return the bytes that stay, and those at the peak."""
    for number in range(files):
        put(folder, f"{number}.csv", f"{INSTAGRAM}\n{post(1)}\n".replace("0001,", f"{number},", 1))
    tracemalloc.start()
    exports = load(folder)
    found = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(exports.log) == files
    return found


def test_memory_grows_with_the_rows_and_a_little_for_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows are given back; besides, a file costs its line in the log and its ledger."""
    monkeypatch.setattr("kpi_kit.reading.ENOUGH", 20)  # how many wait at once; in earnest 500
    load(put(tmp_path, "first.csv", f"{INSTAGRAM}\n{post(1)}\n"))  # which loads what is needed
    few, many = memory(tmp_path / "few", 100), memory(tmp_path / "many", 300)
    kept, peak = ((more - less) / 200 for less, more in zip(few, many, strict=True))
    assert kept < 3_000, kept
    assert peak < 16_000, peak


def test_all_rows_of_a_file_share_the_texts_that_are_the_same(tmp_path: Path) -> None:
    """A million copies of a file's name are 60 MB."""
    rows = "\n".join(map(post, range(1, 6)))
    for name in ("1.csv", "2.csv"):
        put(tmp_path, name, f"{INSTAGRAM}\n{rows}\n".replace("0001,", name[0], 1))
    for exports in (load(tmp_path), load(tmp_path / "1.csv")):
        for column in ("source_file", "channel", "interactions_of"):
            texts = exports.posts[column].tolist()
            assert len({*map(id, texts)}) == len({*texts}), column

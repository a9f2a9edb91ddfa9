"""What the pages on large data print and claim is what happens."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd
import pytest

from kpi_kit import labels
from kpi_kit.errors import AggregationError, ColumnError
from kpi_kit.tables import TABLES
from kpi_kit.values import compute
from tests.conftest import Engine
from tests.test_kpis import rows

pytest.importorskip("pyarrow", reason="PyArrow is not installed")

pytestmark = [
    pytest.mark.engines,  # where PyArrow is; a learner's environment has none
    # The sample covers two years, and so does what platforms have changed in them.
    pytest.mark.filterwarnings("ignore::kpi_kit.errors.SeriesBreakWarning"),
]

HERE = Path(__file__).parents[1]
BLOCK = r"```python{kind}\n(.*?)```\n\n```\n(.*?)```"


@pytest.fixture(params=labels.LANGUAGES)
def page(request: pytest.FixtureRequest) -> str:
    """Give the page in each language, which is then in use."""
    labels.use(request.param)
    return (HERE / f"docs/scale.{request.param}.md").read_text("utf-8")


def run(code: str, names: dict[str, Any]) -> str:
    """Run a block and return what it prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, names)
    return printed.getvalue()


def test_the_blocks_print_what_stands_below_them(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb", reason="DuckDB is not installed")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(BLOCK.format(kind=""), page, re.DOTALL)
    assert len(blocks) == 4
    names: dict[str, Any] = {}
    assert [run(code, names) for code, _ in blocks] == [printed for _, printed in blocks]


@pytest.mark.spark
def test_the_block_for_spark_prints_what_stands_below_it(
    page: str, spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    run(re.findall(BLOCK.format(kind=""), page, re.DOTALL)[0][0], names)
    ((code, printed),) = re.findall(BLOCK.format(kind=" spark"), page, re.DOTALL)
    # Spark looks for relative paths where it was started.
    assert run(code.replace('"data/', f'"{tmp_path}/data/'), names | {"session": spark}) == printed


def test_breakdowns_stay_apart_on_lazy_frames(engine: Engine) -> None:
    frame = engine({"clicks": [1, 2], "breakdown": ["age", "device"]})
    if isinstance(nw.from_native(frame), nw.LazyFrame):
        found = rows(compute(frame, ["clicks"]))
        assert [(row["breakdown"], row["clicks"]) for row in found] == [
            ("age", 1.0), ("device", 2.0),
        ]  # fmt: skip
    else:
        with pytest.raises((AggregationError, ColumnError), match="breakdown"):
            compute(frame, ["clicks"])


def test_rows_in_any_number_are_canonical_and_plausible(tmp_path: Path) -> None:
    from kpi_kit.scale import write_posts

    paths = write_posts(3_000, tmp_path, seed=1)
    assert all("channel=" in str(path) and "year=" in str(path) for path in paths)
    posts = pd.read_parquet(tmp_path / "posts")
    assert len(posts) == 3_000
    assert {*TABLES["posts"].columns} < {*posts.columns}
    assert (posts["reach"].dropna() <= posts["views"][posts["reach"].notna()]).all()
    assert posts.loc[posts["channel"] == "youtube", "reach"].isna().all()
    clicks = posts.dropna(subset=["clicks", "link_clicks"])
    assert len(clicks) > 300  # Facebook's
    assert (clicks["link_clicks"] <= clicks["clicks"]).all()  # each of them is a click
    reacted = posts[(posts["interactions"] > 0) & posts["reach"].notna()]
    assert (reacted["reach"] > 0).all()


def test_the_same_number_and_seed_give_the_same_rows(tmp_path: Path) -> None:
    from kpi_kit.scale import write_posts

    first, again, other = (
        pd.concat(map(pd.read_parquet, write_posts(500, tmp_path / name, seed=seed)))
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first.equals(again)
    assert first["views"].sum() != other["views"].sum()

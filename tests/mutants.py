"""Plant one fault at a time in a module and see whether its tests notice.

    python tests/mutants.py kpi_kit/totals.py tests/test_kpis.py tests/test_values.py
    python tests/mutants.py --every 3 kpi_kit/totals.py tests/test_kpis.py -k 'not duckdb'

Each fault runs in a process of its own, forked after the heavy imports; the file on disk is never
changed. Printed is every fault that no test noticed: look at it, then write the test, or see that
the fault changes no result. Needs Linux or macOS.
"""

import argparse
import ast
import copy
import importlib.machinery
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HEAVY = (
    "pandas", "narwhals", "polars", "duckdb", "hypothesis.strategies", "pydantic",
    "matplotlib.pyplot",  # every test closes its figures
)  # fmt: skip
LONGEST = 300  # seconds; a fault that makes the tests hang is noticed

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
JOINED: dict[type[Any], type[Any]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.FloorDiv: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def faults(node: ast.AST) -> Iterator[ast.AST]:
    """Give what may stand in the place of a node, wrongly."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in COMPARED:
            yield _with(node, ops=[COMPARED[type(op)]()])
        case ast.BinOp(op=op) | ast.BoolOp(op=op) | ast.AugAssign(op=op) if type(op) in JOINED:
            yield _with(node, op=JOINED[type(op)]())
        case ast.UnaryOp(op=ast.Not() | ast.Invert() | ast.USub()):
            yield node.operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value + 1)
        case ast.If() | ast.IfExp():
            yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case ast.comprehension(ifs=[_]):
            yield _with(node, ifs=[])
        case ast.Call(func=ast.Name(id="min" | "max" as name)):
            yield _with(node, func=ast.Name({"min": "max", "max": "min"}[name], ast.Load()))
        case ast.Call(func=ast.Attribute(attr="min" | "max" as name)):
            func = _with(node.func, attr={"min": "max", "max": "min"}[name])
            yield _with(node, func=func)
        case ast.Return(value=ast.expr()):
            yield ast.Return(ast.Constant(None))


def _with(node: Any, **fields: Any) -> Any:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


class _Planting(ast.NodeTransformer):
    """Put the fault of a number into a tree."""

    def __init__(self, number: int) -> None:
        self.number, self.seen, self.what = number, 0, ""

    def visit(self, node: ast.AST) -> Any:
        for fault in faults(node):
            if self.seen == self.number:
                self.seen += 1
                line = getattr(node, "lineno", 0)
                ast.fix_missing_locations(fault)
                self.what = f"{line}: {_shown(node)}  ->  {_shown(fault)}"
                return ast.copy_location(fault, node) if line else fault
            self.seen += 1
        return self.generic_visit(node)


def _shown(node: ast.AST) -> str:
    return ast.unparse(node).split("\n")[0][:90]


def planted(source: str, number: int) -> tuple[ast.Module, str]:
    """Return the module with one fault, and what it is; an empty word where there is none left."""
    planting = _Planting(number)
    tree = planting.visit(ast.parse(source))
    return ast.fix_missing_locations(tree), planting.what


def noticed(module: Path, tree: ast.Module, tests: list[str]) -> bool:
    """Whether a test fails on the faulty module."""
    child = os.fork()
    if not child:
        _run(module, tree, tests)
    ends = time.monotonic() + LONGEST
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status != 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def _run(module: Path, tree: ast.Module, tests: list[str]) -> None:
    """Import the faulty module in the place of the file, and run the tests quietly."""
    honest = importlib.machinery.SourceFileLoader.get_code

    def get_code(self: Any, name: str) -> Any:
        if Path(self.path).resolve() == module:
            return compile(tree, self.path, "exec")
        return honest(self, name)

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[assignment,method-assign]
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    os._exit(int(pytest.main(["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", *tests])))


def main() -> None:
    """Plant the faults one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--every", type=int, default=1, help="only each so many-th fault")
    parser.add_argument("--first", type=int, default=0, help="the number of the first fault")
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs=argparse.REMAINDER, help="what pytest gets")
    options = parser.parse_args()
    for name in HEAVY:
        importlib.import_module(name)
    module = options.module.resolve()
    source = module.read_text("utf-8")
    tests = options.tests
    if noticed(module, ast.parse(source), tests):
        sys.exit("the tests fail without a fault")
    number, found, tried = options.first, 0, 0
    while True:
        tree, what = planted(source, number)
        if not what:
            break
        tried += 1
        if noticed(module, tree, tests):
            found += 1
        else:
            print(f"not noticed: {options.module}:{what}", flush=True)
        number += options.every
    print(f"{options.module}: {found} of {tried} faults noticed", flush=True)


if __name__ == "__main__":
    main()

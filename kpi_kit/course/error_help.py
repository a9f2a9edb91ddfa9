"""Python's usual errors in the learner's words, above the traceback, which stays as it is."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import pandas as pd

from kpi_kit.course.feedback import Feedback
from kpi_kit.course.texts import say, texts
from kpi_kit.errors import KpiKitError

EXPLAINED: tuple[type[Exception], ...] = (
    SyntaxError, NameError, KeyError, AttributeError, TypeError, ValueError, IndexError,
    ZeroDivisionError, ModuleNotFoundError, FileNotFoundError,
)  # fmt: skip
"""The errors that beginners meet; an error of indentation is one of syntax."""


def explain_errors() -> None:
    """Explain Python's usual errors from now on, in the language in use, above their traceback.

    It works in a notebook; elsewhere nothing changes. Errors of kpi_kit explain themselves.

    Examples
    --------
    >>> explain_errors()
    """
    from kpi_kit.notebook import shell

    there = shell()
    if there is not None:
        there.set_custom_exc(EXPLAINED, _show)


def explained(error: BaseException, variables: dict[str, Any]) -> Feedback | None:
    """Return what to say to an error; None if there is nothing to add to its own words.

    Parameters
    ----------
    error : BaseException
        The error.
    variables : dict
        The learner's variables, among which a misspelt name is looked for.
    """
    kind = next((k for k in type(error).__mro__ if k.__name__ in texts()["error"]), None)
    if kind is None or isinstance(error, KpiKitError):
        return None
    facts, closer = _facts(error), _closer(error)
    # What names a place or a name is worth saying even where Python's own words tell more.
    said = say("error", kind.__name__, **facts) if facts or not closer else ""
    if kind is SyntaxError and not closer:
        closer = say("general", "syntax")
    parts = [said, closer, _nearest(error, variables)]
    return Feedback("error", say("title", "error"), " ".join(filter(None, parts)))


def _show(
    shell: Any, kind: type[BaseException], error: BaseException, tb: Any, **place: Any
) -> None:
    from IPython.display import display

    box = explained(error, shell.user_ns)
    if box is not None:
        display(box)  # type: ignore[no-untyped-call]
    shell.showtraceback((kind, error, tb), tb_offset=place.get("tb_offset"))


def _facts(error: BaseException) -> dict[str, object]:
    """Return what the sentence on an error names: a place or a name."""
    match error:
        case SyntaxError():
            return {"line": error.lineno or 1}
        case FileNotFoundError():
            return {"name": error.filename}
        case NameError() | AttributeError() | ModuleNotFoundError():
            return {"name": error.name or error}
        case KeyError():
            return {"name": error.args[0] if error.args else ""}
    return {}


def _closer(error: BaseException) -> str:
    """Say what Python's own words mean, or what it stumbled over, where that is known."""
    line = (error.text if isinstance(error, SyntaxError) else None) or ""
    known = texts()["closer"].items()
    return next((say("closer", name) for name, row in known if _means(row, str(error), line)), "")


def _means(row: Mapping[str, str], words: str, line: str) -> bool:
    if "line" in row:
        return re.search(row["line"], line) is not None
    return row["words"] in words


def _nearest(error: BaseException, variables: dict[str, Any]) -> str:
    """Name what was probably meant."""
    match error:
        case NameError():
            wanted, there = error.name, _own(variables)
        case AttributeError():
            wanted, there = error.name, dir(error.obj)
        case KeyError() if error.args and isinstance(error.args[0], str):
            wanted, there = error.args[0], _columns(variables)
        case _:
            return ""
    near = get_close_matches(str(wanted), [n for n in there if not n.startswith("_")], n=1)
    return say("general", "meant", near=near[0]) if near else ""


def _own(variables: dict[str, Any]) -> list[str]:
    hidden = {"In", "Out", "get_ipython", "exit", "quit", "open"}
    return [name for name in variables if name not in hidden]


def _columns(variables: dict[str, Any]) -> list[str]:
    """Return the columns of all tables that are there: one of them is meant."""
    tables = (value for value in variables.values() if isinstance(value, pd.DataFrame))
    return [str(column) for table in tables for column in table.columns]

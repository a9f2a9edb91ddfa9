"""Files that lie among exports and are none, judged by their names; each is listed all the same."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from kpi_kit import formatting, labels

SUFFIXES = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".zip")
"""The files of a folder that may be exports."""

NO_EXPORTS = {
    ".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".md", ".ppt", ".pptx", ".key", ".numbers",
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".heic", ".tif", ".tiff", ".bmp", ".psd",
    ".mp4", ".mov", ".mp3", ".wav", ".eml", ".msg", ".ics", ".lnk", ".url", ".webloc", ".ipynb",
    ".py", ".toml",
}  # fmt: skip
"""What no platform exports figures as; of any other kind of file that is not sure."""

LEFT_BY_SYSTEMS = {"desktop.ini", "thumbs.db", "icon\r"}
"""What Windows and macOS leave in folders."""


def may_be_export(name: str) -> bool:
    """Tell whether to read a file of a folder or archive, by its path in there."""
    return not hidden_part(name) and PurePosixPath(name).suffix.lower() in SUFFIXES


def hidden_part(name: str) -> str:
    """Return the path up to what is hidden, locked or a system's own; empty where nothing is."""
    parts = PurePosixPath(name).parts
    for at, part in enumerate(parts, 1):
        if part.startswith((".", "~$", "__MACOSX")) or part.lower() in LEFT_BY_SYSTEMS:
            return "/".join(parts[:at])
    return ""


def told_of(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Say which files are not read because of their names.

    Parameters
    ----------
    names : iterable of str
        The paths of files in a folder or an archive.

    Yields
    ------
    tuple of str and str
        Severity and sentence: a note on what is no export, a warning on what could be one.

    Examples
    --------
    >>> list(told_of(["May.csv", "Report.pdf", ".git/config", ".git/HEAD"]))
    [('note', 'not read, as these are no exports (2): Report.pdf, .git')]
    """
    left = [name for name in names if not may_be_export(name)]
    hidden = {name: hidden_part(name) for name in left}
    sure = {name for name in left if _is_no_export(name)}
    doubtful = [name for name in left if name not in sure]
    listed = [*dict.fromkeys(hidden[name] or name for name in left if name in sure)]
    for severity, key, found in (("note", "bystanders", listed), ("warning", "unread", doubtful)):
        if found:
            facts = {"count": formatting.number(len(found)), "files": ", ".join(found)}
            yield severity, labels.text(f"problem.{key}", suffixes=", ".join(SUFFIXES), **facts)


def is_memo(name: str, head: Sequence[Sequence[str]]) -> bool:
    """Tell whether a text in which nothing is like an export is what somebody wrote down.

    Parameters
    ----------
    name : str
        Its name; only a ``.txt`` may be a memo, for it may be a renamed export as well.
    head : sequence of sequence of str
        The cells of its first rows. Those of a table are all as wide as the first.

    Examples
    --------
    >>> is_memo("Notiz.txt", [["Hallo", "bitte nicht löschen"], ["Danke"]])
    True
    >>> is_memo("Pins.txt", [["Date", "Pins", "Saves"], ["2026-05-01", "4", "1"]])
    False
    """
    widths = {len(cells) for cells in head}
    is_table = len(head) > 1 and len(widths) == 1 and min(widths) > 2
    return PurePosixPath(name).suffix.lower() == ".txt" and not is_table


def _is_no_export(name: str) -> bool:
    """Tell what no export can be; one that is merely hidden still may."""
    path, hidden = PurePosixPath(name), hidden_part(name)
    merely = hidden == name and path.suffix in SUFFIXES and not path.name.startswith(("._", "~$"))
    return (bool(hidden) and not merely) or path.suffix.lower() in NO_EXPORTS

"""Channels side by side, and what of them does not compare."""

from dataclasses import dataclass

from kpi_kit.compare import channels as compared
from kpi_kit.compare.channels import Note
from kpi_kit.errors import KpiKitError
from kpi_kit.reporting.figures import ACCOUNTS, POSTS, RATES, Grid, Said, grid
from kpi_kit.reporting.scope import Scope


@dataclass(frozen=True)
class Channels:
    """The channels' figures, from posts, stories and days, and what hinders comparing them."""

    posts: Grid
    stories: Grid
    accounts: Grid
    notes: tuple[Said, ...]


def channels(scope: Scope) -> Channels:
    """Compute the figures of every channel."""
    posts = grid(scope.posts, POSTS, "channel", "posts")
    return Channels(
        posts, grid(scope.stories, POSTS, "channel", "stories"),
        grid(scope.exports.accounts, ACCOUNTS, "channel", "accounts"), _notes(scope, posts),
    )  # fmt: skip


def _notes(scope: Scope, shown: Grid) -> tuple[Said, ...]:
    posts = scope.posts
    if posts["channel"].nunique() < 2:
        return ()
    try:
        reasons = compared(posts, [*RATES, "interactions"]).reasons
    except KpiKitError as error:
        return (Said(str(error)),)
    return tuple(Said(note.text, _proof(note, shown)) for note in reasons)


def _proof(note: Note, shown: Grid) -> str:
    """Return where a figure that a note speaks of is traced; else where its channel's posts are."""
    rows = {row.group: (f"posts-{at}", row) for at, row in enumerate(shown.rows, 1)}
    traced = [
        f"{rows[cell.channel][0]}-{cell.kpi}"
        for cell in note.cells
        if any(v.name == cell.kpi and v.trace for v in rows[cell.channel][1].cells)
    ]
    return next(iter(traced), f"{rows[note.cells[0].channel][0]}-posts")

"""Channels side by side, and what of them does not compare."""

from dataclasses import dataclass

from kpi_kit.compare import channels as compared
from kpi_kit.errors import KpiKitError
from kpi_kit.reporting.figures import ACCOUNTS, POSTS, RATES, Grid, grid
from kpi_kit.reporting.scope import Scope


@dataclass(frozen=True)
class Channels:
    """The channels' figures, from posts, stories and days, and what hinders comparing them."""

    posts: Grid
    stories: Grid
    accounts: Grid
    notes: tuple[str, ...]


def channels(scope: Scope) -> Channels:
    """Compute the figures of every channel."""
    return Channels(
        grid(scope.posts, POSTS, "channel", "posts"),
        grid(scope.stories, POSTS, "channel", "stories"),
        grid(scope.exports.accounts, ACCOUNTS, "channel", "accounts"),
        _notes(scope),
    )  # fmt: skip


def _notes(scope: Scope) -> tuple[str, ...]:
    posts = scope.posts
    if posts["channel"].nunique() < 2:
        return ()
    try:
        return compared(posts, [*RATES, "interactions"]).notes
    except KpiKitError as error:
        return (str(error),)

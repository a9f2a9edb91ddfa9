"""A company as files: the raw exports, and the truth beside them."""

from pathlib import Path

from . import truth
from .answer_key import answer_key
from .facts import Company, company_of
from .world import World, sample_world, world_of
from .writers import (
    analytics,
    google,
    insights,
    meta,
    meta_ads,
    networks,
    own,
    small_ads,
    tiktok,
    youtube,
)

TRUTH = "truth"
"""The folder of the truth; whoever hands the exports out may keep it back."""


def files(company: Company) -> dict[str, bytes]:
    """Return every file as path -> content: a folder of exports and a folder of the truth."""
    # Several parts of a session may want the sample, which takes some seconds to happen.
    world = sample_world() if company == company_of() else world_of(company)
    exports = {f"{company.handle}/{name}": each for name, each in raw(world).items()}
    known = truth.files(world) | {"README.md": answer_key(world).encode()}
    return exports | {f"{TRUTH}/{name}": each for name, each in known.items()}


def raw(world: World) -> dict[str, bytes]:
    """Return the raw exports, paths relative to the company's folder."""
    return {
        **meta.files(world),
        **meta_ads.files(world),
        **insights.files(world),
        **youtube.files(world),
        **tiktok.files(world),
        **networks.linkedin(world),
        **networks.x(world),
        **google.files(world),
        **small_ads.files(world),
        **analytics.files(world),
        **own.files(world),
    }


def write(company: Company, folder: Path) -> None:
    """Write all files of a company below *folder*; nothing else there is touched."""
    for name, content in files(company).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

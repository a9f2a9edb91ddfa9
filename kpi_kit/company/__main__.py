"""Write Emscherrad's exports: `python -m kpi_kit.company [folder] [--seed 7]`."""

import argparse
from pathlib import Path

from . import CHECKOUT, write


def main() -> None:
    """Write into the given folder; a checkout's sample data needs no naming."""
    parser = argparse.ArgumentParser(prog="python -m kpi_kit.company", description=__doc__)
    in_checkout = CHECKOUT.parent.is_dir()
    parser.add_argument(
        "folder", nargs="?" if in_checkout else None, default=CHECKOUT, type=Path, help="where to"
    )
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    write(arguments.folder, seed=arguments.seed)


if __name__ == "__main__":
    main()

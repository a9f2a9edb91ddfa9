"""Write the sample company again: `python -m kpi_kit.company [folder]`."""

import shutil
import sys
from pathlib import Path

from .emscherrad import CHECKOUT
from .exports import TRUTH, write
from .facts import company_of


def main() -> None:
    """Write into the given folder, or into a checkout's sample data; old files there go."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CHECKOUT
    company = company_of()
    for name in (company.handle, TRUTH):
        shutil.rmtree(folder / name, ignore_errors=True)
    write(company, folder)


if __name__ == "__main__":
    main()

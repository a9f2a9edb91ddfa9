"""Run the command line: ``python -m kpi_kit``."""

from kpi_kit.cli import main

if __name__ == "__main__":
    main()

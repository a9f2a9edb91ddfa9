"""Browser tests run when they are asked for by their folder: ``pytest tests/browser``."""

import pytest


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    return None if any("browser" in asked for asked in config.args) else True

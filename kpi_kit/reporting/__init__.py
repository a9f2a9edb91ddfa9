"""The report: exports, goals and charts in one HTML file that needs nothing else, hides nothing.

``scope`` chooses the rows; ``summary``, ``changed``, ``channels``, ``posts``, ``campaigns``,
``community``, ``quality``, ``definitions`` and ``next_steps`` are its parts and return plain data
made of ``figures``; ``drawings`` draws; ``analysis`` holds all of it; ``page`` lays it out.
"""

from kpi_kit.reporting.analysis import Analysis, analyse
from kpi_kit.reporting.figures import ACCOUNTS, ADS, FOLLOWERS, PERIODS, POSTS, grid
from kpi_kit.reporting.page import page, report
from kpi_kit.reporting.scope import COMPARED, Scope, scope_of

__all__ = [
    "ACCOUNTS", "ADS", "COMPARED", "FOLLOWERS", "PERIODS", "POSTS", "Analysis", "Scope", "analyse",
    "grid", "page", "report", "scope_of",
]  # fmt: skip

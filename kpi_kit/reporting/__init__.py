"""The report: exports, goals and charts in one HTML file that needs nothing else, hides nothing.

``scope`` chooses the rows; ``summary``, ``changed``, ``channels``, ``posts``, ``campaigns``,
``community``, ``quality``, ``definitions`` and ``next_steps`` are its parts and return plain data
made of ``figures``; ``drawings`` draws; ``analysis`` holds all of it; ``page``, ``workbook`` and
``as_notebook`` lay it out, ``printing`` makes a PDF of the page. ``branding`` and ``pseudonyms``
say how and of whom it speaks.
"""

from kpi_kit.reporting.analysis import Analysis, analyse
from kpi_kit.reporting.as_notebook import Call, as_notebook
from kpi_kit.reporting.branding import Brand, load_brand
from kpi_kit.reporting.figures import ACCOUNTS, ADS, FOLLOWERS, PERIODS, POSTS, grid
from kpi_kit.reporting.page import page, report
from kpi_kit.reporting.printing import print_pdf
from kpi_kit.reporting.pseudonyms import pseudonymised
from kpi_kit.reporting.scope import Scope, scope_of
from kpi_kit.reporting.workbook import workbook

__all__ = [
    "ACCOUNTS", "ADS", "FOLLOWERS", "PERIODS", "POSTS", "Analysis", "Brand", "Call",
    "Scope", "analyse", "as_notebook", "grid", "load_brand", "page", "print_pdf",
    "pseudonymised", "report", "scope_of", "workbook",
]  # fmt: skip

"""What only a notebook needs: one line that sets the language and makes figures readable aloud."""

import base64
import io
import sys
import warnings
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from kpi_kit import errors, labels
from kpi_kit.charts import alt_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def use(lang: labels.Language, *, debug: bool = False) -> None:
    """Choose the language of everything shown: messages, charts, reports, feedback.

    In a notebook, figures then carry their alternative text, which Jupyter drops from plain
    pictures, single numbers are shown without NumPy's wrapping, and what a reader of figures must
    know is said in a sentence instead of a warning's lines of code.

    Parameters
    ----------
    lang : {"de", "en"}
        German or English.
    debug : bool
        Show whole tracebacks, for those who look for a mistake in the library.

    Examples
    --------
    >>> use("en")
    """
    labels.use(lang)
    errors.debug.set(debug)
    there = shell()
    if there is not None:
        there.events.register("post_execute", _describe_figures)
        there.display_formatter.formatters["text/plain"].for_type(np.generic, _plain_number)
        if warnings.showwarning is not _say:
            _shown_before.append(warnings.showwarning)
            warnings.showwarning = _say


_shown_before: list[Any] = []
"""How Python shows warnings, which are not ours."""


def _say(message: Any, category: type[Warning], *place: Any, **more: Any) -> None:
    """Say what a reader of figures must know as a sentence, without the place in the code."""
    if issubclass(category, errors.KpiKitWarning):
        sys.stdout.write(labels.text("message.note", said=message) + "\n")
    else:
        _shown_before[-1](message, category, *place, **more)


def _describe_figures() -> None:
    """Have figures shown as HTML; matplotlib's inline backend forgets it when it starts."""
    shell().display_formatter.formatters["text/html"].for_type_by_name(
        "matplotlib.figure", "Figure", figure_html
    )


def _plain_number(value: np.generic, printer: Any, cycle: bool) -> None:
    """Show 0.047 as 0.047, not as np.float64(0.047)."""
    printer.text(repr(value.item()))


def show(drawn: "Figure | Axes") -> None:
    """Show a chart here and now, with its alternative text.

    After :func:`use`, a chart shows itself that way at the end of its cell; this shows several in
    the order of the words between them, and works without :func:`use`.

    Parameters
    ----------
    drawn : Figure or Axes
        What a chart returned, or its figure.

    Examples
    --------
    >>> import pandas as pd
    >>> from kpi_kit import charts
    >>> months = pd.DataFrame({"month": ["2026-04", "2026-05"], "views": [12, 9]})
    >>> show(charts.trend(months, "views"))
    Line chart. Views: highest value 12 (April 2026). All values: April 2026: 12; May 2026: 9.
    """
    from matplotlib.pyplot import close

    figure: Any = drawn if hasattr(drawn, "savefig") else drawn.get_figure(root=True)
    if shell() is None:
        sys.stdout.write(f"{alt_text(figure)}\n")
    else:
        from IPython.display import HTML, display

        display(HTML(figure_html(figure)))  # type: ignore[no-untyped-call]
    close(figure)  # or it would be shown once more at the end of the cell


def figure_html(figure: "Figure") -> str:
    """Return a figure as an HTML picture with its alternative text."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=96, metadata={"Software": ""})
    picture = base64.b64encode(buffer.getvalue()).decode("ascii")
    alt = escape(alt_text(figure), quote=True)
    return f'<img alt="{alt}" src="data:image/png;base64,{picture}"/>'


def shell() -> Any:
    """Return the notebook's shell; outside of a notebook there is none, and IPython stays out."""
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    return get_ipython()

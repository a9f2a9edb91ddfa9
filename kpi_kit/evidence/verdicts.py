"""Three verdicts: an effect, none worth mentioning, or the data cannot tell."""

from typing import Literal

from kpi_kit.estimates import Estimate

Verdict = Literal["effect", "no effect", "cannot tell"]


def judged(effect: Estimate, worth: float = 0.0) -> Verdict:
    """Say what an interval permits to say of an effect.

    Parameters
    ----------
    effect : Estimate
        The effect with its interval.
    worth : float
        The smallest effect worth mentioning, in the effect's unit; fixed before looking.

    Returns
    -------
    {"effect", "no effect", "cannot tell"}
        "no effect" if all of the interval is smaller than what is worth mentioning, on either side
        of 0; "effect" if it leaves out 0; else "cannot tell". Without a smallest effect worth
        mentioning, no data can show that there is none.

    Examples
    --------
    >>> judged(Estimate(30, 10, 50)), judged(Estimate(5, -15, 25)), judged(Estimate(5, -15, 25), 30)
    ('effect', 'cannot tell', 'no effect')
    """
    if -worth < effect.low and effect.high < worth:
        return "no effect"
    return "effect" if effect.excludes(0) else "cannot tell"

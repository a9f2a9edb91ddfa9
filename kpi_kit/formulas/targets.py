"""Target, plan and evaluation: how far, how fast, and compared with what."""

from kpi_kit.formulas.ratio import N, ratio


def target_attainment(actual: N, target: N) -> N:
    """Actual ÷ target.

    Parameters
    ----------
    actual : float, Series or expression
        A number. What has been achieved.
    target : float, Series or expression
        A number. What is to be achieved.

    Returns
    -------
    float, Series or expression
        1 means that the target was met; undefined if it is 0.

    Notes
    -----
    Ignores where things stood before: who starts at 95 of 100 has 95 % without doing anything.

    Source
    ------
    hyperspace.de.

    Examples
    --------
    >>> round(target_attainment(actual=40.0, target=60.0), 4)
    0.6667
    """
    return ratio(actual, target)


def target_attainment_when_lower_is_better(actual: N, target: N) -> N:
    """(2 × target − actual) ÷ target.

    Parameters
    ----------
    actual : float, Series or expression
        A number. What has been achieved.
    target : float, Series or expression
        A number. What is to be achieved.

    Returns
    -------
    float, Series or expression
        1 means that the target was met, more that it was beaten; undefined if it is 0.

    Notes
    -----
    A convention, symmetric about the target; negative beyond twice the target. Progress needs no
    such rule.

    Source
    ------
    hyperspace.de.

    Examples
    --------
    >>> round(target_attainment_when_lower_is_better(actual=16.0, target=24.0), 4)
    1.3333
    """
    return ratio(2 * target - actual, target)


def progress_from_baseline(actual: N, baseline: N, target: N) -> N:
    """(Actual − baseline) ÷ (target − baseline).

    Parameters
    ----------
    actual : float, Series or expression
        A number. What has been achieved.
    baseline : float, Series or expression
        A number. Where things stood when the target was set.
    target : float, Series or expression
        A number. What is to be achieved.

    Returns
    -------
    float, Series or expression
        0 at the baseline, 1 at the target, either side possible. Undefined if they are equal.

    Notes
    -----
    Whether higher or lower is better makes no difference. A target close to the baseline makes it
    jump.

    Source
    ------
    Doerr, "Measure What Matters" (2018); clawhub.

    Examples
    --------
    >>> round(progress_from_baseline(actual=6.0, baseline=8.0, target=5.0), 2)
    0.67
    """
    return ratio(actual - baseline, target - baseline)


def variance(actual: N, target: N) -> N:
    """Actual − target.

    Parameters
    ----------
    actual : float, Series or expression
        A number. What has been achieved.
    target : float, Series or expression
        A number. What is to be achieved.

    Returns
    -------
    float, Series or expression
        In the unit of the figure; negative below the target.

    Notes
    -----
    Whether it is favourable depends on the figure: more spend is not better. No variance in the
    sense of statistics.

    Source
    ------
    die-akademie; StudySmarter.

    Examples
    --------
    >>> variance(actual=9_500.0, target=8_000.0)
    1500.0
    """
    return actual - target


def relative_variance(actual: N, target: N) -> N:
    """(Actual − target) ÷ target.

    Parameters
    ----------
    actual : float, Series or expression
        A number. What has been achieved.
    target : float, Series or expression
        A number. What is to be achieved.

    Returns
    -------
    float, Series or expression
        0.1 means 10 % above the target; undefined if it is 0.

    Notes
    -----
    Of a rate it is no percentage point: 3 % in place of 2 % is +50 %, and one percentage point.

    Source
    ------
    die-akademie; StudySmarter.

    Examples
    --------
    >>> relative_variance(actual=9_500.0, target=8_000.0)
    0.1875
    """
    return ratio(actual - target, target)


def price_variance(actual_price: N, target_price: N, target_quantity: N) -> N:
    """(Actual price − planned price) × planned quantity.

    Parameters
    ----------
    actual_price : float, Series or expression
        Money, in one currency. Actual price per unit, for example per click.
    target_price : float, Series or expression
        Money, in one currency. Planned price per unit, for example per click.
    target_quantity : float, Series or expression
        A count. Planned quantity, for example clicks.

    Returns
    -------
    float, Series or expression
        Money; positive if the price was higher than planned.

    Notes
    -----
    Together with the quantity and the joint variance it is the whole difference of cost.

    Source
    ------
    WB Online-Campus.

    Examples
    --------
    >>> price_variance(actual_price=0.75, target_price=0.5, target_quantity=10_000.0)
    2500.0
    """
    return (actual_price - target_price) * target_quantity


def quantity_variance(target_price: N, actual_quantity: N, target_quantity: N) -> N:
    """Planned price × (actual quantity − planned quantity).

    Parameters
    ----------
    target_price : float, Series or expression
        Money, in one currency. Planned price per unit, for example per click.
    actual_quantity : float, Series or expression
        A count. Actual quantity, for example clicks.
    target_quantity : float, Series or expression
        A count. Planned quantity, for example clicks.

    Returns
    -------
    float, Series or expression
        Money; positive if more was bought than planned.

    Notes
    -----
    More cost for more clicks is no waste; judge it together with what they brought.

    Source
    ------
    WB Online-Campus.

    Examples
    --------
    >>> quantity_variance(target_price=0.5, actual_quantity=12_000.0, target_quantity=10_000.0)
    1000.0
    """
    return target_price * (actual_quantity - target_quantity)


def joint_variance(actual_price: N, target_price: N, actual_quantity: N, target_quantity: N) -> N:
    """(Actual − planned price) × (actual − planned quantity).

    Parameters
    ----------
    actual_price : float, Series or expression
        Money, in one currency. Actual price per unit, for example per click.
    target_price : float, Series or expression
        Money, in one currency. Planned price per unit, for example per click.
    actual_quantity : float, Series or expression
        A count. Actual quantity, for example clicks.
    target_quantity : float, Series or expression
        A count. Planned quantity, for example clicks.

    Returns
    -------
    float, Series or expression
        Money; 0 if only one of the two differs.

    Notes
    -----
    Belongs to price and quantity alike: show it, and do not add it to one of them in silence.

    Source
    ------
    WB Online-Campus.

    Examples
    --------
    >>> joint_variance(0.75, 0.5, 12_000.0, 10_000.0)
    500.0
    """
    return (actual_price - target_price) * (actual_quantity - target_quantity)


def pacing(actual: N, target: N, elapsed: N, period: N) -> N:
    """(Actual ÷ target) ÷ (elapsed ÷ whole period).

    Parameters
    ----------
    actual : float, Series or expression
        A number. What has been achieved.
    target : float, Series or expression
        A number. What is to be achieved.
    elapsed : float, Series or expression
        A number. How much of the period is over, in the unit of the period.
    period : float, Series or expression
        A number. The length of the whole period, for example in days.

    Returns
    -------
    float, Series or expression
        1 means on plan, more means ahead; undefined before the start or if the target is 0.

    Notes
    -----
    Supposes that every day brings as much. Where weekdays or seasons differ, give the share
    expected by now as elapsed and 1 as the period.

    Source
    ------
    searchespilot; Adpulse.

    Examples
    --------
    >>> pacing(actual=7_500.0, target=10_000.0, elapsed=5.0, period=10.0)
    1.5
    """
    return ratio(ratio(actual, target), ratio(elapsed, period))


def run_rate_forecast(actual: N, elapsed: N, period: N) -> N:
    """Actual ÷ elapsed × whole period.

    Parameters
    ----------
    actual : float, Series or expression
        A number. What has been achieved.
    elapsed : float, Series or expression
        A number. How much of the period is over, in the unit of the period.
    period : float, Series or expression
        A number. The length of the whole period, for example in days.

    Returns
    -------
    float, Series or expression
        In the unit of the figure; undefined before the start.

    Notes
    -----
    Goes on as before, weekends and seasons ignored. After few days it is hardly more than a guess.

    Source
    ------
    searchespilot.

    Examples
    --------
    >>> run_rate_forecast(actual=9_500.0, elapsed=8.0, period=20.0)
    23750.0
    """
    return ratio(actual, elapsed) * period


def difference_in_differences(
    treated_before: N, treated_after: N, control_before: N, control_after: N
) -> N:
    """(After − before) with the measure − (after − before) without it.

    Parameters
    ----------
    treated_before : float, Series or expression
        A number. Figure of the group with the measure, before it.
    treated_after : float, Series or expression
        A number. Figure of the group with the measure, after it.
    control_before : float, Series or expression
        A number. Figure of the control group without the measure, before it.
    control_after : float, Series or expression
        A number. Figure of the control group without the measure, after it.

    Returns
    -------
    float, Series or expression
        In the unit of the figure; 0 if both changed alike.

    Notes
    -----
    Rests on parallel trends: without the measure, both groups would have changed alike.

    Source
    ------
    Card, Krueger, "Minimum Wages and Employment" (1994).

    Examples
    --------
    >>> round(difference_in_differences(20.44, 21.03, 23.33, 21.17), 2)
    2.75
    """
    return (treated_after - treated_before) - (control_after - control_before)


def benchmark_gap(actual: N, benchmark: N) -> N:
    """(Own figure − benchmark) ÷ benchmark.

    Parameters
    ----------
    actual : float, Series or expression
        A number. What has been achieved.
    benchmark : float, Series or expression
        A number. A figure by the same formula, of the same channel and year.

    Returns
    -------
    float, Series or expression
        0 means as good as the benchmark, 0.1 means 10 % above it; undefined if it is 0.

    Notes
    -----
    Only with the same formula, channel and year: published rates of one channel differ up to
    34-fold.

    Source
    ------
    kpi_kit, DECISIONS.md.

    Examples
    --------
    >>> benchmark_gap(actual=5.0, benchmark=4.0)
    0.25
    """
    return ratio(actual - benchmark, benchmark)

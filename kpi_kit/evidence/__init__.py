"""From figures to evidence: how sure is it, is it more than usual, and was it us.

SciPy and statsmodels do the statistics; they are loaded only when they are asked for.
"""

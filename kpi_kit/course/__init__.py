"""The course: exercises and their checks, help, the notebook builder, the learner's own copy."""

from kpi_kit.course.checks import check, hint, solution
from kpi_kit.course.error_help import explain_errors
from kpi_kit.course.health_check import health
from kpi_kit.course.vocabulary import glossary

__all__ = ["check", "explain_errors", "glossary", "health", "hint", "solution"]

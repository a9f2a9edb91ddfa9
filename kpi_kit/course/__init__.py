"""The course: exercise checks, the notebook builder, the learner's own copy."""

from kpi_kit.course.checks import check, hint

__all__ = ["check", "hint"]

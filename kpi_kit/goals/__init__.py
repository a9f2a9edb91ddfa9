"""Goals: fixed beforehand, held against the exports afterwards.

``goal`` is what is written down, ``loading`` reads a file of it, ``mistakes`` says what is wrong
with it, ``smart`` what is missing, ``tree`` what hangs below what. ``measuring`` takes a goal's
figures from the exports, ``verdicts`` judges them, ``assessment`` holds both, and ``sentences``
says it.
"""

from kpi_kit.goals.assessment import Assessment, Assessments, GuardrailState, assess
from kpi_kit.goals.goal import Baseline, Goal, Guardrail
from kpi_kit.goals.loading import load_goals
from kpi_kit.goals.smart import Smart, smart
from kpi_kit.goals.tree import Branch, goal_tree

__all__ = [
    "Assessment",
    "Assessments",
    "Baseline",
    "Branch",
    "Goal",
    "Guardrail",
    "GuardrailState",
    "Smart",
    "assess",
    "goal_tree",
    "load_goals",
    "smart",
]

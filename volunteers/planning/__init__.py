"""All waiting cases given their pairs at once, by HiGHS, under the same hard rules as a single match."""

from volunteers.planning.planner import plan
from volunteers.planning.problem import Costs, Plan, Planned, Progress

__all__ = ["Costs", "Plan", "Planned", "Progress", "plan"]

"""Pairs of mediators for one need, ranked, with what speaks for and against each; it knows nothing of mediation."""

from volunteers.matching.facts import WORKING, Candidate, Need
from volunteers.matching.hard import HARD, HARD_PAIR, Broken, broken, broken_by_pair
from volunteers.matching.ranking import Pair, Ranking, Reason, fitting_pairs, rank
from volunteers.matching.soft import SOFT, SOFT_PAIR, WEIGHTED

__all__ = [
    "HARD", "HARD_PAIR", "SOFT", "SOFT_PAIR", "WEIGHTED", "WORKING", "Broken", "Candidate", "Need", "Pair", "Ranking",
    "Reason", "broken", "broken_by_pair", "fitting_pairs", "rank",
]  # fmt: skip

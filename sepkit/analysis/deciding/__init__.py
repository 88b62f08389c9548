"""Who decides a matter, and which act needs whom."""

from sepkit.analysis.deciding.authority import (
    ActRule,
    AuthorityTable,
    Verdict,
    judge_act,
    parse_authority,
)
from sepkit.analysis.deciding.decider import Deciders, who_decides
from sepkit.analysis.deciding.matter import Matter, matter_of
from sepkit.analysis.deciding.timeline import Archive, Authority

__all__ = [
    "ActRule",
    "Archive",
    "Authority",
    "AuthorityTable",
    "Deciders",
    "Matter",
    "Verdict",
    "judge_act",
    "matter_of",
    "parse_authority",
    "who_decides",
]

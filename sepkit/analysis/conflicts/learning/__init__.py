"""How the score's weights are learnt, and how good conflicts are on pairs that did not teach."""

from sepkit.analysis.conflicts.engine.pairing import find_pairs
from sepkit.analysis.conflicts.engine.weights import write_weights
from sepkit.analysis.conflicts.learning.ablation import ablate
from sepkit.analysis.conflicts.learning.evaluation import (
    Ablation,
    Bin,
    ConflictAccuracy,
    RuleAccuracy,
    Scope,
    evaluate_conflicts,
)
from sepkit.analysis.conflicts.learning.labels import (
    Judgement,
    match_judgements,
    parse_judged_pairs,
)
from sepkit.analysis.conflicts.learning.measurement import measurement_of
from sepkit.analysis.conflicts.learning.training import cross_validate, train_conflicts
from sepkit.analysis.conflicts.learning.trials import (
    Trial,
    sort_judged,
    try_held_out,
    try_weights,
)

__all__ = [
    "Ablation",
    "Bin",
    "ConflictAccuracy",
    "Judgement",
    "RuleAccuracy",
    "Scope",
    "Trial",
    "ablate",
    "cross_validate",
    "evaluate_conflicts",
    "find_pairs",
    "match_judgements",
    "measurement_of",
    "parse_judged_pairs",
    "sort_judged",
    "train_conflicts",
    "try_held_out",
    "try_weights",
    "write_weights",
]

"""Which proposal, and which commit, made each change of the specification."""

from sepkit.analysis.attribution.account import Account, account_for, is_compared, is_final
from sepkit.analysis.attribution.comparison import with_origins
from sepkit.analysis.attribution.judge import Landed, attribute_changes

__all__ = [
    "Account",
    "Landed",
    "account_for",
    "attribute_changes",
    "is_compared",
    "is_final",
    "with_origins",
]

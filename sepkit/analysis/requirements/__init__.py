"""Normative sentences: found, followed through revisions, and traced from proposal to test."""

from sepkit.analysis.requirements.conformance import (
    address_of,
    join_lists,
    main_address,
    plan_conformance,
    read_conformance,
    unlisted,
    with_checks,
    with_spec_checks,
)
from sepkit.analysis.requirements.find import find_requirements
from sepkit.analysis.requirements.landing import Comparison, Landing, find_landing
from sepkit.analysis.requirements.tracking import track_requirements

__all__ = [
    "Comparison",
    "Landing",
    "address_of",
    "find_landing",
    "find_requirements",
    "join_lists",
    "main_address",
    "plan_conformance",
    "read_conformance",
    "track_requirements",
    "unlisted",
    "with_checks",
    "with_spec_checks",
]

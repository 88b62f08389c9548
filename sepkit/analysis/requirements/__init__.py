"""Normative sentences: found, followed through revisions, and traced from proposal to test."""

from sepkit.analysis.requirements.conformance import (
    ConformanceEntry,
    ConformanceList,
    plan_conformance,
    read_conformance,
    with_checks,
    with_spec_checks,
)
from sepkit.analysis.requirements.find import find_requirements
from sepkit.analysis.requirements.landing import Landing, find_landing
from sepkit.analysis.requirements.tracking import track_requirements

__all__ = [
    "ConformanceEntry",
    "ConformanceList",
    "Landing",
    "find_landing",
    "find_requirements",
    "plan_conformance",
    "read_conformance",
    "track_requirements",
    "with_checks",
    "with_spec_checks",
]

"""Which sections the process asks of a proposal and its text does not have."""

from sepkit.analysis.checks.rule import Flaw
from sepkit.analysis.checks.sheet import quoted
from sepkit.model import Dialect, Document, SectionRule


def missing_sections(document: Document, dialect: Dialect) -> tuple[str, ...]:
    """Return the sections that the process asks for and the document lacks, by their titles."""
    return tuple(rule.titles[0] for rule in missing_rules(document, dialect))


def missing_rules(document: Document, dialect: Dialect) -> tuple[SectionRule, ...]:
    """Return the process's rules for sections that the document lacks, in their order."""
    present = {section.name for section in document.sections}
    return tuple(
        rule
        for rule in dialect.sections
        if rule.required
        and (
            not rule.tracks or document.track not in dialect.tracks or document.track in rule.tracks
        )
        and not present & {rule.name, *rule.instead}
    )


def flaw_of(rule: SectionRule) -> Flaw:
    """Return the flaw that a section is missing."""
    otherwise = "if it does not apply, say so in one sentence" if rule.expected else "add it"
    return Flaw(
        line=1,
        message=f"there is no section {quoted(rule.titles[0])}",
        mend=f"{rule.purpose}; {otherwise}" if rule.purpose else otherwise,
        since=rule.since,
    )

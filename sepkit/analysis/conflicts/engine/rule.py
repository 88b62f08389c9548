"""A rule, and the sign it gives for a pair of proposals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from sepkit.analysis.conflicts.engine.docket import Docket
from sepkit.model import Harm, ProposalKey, Quote, Surface


class Label(StrEnum):
    """What people see as the kind of a conflict."""

    DUPLICATE = "Duplicate"
    COLLISION = "Collision"
    CONTRADICTION = "Contradiction"
    OVERLAP = "Overlap"
    COMPOSITION = "Composition"
    REMOVED = "Removed underneath"
    ORDER = "Order"


class Settlement(StrEnum):
    """How a conflict of this kind is usually settled."""

    MERGE = "merge"
    ORDER = "order"
    SPLIT = "split"
    COMPOSE = "compose"
    REROUTE = "re-route"
    REBASE = "rebase"
    RENUMBER = "renumber"


Told = tuple[str, tuple[Quote, ...]]
"""A sign's sentence and evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One reason to think that two proposals conflict, with what each of them says."""

    pair: tuple[ProposalKey, ProposalKey]
    """As the rule's sentence names them: the first does something to the second."""
    strength: float
    """In (0, 1]; what the weights of the score multiply."""
    sentence: str = ""
    """Why, made from the rule's template and quoted words."""
    evidence: tuple[Quote, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    harm: Harm | None = None
    """Where it differs from the rule's."""
    later: Callable[[], Told] | None = field(default=None, repr=False, compare=False)
    """Makes sentence and evidence where that takes time: most pairs never get so far."""

    def told(self) -> Self:
        """Return the sign with its sentence and evidence."""
        if self.later is None:
            return self
        sentence, evidence = self.later()
        return replace(self, sentence=sentence, evidence=evidence, later=None)

    @property
    def proposals(self) -> frozenset[ProposalKey]:
        """The pair without order."""
        return frozenset(self.pair)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of sign. The docstring of its module is its page."""

    id: str
    label: Label
    harm: Harm
    """What it would cost if both went ahead as written."""
    settlement: Settlement
    find: Callable[[Docket], Iterator[Sign]] = field(repr=False)
    prior: float = 1.0
    """Log-odds that a sign of full strength is thought to add before anything was learnt."""
    is_tangible: bool = True
    """Whether it is on names or quoted words; likeness explains a pair only where nothing tangible
    does."""
    about_texts: bool = False
    """Whether it compares whole texts and so also applies to the second claimant of a number, whose
    other conflicts are those of the first."""
    denies_harmony: bool = False
    """Whether its sign says that the texts' own word of going together does not hold."""
    is_certain: bool = False
    """Whether one sign is enough: the score is then at least `ConflictWeights.certain`."""

    @property
    def meaning(self) -> str:
        """What it looks for, in one sentence: the first line of its file, without the full stop."""
        page = str(self.find.__globals__.get("__doc__") or "")
        return page.strip().partition("\n")[0].removesuffix(".")

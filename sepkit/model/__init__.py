"""The nouns of sepkit as frozen dataclasses: no input or output, nothing of third parties."""

from sepkit.model.block import Block, BlockKind, Link
from sepkit.model.case import Case
from sepkit.model.codec import decode, encode, json_schema
from sepkit.model.conflict import Acknowledgement, Conflict, Harm, Quote
from sepkit.model.corpus import Corpus, PastClaim, Progress, Reading
from sepkit.model.dialect import Dialect, FieldRule, OwnershipSource, SectionRule, StatusRule, Wait
from sepkit.model.document import Citation, Document, Field, Section, key_of
from sepkit.model.errors import (
    ConfigurationError,
    ForgeError,
    NothingToReadError,
    SepkitError,
    UsageError,
)
from sepkit.model.finding import Finding, Refusal, Severity
from sepkit.model.group import (
    Claim,
    Group,
    GroupKind,
    GroupStatus,
    Lead,
    Mention,
    Ownership,
    Provenance,
    Right,
    Roster,
    Scope,
)
from sepkit.model.limits import LIMITS, Limits
from sepkit.model.names import (
    Date,
    GroupId,
    Handle,
    Instant,
    ObjectId,
    ProposalKey,
    RefName,
    RepoPath,
    Surface,
)
from sepkit.model.person import Person, Sponsor
from sepkit.model.proposal import Event, Next, Proposal, ProposalRequirement, WrittenField
from sepkit.model.register import SCHEMA_VERSION, Counts, LandOrder, Process, Register, StatusLabel
from sepkit.model.relation import Relation, RelationKind
from sepkit.model.route import Candidate, Evidence, Route
from sepkit.model.source import BaseFile, Commit, Entry, Origin, Snapshot, Version
from sepkit.model.spec import Revision, Spec, SpecRequirement, SurfaceEntry, UnexplainedChange
from sepkit.model.touch import Act, Touch

__all__ = [
    "LIMITS",
    "SCHEMA_VERSION",
    "Acknowledgement",
    "Act",
    "BaseFile",
    "Block",
    "BlockKind",
    "Candidate",
    "Case",
    "Citation",
    "Claim",
    "Commit",
    "ConfigurationError",
    "Conflict",
    "Corpus",
    "Counts",
    "Date",
    "Dialect",
    "Document",
    "Entry",
    "Event",
    "Evidence",
    "Field",
    "FieldRule",
    "Finding",
    "ForgeError",
    "Group",
    "GroupId",
    "GroupKind",
    "GroupStatus",
    "Handle",
    "Harm",
    "Instant",
    "LandOrder",
    "Lead",
    "Limits",
    "Link",
    "Mention",
    "Next",
    "NothingToReadError",
    "ObjectId",
    "Origin",
    "Ownership",
    "OwnershipSource",
    "PastClaim",
    "Person",
    "Process",
    "Progress",
    "Proposal",
    "ProposalKey",
    "ProposalRequirement",
    "Provenance",
    "Quote",
    "Reading",
    "RefName",
    "Refusal",
    "Register",
    "Relation",
    "RelationKind",
    "RepoPath",
    "Revision",
    "Right",
    "Roster",
    "Route",
    "Scope",
    "Section",
    "SectionRule",
    "SepkitError",
    "Severity",
    "Snapshot",
    "Spec",
    "SpecRequirement",
    "Sponsor",
    "StatusLabel",
    "StatusRule",
    "Surface",
    "SurfaceEntry",
    "Touch",
    "UnexplainedChange",
    "UsageError",
    "Version",
    "Wait",
    "WrittenField",
    "decode",
    "encode",
    "json_schema",
    "key_of",
]

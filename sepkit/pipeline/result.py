"""What a reading gives: the register, and the proposals' texts for those who show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sepkit.model import ObjectId, ProposalKey, Register
from sepkit.pipeline.request import ReadRequest


@dataclass(frozen=True, kw_only=True)
class Result:
    """The register, and the proposals' texts for those who show them."""

    request: ReadRequest
    register: Register

    @property
    def texts(self) -> Mapping[ProposalKey, str]:
        """Return each proposal's file as text, its preamble included; read when first asked."""
        return self._texts

    @cached_property
    def _texts(self) -> dict[ProposalKey, str]:
        from sepkit.sources import open_repository

        wanted: dict[ObjectId, list[ProposalKey]] = {}
        for proposal in self.register.proposals:
            wanted.setdefault(proposal.origin.blob, []).append(proposal.key)
        texts: dict[ProposalKey, str] = {}
        with open_repository(self.request.location, cache=self.request.cache()) as repository:
            for blob, data in repository.read_blobs(list(wanted)):
                for key in wanted[blob]:
                    texts[key] = (data or b"").decode("utf-8", "replace")
        return texts

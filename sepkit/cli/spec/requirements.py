"""`sepkit spec requirements`."""

from pathlib import Path

import click

from sepkit.cli.output import output_file, write_text
from sepkit.cli.reading import Reading, reading_options
from sepkit.cli.spec.options import revision_of
from sepkit.model import (
    ConformanceList,
    Proposal,
    ProposalRequirement,
    Register,
    SpecRequirement,
    UsageError,
)
from sepkit.publish.text.requirements import (
    render_landing,
    render_planned,
    render_requirements,
)

LANDED = ("landed", "reworded", "missing", "contradicted")
COVERED = ("test", "excuse", "neither")


@click.command(
    "requirements",
    epilog="""\b
Examples:
  sepkit spec requirements SEP-2243 --only missing
  sepkit spec requirements --only neither --revision draft
  sepkit spec requirements SEP-2243 -o sep-2243.yaml""",
)
@click.argument("proposal", required=False, metavar="[PROPOSAL]")
@click.option(
    "--revision", metavar="REVISION", help="As this revision has them.  [default: newest]"
)
@click.option("--only", type=click.Choice([*LANDED, *COVERED]), help="Only those of this outcome.")
@output_file(
    "Write a conformance list to start from; what FILE lists already stays as it is.",
    "--conformance",
)
@reading_options()
def spec_requirements(
    proposal: str | None,
    revision: str | None,
    only: str | None,
    output: Path | None,
    reading: Reading,
) -> None:
    """List sentences with an RFC 2119 key word: what was promised, and what is tested.

    Of a PROPOSAL: what became of each in the specification (landed, reworded, missing or
    contradicted). Without one: those of the specification, with the proposals that brought them.
    Both say whether a test checks it, an excuse stands for one, or neither; --tests names the
    files that know.
    """
    register = reading.register
    if proposal is None:
        if output is not None:
            raise UsageError(
                "a conformance list is one proposal's",
                help="name the proposal before --output",
            )
        asked = revision_of(register, revision)
        found = [r for r in _held(register, asked) if only in (None, r.coverage)]
        reading.print(found, lambda: render_requirements(register, found, asked))
        return
    if revision is not None:
        raise UsageError(
            "a proposal is compared with the newest revision", help="leave --revision out"
        )
    one = reading.proposal(proposal)
    if output is not None:
        planned, added = _write_list(register, one, output)
        reading.print(planned, lambda: render_planned(planned, added, output))
        return
    own = [r for r in one.requirements if only in (None, r.coverage, r.landed)]
    reading.print(own, lambda: render_landing(register, one, own))


def _held(register: Register, revision: str) -> list[SpecRequirement]:
    """Return the requirements that a revision holds."""
    order = {item.id: at for at, item in enumerate(register.spec.revisions)}
    return [
        item
        for item in register.spec.requirements
        if order[item.since] <= order[revision]
        and (item.removed is None or order[revision] < order[item.removed])
    ]


def _write_list(register: Register, proposal: Proposal, file: Path) -> tuple[ConformanceList, int]:
    """Write the list, or what an existing one lacks, and return it with how much is new."""
    from sepkit.publish.conformance import render_conformance, render_entries

    if proposal.number is None:
        raise UsageError(f"`{proposal.key}` has no number yet", help="a list bears the number")
    listed, text = _existing(file, proposal.number)
    if listed is None:
        planned = _planned(register, proposal, proposal.requirements, ())
        write_text(render_conformance(planned), file)
        return planned, len(planned.entries)
    from sepkit.analysis.requirements import unlisted

    taken = [entry.check for entry in listed.entries if entry.check]
    planned = _planned(register, proposal, unlisted(proposal.requirements, listed), taken)
    more = render_entries(planned.entries, indent=_indent_of(text, listed))
    if more:
        write_text(_extended(text, more, file, len(listed.entries) + len(planned.entries)), file)
    return planned, len(planned.entries)


def _planned(
    register: Register,
    proposal: Proposal,
    requirements: tuple[ProposalRequirement, ...],
    taken: tuple[str, ...] | list[str],
) -> ConformanceList:
    from sepkit.analysis.requirements import address_of, main_address, plan_conformance

    process = register.process
    addresses = {item.id: address_of(item, process) for item in register.spec.requirements}
    home = process.pull_url.replace("{pull}", str(proposal.pull_request or proposal.number))
    url = main_address(addresses.get(item.landed_id, "") for item in requirements)
    return plan_conformance(
        proposal.number or 0,
        requirements,
        url=url or (home if process.pull_url else ""),
        prefix=process.key.partition("{number}")[0].strip(" -#").lower() or "proposal",
        addresses=addresses,
        taken=taken,
    )


def _existing(file: Path, number: int) -> tuple[ConformanceList | None, str]:
    """Return what a file lists so far, and its text; None where there is no file.

    Raises:
        UsageError: the file is no list of this proposal.
    """
    if not file.exists():
        return None, ""
    text = file.read_text("utf-8", "replace")
    found = _parsed(text, file)
    if found is None or found.number != number:
        what = f"lists proposal {found.number}" if found else "is no conformance list"
        raise UsageError(f"`{file}` {what}", help=f"name a new file, or that of {number}")
    return found, text


def _parsed(text: str, file: Path) -> ConformanceList | None:
    from sepkit.analysis.requirements import read_conformance
    from sepkit.model import BaseFile, ObjectId, RepoPath

    name = RepoPath(file.with_suffix(".yaml").name)
    lists, _ = read_conformance(BaseFile(path=name, blob=ObjectId(""), data=text.encode()))
    return lists[0] if lists else None


def _indent_of(text: str, listed: ConformanceList) -> int:
    """Return the blanks before the hyphens of a list, 2 where it has no entry."""
    if not listed.entries:
        return 2
    line = text.split("\n")[listed.entries[0].line - 1]
    return len(line) - len(line.lstrip(" "))


def _extended(text: str, more: str, file: Path, wanted: int) -> str:
    """Put entries at the end of a list, and see that they are read as such.

    Raises:
        UsageError: something else stands behind the requirements.
    """
    extended = text.rstrip("\n").removesuffix(" []") + "\n" + more
    found = _parsed(extended, file)
    if found is None or len(found.entries) != wanted:
        raise UsageError(
            f"`{file}` cannot be continued: its requirements are not what it ends with",
            help="move `requirements:` to its end, or name a new file",
        )
    return extended

"""What is kept between runs never shows: a run on kept facts gives what a cold one gives."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sepkit.analysis.judging
import sepkit.dialects
from sepkit.model import Document, PastClaim, ProposalKey, Register
from sepkit.model.facts import Meaning
from sepkit.pipeline import ReadRequest, read_register
from tests.pipeline.test_specification import HUED, LAMP, base_files, text
from tests.sources.builders import Builder


class Lamps:
    """A repository with two proposals in flight, and what can happen to it."""

    def __init__(self, folder: Path) -> None:
        self.builder = Builder(folder / "lamps.git")
        self.count = 0
        self.files = base_files(Lamp=LAMP)
        self.main = self.builder.base(self.files)
        self.dimming, self.hue = text(7, status="Final"), text(9, "Hue")
        self.pull_hue()
        self.builder.pull(11, {**self.files, "lips/0000-glow.md": text(11, "Glow")}, self.main)

    def pull_hue(self) -> None:
        """Move the pull request to what it holds now."""
        self.builder.pull(9, {**self.files, "lips/9-hue.md": self.hue}, self.main)

    def push(self) -> None:
        """Move the base branch to what it holds now."""
        self.main = self.builder.base(self.files, self.main)

    def say_more(self) -> None:
        """A pull request moves by a commit that adds a requirement and a name."""
        self.count += 1
        self.hue += b"\nA hue MUST be `lamps/hue%d`, and LIP-7 is extended.\n" % self.count
        self.pull_hue()

    def take_back(self) -> None:
        """A pull request moves back to a text that it had before."""
        self.hue = text(9, "Hue")
        self.pull_hue()

    def copy(self) -> None:
        """Another pull request carries the same file."""
        self.builder.pull(12, {**self.files, "lips/9-hue.md": self.hue}, self.main)

    def number(self) -> None:
        """A file gets its number, so that its key changes and its text does not."""
        self.builder.pull(11, {**self.files, "lips/11-glow.md": text(11, "Glow")}, self.main)

    def merge(self) -> None:
        """A proposal stands on the base as final, with the same text as in flight."""
        self.files["lips/9-hue.md"] = self.hue.replace(b"Draft", b"Final")
        self.push()

    def specify(self) -> None:
        """The specification gets a field, and with it what texts touch."""
        self.files.update(base_files(Lamp=HUED))
        self.push()

    def reopen(self) -> None:
        """A final proposal is a draft again, so that its touches are judged otherwise."""
        self.files["lips/7-dimming.md"] = text(7, status="Draft")
        self.push()

    def register(self, cache: Path | None = None) -> Register:
        """Read it."""
        return read_register(
            ReadRequest(location=str(self.builder.folder), cache_folder=cache)
        ).register


EVENTS: tuple[Callable[[Lamps], None], ...] = (
    Lamps.say_more,
    Lamps.take_back,
    Lamps.copy,
    Lamps.number,
    Lamps.merge,
    Lamps.specify,
    Lamps.reopen,
)


@settings(max_examples=10)
@given(events=st.lists(st.sampled_from(EVENTS), min_size=1, max_size=3))
def test_whatever_moved_a_run_on_kept_facts_equals_a_cold_one(
    events: list[Callable[[Lamps], None]],
) -> None:
    with TemporaryDirectory() as folder:
        lamps = Lamps(Path(folder))
        cache = Path(folder) / "cache"
        lamps.register(cache)
        for happen in events:
            happen(lamps)
            assert lamps.register(cache) == lamps.register()


@pytest.fixture
def meanings_read(monkeypatch: pytest.MonkeyPatch) -> list[ProposalKey]:
    """Return the proposals whose texts are read for what they mean, as they are."""
    read: list[ProposalKey] = []
    original = sepkit.analysis.judging.read_meaning

    def counted(document: Document, key: ProposalKey) -> Meaning:
        read.append(key)
        return original(document, key)

    monkeypatch.setattr(sepkit.analysis.judging, "read_meaning", counted)
    return read


def test_one_moved_pull_request_is_one_text_read_for_its_meaning(
    tmp_path: Path, meanings_read: list[ProposalKey]
) -> None:
    lamps = Lamps(tmp_path)
    lamps.register(tmp_path / "cache")
    meanings_read.clear()

    lamps.say_more()
    lamps.register(tmp_path / "cache")

    assert meanings_read == ["LIP-9"]


def test_a_changed_specification_reads_no_text_again(
    tmp_path: Path, meanings_read: list[ProposalKey], monkeypatch: pytest.MonkeyPatch
) -> None:
    lamps = Lamps(tmp_path)
    lamps.register(tmp_path / "cache")
    lamps.specify()
    lamps.pull_hue()
    lamps.number()
    cold = lamps.register()
    meanings_read.clear()

    def refused(*_: object, **__: object) -> Document:
        raise AssertionError("a document is parsed whose blocks are kept")

    monkeypatch.setattr(sepkit.dialects, "read_document", refused)
    lamps.builder.pull(11, {**lamps.files, "lips/0000-glow.md": text(11, "Glow")}, lamps.main)

    assert {p.key for p in lamps.register(tmp_path / "cache").proposals} == {
        p.key for p in cold.proposals
    }
    assert meanings_read == []


def test_a_mistake_of_one_run_is_not_kept_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lamps = Lamps(tmp_path)
    lamps.say_more()

    def broken(*_: object, **__: object) -> PastClaim:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(sepkit.dialects, "read_claim", broken)
        lamps.register(tmp_path / "cache")
    lamps.say_more()

    assert lamps.register(tmp_path / "cache") == lamps.register()


def test_damaged_files_of_the_cache_cost_time_and_no_result(tmp_path: Path) -> None:
    lamps = Lamps(tmp_path)
    whole = lamps.register(tmp_path / "cache")
    for number, file in enumerate(sorted((tmp_path / "cache").rglob("*"))):
        if file.is_file():
            file.write_bytes(file.read_bytes()[: 40 + number % 7])

    assert lamps.register(tmp_path / "cache") == whole

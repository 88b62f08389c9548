import pytest

from sepkit.model import ConfigurationError, Dialect, RefName, RepoPath
from sepkit.sources.layout import layout_of, pull_of
from tests.sources.builders import DIALECT, NESTED


def dialect(path: str) -> Dialect:
    return Dialect(name="x", title="X", key="X-{number}", path=path)


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("proposals/12-a.md", 12),
        ("proposals/0012-a.md", 12),
        ("proposals/0000-a.md", None),
        ("proposals/12--a.md", 12),
        ("proposals/12345678-a.md", None),
        ("proposals/१२-a.md", None),
        ("proposals/12-a.md\n", None),
        ("proposals/a.md", None),
    ],
)
def test_numbers_are_read_from_paths(path: str, number: int | None) -> None:
    assert layout_of(DIALECT).number_of(RepoPath(path)) == number


def test_numbers_are_read_below_groups_and_subgroups() -> None:
    layout = layout_of(NESTED)

    paths = ["work/net/12-x/README.md", "work/net/lab/13-y/README.md", "work/net/lab/z/README.md"]

    assert [layout.number_of(RepoPath(path)) for path in paths] == [12, 13, None]


def test_words_are_compared_without_case_and_hyphens_around() -> None:
    layout = layout_of(DIALECT)

    assert layout.slug_of(RepoPath("proposals/1034--Some-Words.md")) == "some-words"
    assert layout.slug_of(RepoPath("proposals/words.md")) == ""


@pytest.mark.parametrize(
    "path", ["/x/{number}.md", "../{number}.md", "x/a.md", "x//{number}.md", "x\n{number}"]
)
def test_a_path_that_leads_nowhere_is_a_mistake_of_the_configuration(path: str) -> None:
    with pytest.raises(ConfigurationError):
        layout_of(dialect(path))


def test_pull_requests_are_numbers_in_refs() -> None:
    template = "refs/pull/{pull}/head"
    refs = ["refs/pull/12/head", "refs/pull/0/head", "refs/pull/012/head", "refs/pull/1/merge"]

    assert [pull_of(template, RefName(ref)) for ref in refs] == [12, None, None, None]
    with pytest.raises(ConfigurationError):
        pull_of("refs/heads/x", RefName("refs/heads/x"))

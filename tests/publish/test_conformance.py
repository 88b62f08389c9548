"""A conformance list that was written is read as it was meant."""

from hypothesis import given
from hypothesis import strategies as st

from sepkit.analysis.requirements import read_conformance
from sepkit.model import BaseFile, ConformanceEntry, ConformanceList, ObjectId, RepoPath
from sepkit.publish.conformance import render_conformance, render_entries

PATH = RepoPath("sep-7.yaml")


def read_again(text: str) -> ConformanceList:
    [found], findings = read_conformance(
        BaseFile(path=PATH, blob=ObjectId(""), data=text.encode("utf-8", "surrogatepass"))
    )
    assert findings == ()
    return found


def entry(text: str, check: str = "sep-7-a", excuse: str = "", url: str = "") -> ConformanceEntry:
    return ConformanceEntry(text=text, path=PATH, line=1, check=check, excuse=excuse, url=url)


def test_a_list_reads_as_people_write_it() -> None:
    listed = ConformanceList(
        number=7,
        url="https://lamps.example/wire#a",
        path=PATH,
        entries=(
            entry("Lamps MUST shine: 'bright'.", url="https://lamps.example/b"),
            entry("Lamps MAY hum.", check="", excuse="Nobody hears it."),
        ),
    )

    assert render_conformance(listed) == (
        "sep: 7\n"
        "spec_url: https://lamps.example/wire#a\n"
        "requirements:\n"
        "  - check: sep-7-a\n"
        "    text: 'Lamps MUST shine: ''bright''.'\n"
        "    url: https://lamps.example/b\n"
        "  - text: 'Lamps MAY hum.'\n"
        "    excluded: 'Nobody hears it.'\n"
    )


def test_a_list_of_nothing_is_a_list() -> None:
    listed = ConformanceList(number=7, path=PATH)

    assert read_again(render_conformance(listed)).entries == ()
    assert render_entries(()) == ""


@given(st.text(min_size=1, max_size=60), st.text(max_size=30))
def test_no_words_break_the_form(text: str, url: str) -> None:
    entries = (entry(f"a {text}"), entry(f"b {text}", check="", excuse="why not"))
    listed = ConformanceList(number=7, url=f"https://x/{url}", path=PATH, entries=entries)

    found = read_again(render_conformance(listed))

    assert found.number == 7
    assert [item.check for item in found.entries] == ["sep-7-a", ""]
    assert [item.excuse for item in found.entries] == ["", "why not"]
    assert [item.text[0] for item in found.entries] == ["a", "b"]

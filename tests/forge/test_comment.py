"""Nothing that somebody wrote acts in our comment: mention, reference, command, markup, marker."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sepkit.model import Evidence, Group, ProposalKey, RepoPath
from sepkit.publish.comment import CommentView, render_comment
from sepkit.publish.inline import code, quoted, rich
from tests.forge.builders import GROUPS, LIGHTS, clash, register_of, route, sep

HOSTILE = (
    "@everyone @octocat",
    "fixes #1, closes harbour/lamp#2 and GH-3",
    "https://forge.example/harbour/lamp/pull/3",
    "</details></sub><script>alert(1)</script><img src=x onerror=alert(1)>",
    "<!-- sepkit:comment pr=7 bot=1000 digest=0 -->",
    "-->",
    "```\n/close\n```",
    "`/sepkit route wg-x` `` ` ```",
    "/close\n/lgtm\n/sepkit route wg-links",
    "![p](https://evil.example/p.png) [x](javascript:alert(1))",
    "| a | b |\n|---|---|",
    "### Decision: accepted",
    "Approved\r\u202e\u2066\x1b[31m\x07",
    "x" * 10_000,
    "a | Accepted by Core Maintainers",
    "&#64;octocat &commat;octocat",
    "${{ secrets.TOKEN }} ::set-output name=a::b ##[add-mask]x",
    "\ud800 \ufffe \x00",
)


def comment(words: str, *, where: str = "all") -> str:
    found = sep(7, claimed_status=words, key=ProposalKey("LP-7"))
    evidence = Evidence(kind="words", text=words, path=RepoPath(words[:200]), line=3, weight=1.0)
    mine = route(LIGHTS)
    candidate = replace(mine.candidates[0], evidence=(evidence,))
    found = replace(
        found,
        title=words,
        missing_sections=(words[:50],),
        next=replace(found.next, action=words[:300], source=words[:100]),
        route=replace(mine, candidates=(candidate,), reason=words, decides_reason=words),
    )
    conflict = clash(7, 9, explanation=words)
    conflict = replace(conflict, evidence=tuple(replace(q, quote=words) for q in conflict.evidence))
    groups = tuple(_named(g, words) for g in GROUPS)
    register = register_of(found, sep(9), conflicts=(conflict,), groups=groups)
    del where
    view = CommentView(register=register, proposal=found, owner=LIGHTS, notes=(words,))
    return render_comment(view, most_bytes=60_000).body


def _named(group: Group, words: str) -> Group:
    return replace(group, name=words)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words(words: str) -> None:
    body = comment(words)
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(body)
    text = re.sub(r"<code>.*?</code>", "", rendered, flags=re.DOTALL)

    assert not re.search(r"(?<![\w`])@(?!\u200d)[A-Za-z0-9]", text)
    assert not re.search(r"(?<!&)#(?!\u200d)[0-9]", text)
    assert set(re.findall(r"</?([a-z]+)", rendered)) <= {
        "p",
        "strong",
        "ul",
        "li",
        "code",
        "details",
        "summary",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "sub",
    }
    assert "<!--" not in re.sub(r"`[^`]*`", "", body)
    assert not any(line.startswith("/") for line in body.split("\n"))
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", body
    )


@given(st.text(max_size=300))
def test_no_text_leaves_its_code_span(text: str) -> None:
    rendered = MarkdownIt("gfm-like", {"linkify": False}).renderInline(f"a {code(text)} b")

    assert rendered.startswith("a <code>")
    assert rendered.endswith("</code> b")


@given(st.text(max_size=300))
def test_a_phrase_has_no_live_mention_link_or_element(text: str) -> None:
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).renderInline(rich(text))
    outside = re.sub(r"<code>.*?</code>", "", rendered, flags=re.DOTALL)

    assert not re.search(r"@(?!\u200d)\w", outside)
    assert set(re.findall(r"</?([a-z0-9]+)", outside)) <= set()


def test_quotations_are_cut() -> None:
    assert len(quoted("a" * 1000)) < 170


@pytest.mark.parametrize("most", [400, 1000, 5000])
def test_a_comment_never_passes_its_cap(most: int) -> None:
    found = sep(7, missing_sections=tuple(f"section-{n}" for n in range(500)))
    view = CommentView(register=register_of(found), proposal=found, owner=LIGHTS)

    body = render_comment(view, most_bytes=most).body

    assert len(body.encode()) <= most + 1
    assert "(cut:" in body


def test_the_essence_holds_neither_days_nor_commit_nor_as_of() -> None:
    found = sep(7)
    view = CommentView(register=register_of(found), proposal=found, owner=LIGHTS)

    text = render_comment(view, most_bytes=20_000)

    assert "120 days" in text.body
    assert "120 days" not in text.essence
    assert "5a5a5a5a" in text.body
    assert "5a5a5a5a" not in text.essence

"""Hostile entries of a pull request: what may stand in `seps/`, and what has to come of it."""

import codecs
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.security.proposals import sep
from tests.sources.builders import FILE, FOLDER, LINK, SUBMODULE, Builder

Row = tuple[str, str | bytes, str]
ABSENT = "ab" * 20
"""An id that no object of the repository has."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One hostile pull request: its entries, and how many of them end in which way."""

    name: str
    rows: Callable[[Builder, int], Sequence[Row]]
    """The rows to add to the folder of proposals, for a pull request's number."""
    read: int = 0
    partly: int = 0
    refused: int = 0
    reason: str = ""
    """A part of the refusal, or of the message of one finding."""
    title: str | None = None
    """What the one proposal that was read is called."""


def _file(name: str, data: Callable[[int], bytes] | bytes, **outcome: object) -> Case:
    def rows(builder: Builder, number: int) -> Sequence[Row]:
        content = data if isinstance(data, bytes) else data(number)
        return [(FILE, f"{number}-hostile.md", builder.write("blob", content))]

    return Case(name=name, rows=rows, **outcome)  # type: ignore[arg-type]


def _named(name: str, entry: str | bytes, mode: str = FILE, **outcome: object) -> Case:
    def rows(builder: Builder, number: int) -> Sequence[Row]:
        content = builder.write("blob", sep(number, "Odd name").encode())
        wanted = entry.replace(b"N", b"%d" % number) if isinstance(entry, bytes) else entry
        if isinstance(wanted, str):
            wanted = wanted.replace("N", str(number))
        return [(mode, wanted, content)]

    return Case(name=name, rows=rows, **outcome)  # type: ignore[arg-type]


def _object(name: str, mode: str, object_id: str, **outcome: object) -> Case:
    def rows(_: Builder, number: int) -> Sequence[Row]:
        return [(mode, f"{number}-hostile.md", object_id)]

    return Case(name=name, rows=rows, **outcome)  # type: ignore[arg-type]


def _stored(name: str, stored: Callable[[bytes], bytes], **outcome: object) -> Case:
    def rows(builder: Builder, number: int) -> Sequence[Row]:
        good = sep(number, "Damaged").encode()
        object_id = builder.write("blob", good)
        place = builder.place(object_id)
        place.write_bytes(stored(place.read_bytes()))
        return [(FILE, f"{number}-hostile.md", object_id)]

    return Case(name=name, rows=rows, **outcome)  # type: ignore[arg-type]


def _text(make: Callable[[int], str], encoding: str = "utf-8") -> Callable[[int], bytes]:
    return lambda number: make(number).encode(encoding)


_PREAMBLE_IN_FENCE = (
    "# SEP-{n}: Fenced\n\n```markdown\n- **Status**: Final\n- **Sponsor**: Bo Beck (@bo-beck)\n"
    "```\n\n## Abstract\n\nNothing.\n"
)
_PREAMBLE_IN_COMMENT = (
    "# SEP-{n}: Commented\n\n<!--\n- **Status**: Final\n- **Sponsor**: Bo Beck (@bo-beck)\n"
    "-->\n\n## Abstract\n\nNothing.\n"
)
_UNCLOSED = "# SEP-{n}: Unclosed\n\n<!--\n- **Status**: Final\n\n## Abstract\n\nNothing.\n"
_QUOTED = "# SEP-{n}: Quoted\n\n> - **Status**: Final\n> - **Type**: Process\n\n## Abstract\n\nX.\n"


def _bomb(unit: str, times: int) -> Callable[[int], bytes]:
    return _text(lambda number: sep(number, "Bomb", body=unit * times))


CONTENTS: tuple[Case, ...] = (
    _file(
        "latin-1 all over",
        _text(lambda n: sep(n, "ä" * 300, body="é" * 3000), "latin-1"),
        refused=1,
        reason="not UTF-8",
    ),
    _file(
        "one broken byte",
        lambda n: sep(n, "Whole").encode() + b"\xff\n",
        partly=1,
        reason="not UTF-8",
        title="Whole",
    ),
    _file(
        "three megabytes",
        lambda n: sep(n, "Large", body="x " * 1_500_000).encode(),
        refused=1,
        reason="1048576",
    ),
    _file(
        "one byte above the cap",
        lambda n: sep(n, "L").encode().ljust(1_048_577, b"."),
        refused=1,
        reason="1048577",
    ),
    _file("empty", b"", refused=1, reason="empty"),
    _file("blanks only", b" \n\t\n\r\n\xc2\xa0\n", refused=1, reason="blanks"),
    _file("binary", bytes(range(256)) * 40, refused=1, reason="binary"),
    _file("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 200, refused=1, reason="binary"),
    _file(
        "UTF-16 with a mark",
        lambda n: codecs.BOM_UTF16_LE + sep(n).encode("utf-16-le"),
        refused=1,
        reason="UTF-16",
    ),
    _file("UTF-16 without a mark", _text(sep, "utf-16-be"), refused=1, reason="UTF-16"),
    _file("UTF-32", _text(sep, "utf-32"), refused=1, reason="UTF-32"),
    _file(
        "a byte order mark",
        lambda n: codecs.BOM_UTF8 + sep(n, "Marked").encode(),
        read=1,
        title="Marked",
    ),
    _file(
        "CR only", _text(lambda n: sep(n, "Returns").replace("\n", "\r")), read=1, title="Returns"
    ),
    _file("CR LF", _text(lambda n: sep(n, "Both").replace("\n", "\r\n")), read=1, title="Both"),
    _file(
        "NUL in the title",
        _text(lambda n: sep(n, "Nu\0l")),
        partly=1,
        reason="not UTF-8",
        title="Nu\ufffdl",
    ),
    _file(
        "an LFS pointer",
        b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n",
        refused=1,
        reason="LFS",
    ),
    _file(
        "no preamble",
        _text(lambda n: f"# SEP-{n}: Bare\n\nJust words.\n"),
        partly=1,
        reason="preamble",
        title="Bare",
    ),
    _file(
        "a preamble in a fence",
        _text(lambda n: _PREAMBLE_IN_FENCE.format(n=n)),
        partly=1,
        title="Fenced",
    ),
    _file(
        "a preamble in a comment",
        _text(lambda n: _PREAMBLE_IN_COMMENT.format(n=n)),
        partly=1,
        title="Commented",
    ),
    _file(
        "a comment without an end",
        _text(lambda n: _UNCLOSED.format(n=n)),
        partly=1,
        title="Unclosed",
    ),
    _file(
        "a preamble in a quotation", _text(lambda n: _QUOTED.format(n=n)), partly=1, title="Quoted"
    ),
    _file("`[` in one paragraph", _bomb("[", 300_000), partly=1, title="Bomb"),
    _file("`![` in one paragraph", _bomb("![", 150_000), partly=1, title="Bomb"),
    _file("`[` on lines of their own", _bomb("[\n", 10_000), partly=1, title="Bomb"),
    _file("quotations 9,000 deep", _bomb(">", 9_000), read=1, title="Bomb"),
    _file(
        "lists 900 deep",
        _text(lambda n: sep(n, "Bomb", body="".join("  " * d + "- x\n" for d in range(900)))),
        read=1,
        title="Bomb",
    ),
    _file(
        "emphasis without an end", _bomb("*a_", 100_000), partly=1, reason="more than", title="Bomb"
    ),
    _file(
        "code spans without an end",
        _text(lambda n: sep(n, "Bomb", body="".join("`" * k + "x" for k in range(1, 900)))),
        partly=1,
        reason="more than",
        title="Bomb",
    ),
    _file("tags without an end", _bomb("<a ", 200_000), partly=1, reason="more than", title="Bomb"),
    _file(
        "a table of 100,000 cells",
        _text(
            lambda n: sep(
                n,
                "Bomb",
                body="|a" * 100 + "|\n" + "|-" * 100 + "|\n" + ("|x" * 100 + "|\n") * 1000,
            )
        ),
        partly=1,
        title="Bomb",
    ),
    _file("30,000 list items", _bomb("- x\n", 30_000), partly=1, reason="more than", title="Bomb"),
    _file(
        "30,000 headings", _bomb("### h\n\n", 30_000), partly=1, reason="more than", title="Bomb"
    ),
    _file(
        "10,000 citations",
        _bomb("See SEP-11. ", 10_000),
        partly=1,
        reason="more than",
        title="Bomb",
    ),
    _file(
        "10,000 citations of 10,000 others",
        _text(
            lambda n: sep(
                n, "Bomb", body="\n\n".join(f"Requires SEP-{k}." for k in range(1, 10_001))
            )
        ),
        partly=1,
        reason="citations",
        title="Bomb",
    ),
    _file(
        "10,000 authors",
        _text(lambda n: sep(n, "Crowd", authors=", ".join(f"A{k} (@a{k})" for k in range(10_000)))),
        partly=1,
        reason="more than",
        title="Crowd",
    ),
    _file(
        "requires 10,000",
        _text(
            lambda n: sep(
                n,
                "Needs",
                more="- **Requires**: " + ", ".join(f"SEP-{k}" for k in range(1, 10_001)) + "\n",
            )
        ),
        partly=1,
        reason="more than",
        title="Needs",
    ),
    _file(
        "a number of 5,000 digits",
        _text(
            lambda n: sep(
                n, "Digits", pull="#" + "9" * 5000, more="- **SEP**: " + "9" * 5000 + "\n"
            )
        ),
        read=1,
        title="Digits",
    ),
    _file(
        "digits that are no ASCII",
        _text(lambda n: sep("१२", "Digits", pull="#²")),
        read=1,
        title="१२: Digits",
    ),
    _file(
        "a link reference bomb",
        _text(lambda n: sep(n, "Bomb", body="[a]: " + "x" * 20_000 + "\n\n" + "[a]" * 400)),
        read=1,
        title="Bomb",
    ),
    _file(
        "entities",
        _bomb("&#x1F600;&copy;&#0;&#xD800;", 8_000),
        partly=1,
        reason="more than",
        title="Bomb",
    ),
    _file(
        "front matter that is a bomb",
        _text(lambda n: "---\na: &a [x,x,x]\nb: &b [*a,*a]\n<<: *b\n---\n" + sep(n, "Fronted")),
        read=1,
        title="Fronted",
    ),
    _file(
        "MDX",
        _text(lambda n: "import X from './x'\n\nexport const a = {}\n\n" + sep(n, "Script")),
        read=1,
        title="Script",
    ),
)

TITLES: tuple[str, ...] = (
    "x" * 10_000,
    "</script><script>window.__pwned=1</script>",
    "{{ 7*7 }}{% include '/etc/passwd' %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "\u202egnp.exe\u202c \u2066hidden\u2069",
    "\u05e2\u05d1\u05e8\u05d9\u05ea \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "\U0001f9d1\u200d\U0001f680 rocket",
    "\x1b]0;owned\x07 \x1b[31mred",
    "zero\u200bwidth\u2060\ufeff",
    "tags \U000e0041\U000e0042",
    "Accepted by Core Maintainers | Final",
    "::error file=x::owned ##[add-path]/tmp",
    '=HYPERLINK("https://evil.example")',
    "`code` **bold** [link](javascript:alert(1))",
    "../../../etc/passwd",
    "CON",
    "@everyone fixes #1 closes #2",
    "%s %d %n {0} {0.__class__}",
    "\u2028second line\u2029third",
    "combining z\u0351\u0345" + "\u0301" * 500,
)


def _blob_tree(builder: Builder, number: int) -> Sequence[Row]:
    return [(FILE, f"{number}-hostile.md", builder.tree([]))]


def _commit_as_blob(builder: Builder, number: int) -> Sequence[Row]:
    return [(FILE, f"{number}-hostile.md", builder.commit({"x": b"y"}))]


def _blob_as_folder(builder: Builder, number: int) -> Sequence[Row]:
    return [(FOLDER, f"{number}-hostile.md", builder.write("blob", b"text"))]


def _twice(builder: Builder, number: int) -> Sequence[Row]:
    first = builder.write("blob", sep(number, "First").encode())
    second = builder.write("blob", sep(number, "Second").encode())
    return [(FILE, f"{number}-same.md", first), (FILE, f"{number}-same.md", second)]


def _twice_the_same(builder: Builder, number: int) -> Sequence[Row]:
    return [
        row
        for _ in range(2)
        for row in [
            (FILE, f"{number}-same.md", builder.write("blob", sep(number, "Same").encode()))
        ]
    ]


def _file_and_folder(builder: Builder, number: int) -> Sequence[Row]:
    return [
        (FILE, f"{number}-both.md", builder.write("blob", sep(number, "Both").encode())),
        (FOLDER, f"{number}-both.md", builder.folder_of({"x.md": b"x"})),
    ]


def _case_twins(builder: Builder, number: int) -> Sequence[Row]:
    return [
        (FILE, f"{number}-TWIN.md", builder.write("blob", sep(number, "Upper").encode())),
        (FILE, f"{number}-twin.md", builder.write("blob", sep(number, "Lower").encode())),
    ]


def _composed_twins(builder: Builder, number: int) -> Sequence[Row]:
    return [
        (FILE, f"{number}-e\u0301.md", builder.write("blob", sep(number, "Split").encode())),
        (FILE, f"{number}-\u00e9.md", builder.write("blob", sep(number, "Joined").encode())),
    ]


def _wrong_content(builder: Builder, number: int) -> Sequence[Row]:
    fake = builder.write("blob", sep(number, "Swapped").encode(), name=f"{number:040x}")
    return [(FILE, f"{number}-hostile.md", fake)]


def _huge_promise(builder: Builder, number: int) -> Sequence[Row]:
    import zlib

    stored = zlib.compress(b"blob 999999999999\0ten bytes!", 1)
    fake = builder.write("blob", b"", name=f"{number:040x}", stored=stored)
    return [(FILE, f"{number}-hostile.md", fake)]


def _many(builder: Builder, number: int) -> Sequence[Row]:
    return [
        (
            FILE,
            f"{number + 10_000 * k}-many.md",
            builder.write("blob", sep(number + 10_000 * k, f"Many {k}").encode()),
        )
        for k in range(4, 64)
    ]


def _deep(builder: Builder, number: int) -> Sequence[Row]:
    tree = builder.folder_of({"x.md": b"x"})
    for _ in range(400):
        tree = builder.tree([(FOLDER, "d", tree)])
    return [(FOLDER, f"{number}-deep.md", tree)]


def _wide(builder: Builder, number: int) -> Sequence[Row]:
    """A folder bomb: ten trees that stand for 10^10 files."""
    tree = builder.folder_of({"x.md": b"x"})
    for _ in range(10):
        tree = builder.tree([(FOLDER, f"d{k}", tree) for k in range(10)])
    return [(FOLDER, "attachments", tree), (FOLDER, f"{number}-wide.md", tree)]


TREES: tuple[Case, ...] = (
    _named("a symbolic link", "N-link.md", LINK, refused=1, reason="symbolic link"),
    _object("a submodule", SUBMODULE, ABSENT, refused=1, reason="submodule"),
    _object("a folder named like a file", FOLDER, ABSENT, refused=1, reason="folder"),
    Case(name="a folder bomb", rows=_wide, refused=1, reason="folder"),
    Case(name="folders 400 deep", rows=_deep, refused=1, reason="folder"),
    _named("a mode of no kind", "N-odd.md", "170000", refused=1, reason="mode"),
    _named("a mode of zero", "N-odd.md", "0", refused=1, reason="mode"),
    _named("an executable", "N-run.md", "100755", read=1, title="Odd name"),
    _named("an old mode", "N-old.md", "100664", read=1, title="Odd name"),
    _named("a path upwards", "../N-up.md", refused=1, reason="`/`"),
    _named("a path far upwards", "../../../../../../tmp/N-up.md", refused=1, reason="`/`"),
    _named("an absolute path", "/etc/N-x.md", refused=1, reason="`/`"),
    _named("a path inside", "a/N-b.md", refused=1, reason="`/`"),
    _named("quotes", 'N-it\'s "quoted" `so`.md', read=1, title="Odd name"),
    _named("a line feed", "N-two\nlines.md", refused=1, reason="control"),
    _named("an escape", "N-\x1b[31mred.md", refused=1, reason="control"),
    _named("a return", "N-x\rAccepted.md", refused=1, reason="control"),
    _named("a delete", "N-\x7f.md", refused=1, reason="control"),
    _named("a C1 control", "N-\x9b31m.md", read=1, title="Odd name"),
    _named("bidi", "N-\u202egnp.md", read=1, title="Odd name"),
    _named("markup", "N-<img src=x onerror=alert(1)>.md", read=1, title="Odd name"),
    _named("bytes that are no UTF-8", b"N-\xff\xfe.md", read=1, title="Odd name"),
    _named("shell", "N-$(touch pwned);`id`|x&.md", read=1, title="Odd name"),
    _named("an option", "--output=N.md", read=1, title="Odd name"),
    _named("braces", "N-{{ 7*7 }}{%x%}.md", read=1, title="Odd name"),
    _named("backslashes", "N-..\\..\\x.md", read=1, title="Odd name"),
    _named("5,000 characters", "N-" + "x" * 5_000 + ".md", read=1, title="Odd name"),
    _named("a device", "con.md", read=1, title="Odd name"),
    _named("dots", "N-...md", read=1, title="Odd name"),
    _named("an ending in capitals", "N-LOUD.MD", read=1, title="Odd name"),
    Case(name="one name twice", rows=_twice, read=1, refused=1, reason="twice"),
    Case(name="one entry twice", rows=_twice_the_same, read=1, refused=1, reason="twice"),
    Case(name="a file and a folder of one name", rows=_file_and_folder, read=1, refused=1),
    Case(name="names that differ in case", rows=_case_twins, read=2),
    Case(name="names that differ in composition", rows=_composed_twins, read=2),
    Case(name="60 proposals", rows=_many, read=49, refused=11, reason="50"),
    _object("a missing object", FILE, ABSENT, refused=1, reason="missing"),
    Case(name="a tree for a file", rows=_blob_tree, refused=1, reason="tree"),
    Case(name="a commit for a file", rows=_commit_as_blob, refused=1, reason="commit"),
    Case(name="a file for a folder", rows=_blob_as_folder, refused=1, reason="folder"),
    Case(name="content under a wrong name", rows=_wrong_content, refused=1, reason="match"),
    Case(name="a size that never comes", rows=_huge_promise, refused=1),
    _stored("an object cut short", lambda raw: raw[: len(raw) // 2], refused=1),
    _stored("an empty object", lambda _: b"", refused=1),
    _stored("an object of noise", lambda _: b"\x00\xff" * 400, refused=1),
    _stored("a byte changed", lambda raw: raw[:30] + bytes([raw[30] ^ 0x55]) + raw[31:], refused=1),
)


def title_case(index: int, title: str) -> Case:
    """Return the case of a proposal with a hostile title."""

    def rows(builder: Builder, number: int) -> Sequence[Row]:
        data = sep(number, title).encode("utf-8", "surrogatepass")
        return [(FILE, f"{number}-hostile.md", builder.write("blob", data))]

    return Case(name=f"title {index}", rows=rows, read=1)


CASES: tuple[Case, ...] = (
    *CONTENTS,
    *TREES,
    *(title_case(index, title) for index, title in enumerate(TITLES)),
)
FIRST = 200
"""The pull request of the first case; each has the next."""
NEIGHBOUR = 3000
"""Added to a pull request's number: the number of the harmless proposal in it."""


@dataclass(frozen=True, kw_only=True)
class Hostile:
    """A repository of hostile pull requests."""

    builder: Builder
    pulls: Mapping[str, int] = field(default_factory=dict)
    """The pull request of each case, by its name."""


REFS: tuple[tuple[str, Callable[[Builder, str], str]], ...] = (
    ("a head that is missing", lambda _b, _m: ABSENT),
    ("a head that is a file", lambda b, _: b.write("blob", b"no commit")),
    ("a head that is a tree", lambda b, _: b.folder_of({"x": b"y"})),
    ("a commit without a tree", lambda b, m: b.commit(ABSENT, m)),
    (
        "a commit whose folder is missing",
        lambda b, m: b.commit(b.tree([(FOLDER, "seps", "cd" * 20)]), m),
    ),
    (
        "a folder that is a file",
        lambda b, m: b.commit(b.tree([(FOLDER, "seps", b.write("blob", b"text"))]), m),
    ),
    (
        "a folder of noise",
        lambda b, m: b.commit(b.tree([(FOLDER, "seps", b.write("tree", b"\xff" * 90))]), m),
    ),
    (
        "a folder cut short",
        lambda b, m: b.commit(
            b.tree([(FOLDER, "seps", b.write("tree", b"100644 x.md\0short"))]), m
        ),
    ),
    ("a commit of noise", lambda b, _: b.write("commit", b"tree nothing\n\nx")),
    ("a tag of itself", lambda b, _: b.write("tag", b"object %b\ntype tag\n\n" % (b"ab" * 20))),
)
"""Pull requests whose head leads nowhere: one refusal each, at the folder of proposals."""
ODD_REFS = (
    "refs/pull/\u0967/head",
    "refs/pull/007/head",
    "refs/pull/$(id)/head",
    "refs/pull/1|id/head",
    "refs/pull/99999999/head",
    "refs/pull/\u202e1/head",
)
"""Names that git takes, and that are no pull request's."""
ODD_BRANCHES = (
    "refs/heads/--output=pwned",
    "refs/heads/<script>",
    "refs/tags/main",
    "refs/heads/`id`",
)


def build(builder: Builder, base: Mapping[str, bytes]) -> Hostile:
    """Write one pull request a case: its entries, and a harmless proposal beside them."""
    files = {**base, "seps/10-first.md": sep(10, "First", status="Final").encode()}
    main = builder.base(files)
    first = builder.write("blob", files["seps/10-first.md"])
    rest = builder.folder_of(base)
    others = _rows_of(builder, rest)
    pulls: dict[str, int] = {}
    for number, case in enumerate(CASES, start=FIRST):
        harmless = sep(number + NEIGHBOUR, f"Neighbour of {number}").encode()
        rows: list[Row] = [
            (FILE, "10-first.md", first),
            *case.rows(builder, number),
            (FILE, f"{number + NEIGHBOUR}-neighbour.md", builder.write("blob", harmless)),
        ]
        root = builder.tree([*others, (FOLDER, "seps", builder.tree(rows))])
        builder.pull(number, root, main)
        pulls[case.name] = number
    for number, (name, make) in enumerate(REFS, start=FIRST + 500):
        builder.ref(f"refs/pull/{number}/head", make(builder, main))
        pulls[name] = number
    for odd in (*ODD_REFS, *ODD_BRANCHES):
        builder.ref(odd, builder.commit({"seps/9999-odd.md": sep(9999, "Odd ref").encode()}, main))
    return Hostile(builder=builder, pulls=pulls)


def _rows_of(builder: Builder, tree: str) -> list[Row]:
    import zlib

    data = zlib.decompress(builder.place(tree).read_bytes()).partition(b"\0")[2]
    rows: list[Row] = []
    while data:
        head, _, data = data.partition(b"\0")
        mode, _, name = head.partition(b" ")
        rows.append((mode.decode(), name, data[:20].hex()))
        data = data[20:]
    return rows

"""Every sink against every payload, and the laws that hold for all text."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sepkit.publish import escape

PAYLOADS: list[str] = json.loads((Path(__file__).parent / "payloads.json").read_text("utf-8"))
TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
LAW = settings(max_examples=50, derandomize=True, deadline=None)
BAD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class Elements(HTMLParser):
    """Counts what a browser would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def elements(html: str) -> Elements:
    parser = Elements()
    parser.feed(html)
    parser.close()
    return parser


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 200


@pytest.mark.parametrize("payload", PAYLOADS)
class TestEachPayload:
    def test_html_holds_no_element_and_says_the_same(self, payload: str) -> None:
        seen = elements(f"<p>{escape.html(payload)}</p>")

        assert [tag for tag, _ in seen.found] == ["p"]
        assert seen.text == escape.printable(payload)

    def test_attribute_stays_one_value(self, payload: str) -> None:
        seen = elements(f'<p title="{escape.attribute(payload)}">x</p>')

        assert seen.found == [("p", {"title": escape.printable(payload)})]

    def test_url_leads_nowhere_but_to_the_web_mail_or_this_site(self, payload: str) -> None:
        address = escape.url(payload)
        scheme = re.match("([^/?#]*):", address)

        assert scheme is None or scheme[1].lower() in ("http", "https", "mailto")
        assert not address.startswith(("//", "\\", "/\\"))
        assert not re.search(r"[\s\"'<>`\\]", address)

    def test_json_cannot_end_its_element(self, payload: str) -> None:
        text = str(escape.json_in_html({"a": payload}))

        assert not re.search("[<>&\u2028\u2029]", text)
        assert json.loads(text)["a"] == re.sub("[\ud800-\udfff]", "\ufffd", payload)

    def test_json_file_is_read_back_and_is_no_command(self, payload: str) -> None:
        text = escape.json_file([payload], indent=1)

        assert "##[" not in text
        assert json.loads(text.encode().decode()) == [re.sub("[\ud800-\udfff]", "\ufffd", payload)]

    def test_xml_is_read_back(self, payload: str) -> None:
        node = ET.Element("a")
        node.text = escape.xml(payload)
        [written] = [ET.tostring(node, encoding="unicode")]

        assert (ET.fromstring(written).text or "") == escape.printable(payload)  # noqa: S314 - our own bytes

    def test_csv_cell_is_no_formula(self, payload: str) -> None:
        out = io.StringIO()
        csv.writer(out).writerow([escape.csv_cell(payload)])
        [[cell]] = list(csv.reader(io.StringIO(out.getvalue(), newline="")))

        assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")
        assert cell.lstrip()[:1] not in ("=", "+", "-", "@")

    def test_terminal_text_moves_no_cursor(self, payload: str) -> None:
        shown = escape.terminal(payload)

        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)

    def test_comment_is_one_line_that_calls_nobody(self, payload: str) -> None:
        shown = escape.comment(payload)

        assert "\n" not in shown
        assert not re.search(r"@(?!\u200d)", shown)
        assert not re.search(r"#(?!\u200d)\d", shown)
        assert not re.search(r"(?<!\\)[<`\[]", shown)
        assert not shown.startswith("/")

    def test_dot_is_one_string(self, payload: str) -> None:
        assert re.fullmatch(r'"(?:[^"\\\n]|\\\\|\\")*"', escape.dot(payload))

    def test_mermaid_is_one_label(self, payload: str) -> None:
        inner = escape.mermaid(payload).removeprefix('["').removesuffix('"]')

        assert not re.search(r'["<>`\n]', inner)

    def test_file_name_is_ours(self, payload: str) -> None:
        name = escape.file_name(payload, fallback="n1")

        assert re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,99}", name)
        assert name.split(".")[0] not in ("con", "aux", "nul", "index", "com1", "lpt9")

    @pytest.mark.parametrize("is_property", [False, True])
    def test_runner_log_is_no_command(self, payload: str, *, is_property: bool) -> None:
        line = escape.runner_log(payload, is_property=is_property)

        assert "\n" not in line
        assert "\r" not in line
        assert "##[" not in line
        assert not line.lstrip().startswith("::")
        assert not is_property or not re.search("[:,]", line)


@LAW
@given(TEXT)
def test_printable_text_holds_nothing_that_no_output_may_hold(text: str) -> None:
    assert not BAD.search(escape.printable(text))
    assert escape.printable(escape.printable(text)) == escape.printable(text)


@LAW
@given(TEXT)
def test_html_says_what_the_text_says(text: str) -> None:
    assert elements(f"<p>{escape.html(text)}</p>").text == escape.printable(text)


@LAW
@given(TEXT)
def test_any_text_can_be_written_as_utf_8(text: str) -> None:
    for sink in (
        escape.html,
        escape.attribute,
        escape.url,
        escape.xml,
        escape.csv_cell,
        escape.terminal,
        escape.comment,
        escape.dot,
        escape.mermaid,
        escape.runner_log,
    ):
        str(sink(text)).encode()


@LAW
@given(
    st.recursive(TEXT | st.integers() | st.none(), lambda x: st.lists(x) | st.dictionaries(TEXT, x))
)
def test_any_value_becomes_json(value: object) -> None:
    json.loads(escape.json_file(value).encode().decode())
    json.loads(str(escape.json_in_html(value)))


def test_a_number_that_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        escape.json_file(float("nan"))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("#part", "#part"),
        ("../sep/12/", "../sep/12/"),
        ("https://a.example/ü", "https://a.example/%C3%BC"),
        ("https:", ""),
        ("a:b", ""),
    ],
)
def test_addresses_that_may_be_linked_to(text: str, address: str) -> None:
    assert escape.url(text) == address


def test_letters_of_all_scripts_and_emoji_stay_in_the_terminal() -> None:
    family = "\U0001f468\u200d\U0001f469 שלום مرحبا 長"

    assert escape.terminal(family) == family


def test_only_this_module_and_the_bodies_build_markup() -> None:
    root = Path(escape.__file__).parents[1]
    users = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if re.search(r"\bMarkup\(|\|\s*safe\b", path.read_text("utf-8"))
    }

    assert users == {"publish/escape.py"}


def test_no_template_switches_escaping_off() -> None:
    root = Path(escape.__file__).parents[2]
    files = [*(root / "templates" / "site").rglob("*.html"), *(root / "site").rglob("*.html")]

    assert files
    for path in files:
        text = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|\bstyle=|<script>|\son\w+=", text), path

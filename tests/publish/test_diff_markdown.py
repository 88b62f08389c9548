"""A comparison as Markdown: tables that no name can break."""

from sepkit.model import RepoPath, Surface, SurfaceChange
from sepkit.publish.diff_markdown import code, render_diff_markdown


def change(surface: str, **more: object) -> SurfaceChange:
    return SurfaceChange(
        surface=Surface(surface),
        kind=surface.partition(":")[0],
        revision="draft",
        change="added",
        path=RepoPath("schema/a.json"),
        line=4,
        **more,  # type: ignore[arg-type]
    )


def test_each_change_is_one_row_with_its_origin_and_place() -> None:
    changes = [
        change("method:lamps/dim", proposals=("LIP-7",)),
        change("type:Lamp", commits=("0123456789",), is_breaking=True, note="now optional"),
        change("type:Bulb"),
    ]

    lines = render_diff_markdown(changes, (), "2031-01-01", "draft").split("\n")

    assert lines[-4:-1] == [
        "| `method:lamps/dim` | LIP\\-7 |  | `schema/a.json:4` |",
        "| `type:Lamp`: now optional | `01234567` | yes | `schema/a.json:4` |",
        "| `type:Bulb` | not known |  | `schema/a.json:4` |",
    ]


def test_a_name_cannot_leave_its_cell() -> None:
    hostile = change("type:a`|\n<script>@all", note="x|y\n- [ ] z @team #1")

    row = render_diff_markdown([hostile], (), "a", "b").rstrip("\n").split("\n")[-1]

    assert row.replace("\\|", "").count("|") == 5
    assert "@team" not in row
    assert code("") == ""


def test_sections_of_pages_are_counted_in_one_sentence() -> None:
    text = render_diff_markdown((), [change("doc:wire#a")], "a", "b")

    assert "1 came" in text.split("\n")[-2]

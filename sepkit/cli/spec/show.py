"""`sepkit spec show`."""

import click

from sepkit.analysis.spec_inventory import find_surfaces, search_surfaces, view_surface
from sepkit.cli.reading import Reading, reading_options
from sepkit.cli.spec.options import revision_of
from sepkit.model import Register, SurfaceEntry, UsageError
from sepkit.publish.text.spec import render_surface


@click.command("show", epilog="Example: sepkit spec show method:tools/call --repo ../spec.git")
@click.argument("surface", metavar="SURFACE")
@reading_options()
def spec_show(surface: str, reading: Reading) -> None:
    """Show one piece: its line, what each revision made of it, its owner, who acts on it.

    SURFACE is an id (`method:tools/call`), or a name that only one piece has (`tools/call`).
    """
    register = reading.register
    revision_of(register, None)
    view = view_surface(register, _the_one(register, surface))
    reading.print(view, lambda: render_surface(register, view))


def _the_one(register: Register, written: str) -> SurfaceEntry:
    found = find_surfaces(register, written.strip())
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"`{written[:60]}` is the name of {len(found)} pieces",
            help=f"name one of them: {', '.join(f'`{entry.id}`' for entry in found[:6])}",
        )
    raise UsageError(
        f"no piece `{written[:60]}` in any revision of the specification",
        help=_near(register, written),
    )


def _near(register: Register, written: str) -> str:
    from difflib import get_close_matches

    held = [item.surface.id for item in search_surfaces(register, (written,))]
    names = {entry.id.lower(): entry.id for entry in register.spec.surfaces}
    near = held[:3] or [names[n] for n in get_close_matches(written.lower(), names, n=3)]
    if near:
        return f"did you mean {', '.join(f'`{name}`' for name in near)}?"
    return "look for it: sepkit spec search WORD"

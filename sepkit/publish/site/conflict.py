"""One pair side by side: what each says, why it is shown, and ways it can be settled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sepkit.model import Conflict, Group, Proposal, Quote, Touch
from sepkit.publish.graph_svg import draw_cluster
from sepkit.publish.site.accuracy import rule_accuracy
from sepkit.publish.site.collision import colliding_words, common_words, marked, since
from sepkit.publish.site.conflicts import state
from sepkit.publish.site.page import Crumb, Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import rule_label

QUOTES_SHOWN = 5
QUOTES_READ = 3
SURFACES_SHOWN = 400
APART_SHOWN = 12
CLUSTER_SIZE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One proposal of the pair with the words that show the conflict."""

    proposal: Proposal
    quotes: tuple[Quote, ...]
    """Those to read: the first, which the first rule stands on, then those with marked words."""
    more: tuple[Quote, ...]
    """The others, folded."""
    group: Group | None
    """Who owns it; None where that is not clear."""


def _sides(view: View, conflict: Conflict, words: frozenset[str]) -> tuple[Side, ...]:
    return tuple(_side(view, conflict, proposal, words=words) for proposal in view.sides(conflict))


def _side(view: View, conflict: Conflict, proposal: Proposal, *, words: frozenset[str]) -> Side:
    found = [q for q in conflict.evidence if q.proposal == proposal.key][:QUOTES_SHOWN]
    shown = [q for q in found if q is found[0] or "<mark>" in marked(q.quote, words)]
    shown = shown[:QUOTES_READ]
    return Side(
        proposal=proposal,
        quotes=tuple(shown),
        more=tuple(q for q in found if q not in shown),
        group=view.by_group.get(proposal.route.owner or ""),
    )


def touch_table(sides: tuple[Side, ...]) -> list[tuple[str, list[list[Touch]]]]:
    """Return the surfaces that the sides act on, with their acts; those of both sides first."""
    surfaces: dict[str, list[list[Touch]]] = {}
    for index, side in enumerate(sides):
        for touch in side.proposal.touches:
            if touch.is_binding:
                row = surfaces.setdefault(touch.surface, [[] for _ in sides])
                row[index].append(touch)
    both = sorted(surfaces.items(), key=lambda item: (not all(item[1]), item[0]))
    return both[:SURFACES_SHOWN]


def _above(view: View, sides: tuple[Side, ...]) -> list[Group]:
    """Return the groups that decide on one of the sides and own neither, in order."""
    own = {side.group.id for side in sides if side.group is not None}
    ids = dict.fromkeys(g for side in sides for g in side.proposal.route.decides if g not in own)
    return [view.by_group[g] for g in ids if g in view.by_group]


def cluster(view: View, conflict: Conflict) -> tuple[list[Proposal], list[Conflict]]:
    """Return the nearest proposals joined to the pair by conflicts, and those conflicts."""
    keys = [key for key in conflict.proposals if key in view.by_key]
    neighbours: list[str] = []
    for key in keys:
        for other in view.conflicts_of(key):
            neighbours += [k for k in other.proposals if k not in keys and k in view.by_key]
    ranked = sorted(
        set(neighbours), key=lambda k: (-neighbours.count(k), view.by_key[k].number or 0)
    )
    chosen = keys + ranked[: CLUSTER_SIZE - len(keys)]
    inside = [c for c in view.sorted_conflicts if all(k in chosen for k in c.proposals)]
    ordered = sorted(chosen, key=lambda k: (view.by_key[k].number or 0, k))
    return [view.by_key[k] for k in ordered], inside


def pair_name(view: View, conflict: Conflict) -> str:
    """Return `2532 × 2631`."""
    return " × ".join(view.slug(key) or key for key in conflict.proposals)


def pages(view: View) -> Iterator[Page]:
    """Yield a page for each conflict, with all rules that fired on it."""
    common, accuracy = common_words(view), rule_accuracy(view)
    for conflict in view.register.conflicts:
        words = colliding_words(conflict, common)
        yield _page(view, conflict, words=words, accuracy=accuracy)


def _page(
    view: View, conflict: Conflict, *, words: frozenset[str], accuracy: Mapping[str, str]
) -> Page:
    sides = _sides(view, conflict, words)
    name = pair_name(view, conflict)
    members, inside = cluster(view, conflict)
    table = touch_table(sides)
    apart = [row for row in table if not all(row[1])]
    rule = rule_label(conflict.rules[0]) if conflict.rules else "Conflict"
    return Page(
        path=view.conflict_path(conflict),
        title=f"{name}: {rule[:1].lower()}{rule[1:]}",
        template="conflict.html",
        description=f"{' and '.join(conflict.proposals)} side by side",
        section="conflicts",
        crumbs=(Crumb(words="Conflicts", path="conflicts/"), Crumb(words=name)),
        data="api/v1/register.json",
        context={
            "c": conflict,
            "name": name,
            "sides": sides,
            "state": state(view, conflict),
            "since": since(view.sides(conflict)),
            "words": words,
            "marked": marked,
            "accuracy": accuracy,
            "above": _above(view, sides),
            "both": [row for row in table if all(row[1])],
            "apart": apart[:APART_SHOWN],
            "apart_count": len(apart),
            "members": members,
            "inside": inside,
            "drawing": draw_cluster(view, members, inside, current=conflict.proposals)
            if len(members) > 2  # noqa: PLR2004 - a pair alone is no cluster
            else None,
            "groups": [view.by_group[g] for g in conflict.groups if g in view.by_group],
        },
    )


KIND = PageKind(name="conflict", pages=pages)

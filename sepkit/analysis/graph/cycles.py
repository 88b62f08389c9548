"""Circles in a directed graph: its strongly connected components, and one shortest way round each.

All simple cycles are never listed: eleven proposals that require each other have ten million.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=str)


def find_components(graph: Mapping[Node, Sequence[Node]]) -> tuple[tuple[Node, ...], ...]:
    """Return the strongly connected components, what others stand on first.

    Args:
        graph: for each node those it leads to; all of them have to be nodes.

    Returns:
        Each node in exactly one component; members sorted. A component comes after all that it
        leads to.

    Source:
        Tarjan, Depth-First Search and Linear Graph Algorithms, SIAM J. Comput. 1(2), 1972; here
        without recursion, so that a chain of 10,000 proposals is no deeper than one of two.
    """
    search = _Search(graph)
    for node in sorted(graph):
        search.visit(node)
    return tuple(search.components)


class _Search(Generic[Node]):
    """One depth-first search over all nodes."""

    def __init__(self, graph: Mapping[Node, Sequence[Node]]) -> None:
        self.graph = graph
        self.numbers: dict[Node, int] = {}
        self.lowest: dict[Node, int] = {}
        self.open: list[Node] = []
        self.is_open: set[Node] = set()
        self.components: list[tuple[Node, ...]] = []

    def visit(self, root: Node) -> None:
        if root in self.numbers:
            return
        path = [(root, iter(sorted(self.graph[root])))]
        self._enter(root)
        while path:
            node, targets = path[-1]
            target = next(targets, None)
            if target is None:
                path.pop()
                self._leave(node, path[-1][0] if path else None)
            elif target not in self.numbers:
                self._enter(target)
                path.append((target, iter(sorted(self.graph[target]))))
            elif target in self.is_open:
                self.lowest[node] = min(self.lowest[node], self.numbers[target])

    def _enter(self, node: Node) -> None:
        self.numbers[node] = self.lowest[node] = len(self.numbers)
        self.open.append(node)
        self.is_open.add(node)

    def _leave(self, node: Node, parent: Node | None) -> None:
        if parent is not None:
            self.lowest[parent] = min(self.lowest[parent], self.lowest[node])
        if self.lowest[node] == self.numbers[node]:
            start = self.open.index(node, self._floor(node))
            members = self.open[start:]
            del self.open[start:]
            self.is_open.difference_update(members)
            self.components.append(tuple(sorted(members)))

    def _floor(self, node: Node) -> int:
        """Where to begin looking for a node that was opened late."""
        place = len(self.open) - 1
        while place > 0 and self.open[place] != node:
            place -= 1
        return place


def shortest_cycle(
    graph: Mapping[Node, Sequence[Node]], members: Sequence[Node]
) -> tuple[Node, ...]:
    """Return one shortest circle inside a strongly connected component.

    Args:
        graph: for each node those it leads to.
        members: the component, more than one node.

    Returns:
        The nodes in the order of their links, the smallest first; the last leads back to it. Of
        equally short circles the one whose smallest node is smallest.
    """
    inside = set(members)
    best: tuple[Node, ...] = ()
    for start in sorted(members):
        found = _way_back(graph, start, inside, shorter_than=len(best) or len(members) + 1)
        if found and (not best or len(found) < len(best)):
            best = found
        if len(best) == 2:  # noqa: PLR2004 - no circle of two or more is shorter
            break
    first = best.index(min(best)) if best else 0
    return best[first:] + best[:first]


def _way_back(
    graph: Mapping[Node, Sequence[Node]], start: Node, inside: set[Node], *, shorter_than: int
) -> tuple[Node, ...]:
    came_from: dict[Node, Node] = {}
    queue = deque([(start, 1)])
    while queue:
        node, length = queue.popleft()
        if length >= shorter_than:
            return ()
        for target in sorted(graph[node]):
            if target == start and node != start:
                return _unwind(came_from, start, node)
            if target in inside and target not in came_from and target != start:
                came_from[target] = node
                queue.append((target, length + 1))
    return ()


def _unwind(came_from: Mapping[Node, Node], start: Node, end: Node) -> tuple[Node, ...]:
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))

"""What a document is cut into: the pieces of its text, its numbered parts, and the tree that these make."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kouan.clean.markers import Marker


@dataclass(frozen=True)
class Piece:
    """A stretch of one block that a number may head: clean span, marker, the kind of its block, a cell's column."""

    start: int
    end: int
    marker: Marker | None
    block: str
    column: str = ""


@dataclass
class Node:
    """A numbered part of a document with the pieces of its own text and its numbered parts.

    `series` numbers the runs of consecutive numbers: 1-112 is one series even where headings part it. `plan` counts
    the plans that one document holds, each with numbers of its own. `title` is the cell that names a row of a table.
    """

    marker: Marker
    parent: "Node | None"
    series: int
    plan: int
    title: tuple[int, int] | None = None
    pieces: list[Piece] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def style(self) -> str:
        """Return the style of its number."""
        return self.marker.style

    def ancestors(self) -> list["Node"]:
        """Return the parts around this one, outermost first."""
        above: list[Node] = []
        node = self.parent
        while node is not None:
            above.insert(0, node)
            node = node.parent
        return above

    def walk(self) -> Iterator["Node"]:
        """Yield this part and all below it in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Tree:
    """A document as numbered parts; `front` stands before the first, `loose` between plans and behind annex heads."""

    front: list[Piece]
    roots: list[Node]
    loose: list[Piece]

    def nodes(self) -> Iterator[Node]:
        """Yield every part in printed order."""
        for root in self.roots:
            yield from root.walk()


def is_caption(marker: Marker) -> bool:
    """Tell whether a number names a box or a table, which stand beside the numbered text and not in it."""
    return marker.style in ("box", "table")


def gaps(tree: Tree) -> list[Node]:
    """Return the parts whose number does not follow the one before in their style."""
    last: dict[tuple[int, str], int] = {}
    broken: list[Node] = []
    for node in tree.nodes():
        if is_caption(node.marker):
            continue
        key = (node.plan, node.style)
        if node.marker.value not in (1, last.get(key, 0) + 1):
            broken.append(node)
        last[key] = node.marker.value
    return broken

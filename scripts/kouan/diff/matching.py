"""Which row of the new release is which row of the old one.

A row that says the same under the same key is the same. Of the others, one that says the same under another key has
moved: its task was renumbered, or a row before it came or went. What is left has changed: it is paired with the row of
the same key, unless that says something quite different and another row nearly the same.

What a row says are its cells, without its key, its place and the number that is printed before a text; a reference says
the row that it refers to, under whatever key that stands.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kouan.diff.changes import Cells, is_place
from kouan.diff.tables import Key, ReleaseTables, TableOf

# 4﹒, （三）, (十二), 十、, 2.1: what renumbering changes in a text.
_PRINTED_NUMBER = re.compile(
    r"^[（(\[【第]?[0-9０-９〇零一二三四五六七八九十百]+(?:[.．][0-9]+)*[）)\]】]?[﹒.．、，,\s]*"
)
_NUMBER = "number"
_CHINESE = "\u2e80"
# Two texts of one plan seldom share a quarter.
_NEARLY = 0.6

Pairs = Mapping[Key, Key]
"""Old key to new key."""


@dataclass(frozen=True)
class Matched:
    """The rows of a table that both releases have: the new key of each old one."""

    pairs: Pairs

    def new_key_of(self, value: str) -> str:
        """Return what a reference to an old row has to be for it to refer to the same row; itself if that is gone."""
        return self.pairs.get((value,), (value,))[0]


def match_tables(old: ReleaseTables, new: ReleaseTables) -> dict[str, Matched]:
    """Match the rows of every table that both releases have and that has the same primary key in both."""
    matched: dict[str, Matched] = {}
    for name in _referred_first(new):
        before = old.tables.get(name)
        if before is not None and before.primary_key == new.tables[name].primary_key:
            matched[name] = Matched(_pairs(before, new.tables[name], matched))
    return matched


def _referred_first(release: ReleaseTables) -> list[str]:
    """Return the tables in an order in which what a table refers to comes before it, as far as there is one."""
    ordered: dict[str, None] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in ordered or name in above or name not in release.tables:
            return
        for other in sorted(set(release.tables[name].foreign_keys.values())):
            visit(other, (*above, name))
        ordered[name] = None

    for name in release.tables:
        visit(name, ())
    return list(ordered)


def _pairs(old: TableOf, new: TableOf, matched: Mapping[str, Matched]) -> dict[Key, Key]:
    said = [name for name in new.columns if name in old.columns and name not in new.primary_key and not is_place(name)]
    said = [name for name in said if name != _NUMBER and new.foreign_keys.get(name) != new.name]
    follows = {name: matched[table] for name, table in new.foreign_keys.items() if table in matched}
    before = {key: tuple(_words(row, said, follows)) for key, row in old.rows.items()}
    after = {key: tuple(_words(row, said, {})) for key, row in new.rows.items()}
    there = _by_words(after)
    pairs: dict[Key, Key] = {}
    for words, keys in _by_words(before).items():
        pairs |= _alike(keys, there.get(words, []))
    taken = set(pairs.values())
    pairs |= _changed(
        {key: _text(row, new) for key, row in old.rows.items() if key not in pairs},
        {key: _text(row, new) for key, row in new.rows.items() if key not in taken},
    )
    return {key: pairs[key] for key in before if key in pairs}


def _by_words(rows: Mapping[Key, tuple[str, ...]]) -> dict[tuple[str, ...], list[Key]]:
    groups: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, words in rows.items():
        groups[words].append(key)
    return groups


def _alike(old: list[Key], new: list[Key]) -> dict[Key, Key]:
    """Pair rows that say the same: all in their order if there are as many as before, else by key as far as it goes."""
    if len(old) == len(new) and set(old) != set(new):
        return dict(zip(old, new, strict=True))
    same = {key: key for key in old if key in new}
    # Those that came or went are taken to be the last ones.
    others = zip((key for key in old if key not in same), (key for key in new if key not in same), strict=False)
    return same | dict(others)


def _changed(old: Mapping[Key, str], new: Mapping[Key, str]) -> dict[Key, Key]:
    """Pair rows that say something else than before, by their texts and keys."""
    pairs = {key: key for key, text in old.items() if key in new and _likeness(text, new[key]) >= _NEARLY}
    likenesses = sorted(
        (-_likeness(text, other), place, key, new_key)
        for place, (key, text) in enumerate(old.items())
        for new_key, other in new.items()
        if key not in pairs and new_key not in pairs
    )
    taken = set(pairs.values())
    for likeness, _, key, new_key in likenesses:
        if -likeness >= _NEARLY and key not in pairs and new_key not in taken:
            pairs[key] = new_key
            taken.add(new_key)
    return pairs | {key: key for key in old if key not in pairs and key in new and key not in taken}


def _text(row: Cells, table: TableOf) -> str:
    """Return what a row says in words of its own: neither a key nor a reference, nor one of a few values."""
    told = (
        name
        for name, column in table.columns.items()
        if column.get("type") == "string" and "enum" not in column.get("constraints", {})
    )
    return "\n".join(
        row.get(name, "") for name in told if name not in {*table.primary_key, *table.foreign_keys, _NUMBER}
    )


@lru_cache(maxsize=10_000)
def _pieces(text: str) -> frozenset[str]:
    """Return the pairs of characters of a text that are Chinese, as documents are: names of tables are no words."""
    pairs = (text[place : place + 2] for place in range(len(text) - 1))
    return frozenset(pair for pair in pairs if min(pair) >= _CHINESE)


def _likeness(one: str, other: str) -> float:
    """Return which share of all pairs of characters two texts have in common."""
    here, there = _pieces(one), _pieces(other)
    return len(here & there) / max(len(here | there), 1)


def _words(row: Cells, columns: Iterable[str], follows: Mapping[str, Matched]) -> Iterator[str]:
    for name in columns:
        cell = row[name]
        yield follows[name].new_key_of(cell) if name in follows else _unnumbered(cell)


def _unnumbered(text: str) -> str:
    return _PRINTED_NUMBER.sub("", text) or text


def is_renumbered(old: str, new: str) -> bool:
    """Say whether two texts differ in nothing but the number that is printed before them."""
    return _unnumbered(old) == _unnumbered(new)

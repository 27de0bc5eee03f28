"""All kinds of fault, by group, and how many mutants are made of each."""

from kouan.mutants import cells, descriptor, files, rows, spans
from kouan.mutants.mutant import Kind

MOST = 3
"""Mutants of one kind, where it fits so many places."""

KINDS: tuple[Kind, ...] = (*cells.KINDS, *rows.KINDS, *spans.KINDS, *files.KINDS, *descriptor.KINDS)

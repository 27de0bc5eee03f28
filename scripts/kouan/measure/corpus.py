"""The annotated texts outside the data set: their annotation is here, the texts are not."""

import csv
import hashlib
from pathlib import Path

from kouan.errors import KouanError
from kouan.read import Source, read_source


def read_corpus(annotation: Path, texts: Path) -> list[Source]:
    """Return the texts that documents.csv in the folder of their annotation lists, from another folder.

    Raises KouanError where a text is missing or is not the one that was annotated.
    """
    path = annotation / "documents.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [_source(texts / row["file"], row["sha256"], path) for row in rows]


def _source(path: Path, sha256: str, listed_in: Path) -> Source:
    source = read_source(path)
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        message = f"{path}: it is not the text that was annotated ({listed_in}). Get the one whose SHA-256 is {sha256}."
        raise KouanError(message)
    return source

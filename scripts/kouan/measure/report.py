"""The measured accuracy as lines for people."""

from collections.abc import Iterable, Iterator

from kouan.reference import Entry


def report(rows: Iterable[Entry]) -> Iterator[str]:
    """Yield a line for each row of datasets/reference/quality.csv, under a head."""
    yield f"{'table and column':<28}{'measured on':<30}{'stage':<11}{'annot.':>7}{'found':>7}{'right':>7}  {_HEADS}"
    for row in rows:
        what = ".".join(filter(None, (row["table_name"], row["column_name"])))
        where = row["document_id"] or row["corpus_document"] or f"all: {row['sample']}"
        counts = "".join(f"{row[name]:>7}" for name in ("annotated", "predicted", "correct"))
        shares = "  ".join(_share(row, name) for name in ("precision", "recall", "f1"))
        yield f"{what:<28}{where:<30}{row['stage']:<11}{counts}  {shares}".rstrip()


_HEADS = f"{'precision':<20}  {'recall':<20}  F1"


def _share(row: Entry, name: str) -> str:
    """Return a share with its interval: 0.967 (0.951-0.978)."""
    if not row[name]:
        return " " * 20
    low, high = (float(row[f"{name}_{end}"]) for end in ("low", "high"))
    return f"{float(row[name]):.3f} ({low:.3f}-{high:.3f})"

"""What `kouan add` proposes for the lists is looked at by a person before it is published."""

from collections.abc import Iterator

from kouan.validate.dataset import Dataset
from kouan.validate.problems import Problem

TO_BE_REVIEWED = "to be reviewed"
"""How the remark on a proposed row begins, in the column `note` of a list or `source` of the list of documents."""

_LISTS = {
    "documents": ("document_id", "source", "title_en"),
    "agencies": ("agency_id", "note", "name_en"),
    "ports": ("port_id", "note", "name_en"),
    "projects": ("project_id", "note", "name_en"),
}


def proposed_rows_are_reviewed(dataset: Dataset) -> Iterator[Problem]:
    """No row of a list is marked as one to be reviewed: somebody has translated it and taken the remark out."""
    if dataset.reference is None:
        return
    for name, (key, remark, english) in _LISTS.items():
        for entry in dataset.reference[name]:
            if entry.get(remark, "").startswith(TO_BE_REVIEWED):
                called = entry.get("name") or entry[key]
                lacking = "" if entry[english] else f" and give its {english}"
                message = (
                    f"{called} is to be reviewed. Look at its row in datasets/reference/{name}.csv{lacking}, "
                    f"then put the remark in {remark} right."
                )
                yield Problem(name, entry[key], remark, message)


RULES = (proposed_rows_are_reviewed,)

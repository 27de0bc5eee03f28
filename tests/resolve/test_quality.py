"""Which measured figures are published with which documents."""

from kouan.reference import Reference
from kouan.resolve.quality import quality_rows


def test_accuracy_is_published_for_the_documents_in_hand(package):
    entry = {"column_name": "", "stage": "parsed", "method": "own_annotation", "precision": "0.9800"}
    entry |= {"annotated": "10", "predicted": "9", "correct": "8", "recall": "0.8", "f1": "", "corpus_document": ""}
    of = [("data_set", "sn", ""), ("data_set", "", ""), ("data_set", "nm", ""), ("held_out", "", "qd_ai")]
    lists = {
        "documents": ({"document_id": "sn"}, {"document_id": "nm"}),
        "quality": tuple(
            entry | {"table_name": "task_assignments", "sample": sample, "document_id": one, "corpus_document": other}
            for sample, one, other in of
        ),
    }
    ids = {
        frozenset(documents): [row["quality_id"] for row in quality_rows(Reference(lists), package, documents)]
        for documents in ({"sn"}, {"sn", "nm"}, {"other"})
    }
    assert ids == {
        frozenset({"sn"}): ["sn.task-assignments.rows.parsed"],
        frozenset({"sn", "nm"}): [
            "data-set.task-assignments.rows.parsed",
            "nm.task-assignments.rows.parsed",
            "qd-ai.task-assignments.rows.parsed",
            "sn.task-assignments.rows.parsed",
        ],
        frozenset({"other"}): [],
    }
    (row,) = quality_rows(Reference(lists), package, {"sn"})
    assert (row["annotated"], row["precision"], row["f1"], row["column_name"]) == (10, 0.98, None, None)

"""Issues of documents, those that say the same joined, the worst first."""

from kouan.unplaced import unplaced


def issue(severity, description, start, document="x", kind="unknown_port"):
    return {
        "severity": severity,
        "document_id": document,
        "kind": kind,
        "description_en": description,
        "char_start": start,
    }


def test_issues_that_say_the_same_are_one():
    found = unplaced([issue("warning", "A.", 5), issue("warning", "B.", 7), issue("warning", "A.", 9)])
    assert [str(one) for one in found] == ["warning: x at 5 (2 times): A.", "warning: x at 7: B."]


def test_documents_and_kinds_stay_apart():
    found = unplaced(
        [issue("warning", "A.", 1), issue("warning", "A.", 2, "y"), issue("warning", "A.", 3, kind="no_tasks")]
    )
    assert [one.count for one in found] == [1, 1, 1]


def test_errors_come_first_then_what_is_met_most_and_remarks_are_left_out():
    issues = [
        issue("info", "I.", 0),
        issue("warning", "A.", None),
        *[issue("warning", "B.", 3)] * 2,
        issue("error", "C.", 8),
    ]
    assert [str(one) for one in unplaced(issues)] == [
        "error: x at 8: C.",
        "warning: x at 3 (2 times): B.",
        "warning: x: A.",
    ]

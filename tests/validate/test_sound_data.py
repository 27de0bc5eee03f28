"""What is sound passes every gate, and the report says how much was looked at."""

from kouan.validate import validate, validate_files


def test_sound_rows_have_no_problem(sample):
    assert validate(sample.tables, sample.package, sample.documents, sample.reference, sample.stored) == []


def test_sound_rows_pass_without_documents_and_lists_on_disk(sample):
    assert validate(sample.tables, sample.package, sample.documents) == []


def test_sound_folder_is_valid_and_counted(folder, sample):
    report = validate_files(folder)
    assert report.problems == ()
    assert report.is_valid
    assert dict(report.rows) == {name: len(rows) for name, rows in sample.tables.items()}
    checked = {check.name: check.checked for check in report.checks}
    assert set(checked) == {
        "descriptor",
        "files",
        "frictionless",
        "documents",
        "shape",
        "values",
        "keys",
        "spans",
        "rules",
    }
    assert all(checked.values())
    # One span in most rows, three in assignments, two in targets with a deadline.
    assert checked["spans"] == 2 + 1 + len(sample.tables["passages"]) + 4 + 9 * 3 + 3 + 1 + 4 + 3 + 1
    assert "spans: " in str(report)
    assert "no problem" in str(report)

"""The list of sums: written as `sha256sum -c` reads it, and read with the number of a line that is none."""

import pytest

from kouan.release.sums import SumsError, read_sums, sums_text

A, B = "a" * 64, "b" * 64


def test_the_list_is_ordered_by_path_and_read_back():
    text = sums_text({"csv/tasks.csv": A, "CITATION.cff": B})
    assert text == f"{B}  CITATION.cff\n{A}  csv/tasks.csv\n"
    assert list(read_sums(text.encode())) == ["CITATION.cff", "csv/tasks.csv"]


@pytest.mark.parametrize("line", [f"{A} one-space", f"{A}  ", "z" * 64 + "  a.csv", f"{B}  kouan.db", ""])
def test_a_line_that_is_none_is_named(line):
    with pytest.raises(SumsError, match="line 2") as caught:
        read_sums(f"{A}  kouan.db\n{line}\n".encode())
    assert caught.value.number == 2

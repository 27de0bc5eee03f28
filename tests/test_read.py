"""What is a document, and the one message for what is none."""

import hashlib

import pytest

from kouan.errors import KouanError
from kouan.read import read_source

TITLE = "安徽省口岸建设发展行动方案（2022—2025年）"


def test_text_is_kept_as_stored(tmp_path):
    stored = f"{TITLE}\r\n⼀、总体要求\r\n\t １．⼜岸\u3000\ufeff\n"
    path = tmp_path / "ah-ports-2022.txt"
    path.write_bytes(stored.encode())
    source = read_source(path)
    assert source.text == stored
    assert source.sha256 == hashlib.sha256(stored.encode()).hexdigest()
    assert (source.document_id, source.file) == ("ah-ports-2022", "ah-ports-2022.txt")


def test_id_is_the_stem_unless_given(tmp_path):
    path = tmp_path / "口岸.规划 2021.txt"
    path.write_text(TITLE, encoding="utf-8")
    assert read_source(path).document_id == "口岸.规划 2021"
    assert read_source(path, "sn-ports-2021").document_id == "sn-ports-2021"


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        ("\ufeff\u3000\u3000\xa0\n\u200b".encode(), "empty"),
        ("—— * * * ——\n|  |\n。".encode(), "empty"),
        (TITLE.encode("gb18030"), "iconv -f GB18030 -t UTF-8"),
        (TITLE.encode("big5", "replace"), "not UTF-8"),
        (TITLE.encode("utf-16"), "UTF-16"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00", "binary"),
        (TITLE.encode() + b"\x00", "NUL"),
        (TITLE.encode()[:-1], "not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, stored, told):
    path = tmp_path / "plan.txt"
    path.write_bytes(stored)
    with pytest.raises(KouanError) as caught:
        read_source(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert told in str(caught.value)


def test_message_says_where_the_text_breaks_off(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_bytes("口岸".encode() + "规划".encode("gb18030"))
    with pytest.raises(KouanError, match="byte 6 is not UTF-8"):
        read_source(path)


def test_what_is_not_there_or_no_file_is_refused(tmp_path):
    with pytest.raises(KouanError, match=r"no\.txt: there is no such file"):
        read_source(tmp_path / "no.txt")
    with pytest.raises(KouanError, match="cannot be read"):
        read_source(tmp_path)
    (tmp_path / "plan.txt").write_text(TITLE, encoding="utf-8")
    with pytest.raises(KouanError, match="cannot be read"):
        read_source(tmp_path / "plan.txt" / "more.txt")


def test_one_word_is_a_document(tmp_path):
    (tmp_path / "plan.txt").write_text("口岸", encoding="utf-8")
    assert read_source(tmp_path / "plan.txt").text == "口岸"

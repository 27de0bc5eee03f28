"""What is a document, and the one message for what is none."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.errors import KouanError
from kouan.read import read_source
from kouan.read import source as module

TITLE = "安徽省口岸建设发展行动方案（2022—2025年）"


def sha256(stored: bytes) -> str:
    return hashlib.sha256(stored).hexdigest()


def test_utf8_text_is_kept_as_stored_and_is_its_own_original(read_bytes):
    stored = f"{TITLE}\r\n⼀、总体要求\r\n\t １．⼜岸\u3000\ufeff\n"
    source = read_bytes(stored.encode(), "ah-ports-2022.txt")
    assert source.text == stored
    assert source.sha256 == sha256(stored.encode())
    assert (source.document_id, source.file) == ("ah-ports-2022", "ah-ports-2022.txt")
    assert (source.original_file, source.original_sha256, source.defects) == (None, None, ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_text_in_another_encoding_has_an_original(read_bytes, encoding):
    stored = f"{TITLE}\r\n一、总体要求\r\n".encode(encoding)
    source = read_bytes(stored, "ah-ports-2022.txt")
    assert source.text == f"{TITLE}\r\n一、总体要求\r\n"
    assert source.sha256 == sha256(source.text.encode())
    assert source.file == "ah-ports-2022.txt"
    assert (source.original_file, source.original_sha256) == ("ah-ports-2022.txt", sha256(stored))


def test_text_made_of_a_page_has_an_original(read_bytes):
    stored = f"<html><body><h1>{TITLE}</h1><p>一、总体要求".encode()
    source = read_bytes(stored, "ah-ports-2022.html")
    assert source.text == f"{TITLE}\n一、总体要求\n"
    assert source.file == "ah-ports-2022.txt"
    assert (source.original_file, source.original_sha256) == ("ah-ports-2022.html", sha256(stored))


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
        (b"<html><script>var a = 1</script></html>", "empty"),
        (TITLE.encode() + b"\x00", "NUL at character 25"),
        (TITLE.encode()[:-1], "byte 56 is not UTF-8"),
        ("口岸".encode() + "规划".encode("gb18030"), "byte 6 is not UTF-8"),
        (bytes(range(256)) * 9, "not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(refusal, stored, told):
    assert told in refusal(stored)


def test_what_is_not_there_or_no_file_is_refused(tmp_path):
    with pytest.raises(KouanError, match=r"no\.txt: there is no such file"):
        read_source(tmp_path / "no.txt")
    with pytest.raises(KouanError, match="cannot be read"):
        read_source(tmp_path)
    with pytest.raises(KouanError, match="cannot be read"):
        read_source(tmp_path / "a\0b.txt")
    (tmp_path / "plan.txt").write_text(TITLE, encoding="utf-8")
    with pytest.raises(KouanError, match="cannot be read"):
        read_source(tmp_path / "plan.txt" / "more.txt")


def test_what_is_too_large_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_LARGEST", 2**20)
    path = tmp_path / "plan.txt"
    path.write_bytes(b"a" * (2**20 + 1))
    with pytest.raises(KouanError, match="at most 1 MB are read"):
        read_source(path)


def test_one_word_is_a_document(read_bytes):
    assert read_bytes("口岸".encode()).text == "口岸"


@given(text=st.text(min_size=1), suffix=st.sampled_from([".txt", ".html", ""]))
def test_stored_text_reads_back_as_itself(tmp_path_factory, text, suffix):
    folder = tmp_path_factory.mktemp("plan")
    (folder / f"plan{suffix}").write_text(text, encoding="utf-8", newline="")
    try:
        source = read_source(folder / f"plan{suffix}")
    except KouanError:
        return
    (folder / source.file).write_text(source.text, encoding="utf-8", newline="")
    again = read_source(folder / source.file)
    assert (again.text, again.sha256, again.original_file) == (source.text, source.sha256, None)

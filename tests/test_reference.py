"""The lists kept by hand: read as they stand, refused where a row could be lost or misread."""

import csv
import shutil

import pytest

from kouan.errors import KouanError
from kouan.reference import FILES, read_reference


@pytest.fixture
def folder(data, tmp_path):
    return shutil.copytree(data.datasets / "reference", tmp_path / "reference")


def test_every_list_is_read_with_its_columns(reference):
    assert {name: bool(reference[name]) for name in FILES} == dict.fromkeys(FILES, True)
    for name, columns in FILES.items():
        assert set(columns) <= set(reference[name][0]), name


def test_rows_keep_the_order_of_the_file(data, reference):
    lines = (data.datasets / "reference" / "documents.csv").read_text(encoding="utf-8").splitlines()
    assert [entry["document_id"] for entry in reference["documents"]] == [line.split(",")[0] for line in lines[1:]]


def test_index_finds_an_entry(reference):
    assert reference.index("divisions", "division_code")["150000"]["short_name"] == "内蒙古"


def test_values_are_text_and_may_hold_commas_and_lines(folder):
    path = folder / "units.csv"
    path.write_text('unit,factor,unit_si,name,name_en\n万吨,10000000,kg,"吨,\n万","ton ""10k"""\n', encoding="utf-8")
    (entry,) = read_reference(folder)["units"]
    assert entry["factor"] == "10000000"
    assert entry["name"] == "吨,\n万"
    assert entry["name_en"] == 'ton "10k"'


def test_further_columns_and_a_byte_order_mark_are_welcome(folder):
    path = folder / "port_aliases.csv"
    path.write_text("\ufeffalias,port_id,note\n池州机场航空口岸,chizhou-airport,printed so\n", encoding="utf-8")
    (entry,) = read_reference(folder)["port_aliases"]
    assert entry["alias"] == "池州机场航空口岸"
    assert entry["note"] == "printed so"


def test_a_text_is_taken_for_a_list_that_is_not_written_yet(data, reference):
    text = "\ufeffalias,port_id\r\n策克,ceke\r\n"
    changed = read_reference(data.datasets / "reference", {"port_aliases": text})
    assert [dict(entry) for entry in changed["port_aliases"]] == [{"alias": "策克", "port_id": "ceke"}]
    assert changed["ports"] == reference["ports"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("alias,name\n策克,ceke\n", r"port_aliases\.csv: the header lacks port_id\. Expected alias, port_id"),
        ("", r"port_aliases\.csv: the header lacks alias, port_id"),
        ("alias,port_id\n策克,ceke\n满都拉\n", r"port_aliases\.csv, line 3: expected 2 values"),
        ("alias,port_id\n策克、满都拉,ceke,mandula\n", r"line 2: expected 2 values\. Quote"),
        ("alias,port_id\n策克,ceke\n二连,erenhot\n策克,mandula\n", r"line 4: the alias '策克' stands in line 2 too"),
        ('alias,port_id\n"策克,ceke\n', r"port_aliases\.csv: it is no UTF-8 CSV file"),
        ('alias,port_id\n"策克"口岸,ceke\n', r"port_aliases\.csv: it is no UTF-8 CSV file"),
    ],
)
def test_a_broken_list_is_refused(folder, content, told):
    (folder / "port_aliases.csv").write_text(content, encoding="utf-8")
    with pytest.raises(KouanError, match=told):
        read_reference(folder)


@pytest.mark.parametrize(
    ("name", "row", "told"),
    [
        ("agency_stems", {"owner": "goverment"}, r"column owner: expected government, party or nothing; found 'gover"),
        ("agency_stems", {"kind": ""}, r"column kind: expected a kind of agency"),
        ("agency_patterns", {"places": "province, county"}, r"column places: expected some of country, province, "),
        ("agency_patterns", {"name": ""}, r"column name: expected the official name"),
        ("agency_patterns", {"level": "city"}, r"column level: expected place, a level or nothing; found 'city'"),
        ("agency_patterns", {"is_collective": "no"}, r"column is_collective: expected true or false; found 'no'"),
        ("agency_pattern_aliases", {"places": "provinces"}, r"column places: .* or nothing; found 'provinces'"),
        ("agency_pattern_aliases", {"alias": ""}, r"column alias: expected a name"),
        ("place_words", {"kind": "regions"}, r"column kind: expected area, country, .*; found 'regions'"),
        ("surnames", {"surname": "Zhang"}, r"column surname: expected one or two Chinese characters; found 'Zhang'"),
        ("subjects", {"subject": "Foreign trade"}, r"column subject: expected lower-case letters, .*'Foreign trade'"),
    ],
)
def test_a_word_that_code_has_no_use_for_is_refused(folder, name, row, told):
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows([rows[0], rows[1] | row])
    with pytest.raises(KouanError, match=rf"{name}\.csv, line 3, {told}"):
        read_reference(folder)


def test_other_encodings_are_refused(folder):
    (folder / "ports.csv").write_bytes((folder / "ports.csv").read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(KouanError, match=r"ports\.csv: it is no UTF-8 CSV file"):
        read_reference(folder)


def test_a_missing_list_is_named(folder):
    (folder / "indicators.csv").unlink()
    with pytest.raises(KouanError, match=r"indicators\.csv: there is no such file\. Restore"):
        read_reference(folder)


def test_lists_without_a_key_of_their_own_may_repeat_their_first_column(reference):
    tables = [entry["table_name"] for entry in reference["expected"] if entry["document_id"] == "nm-ports-2022"]
    assert len(tables) == len(set(tables)) > 1

"""Ids of new documents: region, subject and year, from what the document prints."""

import pytest

from kouan.add.identity import check_id, found_id, place_slug, romanized
from kouan.errors import KouanError
from kouan.plan import read_plan
from kouan.read import read_source


@pytest.fixture
def id_of(read_text, reference):
    def find(title, text="一、总体要求\n1．完善口岸功能。\n"):
        return found_id(read_text(f"{title}\n{text}", "unnamed"), reference)

    return find


def test_stored_documents_find_the_ids_that_they_have(data, reference, tmp_path):
    for entry in reference["documents"]:
        path = tmp_path / "plan.txt"
        path.write_bytes((data.documents / entry["file"]).read_bytes())
        assert found_id(read_plan(read_source(path), reference), reference) == entry["document_id"]


@pytest.mark.parametrize(
    ("title", "document_id"),
    [
        ("浙江省口岸发展2023年工作要点", "zj-ports-2023"),
        ("浙江省跨境电子商务高质量发展行动计划（2024—2026年）", "zj-cross-border-ecommerce-2024"),
        ("包头市2022年数字政府建设考评办法", "nm-baotou-digital-government-2022"),
        ("山东省贯彻落实西部陆海新通道2025年工作方案", "sd-land-sea-corridor-2025"),
        ("浙江省茶叶产业2023年行动方案", "zj-chayechanye-2023"),
    ],
)
def test_titles(id_of, title, document_id):
    assert id_of(title) == document_id


def test_a_year_may_stand_in_the_number_only(id_of):
    assert id_of("安徽省“十四五”口岸发展规划\n皖商发〔2021〕7号") == "ah-ports-2021"


def test_without_a_year_the_first_of_the_period_is_taken(id_of):
    assert id_of("安徽省“十四五”口岸发展规划") == "ah-ports-2021"


def test_nothing_is_guessed(id_of):
    with pytest.raises(KouanError, match="no year could be read"):
        id_of("安徽省口岸发展规划")


def test_places(reference):
    divisions = reference.index("divisions", "division_code")
    assert [place_slug(code, divisions) for code in ("340000", "150200", "100000", None)] == [
        "ah",
        "nm-baotou",
        "cn",
        "cn",
    ]


def test_romanized():
    assert romanized("重庆“智慧口岸”5G平台") == "chongqing-zhihuikouan-5gpingtai"
    assert romanized("（）") == ""


@pytest.mark.parametrize("document_id", ["ah-ports-2022", "a", "5g-2"])
def test_sound_ids(document_id):
    check_id(document_id)

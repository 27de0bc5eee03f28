"""Names of bodies."""

import pytest

from kouan.clean import clean
from kouan.outline.authorities import authorities, is_authority


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("陕西省商务厅 陕西省发展和改革委员会", ["陕西省商务厅", "陕西省发展和改革委员会"]),
        ("江苏省商务厅等七部门", ["江苏省商务厅"]),
        ("国家发展改革委 商务部 海关总署", ["国家发展改革委", "商务部", "海关总署"]),
        ("中共安徽省委办公厅安徽省人民政府办公厅", ["中共安徽省委办公厅", "安徽省人民政府办公厅"]),
        ("国务院", ["国务院"]),
        ("广元市安全生产委员会", ["广元市安全生产委员会"]),
    ],
)
def test_bodies_in_a_run_of_names(printed: str, names: list[str]) -> None:
    document = clean(printed)
    found = authorities(document, 0, len(document.text))
    assert [document.text[start:end] for start, end in found] == names


def test_a_whole_name_is_one_body() -> None:
    assert is_authority("浙江省市场监督管理局")
    assert not is_authority("各市商务局：")
    assert not is_authority("关于加快口岸建设的意见")

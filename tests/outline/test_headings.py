"""What the parts of a document are called."""

import pytest

from kouan.clean import clean
from kouan.extract.clauses import find_clauses
from kouan.outline.builder import build_tree
from kouan.outline.headings import Headings, is_past


def headings_of(stored: str) -> list[str]:
    document = clean(stored)
    spans = [(clause.start, clause.end) for clause in find_clauses(document.text)]
    headings = Headings(document, spans)
    return [headings.heading(node) for node in build_tree(document, spans).nodes()]


@pytest.mark.parametrize(
    ("stored", "heading"),
    [
        ("四、主要任务\n（一）加快口岸体系建设。", "四、主要任务"),
        ("（一）优化口岸布局行动。统筹规划，科学布局。", "（一）优化口岸布局行动"),
        ("19、设立运行国家技术创新中心。(省科技厅牵头)", "19、设立运行国家技术创新中心"),
        ("六、支持工业互联网安全（责任单位：省公安厅）", "六、支持工业互联网安全"),
        ("1.**统筹布局。**推进建设。", "1.统筹布局"),
        ("二、优化口岸园区功能布局,提高运行效益。", "二、优化口岸园区功能布局,提高运行效益"),
        (
            "五、实施场景生态塑造行动引领区建设示范推广应用产业集群提质升级全面推进围绕场景创新赋能产业集群、重点企业建设",
            "五、实施场景生态塑造行动引领区建设示范推广应用产业集群提质升级全面推进",
        ),
    ],
)
def test_a_heading_is_the_first_sentence_without_clause_and_stop(stored: str, heading: str) -> None:
    assert headings_of(stored)[0] == heading


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("一、“十三五”口岸发展成就", "（一）口岸开放体系更加完善"), True),
        (("二、“十四五”口岸发展面临的形势", "（二）主要问题"), True),
        (("第一章 发展环境", "第二节 面临的机遇与挑战"), True),
        (("四、主要任务", "（一）加快口岸体系建设"), False),
        (("三、夯实发展基础",), False),
        (("四、解决突出问题", "（二）提升监管成效"), False),
        (("五、建设基础设施",), False),
        ((), False),
    ],
)
def test_achievements_and_problems_are_past(path: tuple[str, ...], expected: bool) -> None:
    assert is_past(path) is expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("总体要求", True),
        ("指导思想和基本原则", True),
        ("总体要求以新发展理念为指导，坚持改革开放", True),
        ("“十四五”时期口岸发展目标", True),
        ("面临的形势", True),
        ("实施范围", True),
        ("总则", True),
        ("重点任务", False),
        ("完善目标责任考核", False),
        ("优化发展环境", False),
        ("夯实数字基础", False),
        ("健全问题整改机制", False),
        ("保障措施", False),
    ],
)
def test_preambles_and_aims_set_no_task(heading: str, expected: bool) -> None:
    document = clean(f"一、{heading}\n")
    headings = Headings(document, [])
    (node,) = build_tree(document, []).nodes()
    assert headings.sets_no_task(node) is expected

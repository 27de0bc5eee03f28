"""Scopes that sections state for their clauses."""

from kouan.extract.clause_scopes import section_scopes
from kouan.extract.clauses import find_clauses

CLAUSE = "（责任单位：省商务厅）"
TEXT = f"""一、复制推广的措施（适用范围：全国）
（一）便利通关
1．完善申报。{CLAUSE}
（二）便利运输。适用范围：上海自由贸易试验区
2．完善装卸。{CLAUSE}
3．完善仓储。（责任单位：省商务厅；适用范围：海南自由贸易港）
二、其他措施
4．完善服务。{CLAUSE}
三、试点措施
适用范围：黄岛区。
5．完善设施。{CLAUSE}
6．完善制度。{CLAUSE}
"""


def test_a_scope_carries_down_to_the_end_of_its_section() -> None:
    assert [clause.scope for clause in find_clauses(TEXT)] == [
        "全国", "上海自由贸易试验区", "海南自由贸易港", None, "黄岛区", "黄岛区",
    ]  # fmt: skip


def test_the_nearest_statement_counts() -> None:
    text = (
        f"一、甲（适用范围：全国）\n1．乙。（责任单位：省商务厅；适用范围：合肥市，以下适用范围同上）\n2．丙。{CLAUSE}\n"
        f"二、丁（适用范围：芜湖市）\n3．戊。{CLAUSE}\n"
    )
    assert [clause.scope for clause in find_clauses(text)] == ["合肥市", "合肥市", "芜湖市"]


def test_a_clause_in_a_heading_is_no_statement_of_its_section() -> None:
    assert section_scopes("一、甲（责任单位：省商务厅；适用范围：海南自由贸易港）\n1．乙。\n") == []
    assert section_scopes("1．完善申报。适用范围：全国\n") == []

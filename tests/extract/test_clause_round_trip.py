"""Clauses made from parts are read as those parts; no text makes the reading fail."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.extract.clauses import find_clauses, unread_clauses
from kouan.extract.mentions import expand, names_agencies_only

_LEVELS = ["省", "市", "区", "县", "州", "自治区", "四川省", "青岛市", "浦东新区", "兵团"]
_BODIES = [
    "发展改革委", "工业和信息化局", "财政局", "商务厅", "交通运输厅", "卫生健康委", "文化和旅游局", "住房城乡建设局", "人力资源社会保障厅",
    "市场监管局", "大数据局", "政府办公厅", "委宣传部", "委编办", "总工会", "妇联", "科协", "供销社", "档案馆", "消防救援总队", "贸促会",
    "粮食和储备局", "红十字会", "投资促进局", "推进数字经济领导小组办公室", "“四上”企业培育办公室", "商务厅（口岸办）", "数据局（筹）",
]  # fmt: skip
_OTHERS = [
    "海关总署", "工业和信息化部", "人民银行", "国务院办公厅", "国铁集团", "国家能源局", "共青团中央", "全国妇联", "中国残联", "中科院", "青岛海关",
    "成都海事局", "人民银行成都分行", "国家外汇管理局青岛市分局", "民航西南地区管理局", "山东出入境边防检查总站", "国网四川省电力公司", "天府新区管委会",
    "西部陆海新通道运营公司", "各市人民政府", "各有关部门", "省有关部门", "各地区", "各市（州）人民政府", "各基础电信企业", "各县（市、区）人民政府",
    "“十强产业”协调推进机制牵头部门",
]  # fmt: skip
_DUES = ["2022年底前完成", "6月底完成", "12月31日前完成", "持续推进", "2023年6月底前"]

_agencies = st.one_of(
    st.builds(str.__add__, st.sampled_from(_LEVELS), st.sampled_from(_BODIES)), st.sampled_from(_OTHERS)
)


@dataclass(frozen=True)
class Names:
    """A list as printed and whether it ends in 等."""

    names: tuple[str, ...]
    separators: tuple[str, ...]
    is_open: bool

    def __str__(self) -> str:
        parts = [name + mark for name, mark in zip(self.names, (*self.separators, ""), strict=True)]
        return "".join(parts) + "等" * self.is_open


@st.composite
def _lists(draw: st.DrawFn) -> Names:
    names = draw(st.lists(_agencies, min_size=1, max_size=5))
    separators = [draw(st.sampled_from("、、、，")) for _ in names[1:]]
    return Names(tuple(names), tuple(separators), draw(st.booleans()))


_FORMS = {
    "责任单位：{0}": ["lead"],
    "责任单位：{0}，配合单位：{1}": ["lead", "support"],
    "牵头单位：{0}；责任单位：{1}": ["lead", "support"],
    "牵头单位：{0}，参加单位：{1}": ["lead", "support"],
    "牵头部门:{0};责任部门:{1};配合部门:{2}": ["lead", "support", "support"],
    "{0}牵头": ["lead"],
    "{0}牵头，{1}配合": ["lead", "support"],
    "由{0}牵头，{1}参与": ["lead", "support"],
    "{0}牵头；{1}按职责分工负责": ["lead", "support"],
    "{0}牵头，{1}配合，{2}分工负责": ["lead", "support", "joint"],
    "{0}会同{1}负责": ["lead", "support"],
    "{0}按各自职责分工负责": ["joint"],
    "{0}分工负责，{1}配合": ["joint", "support"],
    "责任单位：{0}牵头，{1}配合": ["lead", "support"],
}


@given(
    form=st.sampled_from(sorted(_FORMS)),
    lists=st.lists(_lists(), min_size=3, max_size=3),
    brackets=st.sampled_from(["（）", "()", "〔〕", "［］", "[]", "【】"]),
    due=st.sampled_from([None, *_DUES]),
)
@settings(max_examples=300, deadline=None)
def test_a_clause_made_from_parts_is_read_as_those_parts(
    form: str, lists: list[Names], brackets: str, due: str | None
) -> None:
    roles = _FORMS[form]
    printed = brackets[0] + form.format(*lists) + (f"，{due}" if due else "") + brackets[1]
    text = f"完善口岸功能，落实主体责任。{printed}\n"
    (clause,) = find_clauses(text)
    assert text[clause.start : clause.end] == printed
    assert clause.due == due
    assert unread_clauses(text, [clause]) == []
    read = [(part.role, mention.text, mention.is_open_ended) for part in clause.parts for mention in part.mentions]
    made = [(role, name, one.is_open) for role, one in zip(roles, lists, strict=False) for name in one.names]
    assert read == made


@given(_lists())
@settings(max_examples=200, deadline=None)
def test_a_list_of_agencies_is_one(names: Names) -> None:
    text = str(names)
    found = expand(text, 0, len(text))
    assert tuple(mention.text for mention in found) == names.names
    assert [text[mention.start : mention.end] for mention in found] == list(names.names)
    assert names_agencies_only(text, 0, len(text))


_ANY_TEXT = st.one_of(
    st.text(max_size=120),
    st.text(
        alphabet="（）()〔〕【】[]“”、，；。：:\n|等及和由省市县局厅部委办各牵头责任单位配合负按职分工会同下202年月底前",
        max_size=160,
    ),
)


@given(_ANY_TEXT)
@settings(max_examples=500, deadline=None)
def test_no_text_raises(text: str) -> None:
    clauses = find_clauses(text)
    for clause in clauses:
        for part in clause.parts:
            for mention in part.mentions:
                assert clause.start <= mention.start < mention.end <= clause.end
                assert text[mention.start : mention.end] in mention.text
    for start, end in unread_clauses(text, clauses):
        assert 0 <= start < end <= len(text)


@given(_ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_no_mention_is_empty_or_overlaps(text: str) -> None:
    last = 0
    for mention in expand(text, 0, len(text)):
        assert mention.text.strip()
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end

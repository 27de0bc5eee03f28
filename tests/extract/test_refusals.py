"""Each rule that refuses a number decides its own sentence: without the rule it would count as a promise."""

import pytest

from kouan.extract import commitments, refusals

REFUSED = {
    "is_reward": "对新开国际货运航线给予不超过200万元补助",
    "is_score": "督办事项完成率权重占20%",
    "is_existing": "推动现有7个综合保税区达到一流水平",
    "is_category": "围绕深化改革等实施8项工作任务",
    "is_measure": "推动稳外贸25条措施落地见效",
    "is_all_there_are": "服务全省16个县的查验需求",
    "is_routine": "领导小组每年召开1—2次全体会议",
    "is_make_up": "每次检查不少于2人",
    "is_threshold": "支持年营收2000万元以上企业发展",
    "is_condition": "申报企业应具备专职人员不少于100人",
    "is_case": "一个关区内有3家以上场所的，由隶属海关统筹",
    "is_addressee": "对年过货量达到50万吨的口岸，优先安排查验设备",
    "is_starting_value": "国际航线由超过20条增加到40条",
    "is_opening_hours": "实行每天不少于8小时预约通关服务",
    "is_denominator": "每100个泊位实现锚地配套",
    "is_age": "服务范围扩展到75岁老人",
    "is_rank": "口岸综合评价达到全国前10位",
    "is_aside": "完善考核（达到60%）办法",
    "is_vague_level": "打造一批产值达到百亿级企业",
    "is_grade": "新建500千伏变电站3座",
    "is_site": "自贸试验区的实施范围为119.86平方公里",
    "is_price": "场地租金按每平方米实现30元计收",
    "is_reference": "开放方案字数达到3000个",
    "is_mere_figure": "执行3以上标准的检查",
}


@pytest.mark.parametrize(("name", "sentence"), REFUSED.items())
def test_a_refusing_rule_decides(name, sentence, promises, monkeypatch):
    before = len(promises(sentence))
    others = tuple(rule for rule in refusals.REFUSING if rule.__name__ != name)
    monkeypatch.setattr(commitments, "REFUSING", others)
    assert len(promises(sentence)) == before + 1


def test_every_rule_has_its_sentence():
    assert {rule.__name__ for rule in refusals.REFUSING} == set(REFUSED)


@pytest.mark.parametrize(
    "sentence",
    [
        "在现有10个口岸基础上，新增5个临时开放口岸",
        "对重点企业给予优先支持，到2025年产业规模突破1000亿元",
        "出台20条惠企措施",
        "打造产值超过500亿元的产业园区",
        "自贸试验区面积扩大到200平方公里",
        "新建改造500公里以上城市燃气管网",
        "推动100家企业享受惠企政策",
        "热线电话接通率达到95%",
        "银行授信总额超过500亿元",
        "实现不低于90%的企业完成改造",
        "对鲜活货物实行6小时内通关",
        "对10万名口岸从业人员开展培训",
        "对标先进，口岸的通关效率达到98%",
        "在16个以上县（市、区）开展试点",
        "每户居民年均用水控制在100立方米以内",
    ],
)
def test_what_only_looks_like_a_refused_number_is_promised(sentence, promises):
    assert len(promises(sentence)) == 1

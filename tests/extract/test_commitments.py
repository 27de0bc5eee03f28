"""Each rule that admits a promise decides its own sentence: without the rule it is lost."""

import pytest

from kouan.extract import commitments

ADMITTED = {
    "is_worded": "在10个以上口岸试点",
    "is_reached": "国际（地区）客运吞吐量达到450万人次的水平",
    "is_created": "实施163个项目",
    "is_moved": "推动60个查验系统整合",
    "is_named_and_counted": "建设西安国际港站、宝鸡阳平、延安北、汉中褒河铁路物流货运中心等6个货运物流中心枢纽",
    "closes_on_number": "集装箱办理站点100个",
    "is_continuation": "新增3条国际航线，2个国际航点网络",
    "is_promised_part": "全部80%的口岸具备自动查验功能",
    "is_complete": "查验设备100%联网运行",
    "is_pace": "中欧班列保持20%的增速",
}


def _without(rules, name):
    return tuple(rule for rule in rules if rule.__name__ != name)


@pytest.mark.parametrize(("name", "sentence"), ADMITTED.items())
def test_an_admitting_rule_decides(name, sentence, promises, monkeypatch):
    before = promises(sentence)
    monkeypatch.setattr(commitments, "ADMITTING", _without(commitments.ADMITTING, name))
    assert len(promises(sentence)) < len(before)


def test_every_rule_has_its_sentence():
    assert {rule.__name__ for rule in commitments.ADMITTING} == set(ADMITTED)


@pytest.mark.parametrize(
    "sentence",
    [
        "每年对在产企业进行100%全覆盖巡查",
        "依托千亿级产业集群发展配套产业",
        "推动赤峰、巴彦淖尔、乌兰察布、包头4个保税物流中心(B型)补齐发展短板",
        "支持3个片区建立项目专班",
        "涵盖3个片区",
        "实行8小时之外及节假日预约通关服务",
        "争取实现外国人144小时过境免签政策扩大到所有对外空港口岸",
        "及时将符合要求的口岸项目纳入国家102项重大工程项目范围",
        "更好地利用国内国际两个市场、两种资源",
        "引进世界500强企业",
        "建设“24条”配套政策",
        "组织实施“9+3+N”专项推进行动计划",
        "建设皖浙1号旅游风景道",
        "对其符合3C免办条件的产品实施集中申报",
        "用好用足食用水生动物、冰鲜水产品、药品、肉类、水果、种苗等6类指定口岸功能",
        "自收到申请之日起20个工作日内作出决定",
        "做到月调度、季评估、年通报",
        "引进C型企业，建成保税物流中心（B型）",
    ],
)
def test_names_routines_and_existing_things_are_no_promises(sentence, promises):
    assert [target.value for target in promises(sentence)] == []

"""What the five plans say of themselves, and plans of other provinces with letterheads, cells and signatures."""

import pytest

from kouan.outline.front import period_of

FACTS = {
    "ah-ports-2022": {
        "title": "安徽省口岸建设发展行动方案（2022—2025年）",
        "adopted_on": "2022-11-07",
        "published_on": "2022-12-16",
        "period": (2022, 2025),
        "issuers": ["安徽省人民政府"],
        "publishers": ["安徽省人民政府办公厅"],
    },
    "ah-ftz-2021": {
        "title": "中国（安徽）自由贸易试验区专项推进行动计划方案",
        "adopted_on": "2021-01-23",
        "published_on": "2021-02-05",
        "issuers": ["安徽省人民政府"],
        "publishers": ["安徽省人民政府办公厅"],
    },
    "sn-ports-2021": {
        "title": "陕西省口岸发展“十四五”规划",
        "document_number": "陕商发〔2021〕28号",
        "period": (2021, 2025),
        "issuers": ["陕西省商务厅", "陕西省发展和改革委员会"],
    },
    "nm-ports-2022": {
        "title": "关于推进落实“十四五”口岸发展规划任务分工的具体措施",
        "adopted_on": "2022-07-27",
        "published_on": "2023-03-07",
        "period": (2021, 2025),
        "publishers": ["市外事办公室"],
    },
    "ah-yrd-2022": {
        "title": "安徽省推动长三角一体化发展2022年工作要点",
        "published_on": "2022-04-29",
        "period": (2022, 2022),
    },
}

NOTHING = {
    "title": None,
    "document_number": None,
    "adopted_on": None,
    "published_on": None,
    "period": None,
    "issuers": [],
    "publishers": [],
}

BODY = "\n一、总体要求\n（一）指导思想。坚持改革开放。\n1．扩大口岸开放。（责任单位：省商务厅）\n"

# Fronts as other bodies print them, and what they say; what is not named, they do not say.
FRONTS = {
    "notice, number and signature": (
        """浙江省人民政府办公厅关于印发浙江省口岸发展“十四五”规划的通知
浙政办发〔2021〕35号
各市、县（市、区）人民政府，省政府直属各单位：
《浙江省口岸发展“十四五”规划》已经省政府同意，现印发给你们，请认真贯彻实施。
浙江省人民政府办公厅
2021年6月4日
（此件公开发布）
浙江省口岸发展“十四五”规划""",
        {
            "title": "浙江省口岸发展“十四五”规划",
            "document_number": "浙政办发〔2021〕35号",
            "adopted_on": "2021-06-04",
            "period": (2021, 2025),
            "issuers": ["浙江省人民政府办公厅"],
        },
    ),
    "two bodies that a space parts, one of them a customs": (
        """海南省商务厅 海口海关关于印发《海南省优化口岸营商环境行动方案（2023-2025年）》的通知
琼商函〔2023〕12号
各有关单位：
现将方案印发给你们。
海南省商务厅 海口海关
2023年3月1日
海南省优化口岸营商环境行动方案（2023-2025年）""",
        {
            "title": "海南省优化口岸营商环境行动方案（2023-2025年）",
            "document_number": "琼商函〔2023〕12号",
            "adopted_on": "2023-03-01",
            "period": (2023, 2025),
            "issuers": ["海南省商务厅", "海口海关"],
        },
    ),
    "three ministries, each signing on a line of its own": (
        """国家发展改革委 商务部 海关总署关于印发《关于推进内陆口岸建设的指导意见》的通知
发改经贸〔2022〕88号
各省、自治区、直辖市人民政府：
国家发展改革委
商务部
海关总署
2022年5月6日
关于推进内陆口岸建设的指导意见""",
        {
            "title": "关于推进内陆口岸建设的指导意见",
            "document_number": "发改经贸〔2022〕88号",
            "adopted_on": "2022-05-06",
            "issuers": ["国家发展改革委", "商务部", "海关总署"],
        },
    ),
    "signature alone": (
        """关于印发《山西省“十四五”口岸发展规划》的通知
晋商口岸〔2021〕201号
各市商务局：
现印发给你们，请认真组织实施。
山西省商务厅
太原海关
2021年10月8日
山西省“十四五”口岸发展规划""",
        {
            "title": "山西省“十四五”口岸发展规划",
            "document_number": "晋商口岸〔2021〕201号",
            "adopted_on": "2021-10-08",
            "period": (2021, 2025),
            "issuers": ["山西省商务厅", "太原海关"],
        },
    ),
    "letterhead of a party office beside a government's": (
        """中共安徽省委办公厅 安徽省人民政府办公厅印发《关于加快口岸开放的若干措施》
皖办发〔2023〕6号
近日，中共安徽省委办公厅、安徽省人民政府办公厅印发了《关于加快口岸开放的若干措施》，并发出通知。""",
        {
            "title": "中共安徽省委办公厅安徽省人民政府办公厅印发《关于加快口岸开放的若干措施》",
            "document_number": "皖办发〔2023〕6号",
            "issuers": ["中共安徽省委办公厅", "安徽省人民政府办公厅"],
        },
    ),
    "offices that nothing parts": (
        """中共安徽省委办公厅安徽省人民政府办公厅关于印发《加快口岸开放的若干措施》的通知
加快口岸开放的若干措施""",
        {"title": "加快口岸开放的若干措施", "issuers": ["中共安徽省委办公厅", "安徽省人民政府办公厅"]},
    ),
    "page that names the plan before the notice": (
        """安徽省口岸高质量发展三年行动计划
安徽省商务厅关于印发安徽省口岸高质量发展三年行动计划的通知
各市商务局：
现印发给你们，请认真组织实施。""",
        {"title": "安徽省口岸高质量发展三年行动计划", "issuers": ["安徽省商务厅"]},
    ),
    "letterhead and a version of the title": (
        """广东省人民政府口岸办公室 文件
粤府口岸〔2021〕3号
广东省口岸发展“十四五”规划（公开版）
2021年12月""",
        {
            "title": "广东省口岸发展“十四五”规划（公开版）",
            "document_number": "粤府口岸〔2021〕3号",
            "period": (2021, 2025),
            "issuers": ["广东省人民政府口岸办公室"],
        },
    ),
    "fields on lines": (
        """索 引 号：002/2022-1 发布机构：宁波市人民政府口岸办公室
成文日期：2022年3月1日 发布日期：2022年3月5日
发文字号：甬口岸〔2022〕7号
宁波市口岸“十四五”发展规划""",
        {
            "title": "宁波市口岸“十四五”发展规划",
            "document_number": "甬口岸〔2022〕7号",
            "adopted_on": "2022-03-01",
            "published_on": "2022-03-05",
            "period": (2021, 2025),
            "publishers": ["宁波市人民政府口岸办公室"],
        },
    ),
    "a field that ends its line with a date is no signature": (
        """发布机构：宁波市人民政府口岸办公室
发布日期：2022年3月5日
宁波市口岸“十四五”发展规划""",
        {
            "title": "宁波市口岸“十四五”发展规划",
            "published_on": "2022-03-05",
            "period": (2021, 2025),
            "publishers": ["宁波市人民政府口岸办公室"],
        },
    ),
    "fields in cells, one of them empty": (
        """索引号 | 11150000/2023-01 | 效力属性 | 有效 |
发布机构 | 包头市商务局 | 文 号 | 包商发〔2023〕9号 |
成文日期 | 发布日期 | 2023-05-16 |
包头市口岸发展三年行动计划（2023—2025年）""",
        {
            "title": "包头市口岸发展三年行动计划（2023—2025年）",
            "document_number": "包商发〔2023〕9号",
            "published_on": "2023-05-16",
            "period": (2023, 2025),
            "publishers": ["包头市商务局"],
        },
    ),
    "web page that names its source among counters": (
        """安徽省推进口岸高质量发展2023年工作要点
发布时间：2023-04-01 10:20 来源：安徽省商务厅 浏览次数：120""",
        {
            "title": "安徽省推进口岸高质量发展2023年工作要点",
            "published_on": "2023-04-01",
            "period": (2023, 2023),
            "publishers": ["安徽省商务厅"],
        },
    ),
    "publisher and source are one": (
        """发布机构：安徽省商务厅 发布日期：2023/4/1 来源：安徽省商务厅
安徽省口岸管理办法（征求意见稿）""",
        {
            "title": "安徽省口岸管理办法（征求意见稿）",
            "published_on": "2023-04-01",
            "publishers": ["安徽省商务厅"],
        },
    ),
    "number and dates of other documents inside sentences": (
        """安徽省口岸服务提升计划
为落实《安徽省口岸建设发展行动方案》（皖政〔2022〕99号）和2022年12月16日会议部署，制定本计划。""",
        {"title": "安徽省口岸服务提升计划"},
    ),
}


def facts(plan):
    front = plan.front

    def say(span):
        return plan.clean.text[slice(*span)]

    return {
        "title": say(front.title) if front.title else None,
        "document_number": front.document_number,
        "adopted_on": front.adopted_on,
        "published_on": front.published_on,
        "period": front.period,
        "issuers": [say(span) for span in front.issuers],
        "publishers": [say(span) for span in front.publishers],
    }


@pytest.mark.parametrize("document_id", FACTS)
def test_registered_documents(plans, document_id):
    assert facts(plans[document_id]) == NOTHING | FACTS[document_id]


@pytest.mark.parametrize("case", FRONTS)
def test_other_fronts(read_text, case):
    text, told = FRONTS[case]
    assert facts(read_text(text + BODY)) == NOTHING | told


def test_the_issuer_of_a_notice_is_not_the_plan_behind_the_first_heading(read_text):
    plan = read_text("一、总体要求\n安徽省人民政府关于印发口岸方案的通知\n2022年11月7日\n")
    assert facts(plan) == NOTHING


def test_a_text_without_front_matter_says_nothing(read_text):
    assert facts(read_text("推进口岸开放，提升通关效率，服务外贸企业。")) == NOTHING


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("行动方案（2022—2025年）", (2022, 2025)),
        ("行动方案（2022-2025年）", (2022, 2025)),
        ("行动方案（2022年至2025年）", (2022, 2025)),
        ("口岸布局规划（2021－2035年）", (2021, 2035)),
        ("口岸发展“十四五”规划", (2021, 2025)),
        ("“十三五”口岸发展规划", (2016, 2020)),
        ("“十一五”规划", (2006, 2010)),
        ("“十五五”规划", (2026, 2030)),
        ("“十四五”规划和2035年远景目标纲要", (2021, 2025)),
        ("2022年工作要点", (2022, 2022)),
        ("专项推进行动计划方案", None),
    ],
)
def test_period_of_a_title(title, period):
    assert period_of(title) == period

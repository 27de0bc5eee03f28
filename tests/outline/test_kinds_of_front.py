"""Documents of many bodies: what their letterheads, fields, titles and signatures say of them."""

from typing import Any

import pytest

from kouan.clean import clean
from kouan.outline import outline
from kouan.outline.front import read_front

BODY = "\n一、总体要求\n（一）指导思想。坚持改革开放。\n二、重点任务\n（一）扩大开放。（责任单位：省商务厅）\n"

# The beginnings of documents, before BODY, and what they say; what is not named, they do not say.
FRONTS: dict[str, tuple[str, dict[str, Any]]] = {
    "state council notice": (
        """国务院关于印发“十四五”现代口岸发展规划的通知
国发〔2021〕3号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
现将《“十四五”现代口岸发展规划》印发给你们，请认真贯彻执行。
国务院
2021年12月9日
（此件公开发布）
“十四五”现代口岸发展规划""",
        {
            "title": "“十四五”现代口岸发展规划",
            "document_number": "国发〔2021〕3号",
            "adopted_on": "2021-12-09",
            "period": (2021, 2025),
            "issuers": ["国务院"],
        },
    ),
    "metadata above one line": (
        """索引号：\t000014349/2018-00217\t主题分类：\t商贸\\口岸
发文机关：\t国务院办公厅\t成文日期：\t2018年12月11日
标题：\t国务院办公厅关于加快发展口岸经济的指导意见
发文字号：\t国办发〔2018〕121号\t发布日期：\t2018年12月21日
主题词：\t\t\t
国务院办公厅关于加快发展口岸经济的指导意见
国办发〔2018〕121号
各省、自治区、直辖市人民政府：""",
        {
            "title": "国务院办公厅关于加快发展口岸经济的指导意见",
            "document_number": "国办发〔2018〕121号",
            "adopted_on": "2018-12-11",
            "published_on": "2018-12-21",
            "issuers": ["国务院办公厅"],
        },
    ),
    "labels with spaces, values on the next lines": (
        """索 引 号
11520000009390/2023-12345
发 文 机 关
贵州省商务厅
成 文 日 期
2023年2月3日
发 布 日 期
2023-02-10
发 文 字 号
黔商发〔2023〕5号
贵州省开放口岸建设方案""",
        {
            "title": "贵州省开放口岸建设方案",
            "document_number": "黔商发〔2023〕5号",
            "adopted_on": "2023-02-03",
            "published_on": "2023-02-10",
            "issuers": ["贵州省商务厅"],
        },
    ),
    "seven departments": (
        """江苏省商务厅等七部门关于印发《江苏省口岸服务提升行动方案（2023—2025年）》的通知
苏商口〔2023〕88号
各设区市商务局：
现印发给你们。
江苏省商务厅
江苏省发展和改革委员会
江苏省财政厅
江苏省交通运输厅
南京海关
江苏海事局
江苏出入境边防检查总站
2023年4月20日
江苏省口岸服务提升行动方案（2023—2025年）""",
        {
            "title": "江苏省口岸服务提升行动方案（2023—2025年）",
            "document_number": "苏商口〔2023〕88号",
            "adopted_on": "2023-04-20",
            "period": (2023, 2025),
            "issuers": [
                "江苏省商务厅",
                "江苏省发展和改革委员会",
                "江苏省财政厅",
                "江苏省交通运输厅",
                "南京海关",
                "江苏海事局",
                "江苏出入境边防检查总站",
            ],
        },
    ),
    "command letterhead": (
        """福建省商务厅 福建省财政厅 厦门海关文件
闽商务口岸〔2022〕15号
关于印发福建省口岸降费提效方案的通知
各设区市商务局、财政局：
福建省商务厅 福建省财政厅 厦门海关
2022年6月7日
福建省口岸降费提效方案""",
        {
            "title": "福建省口岸降费提效方案",
            "document_number": "闽商务口岸〔2022〕15号",
            "adopted_on": "2022-06-07",
            "issuers": ["福建省商务厅", "福建省财政厅", "厦门海关"],
        },
    ),
    "three-year action": (
        """成都市人民政府办公厅关于印发成都市口岸建设三年行动计划的通知
成办发〔2023〕1号
成都市人民政府办公厅
2023年1月5日
成都市口岸建设三年行动计划""",
        {
            "title": "成都市口岸建设三年行动计划",
            "document_number": "成办发〔2023〕1号",
            "adopted_on": "2023-01-05",
            "period": (2023, 2025),
            "issuers": ["成都市人民政府办公厅"],
        },
    ),
    "date in han digits": (
        """湖南省商务厅关于印发《湖南省口岸工作要点》的通知
湘商口〔2018〕3号
湖南省商务厅
二〇一八年三月五日
湖南省口岸工作要点""",
        {
            "title": "湖南省口岸工作要点",
            "document_number": "湘商口〔2018〕3号",
            "adopted_on": "2018-03-05",
            "issuers": ["湖南省商务厅"],
        },
    ),
    "title over two lines": (
        """交通运输部 海关总署
关于加快推进国际道路口岸
现代化建设的指导意见
交运发〔2023〕10号
各省、自治区、直辖市交通运输厅：
交通运输部
海关总署
2023年2月2日""",
        {
            "title": "关于加快推进国际道路口岸现代化建设的指导意见",
            "document_number": "交运发〔2023〕10号",
            "adopted_on": "2023-02-02",
            "issuers": ["交通运输部", "海关总署"],
        },
    ),
    "number in brackets behind the title": (
        """吉林省边境口岸工作方案
（吉政办函〔2022〕45号）
""",
        {"title": "吉林省边境口岸工作方案", "document_number": "吉政办函〔2022〕45号"},
    ),
    "joint order": (
        """国家移民管理局公告
2023年第2号
国家移民管理局关于优化口岸边检服务的措施
国家移民管理局
2023年5月1日""",
        {
            "title": "国家移民管理局关于优化口岸边检服务的措施",
            "document_number": "2023年第2号",
            "adopted_on": "2023-05-01",
            "issuers": ["国家移民管理局"],
        },
    ),
    "date with dots": (
        """发布时间：2022.07.08
来源：威海市商务局
威海市口岸提升工作方案""",
        {"title": "威海市口岸提升工作方案", "published_on": "2022-07-08", "publishers": ["威海市商务局"]},
    ),
    "two dates of validity": (
        """西安市人民政府关于印发国际陆港支持办法的通知
市政发〔2020〕18号
发文日期 2020-09-01 有效期至 2025-08-31
西安市国际陆港支持办法""",
        {
            "title": "西安市国际陆港支持办法",
            "document_number": "市政发〔2020〕18号",
            "adopted_on": "2020-09-01",
            "issuers": ["西安市人民政府"],
        },
    ),
    "plan over years in the body": (
        """湛江市口岸发展规划
（2021—2025年）
湛江市人民政府
2021年11月""",
        {"title": "湛江市口岸发展规划（2021—2025年）", "period": (2021, 2025), "issuers": ["湛江市人民政府"]},
    ),
    "annex in the notice": (
        """大连市人民政府办公室关于印发大连市口岸开放实施方案的通知
大政办发〔2022〕22号
各区市县人民政府：
经市政府同意，现印发给你们。
附件：大连市口岸开放实施方案
大连市人民政府办公室
2022年10月8日
附件
大连市口岸开放实施方案""",
        {
            "title": "大连市口岸开放实施方案",
            "document_number": "大政办发〔2022〕22号",
            "adopted_on": "2022-10-08",
            "issuers": ["大连市人民政府办公室"],
        },
    ),
    "web page with a label on the same line": (
        """名称：烟台市人民政府关于加快港口发展的意见 文号：烟政发〔2019〕9号 发布机构：烟台市人民政府 成文日期：2019-06-05 公开日期：2019-06-10
烟台市人民政府关于加快港口发展的意见""",
        {
            "title": "烟台市人民政府关于加快港口发展的意见",
            "document_number": "烟政发〔2019〕9号",
            "adopted_on": "2019-06-05",
            "published_on": "2019-06-10",
            "issuers": ["烟台市人民政府"],
            "publishers": ["烟台市人民政府"],
        },
    ),
    "made on, beside the signature": (
        """浙江省商务厅等三部门印发《关于推进数字口岸建设的意见》的通知
生成日期：2023-07-03
浙江省商务厅
浙江省财政厅
杭州海关
2023年6月25日
关于推进数字口岸建设的意见""",
        {
            "title": "关于推进数字口岸建设的意见",
            "adopted_on": "2023-06-25",
            "issuers": ["浙江省商务厅", "浙江省财政厅", "杭州海关"],
        },
    ),
    "the notice alone names the plan": (
        """四川省人民政府办公厅

关于印发推进口岸开放涉及

政府工作任务分工方案的通知
川办发〔2017〕64号
各市（州）人民政府：""",
        {
            "title": "推进口岸开放涉及政府工作任务分工方案",
            "document_number": "川办发〔2017〕64号",
            "issuers": ["四川省人民政府办公厅"],
        },
    ),
    "a title of two lines that the notice quotes": (
        """嘉定区人民政府办公室印发《嘉定区全力打响开放品牌加快建设国际口岸三年行动计划（2018—2020年）》的通知
嘉定区全力打响开放品牌
加快建设国际口岸三年行动计划
（2018—2020年）""",
        {
            "title": "嘉定区全力打响开放品牌加快建设国际口岸三年行动计划（2018—2020年）",
            "period": (2018, 2020),
            "issuers": ["嘉定区人民政府办公室"],
        },
    ),
    "years of another plan inside the title": (
        """山西省人民政府办公厅关于印发山西省贯彻落实《口岸发展“十三五”规划》工作方案的通知
晋政办发〔2017〕55号
山西省人民政府办公厅
2017年5月15日
山西省贯彻落实《口岸发展“十三五”规划》工作方案""",
        {
            "title": "山西省贯彻落实《口岸发展“十三五”规划》工作方案",
            "document_number": "晋政办发〔2017〕55号",
            "adopted_on": "2017-05-15",
            "issuers": ["山西省人民政府办公厅"],
        },
    ),
    "a bulleted list of fields": (
        """  • 索 引 号 : 008282882/2017-00378
  • 发布机构:成都市人民政府办公厅
  • 成文日期:2017-06-30
  • 发布日期:2017-07-05
  • 文  号:成办发〔2017〕64号
  • 有 效 性 :有效
成都市口岸服务实施细则""",
        {
            "title": "成都市口岸服务实施细则",
            "document_number": "成办发〔2017〕64号",
            "adopted_on": "2017-06-30",
            "published_on": "2017-07-05",
            "publishers": ["成都市人民政府办公厅"],
        },
    ),
    "keywords in a cell are no title": (
        """文 号 | 德府发〔2016〕20号 | 发文日期 | 2016-11-04 |
关键词 | 口岸 合作 实施意见 | 公开形式 | 主动公开 |
德阳市口岸合作工作规划""",
        {"title": "德阳市口岸合作工作规划", "document_number": "德府发〔2016〕20号", "adopted_on": "2016-11-04"},
    ),
    "three-year action whose years the text names": (
        """成都市口岸攻坚三年行动方案
成都市人民政府办公厅
2022年3月5日
本方案的实施期为2022—2024年。""",
        {
            "title": "成都市口岸攻坚三年行动方案",
            "adopted_on": "2022-03-05",
            "period": (2022, 2024),
            "issuers": ["成都市人民政府办公厅"],
        },
    ),
    "three-year action issued at the end of a year": (
        """合肥市口岸提升三年行动方案
合肥市人民政府
2022年12月5日""",
        {
            "title": "合肥市口岸提升三年行动方案",
            "adopted_on": "2022-12-05",
            "period": (2023, 2025),
            "issuers": ["合肥市人民政府"],
        },
    ),
}

# Whole documents, and what they say.
DOCUMENTS: dict[str, tuple[str, dict[str, Any]]] = {
    "body in one line": (
        """国务院办公厅关于推进口岸物流发展的意见国办发〔2021〕99号各省、自治区、直辖市人民政府，国务院各部委、各直属机构：为推进口岸物流发展，经国务院同意，现提出以下意见：一、总体要求（一）指导思想。坚持新发展理念。二、主要任务（三）完善物流网络。（交通运输部负责）各地区要高度重视。国务院办公厅2021年12月6日（此件公开发布）""",
        {
            "title": "国务院办公厅关于推进口岸物流发展的意见",
            "document_number": "国办发〔2021〕99号",
            "adopted_on": "2021-12-06",
            "issuers": ["国务院办公厅"],
        },
    ),
    "signature behind the text": (
        """关于推进边境贸易创新发展的若干措施
一、扩大互市贸易。（责任单位：自治区商务厅）
二、建设加工园区。（责任单位：自治区发展改革委）
广西壮族自治区人民政府办公厅
2022年8月9日
（此件公开发布）
""",
        {
            "title": "关于推进边境贸易创新发展的若干措施",
            "adopted_on": "2022-08-09",
            "issuers": ["广西壮族自治区人民政府办公厅"],
        },
    ),
}
NOTHING: dict[str, Any] = {
    "title": None,
    "document_number": None,
    "adopted_on": None,
    "published_on": None,
    "period": None,
    "issuers": [],
    "publishers": [],
}


def facts(stored: str) -> dict[str, Any]:
    document = clean(stored)
    front = read_front(document, outline(document).passages)
    text = document.text
    return {
        "title": text[slice(*front.title)] if front.title else None,
        "document_number": front.document_number,
        "adopted_on": front.adopted_on,
        "published_on": front.published_on,
        "period": front.period,
        "issuers": [text[slice(*span)] for span in front.issuers],
        "publishers": [text[slice(*span)] for span in front.publishers],
    }


@pytest.mark.parametrize("kind", FRONTS)
def test_what_a_front_says(kind: str) -> None:
    stored, told = FRONTS[kind]
    assert facts(stored + BODY) == NOTHING | told


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_what_a_document_says(kind: str) -> None:
    stored, told = DOCUMENTS[kind]
    assert facts(stored) == NOTHING | told


def test_a_title_run_into_the_first_paragraph_is_a_passage_of_its_own() -> None:
    document = clean(DOCUMENTS["body in one line"][0])
    kinds = [(p.kind, document.text[p.start : p.end]) for p in outline(document).passages]
    assert kinds[:2] == [("title", "国务院办公厅关于推进口岸物流发展的意见"), ("header", "国办发〔2021〕99号")]
    assert kinds[-2:] == [("paragraph", "国务院办公厅2021年12月6日"), ("paragraph", "（此件公开发布）")]


def test_an_announcement_names_its_issuer_and_number() -> None:
    document = clean(
        "海关总署公告2023年第180号（关于优化口岸监管措施的公告）\n现公告如下：\n一、简化单证。\n二、压缩时间。\n"
    )
    front = read_front(document, outline(document).passages)
    assert [document.text[slice(*issuer)] for issuer in front.issuers] == ["海关总署"]
    assert front.document_number == "2023年第180号"

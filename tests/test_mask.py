"""Personal data on entry: what is masked and what stays. Every name and number here is made up.

The mobile numbers begin with 161, area codes are 0361 to 0369, identity numbers begin with 999999, none of which is
assigned; names are of the form 某某; mailboxes are at example domains.
"""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.mask import MASK, masked, personal_data
from kouan.mask.numbers import has_check_digit

# A number that begins like a mobile one stands nowhere whole, lest somebody dial it: ☎ is its first nine digits.
MOBILE = "161" + 6 * "0"


def dialled(examples):
    return [example.replace("☎", MOBILE) for example in examples]


# Each example with what has to be masked in it, in 【】.
PERSONAL = dialled(
    [
        "（联系人：【张某】，电话：【☎01】）",
        "(联系人:【李某某】,电话:【☎02】,传真:0361-2000001)",
        "（联系人：【王某某】，联系电话：【0361-2000001】）",
        "联系人：【赵某】、【钱某某】，联系电话：【0362-20000012】、【20000013】。",
        "联 系 人：【孙某】\n联系电话：【0363-2000001】\n电子邮箱：【sun@example.com】\n",
        "联系人：【欧阳某某】（副处长），【☎03】",
        "联系人：【周】女士，手机：【161 0000 0004】",
        "联系人：【吴】处长，电话：【161-0000-0005】",
        "联系人：省口岸办综合处【郑某某】，电话：【（0361）2000002】",
        "联系人：口岸处 【冯某】 【0361-2000003】",
        "联系人及电话：【陈某】 【0361-2000004】",
        "联系人（电话）：【褚某某】【☎06】",
        "联系人【卫某某】，电话【☎07】。",
        "联系人：【蒋  某】　联系方式：【１６１００００００８８】",
        "联系人：【乌云某某】，电话：【0364-2000001】",
        "联系人：【阿某某·买某某】，电话：【☎09】",
        "联络员：【沈某】，【+86 ☎10】",
        "经办人：【韩某某】 座机：【0365-20000001-801】",
        "经办人员：【杨某】主任科员，电话【0365-20000002转802】",
        "承办人：【朱某某】四级调研员，【0086-☎11】",
        "姓名：【秦某】，身份证号：【999999190001010015】",
        "姓  名：【尤某某】 身份证号码：【99999919000101004X】",
        "身份证号：【999999000101001】",
        "报名者证件号【999999190001010023】。",
        "请与省商务厅【许某某】联系，【☎12】。",
        "材料请报送至口岸处（【何某】，【☎13】）。",
        "【吕】科长（手机：【☎14】）",
        "咨询电话：【☎15】（【施某某】）",
        "值班手机：【161 0000 0016】",
        "电子版发至【zhang_mou@example.com】。",
        "邮箱：【kab＠example.net】",
        "联系人：【孔某】，电话：【0366-2000001】，邮箱：kouan@port.example.gov.cn",
        "联系人：【曹某某】，微信号：【cao_mou_16】",
        "QQ：【1000000001】",
        "微信：【☎17】",
        "序号 | 单位 | 联系人 | 电话\n1 | 口岸处 | 【严某】 | 【☎18】\n",
        "单位\t姓名\t电话\n口岸处\t【华某某】\t【☎19】\n",
        "联系人：【金某】/【魏某某】，电话：【0367-2000001】/【2000002】",
        "联系人：【陶某】，电话：【0368-2000001】；【姜某某】，电话：【0368-2000002】",
        "附件：联系表（联系人：【戚某】同志，办公电话：【0369-2000001】，手机：【☎20】）",
        "联系人：【谢某】\r\n手机：【☎21】\r\n",
        "Tel:【☎22】",
        "联系电话：0361-20000001、【161 0000 0023】",
        "咨询电话：20000001、【161 0000 0024】",
        "（联系人：省商务厅 【张某某】 【0362-20000003】、【161 0000 0025】）",
        "身份证号码【999999190001010016】",
        "身份证【999999190001010016】，",
        "身份证号为【999999 19000101 0016】",
        "【王某】（男，身份证号码【999999190001010016】）",
        "【张某】（男，【☎26】）",
        "【李某某】（女，汉族，副处长，【☎27】）",
        "（省商务厅【李某某】，【☎28】）",
        "请致电口岸处处长【赵某某】，【☎29】",
        "由【钱某】负责解释，电话【☎30】",
        "联系人为【孙某】，电话：【☎31】",
        "联络员名单\n省商务厅 【李某某】 副处长 【161 0000 0032】\n省发展改革委 【欧阳某某】 处长 【0363-20000004】\n",
        "附件3：各单位联络员名单\n姓名\n单位\n电话\n【周某某】\n省商务厅\n【0364-20000005】\n【吴某】\n口岸处\n【0364-20000006】\n",
        "口岸通关专班通讯录\n1．【郑某某】 示范市商务局 【0365-20000007】、【0365-20000008】\n",
        "姓名\t单位\t职务\t电话\n【冯某某】\t口岸处\t处长\t【0366-2000009】\n【乌云某某】\t综合处\t\t【20000010】\n",
        "单位\t联络员\t办公电话\t传真\n省商务厅\t【陈某】\t【0367-20000011】\t0367-20000012\n",
        "姓名\t开户行\t银行卡号\t身份证号\n【褚某】\t某某银行\t【6200000000000000001】\t【999999190001010016】\n",
        "户名：【卫某某】，开户行：某某银行，账号：【6200 0000 0000 0000 002】",
        "收款人：【蒋某】\n开户银行：某某银行\n卡号：【6200000000000000003】\n",
        "【沈某】（银行卡号：【6200000000000000004】，电话：【☎33】）",
        "【杨某某】，银行卡号【6200000000000000008】",
        "联系人\t【朱某】\t电话\t【0368-2000013】\n",
        "联系人：【秦某】，电话：【0369 2000 0014】，手机：【161.0000.0034】",
        "护照号：【E00000001】",
        "【韩某】，护照号码【EA0000002】，往来港澳通行证号码：【C00000003】",
        "家庭住址：【示范市示范区示范路1号2栋3单元】，",
        "住址：【示范县示范镇示范村4组】\n",
    ]
)
OFFICIAL = dialled(
    [
        "国办发〔2020〕43号",
        "皖政〔2022〕161号，自2022年11月7日起施行",
        "索引号：11330000002482904Y/2026-1010609943",
        "索引号 | WSB/2023-08200 | 效力属性 | |",
        "统一社会信用代码：91340000MA2RXXXX0K",
        "统一社会信用代码 913400001234567896",
        "拨打12345政务服务便民热线",
        "12360海关服务热线、12367移民管理热线",
        "举报电话：12388",
        "客服电话：400-161-0000",
        "监督电话：0361-2000001",
        "联系电话：0361-2000001（口岸处）",
        "省口岸办总机：010-20000001",
        "传真：0361-2000002",
        "邮编：230001",
        "邮政编码 010010",
        "联系人：省商务厅口岸处，电话：0361-2000003",
        "联系人：口岸管理办公室 电话 0361-2000004",
        "联系单位：省商务厅（口岸办公室），电话：0361-20000005",
        "邮箱：kouan@port.example.gov.cn",
        "投资☎00元",
        "总投资161.00000001亿元，进出口总额☎01万元",
        "面积☎02平方公里",
        "开户账号：6222000000000000000",
        "项目代码：2210-340000-04-01-161000",
        "http://port.example.gov.cn/art/☎01.html",
        "www.example.gov.cn/content/t20220727_☎02.shtml",
        "版本号1.☎01",
        "发布日期：2022-12-16 来源：省政府办公厅",
        "20221107",
        "建立联系人制度，明确联系人员和联系电话",
        "各单位确定一名联系人，于每月5日前报送",
        "联系人： 联系电话：",
        "联系人：无",
        "联系人 | 职务 | 电话 | 备注",
        "责任人：省商务厅主要负责人",
        "由省长王某某任组长",
        "负责人：各市人民政府分管负责同志",
        "5G基站161000个，标准箱☎03标箱",
        "北纬31.☎01度",
        "合计 161 2024 2025",
        "微信公众号：kouanfabu",
        "QQ群：200000001",
        "身份证件查验系统、公民身份号码核验",
        "编号999999190001010016（校验位不符）",
        "联系人：省商务厅口岸处，邮箱：kouan@port.example.gov.cn",
        "户名：省商务厅，开户行：某某银行，账号：6200000000000000005",
        "账户名称：某某口岸集团有限公司\n账号：6200 0000 0000 0000 006\n",
        "账号6200000000000000007",
        "护照查验、护照自助通关120000人次",
        "口岸签证、通行证办理2022年120000人次",
        "保护家庭住址等个人信息",
        "住址\t家庭住址\t身份证号码\t护照号",
        "办公地址：示范市示范区示范路1号",
        "各单位要于5月底前报送联络员名单。省商务厅李某某副厅长主持会议，电话0361-20000003。",
        "各市口岸办联系方式\n示范市口岸办 0361-2000001\n示例市口岸办 0362-2000002\n",
        "单位\t联系电话\n省商务厅\t0361-20000004\n",
        "姓名\t职务\n王某某\t省长\n李某某\t副省长\n",
        "任务\t责任单位\t责任人\n推进口岸开放\t省商务厅\t王某某\n",
        "合计 161 2024 2025\n黄山 161 2024 2025\n",
        "数量：2024、2025 161 2024 2025",
        "中欧班列（渝新欧）11179公里，1610列",
        "承办单位：市商务局，经办机构：口岸处",
    ]
)


@pytest.fixture(scope="session")
def surnames(reference):
    return [entry["surname"] for entry in reference["surnames"]]


@pytest.fixture(scope="session")
def mask(surnames):
    return lambda text: masked(text, personal_data(text, surnames))


def hidden(example):
    return re.sub("【(.*?)】", lambda run: MASK * len(run[1]), example)


def test_there_are_forty_of_each_and_all_differ():
    assert len(set(PERSONAL)) == len(PERSONAL) >= 40
    assert len(set(OFFICIAL)) == len(OFFICIAL) >= 40


@pytest.mark.parametrize("example", PERSONAL)
def test_personal_data_are_masked_and_nothing_beside_them(mask, example):
    assert mask(re.sub("[【】]", "", example)) == hidden(example)


@pytest.mark.parametrize("text", OFFICIAL)
def test_what_an_office_publishes_stays(mask, text):
    assert mask(text) == text


@pytest.mark.parametrize("example", PERSONAL)
def test_what_is_masked_stays_as_it_is(mask, example):
    assert mask(hidden(example)) == hidden(example)


def test_stored_documents_hold_no_personal_data(data, surnames):
    found = {
        path.name: personal_data(path.read_bytes().decode("utf-8"), surnames) for path in data.documents.glob("*.txt")
    }
    assert len(found) >= 5
    assert [name for name, runs in found.items() if runs] == []


def test_published_tables_hold_no_personal_data(data, surnames):
    found = {
        path.name: personal_data(path.read_text(encoding="utf-8"), surnames) for path in data.datasets.glob("*.csv")
    }
    assert [name for name, runs in found.items() if runs] == []


def test_kinds_are_told_and_places(surnames):
    text = f"联系人：张某，电话：0361-2000001，{MOBILE}01，身份证号：999999190001010015，微信号：zhang_mou，邮箱：a@example.com"
    runs = personal_data(text, surnames)
    assert [run.kind for run in runs] == ["name", "line", "mobile", "identity number", "account", "e-mail address"]
    assert [text[run.start : run.end] for run in runs[:3]] == ["张某", "0361-2000001", f"{MOBILE}01"]
    text = "户名：李某，卡号：6200000000000000001，护照号：E00000001，家庭住址：示范市示范路1号"
    runs = personal_data(text, surnames)
    assert [run.kind for run in runs] == ["name", "bank account", "passport number", "home address"]


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("999999190001010015", True),
        ("99999919000101004X", True),
        ("99999919000101004x", True),
        ("999999190001010016", False),
    ],
)
def test_check_digit(number, is_right):
    assert has_check_digit(number) is is_right


def test_names_stand_where_a_sentence_would_be_misread_without_surnames():
    text = f"联系人：张某，{MOBILE}01"
    assert [run.kind for run in personal_data(text, ())] == ["name", "mobile"], "a label tells a name without the list"


PIECES = [
    "联系人：",
    "张某",
    "电话：",
    "161",
    "00000001",
    "0361-",
    "2000001",
    "（",
    "）",
    "，",
    "。",
    "\n",
    " ",
    "@",
    "example.com",
]


@given(st.lists(st.sampled_from(PIECES) | st.characters(), max_size=60).map("".join))
def test_masking_keeps_length_and_lines_and_is_idempotent(text):
    runs = personal_data(text, ("张", "李"))
    result = masked(text, runs)
    assert len(result) == len(text)
    assert [at for at, character in enumerate(text) if character == "\n"] == [
        at for at, character in enumerate(result) if character == "\n"
    ]
    assert all(a == b for a, b in zip(text, result, strict=True) if b != MASK)
    assert all(before.end <= after.start for before, after in pairwise(runs))


def test_the_time_grows_with_the_length_only(surnames):
    """What would make a careless pattern try again from every character: labels, digits, names and mail in one line."""
    for piece in (
        "联系人",
        "联系人：",
        "1610000",
        "a.",
        "张某、",
        "（",
        "与张某某",
        "处长",
        "161 ",
        "@a",
        "联 ",
        "王王王王",
        "联络员名单\n",
        "联络员名单\n张某 ",
        "姓名\t电话\n张某\t0361-2000001\n",
        "姓名\t",
        "户名：张某",
        "张某账号：6200 ",
        "身份证1",
        "住址：市",
        "省商务厅李某某 161 0000 0001 ",
    ):
        personal_data(piece * 5_000, surnames)

"""Numbers, units and comparing words as documents print them."""

from decimal import Decimal

import pytest

from kouan.errors import KouanError
from kouan.extract.quantities import QuantityReader, as_number, read_units, split_unit, to_base, unit_si


@pytest.fixture(scope="module")
def reader(units):
    return QuantityReader(units)


def _told(quantity):
    most = None if quantity.value_max is None else as_number(quantity.value_max)
    return quantity.comparator, as_number(quantity.value), most, quantity.unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水运集装箱吞吐量达到235万标箱以上", ("ge", 235, None, "万标箱")),
        ("力争国际及地区旅客吞吐量达到140万人次", ("eq", 140, None, "万人次")),
        ("国际货量达到11.6万吨以上", ("ge", 11.6, None, "万吨")),
        ("总投资12079.2亿元", ("eq", 12079.2, None, "亿元")),
        ("力争新增3—5个开放（临时开放）口岸", ("range", 3, 5, "个")),
        ("新增3-5个海外仓", ("range", 3, 5, "个")),
        ("增速保持在15%至20%", ("range", 15, 20, "%")),
        ("创建省级多式联运示范工程30家左右", ("about", 30, None, "家")),
        ("实行6小时内放行的便利措施", ("le", 6, None, "小时")),
        ("压缩至5个工作日以内", ("le", 5, None, "个工作日")),
        ("打造5000万吨级", ("about", 5000, None, "万吨")),
        ("打造千万吨级境外大宗矿产资源进口专用通道", ("about", 1000, None, "万吨")),
        ("打造千亿级科技成果交易大市场", ("about", 1000, None, "亿元")),
        ("进出口总额突破千亿元", ("gt", 1000, None, "亿元")),
        ("引进人才不少于50名", ("ge", 50, None, "名")),
        ("贸易额超过1,200亿元", ("gt", 1200, None, "亿元")),
        ("培育企业3000余家", ("gt", 3000, None, "家")),
        ("培育企业近100家", ("about", 100, None, "家")),
        ("失业率控制在5.5%左右", ("about", 5.5, None, "%")),
        ("浓度控制在35微克/立方米以下", ("le", 35, None, "微克/立方米")),
        ("提高3个百分点", ("eq", 3, None, "个百分点")),
        ("占比达到百分之九十以上", ("ge", 90, None, "%")),
        ("国际货邮较“十三五”末翻一番", ("eq", 2, None, "倍")),
        ("收入翻两番", ("eq", 4, None, "倍")),
        ("开通三条航线", ("eq", 3, None, "条")),
        ("建设十五个站点", ("eq", 15, None, "个")),
        ("时限压缩一半", ("eq", 0.5, None, None)),
        ("时限减至半个月", ("eq", 0.5, None, "个月")),
        ("节约20%", ("eq", 20, None, "%")),
        ("算力达到12EFLOPS", ("eq", 12, None, "EFLOPS")),
        ("智能算力规模达到5000P以上", ("ge", 5000, None, "P")),
        ("新增装机500千瓦", ("eq", 500, None, "千瓦")),
        ("新增装机5万千瓦", ("eq", 5, None, "万千瓦")),
        ("占比≥95%", ("ge", 95, None, "%")),
        ("死亡率<0.5‰", ("lt", 0.5, None, "‰")),
        ("能耗不超1.8亿吨标准煤", ("le", 1.8, None, "亿吨标准煤")),
        ("投入逾300亿元", ("gt", 300, None, "亿元")),
        ("筹集住房20万套（间）", ("eq", 20, None, "万套（间）")),
        ("筹集住房20万套(间)", ("eq", 20, None, "万套(间)")),
        ("处理能力达到30万吨/年", ("eq", 30, None, "万吨/年")),
        ("工业APP5000个", ("eq", 5000, None, "个")),
        ("覆盖率达到百分之九十五点五", ("eq", 95.5, None, "%")),
        ("筹资五百亿元", ("eq", 500, None, "亿元")),
        ("培训两万人次", ("eq", 2, None, "万人次")),
        ("产值增长一倍", ("eq", 1, None, "倍")),
        ("水质优良率稳定在九成以上", ("ge", 9, None, "成")),
        ("受教育年限达到11.3年", ("eq", 11.3, None, "年")),
        ("布设换乘点500埠以上", ("ge", 500, None, "埠")),
        ("更新闸机600扇", ("eq", 600, None, "扇")),
        ("新增仓容200万方左右", ("about", 200, None, "万方")),
    ],
)
def test_a_quantity_is_read_with_its_comparator_and_unit(reader, text, expected):
    assert [_told(quantity) for quantity in reader.find(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "推动5G应用",
        "G60科创走廊",
        "建设一批项目",
        "做好一个口岸一个方案",
        "百家争鸣",
        "第3家",
        "7×24小时",
        "4A级景区",
        "万里长城",
        "开放10场景",
        "配套2支撑",
        "服务热线0551",
        "公桩与车辆之比1:6",
        "打造20强企业",
        "实施第2期工程",
    ],
)
def test_names_and_idioms_are_no_quantities_with_a_unit(reader, text):
    assert [quantity for quantity in reader.find(text) if quantity.unit] == []


def test_a_span_covers_the_comparing_words(reader):
    text = "每年支持不少于30名以上人才"
    (quantity,) = reader.find(text)
    assert text[quantity.start : quantity.end] == "不少于30名以上"
    assert text[quantity.number : quantity.number + 2] == "30"


def test_nei_is_part_of_a_time_limit_only(reader):
    (places,) = reader.find("引进3家内资企业")
    assert (places.end, places.comparator) == (4, "eq")


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (235, "万标箱", (2350000, "TEU")),
        (140, "万人次", (1400000, "person-trip")),
        (11.6, "万吨", (116000, "t")),
        (4200, "亿元", (420000000000, "CNY")),
        (2.2, "万亿元", (2200000000000, "CNY")),
        (15, "%", (0.15, "1")),
        (3, "个百分点", (0.03, "1")),
        (6, "小时", (21600, "s")),
        (2, "倍", (2, "1")),
        (5, "亿", (500000000, "1")),
        (1.3, None, (1.3, "1")),
        (6000, "家", (6000, "1")),
        (30, "亿美元", (3000000000, "USD")),
        (119.86, "平方公里", (119860000, "m2")),
        (None, "个", (None, "1")),
        (3, "鼎", (None, None)),
        (30, "万吨/年", (None, None)),
        (20, "万套(间)", (200000, "1")),
        (500, "万千伏安", (5000000000, "VA")),
        (5000, "P", (5000000000000000000, "FLOPS")),
        (50, "亩", (33333.333333333335, "m2")),
    ],
)
def test_values_are_brought_to_base_units(units, value, unit, expected):
    assert to_base(value, unit, units) == expected


def test_base_values_are_exact(units):
    value, _ = to_base(0.07, "万吨", units)
    assert value == 700
    assert isinstance(value, int)


def test_a_printed_unit_is_parted_into_multiplier_and_name(units):
    assert split_unit("万标箱", units) == (Decimal(10000), "标箱")
    assert split_unit("万亿元", units) == (Decimal(10) ** 12, "元")
    assert unit_si("万标箱", units) == "TEU"


def test_a_unit_without_a_numeric_factor_is_refused():
    with pytest.raises(KouanError, match="标箱"):
        read_units([{"unit": "标箱", "factor": "one", "unit_si": "TEU"}])


def test_every_listed_unit_is_described_once(units, reference):
    assert len(reference["units"]) == len(units)
    assert all(row["name"] and row["name_en"] for row in reference["units"])

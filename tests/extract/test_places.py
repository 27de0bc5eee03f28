from kouan.extract.places import place_names

_NAMES = place_names(
    [
        ("country", "中华人民共和国", "中国"),
        ("province", "安徽省", "安徽"),
        ("province", "上海市", "上海"),
        ("prefecture", "马鞍山市", "马鞍山"),
        ("prefecture", "和田地区", "和田"),
        ("county", "和县", "和县"),
    ]
)


def test_the_longest_name_at_an_offset_counts():
    assert _NAMES.longest_at("推进马鞍山市口岸", 2) == 6
    assert _NAMES.longest_at("推进马鞍山港口岸", 2) == 5


def test_an_offset_without_a_name_gives_itself():
    assert _NAMES.longest_at("推进马鞍山港口岸", 0) == 0
    assert _NAMES.longest_at("", 0) == 0


def test_cities_under_the_central_government_are_places_not_provinces():
    assert "上海" in _NAMES.places
    assert _NAMES.provinces == {"安徽省", "安徽"}


def test_the_country_proves_no_name():
    assert not _NAMES.holds("中国国际贸易")


def test_further_bases_need_two_characters():
    names = _NAMES.with_bases(["策克", "港"])
    assert names.begins("策克口岸")
    assert not names.begins("港口")


_WITH_WORDS = place_names(
    [
        ("prefecture", "黑河市", "黑河"),
        ("county", "绥芬河市", "绥芬河"),
        ("county", "东兴市", "东兴"),
        ("county", "吉隆县", "吉隆"),
        ("county", "合作市", "合作"),
        ("county", "和县", "和县"),
    ],
    [
        ("长三角", "region"),
        ("越南", "country"),
        ("吉隆坡", "region"),
        ("苏", "initial"),
        ("皖", "initial"),
        ("中", "initial"),
        ("老", "initial"),
        ("合作", "ordinary"),
        ("临江", "ordinary"),
    ],
)


def test_a_short_county_name_counts_only_where_a_name_may_begin():
    assert _WITH_WORDS.longest_at("东兴口岸", 0) == 0
    assert _WITH_WORDS.place_at("东兴口岸", 0) == 2
    assert _WITH_WORDS.begins("东兴口岸")
    assert not _WITH_WORDS.holds("辽东兴业中心")
    assert _WITH_WORDS.holds("边境绥芬河口岸"), "three characters stand nowhere by accident"


def test_an_ordinary_word_is_no_place():
    assert not _WITH_WORDS.begins("合作平台")
    assert _WITH_WORDS.holds("合作市")


def test_an_ordinary_word_that_tells_a_port_apart_counts_as_a_county_does():
    names = _WITH_WORDS.with_bases(["临江", "策克"])
    assert names.longest_at("临江口岸", 0) == 0
    assert names.place_at("临江口岸", 0) == 2
    assert names.longest_at("策克口岸", 0) == 2


def test_the_front_of_a_longer_region_is_no_place():
    assert not _WITH_WORDS.begins("吉隆坡机场")
    assert _WITH_WORDS.begins("吉隆口岸")


def test_regions_and_groups_of_initials_prove_a_project():
    assert _WITH_WORDS.holds_region("长三角煤炭交易中心")
    assert _WITH_WORDS.holds_region("苏皖合作示范区")
    assert _WITH_WORDS.holds_region("皖电入苏项目")
    assert _WITH_WORDS.holds_region("中老铁路")
    assert not _WITH_WORDS.holds_region("老中心改造")
    assert not _WITH_WORDS.holds_region("交易中心")


def test_an_area_that_is_no_division_is_a_place():
    names = place_names([("prefecture", "咸阳市", "咸阳")], [("西咸", "area")])
    assert names.place_at("西咸空港综合保税区", 0) == 2

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

"""What new bodies are, told by their names."""

import pytest

from kouan.add.agencies import AgencyRules


@pytest.mark.parametrize(
    ("name", "division", "whole", "kind", "level", "code"),
    [
        ("省口岸促进厅", "330000", "浙江省口岸促进厅", "provincial_department", "provincial", "330000"),
        ("口岸促进厅", "330000", "浙江省口岸促进厅", "provincial_department", "provincial", "330000"),
        ("自治区口岸促进局", "150000", "内蒙古自治区口岸促进局", "provincial_department", "provincial", "150000"),
        ("市口岸促进局", "150200", "包头市口岸促进局", "municipal_department", "prefectural", "150200"),
        ("安徽省口岸促进中心", "330000", "安徽省口岸促进中心", "public_institution", "", "340000"),
        ("合肥口岸促进局", "340000", "合肥市口岸促进局", "municipal_department", "prefectural", "340100"),
        ("区口岸促进局", "370102", "历下区口岸促进局", "county_department", "county", "370102"),
        ("国家口岸促进总局", "340000", "国家口岸促进总局", "state_council_body", "national", ""),
        ("省口岸集团公司", "340000", "安徽省口岸集团公司", "enterprise", "", "340000"),
        ("省口岸领导小组", "340000", "安徽省口岸领导小组", "coordination_group", "", "340000"),
        ("各口岸所在地", "340000", "安徽省各口岸所在地", "group", "", "340000"),
        ("口岸促进局", None, "口岸促进局", "other", "", ""),
    ],
)
def test_bodies(reference, name, division, whole, kind, level, code):  # noqa: PLR0913, PLR0917
    body = AgencyRules(reference, division).body(name)
    assert (body.name, body.facts["kind"], body.facts["level"], body.facts["division_code"]) == (
        whole,
        kind,
        level,
        code,
    )
    assert body.facts["is_collective"] == str(kind == "group").lower()


def test_ids_speak_as_those_of_known_bodies_do(reference):
    assert AgencyRules(reference, "330000").body("省商务厅").wanted_id == "zj-commerce"
    assert AgencyRules(reference, "330000").body("省口岸促进厅").wanted_id == "zj-kouancujinting"
    assert AgencyRules(reference, "330100").body("市口岸促进局").wanted_id == "hangzhou-kouancujinju"

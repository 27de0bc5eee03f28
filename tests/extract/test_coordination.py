from dataclasses import replace

from kouan.extract.coordination import Member, share_heads, share_names, share_owners


def members(*pairs):
    return [Member(name, head, 0, 0) for name, head in pairs]


def test_a_bare_name_takes_the_next_head():
    shared = share_heads(members(("芜湖", ""), ("池州", "港口岸"), ("马鞍山", "综合保税区")))
    assert [member.name + member.head for member in shared] == ["芜湖港口岸", "池州港口岸", "马鞍山综合保税区"]


def test_a_bare_name_after_the_last_head_stays_bare():
    assert share_heads(members(("池州", "港口岸"), ("乌兰察布", "")))[1].head == ""


def test_a_head_alone_takes_the_name_before_it():
    shared = share_names(members(("西安", "航空口岸"), ("", "铁路口岸")))
    assert shared[1].name == "西安"


def test_a_part_of_an_owner_takes_no_name():
    part = replace(members(("", "国际货场"))[0], owner="满洲里铁路口岸")
    assert share_names([*members(("满洲里", "铁路口岸")), part])[1].name == ""


def test_a_part_without_owner_takes_that_of_the_part_before():
    first = replace(members(("长风", "港区"))[0], owner="安庆港口岸")
    shared = share_owners([first, *members(("皖河农场", "港区"), ("阜阳", "港"))], [True, True, False])
    assert [member.owner for member in shared] == ["安庆港口岸", "安庆港口岸", ""]

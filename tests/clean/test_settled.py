"""A text cleaned twice: the way back runs through both."""

from kouan.clean import Aside, Block, CleanText, Defect, clean
from kouan.clean.settled import through


def test_the_second_cleaning_speaks_of_the_file() -> None:
    first = CleanText(
        text="甲乙丙丁",
        positions=(2, 5, 7, 9),
        blocks=(Block(0, 4, "paragraph"),),
        asides=(Aside("furniture", "页", (6,)),),
        bold=((1, 4),),
        defects=(Defect("stray_bytes", 0, 1, "乱码", "stray"),),
    )
    second = CleanText(
        text="甲丁",
        positions=(0, 3),
        blocks=(Block(0, 2, "paragraph"),),
        asides=(Aside("furniture", "乙丙", (1, 2)),),
        bold=(),
        defects=(Defect("stray_bytes", 3, 4, "乱码", "stray"),),
    )
    document = through(first, second)
    assert (document.text, tuple(document.positions)) == ("甲丁", (2, 9))
    assert document.bold == ((1, 2),)
    # An aside of the second cleaning is cut where one of the first stands inside it.
    assert [(aside.text, aside.positions) for aside in document.asides] == [("乙", (5,)), ("页", (6,)), ("丙", (7,))]
    assert [(defect.start, defect.end) for defect in document.defects] == [(0, 1), (9, 10)]


def test_list_items_stay_apart_though_their_marks_are_gone() -> None:
    document = clean("重点项目，包括\n- 建设货场，\n- 扩建泊位，\n")
    assert document.text == "重点项目，包括\n建设货场，\n扩建泊位，"
    assert [block.kind for block in document.blocks] == ["paragraph", "bullet", "bullet"]

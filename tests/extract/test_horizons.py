"""The years of a document that its front matter does not tell."""

import pytest

from kouan.extract.deadlines import Horizon
from kouan.extract.horizons import completed
from kouan.outline.passages import Passage

_UNKNOWN = Horizon()


def _completed(*paragraphs, horizon=_UNKNOWN):
    """Complete a horizon from paragraphs, each with its heading and the task that it belongs to."""
    text = "\n".join(words for words, _, _ in paragraphs)
    passages, start = [], 0
    for words, heading, task in paragraphs:
        passages.append(Passage("paragraph", start, start + len(words), (heading,), task, is_past=False))
        start += len(words) + 1
    found = completed(horizon, text, passages)
    return found.period_start_year, found.period_end_year, found.adopted_year


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("皖政办〔2021〕12号", 2021),
        ("省政府办公厅2022年3月15日印发", 2022),
        ("根据国发〔2019〕5号，制定本方案。2020年6月1日", 2020),
        ("2023年6月30日前完成建设", None),
    ],
)
def test_the_year_of_issue_is_that_of_the_latest_number_or_date(words, year):
    assert _completed((words, "", None))[2] == year


def test_the_last_year_is_that_of_the_aims():
    aims = ("到2026年，建成开放口岸10个。到2035年，全面建成现代化口岸体系。", "二、发展目标", None)
    work = ("新增查验场地5处。", "三、重点任务", "1")
    assert _completed(aims, work) == (None, 2026, None)
    assert _completed(("发展目标：到2026年，建成开放口岸10个。", "一、总则", None), work)[1] == 2026
    assert _completed(("到2027年，建成开放口岸10个。", "", None), work)[1] == 2027


def test_stages_end_with_the_last():
    stages = "到2023年，建成口岸5个；到2025年，建成口岸10个。"
    assert _completed((stages, "二、主要目标", None))[1] == 2025


def test_a_year_that_all_deadlines_share_is_the_plans():
    tasks = [("年底前，建成口岸5个。", "一、重点任务", str(number)) for number in range(3)]
    known = Horizon(adopted_year=2022)
    assert _completed(*tasks, horizon=known) == (2022, 2022, 2022)
    other = ("2024年底前，建成口岸5个。", "一、重点任务", "4")
    assert _completed(*tasks, other, horizon=known)[1] is None
    assert _completed(*tasks[:2], horizon=known)[1] is None


def test_titles_tell_no_deadline():
    tasks = [("落实《口岸规划（到2022年）》，年底前建成口岸5个。", "一、重点任务", str(number)) for number in range(3)]
    assert _completed(*tasks, horizon=Horizon(adopted_year=2019))[1] == 2019


def test_what_is_known_stays():
    known = Horizon(2021, 2025, 2021)
    assert _completed(("到2035年，建成口岸。〔2023〕1号", "目标", None), horizon=known) == (2021, 2025, 2021)

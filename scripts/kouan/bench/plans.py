"""Makes whole plans as the five documents are: headings, numbered tasks, promises, and who answers for them.

Headings, titles, sentences and responsibility clauses are those of the documents in another order, with names of other
divisions and other numbers. A plan has about 10 kB and follows from its number alone.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kouan.bench.corpus import Grammar, read_grammar, said
from kouan.rows import Row

_CLAUSE = re.compile(
    r"[（(](?:责任单位|牵头单位)[^（）()]{0,400}[）)]|[（(][^（）()]{0,200}(?:牵头|职责分工负责)[^（）()]{0,200}[）)]"
)
_ASIDE = re.compile(r"[（(〔\[【].{0,200}?[）)〕\]】]|[（）()〔〕【】\[\]]")
_NUMBERING = re.compile(r"^[\s（(]{0,9}[一二三四五六七八九十\d]{1,9}[）)、.．﹒]{0,9}\s*")
_NUMERALS = "一二三四五六七八"
_SECTIONS, _TASKS = 4, 5
_BODY = 105
"""How many characters a task has at least before its clause: a plan then has about 10 kB in UTF-8."""
_CITIES = ("prefecture", "league")


@dataclass(frozen=True)
class Forms:
    """What plans are made of: the grammar of sentences, headings, clauses, and the cities that issue plans."""

    sentences: Grammar
    headings: Sequence[str]
    clauses: Sequence[str]
    cities: Sequence[str]


def read_forms(passages: Sequence[Row], divisions: Sequence[Mapping[str, str]]) -> Forms:
    """Return the forms of the documents, from their passages and the list of divisions."""
    texts = [str(row["text"]) for row in passages if row["kind"] in ("item", "paragraph")]
    bare: list[Row] = [{"kind": "item", "text": _ASIDE.sub("", _NUMBERING.sub("", text))} for text in texts]
    grammar = read_grammar(bare, divisions)
    cities = sorted(one["name"] for one in divisions if one["level"] in _CITIES and one["name"].endswith("市"))
    short = sorted({one["short_name"] for one in divisions if one["name"] in cities})
    headings = [_NUMBERING.sub("", str(row["text"])).rstrip("。") for row in passages if row["kind"] == "heading"]
    return Forms(
        replace(grammar, places=short),
        [heading for heading in headings if 4 <= len(heading) <= 30],  # noqa: PLR2004 - what fits on a line
        [clause for text in texts for clause in _CLAUSE.findall(text)],
        cities,
    )


def made_plan(forms: Forms, number: int) -> str:
    """Return the text of the plan of a number."""
    chooser = random.Random(number)  # noqa: S311 - the same at every run
    city = chooser.choice(forms.cities)
    lines = [f"{city}“十四五”口岸发展规划重点任务分工方案（{number}）", "", f"{city}人民政府", "2022年3月1日", ""]
    task = 0
    for section in range(_SECTIONS):
        lines.append(f"{_NUMERALS[section]}、{chooser.choice(forms.headings)}")
        for _ in range(_TASKS):
            task += 1
            lines.append(f"{task}．{chooser.choice(forms.headings)}。{_body(forms, chooser)}")
    return "\n".join(lines) + "\n"


def _body(forms: Forms, chooser: random.Random) -> str:
    text = ""
    while len(text) < _BODY:
        text += said(chooser.choice(forms.sentences.clauses), forms.sentences, chooser)
    return f"{text.rstrip('，。；：、')}。{chooser.choice(forms.clauses)}"

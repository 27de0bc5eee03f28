"""The check-list says the same in both languages, and how to cite this very version."""

import re

import pytest

PAGES = ("docs/checklist.md", "docs/checklist.zh.md")
NAME = re.compile(r"[a-z_.]+")


def test_both_say_the_same(pages):
    english, chinese = (pages[name] for name in PAGES)
    assert len(chinese.headings) == len(english.headings)
    assert {link for link in chinese.links if "checklist" not in link} == {
        link for link in english.links if "checklist" not in link
    }
    assert {word for word in chinese.words if NAME.fullmatch(word)} == {
        word for word in english.words if NAME.fullmatch(word)
    }
    assert [numbers(example.answer) for example in chinese.examples] == [
        numbers(example.answer) for example in english.examples
    ]


def numbers(answer):
    """Return the numbers of an answer from its third line on, where the headings are over."""
    return re.findall(r"\| *([\d.]+)", "".join(answer.splitlines(keepends=True)[3:]))


@pytest.mark.parametrize("name", PAGES)
def test_each_point_is_there(pages, name):
    assert len(re.findall(r"^## ", pages[name].text, re.MULTILINE)) == 6
    assert all(example.answer.count("\n|") > 2 for example in pages[name].examples)


def test_citation_names_the_version_and_the_licence(pages, package):
    licence = package.licenses[0]
    cited = licence.name.replace("-", " ")
    assert f"> {package.title_en}, version {package.version}, {cited}." in pages["docs/checklist.md"].text
    assert f"> Kouan {package.title}，{package.version} 版，{cited}。" in pages["docs/checklist.zh.md"].text
    assert all(licence.path in pages[name].text for name in PAGES)

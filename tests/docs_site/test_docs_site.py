"""The site of documents: every link leads somewhere, nothing comes from elsewhere, each page says its language."""

import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from kouan.docs_site import publish_docs
from kouan.errors import KouanError
from kouan.markdown import slug
from kouan.project import Project


@pytest.fixture(scope="module")
def folder(data: Project, build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("docs")
    publish_docs(data, made)
    return made


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, BeautifulSoup]:
    return {
        path.name: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(folder.glob("*.html"))
    }


def test_every_document_has_a_page(pages, data):
    expected = {f"{path.stem.lower()}.html" for path in (data.root / "docs").glob("*.md")}
    expected |= {"index.html", "index.zh.html", "dictionary.html", "dictionary.en.html", "license-data.html"}
    assert expected <= set(pages)


def test_links_lead_to_files_and_headings(folder, pages):
    broken = []
    for name, page in pages.items():
        for tag in page.find_all(href=True) + page.find_all(src=True):
            address = urlsplit(tag.get("href") or tag.get("src"))
            if address.scheme:
                continue
            target = unquote(address.path) or name
            is_there = (folder / target).is_file()
            if is_there and address.fragment and target in pages:
                is_there = pages[target].find(id=unquote(address.fragment)) is not None
            if not is_there:
                broken.append((name, address.geturl()))
    assert broken == []


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(pages):
    for name, page in pages.items():
        assert not page.find_all("script"), name
        for tag in page.find_all(["link", "img", "iframe", "source"]):
            assert not urlsplit(tag.get("href") or tag.get("src")).netloc, name
    assert "url(" not in Path(__file__).parents[2].joinpath("scripts/kouan/docs_site/style.css").read_text(
        encoding="utf-8"
    )


def test_each_page_says_its_language_title_and_place(pages):
    for name, page in pages.items():
        is_chinese = name.endswith(".zh.html") or name == "dictionary.html"
        assert page.html["lang"] == ("zh" if is_chinese else "en"), name
        assert page.title.get_text().strip()
        assert page.find("h1"), name
        assert len(page.find_all("main")) == 1
    current = {name: page.find(attrs={"aria-current": "page"}) for name, page in pages.items() if page.find("nav")}
    assert all(link["href"] == name for name, link in current.items())


def test_navigation_offers_each_document_once_in_the_language_of_the_page(pages):
    links = {name: [link["href"] for link in pages[name].nav.find_all("a")] for name in ("index.html", "index.zh.html")}
    assert "checklist.html" in links["index.html"]
    assert "checklist.zh.html" not in links["index.html"]
    assert "checklist.zh.html" in links["index.zh.html"]
    assert "checklist.html" not in links["index.zh.html"]
    assert "using.html" in links["index.zh.html"]
    assert pages["index.zh.html"].nav.find("a", href="using.html")["lang"] == "en"


def test_navigation_begins_with_what_users_of_the_data_come_for(pages):
    links = [link["href"] for link in pages["index.html"].nav.find_all("a")]
    assert links[1:4] == ["checklist.html", "using.html", "verifying.html"]
    assert links.index("changelog.html") < min(map(links.index, ("contributing.html", "decisions.html", "guide.html")))


def test_lines_of_chinese_are_joined_without_a_space(pages, data):
    assert "但要注明来源、\n附上" in (data.root / "docs" / "checklist.zh.md").read_text(encoding="utf-8")
    assert "但要注明来源、附上" in pages["checklist.zh.html"].get_text()


def test_queries_behind_figures_are_not_shown(pages):
    assert pages["checklist.html"].find("table")
    assert "select" not in pages["checklist.html"].get_text()


def test_same_documents_give_the_same_bytes(folder, data, snapshot, tmp_path):
    publish_docs(data, tmp_path)
    assert snapshot(tmp_path) == snapshot(folder)


@pytest.mark.parametrize(
    ("link", "message"),
    [
        (
            "[x](nowhere.md)",
            r"docs/broken\.md: links to docs/nowhere\.md, which is no page of the site\. Mend the link\.",
        ),
        ("[x](nowhere.csv)", r"docs/broken\.md: links to docs/nowhere\.csv, which is not there\. Mend the link\."),
    ],
)
def test_link_that_leads_nowhere_is_refused(link, message, small, data, tmp_path):
    for path in data.root.glob("*.md"):
        (small.root / path.name).write_bytes(path.read_bytes())
    for path in ("LICENSE", "tests/gold/GUIDE.md", "scripts/deploy/Containerfile", "scripts/deploy/kouan.service"):
        (small.root / path).parent.mkdir(parents=True, exist_ok=True)
        (small.root / path).write_bytes((data.root / path).read_bytes())
    shutil.copytree(data.root / "docs", small.root / "docs", dirs_exist_ok=True)
    publish_docs(small, tmp_path / "good")
    (small.root / "docs" / "broken.md").write_text(f"# Broken\n\n{link}\n", encoding="utf-8")
    with pytest.raises(KouanError, match=message):
        publish_docs(small, tmp_path / "bad")
    assert not (tmp_path / "bad").exists()


def test_heading_has_the_id_that_code_hosts_give_it():
    assert slug("How exact it is") == "how-exact-it-is"
    assert slug("R") == "r"
    assert slug("可以用吗？") == "可以用吗"

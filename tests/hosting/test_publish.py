"""Publishing: whole versions that never change, the newest once more, and an index that leads to every file."""

import hashlib
import json
import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from click.testing import CliRunner

from kouan.cli import main
from kouan.errors import KouanError
from kouan.hosting import publish_release

PAGES = ("index.html", "index.en.html")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "www"


@pytest.fixture
def publish(project, folder):
    """Publish the project's version, and return what was said."""

    def run():
        said = []
        publish_release(project, folder, said.append)
        return said

    return run


@pytest.fixture
def served(folder):
    """What a static host without any configuration answers."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    with httpx.Client(base_url=f"http://127.0.0.1:{server.server_port}") as client:
        yield client
    server.shutdown()
    server.server_close()


def links(html):
    return [one["href"] for one in BeautifulSoup(html, "html.parser").find_all("a") if "://" not in one["href"]]


def listed(folder):
    return json.loads((folder / "versions.json").read_text(encoding="utf-8"))


def test_a_version_lies_there_as_it_was_released_and_once_more_as_the_latest(release, publish, folder, snapshot):
    made = release("2026.11.0")
    publish()
    assert snapshot(folder / "2026.11.0") == snapshot(folder / "latest") == snapshot(made)
    assert {path.name for path in folder.iterdir()} == {"2026.11.0", "latest", "versions.json", *PAGES}
    assert not [path for path in folder.rglob("*") if path.is_symlink()]


def test_programs_find_every_file_with_its_sum(release, publish, folder):
    release("2026.11.0")
    publish()
    (version,) = listed(folder)["versions"]
    assert (listed(folder)["latest"], version["date"], version["path"]) == ("2026.11.0", "2026-11-23", "2026.11.0/")
    files = {file["path"]: file for file in version["files"]}
    present = {path.relative_to(folder).as_posix() for path in (folder / "2026.11.0").rglob("*") if path.is_file()}
    assert set(files) == present
    for path, file in files.items():
        content = (folder / path).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert version["bytes"] == sum(file["bytes"] for file in files.values())


def test_a_static_host_answers_every_link(release, publish, served):
    release("2026.11.0")
    publish()
    found = set()
    for page in ("/", *PAGES):
        answer = served.get(page)
        assert answer.status_code == 200
        found |= set(links(answer.text))
    assert {"versions.json", "2026.11.0/csv/tasks.csv", "latest/README.html", *PAGES} <= {unquote(one) for one in found}
    assert [link for link in sorted(found) if served.get(link).status_code != 200] == []


def test_publishing_again_changes_nothing(release, publish, folder, snapshot):
    release("2026.11.0")
    assert "already" not in " ".join(publish())
    before = snapshot(folder)
    assert "the same is published already" in publish()[0]
    assert snapshot(folder) == before


@pytest.mark.parametrize("order", [("2026.11.9", "2026.11.10"), ("2026.11.10", "2026.11.9")])
def test_the_latest_is_the_highest_version_whenever_it_came(release, publish, folder, snapshot, order):
    for version in order:
        release(version)
        publish()
    assert snapshot(folder / "latest") == snapshot(folder / "2026.11.10")
    assert [one["version"] for one in listed(folder)["versions"]] == ["2026.11.10", "2026.11.9"]
    for page in PAGES:
        headings = BeautifulSoup((folder / page).read_text(encoding="utf-8"), "html.parser").find_all("h2")
        assert [heading.get_text() for heading in headings] == ["2026.11.10", "2026.11.9"]


def test_a_published_version_is_never_changed(release, publish, folder, snapshot):
    release("2026.11.0")
    publish()
    before = snapshot(folder)
    release("2026.11.0", **{"csv/tasks.csv": "task_id\nother\n"})
    with pytest.raises(KouanError, match=r"2026\.11\.0: this version is published already.*SHA256SUMS, csv/tasks\.csv"):
        publish()
    assert snapshot(folder) == before


def change_file(folder):
    (folder / "csv" / "tasks.csv").write_text("x")


def name_another_version(folder):
    path = folder / "CITATION.cff"
    path.write_text("version: 2026.10.0\ndate-released: '2026-10-01'\n")
    sums = folder / "SHA256SUMS"
    lines = [line for line in sums.read_text().splitlines(keepends=True) if not line.endswith("CITATION.cff\n")]
    sums.write_text("".join([*lines, f"{hashlib.sha256(path.read_bytes()).hexdigest()}  CITATION.cff\n"]))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (change_file, "not the file that SHA256SUMS lists"),
        (lambda folder: (folder / "NOTES.md").unlink(), "no whole release"),
        (lambda folder: (folder / "SHA256SUMS").unlink(), "no whole release"),
        (lambda folder: (folder / "SHA256SUMS").write_text("?\n"), "line 1: expected the SHA-256 and the name"),
        (lambda folder: (folder / "more.txt").write_text("x"), "does not list it"),
        (name_another_version, "holds version 2026.10.0"),
        (shutil.rmtree, "there is no such release"),
    ],
)
def test_a_release_that_is_not_whole_is_not_published(release, publish, folder, spoil, words):
    spoil(release("2026.11.0"))
    with pytest.raises(KouanError, match=words):
        publish()
    assert not folder.exists()


def test_a_published_file_that_was_damaged_is_named(release, publish, folder):
    release("2026.11.0")
    publish()
    (folder / "2026.11.0" / "NOTES.md").write_text("x")
    release("2026.11.1")
    with pytest.raises(KouanError, match=r"2026\.11\.0/NOTES\.md: it is not the file"):
        publish()


def test_an_interrupted_copy_leaves_what_was_there(release, publish, folder, snapshot, monkeypatch):
    release("2026.11.0")
    publish()
    before = snapshot(folder)
    release("2026.11.1")
    copy = shutil.copyfile

    def fail(source, target, **options):
        if str(source).endswith("README.html"):
            raise OSError(28, "No space left on device", str(target))
        return copy(source, target, **options)

    monkeypatch.setattr(shutil, "copyfile", fail)
    with pytest.raises(KouanError, match="it cannot be written"):
        publish()
    assert snapshot(folder) == before
    monkeypatch.undo()
    publish()
    assert listed(folder)["latest"] == "2026.11.1"
    assert not list(folder.glob(".*"))


def test_folders_of_something_else_are_left_alone(release, project, publish, folder):
    release("2026.11.0")
    folder.mkdir()
    (folder / "photo.jpg").write_bytes(b"x")
    with pytest.raises(KouanError, match="holds something else"):
        publish()
    for place in (project.root, project.build / "release"):
        with pytest.raises(KouanError, match="the project itself"):
            publish_release(project, place, print)
    with pytest.raises(KouanError, match="not a folder"):
        publish_release(project, folder / "photo.jpg", print)
    assert [path.name for path in folder.iterdir()] == ["photo.jpg"]


def test_the_documentation_lies_beside_the_versions_if_it_is_built(release, project, publish, folder, served):
    release("2026.11.0")
    publish()
    assert "docs/index.html" not in links((folder / "index.html").read_text(encoding="utf-8"))
    (project.build / "docs").mkdir()
    (project.build / "docs" / "index.html").write_text("<title>Docs</title>")
    publish()
    assert "docs/index.html" in links((folder / "index.html").read_text(encoding="utf-8"))
    assert served.get("docs/").text == "<title>Docs</title>"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_index_is_readable_for_everybody(release, publish, folder, browser, scheme):
    release("2026.11.0")
    publish()
    page = browser.new_page(color_scheme=scheme)
    for name in PAGES:
        page.goto((folder / name).as_uri())
        page.locator("summary").click()
        assert Axe().run(page).response["violations"] == []
    page.close()


def test_the_command_publishes_and_says_what_is_wrong(release, project, folder):
    def kouan():
        return CliRunner().invoke(main, ["publish", str(folder), "--root", str(project.root)])

    release("2026.11.0")
    result = kouan()
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "version   2026.11.0")
    release("2026.11.0", **{"NOTES.md": "other\n"})
    result = kouan()
    assert result.exit_code == 2
    assert result.stderr.startswith("kouan: ")
    assert "never changes" in result.stderr

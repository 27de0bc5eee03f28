"""The last tagged release, rebuilt in a folder of its own."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kouan.build import build
from kouan.diff import as_text, last_release, since_last_release
from kouan.errors import KouanError

ROOT = Path(__file__).parents[2]
VERSION = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["version"]


def git(root, *words):
    subprocess.run(
        ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", *words],
        cwd=root,
        check=True,
        capture_output=True,
    )


def set_version(project, version):
    for name in ("datapackage.json", "CHANGELOG.md"):
        path = project.root / name
        text = path.read_text(encoding="utf-8")
        text = text.replace("## Unreleased", f"## {version} (2999-01-01)") if name == "CHANGELOG.md" else text
        path.write_text(text.replace(f'"version": "{VERSION}"', f'"version": "{version}"'), encoding="utf-8")


@pytest.fixture
def released(small, data):
    """A small project in git, with its code, tagged as released."""
    ignored = shutil.ignore_patterns("__pycache__", "plugins", "templates", "static")
    shutil.copytree(data.root / "scripts", small.root / "scripts", ignore=ignored)
    (small.root / ".gitignore").write_text("/build\n/datasets/*.csv\n", encoding="utf-8")
    git(small.root, "init", "--quiet", "--initial-branch=main")
    git(small.root, "add", ".")
    git(small.root, "commit", "--quiet", "--message=first")
    git(small.root, "tag", f"data-{VERSION}")
    return small


def test_the_first_release_is_compared_with_none(released):
    assert as_text(since_last_release(released, released.root)).startswith(f"{VERSION} is the first release")


def test_the_last_release_is_made_again_from_its_tag_with_its_code(released):
    git(released.root, "tag", "data-2025.1.0")
    git(released.root, "tag", "data-next")
    set_version(released, "2999.1.0")
    # The code of today cannot be what makes the release of then.
    (released.root / "scripts/kouan/build.py").write_text("raise SystemExit('today')\n", encoding="utf-8")
    path = released.datasets / "reference" / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Air cargo", "Cargo by air"), encoding="utf-8")
    build(released, lambda _: None)
    git(released.root, "add", ".")
    git(released.root, "commit", "--quiet", "--message=next")
    text = as_text(since_last_release(released, released.root))
    assert text.startswith(f"{VERSION} -> 2999.1.0\n")
    with last_release(released) as folder:
        assert (folder / "datasets/tasks.csv").read_bytes() == (released.datasets / "tasks.csv").read_bytes()
    assert not folder.exists()


def test_a_release_that_does_not_build_any_more_stops_the_diff(released):
    (released.root / "scripts/kouan/build.py").write_text("raise SystemExit('no such library')\n", encoding="utf-8")
    git(released.root, "commit", "--quiet", "--all", "--message=broken")
    git(released.root, "tag", "data-2998.1.0")
    set_version(released, "2999.1.0")
    with pytest.raises(
        KouanError, match=r"data-2998\.1\.0 cannot be rebuilt .*no such library.*install what that release needs"
    ):
        since_last_release(released, released.root)


def test_a_tag_on_data_of_another_version_stops_the_diff(released):
    git(released.root, "tag", "data-2998.1.0")
    set_version(released, "2999.1.0")
    with pytest.raises(KouanError, match=rf"data-2998\.1\.0: the data at this tag are version {re.escape(VERSION)}"):
        since_last_release(released, released.root)


def test_a_version_has_to_grow(released):
    git(released.root, "tag", "data-2999.2.0")
    with pytest.raises(KouanError, match=rf"the version is {re.escape(VERSION)}, and data-2999\.2\.0 is released"):
        since_last_release(released, released.root)


def test_a_tag_that_is_not_in_the_history_does_not_count(released):
    git(released.root, "switch", "--quiet", "--create", "other")
    git(released.root, "commit", "--quiet", "--allow-empty", "--message=other")
    git(released.root, "tag", "data-2999.2.0")
    git(released.root, "switch", "--quiet", "main")
    assert since_last_release(released, released.root).old is None


def test_without_the_history_there_is_no_diff(small, released, tmp_path):
    with pytest.raises(KouanError, match=r"what was released last is not known.*in a git checkout with all tags"):
        since_last_release(
            type(small)(shutil.copytree(small.root, tmp_path / "no", ignore=shutil.ignore_patterns(".git"))), small.root
        )
    git(released.root, "commit", "--quiet", "--allow-empty", "--message=second")
    git(tmp_path, "clone", "--quiet", "--depth=1", released.root.as_uri(), "shallow")
    with pytest.raises(KouanError, match=r"the clone is shallow"):
        since_last_release(type(small)(tmp_path / "shallow"), small.root)

"""The audit names what is affected, says how old its lists are, and asks nothing but what lies here."""

import shutil
import socket
from datetime import date

import pytest
from click.testing import CliRunner

from kouan.errors import KouanError
from kouan.supply import advisories
from kouan.supply.__main__ import main
from kouan.supply.advisories import Advisory, AdvisoryList, installed_list, list_in
from kouan.supply.audit import audit
from kouan.supply.weighed import WEIGHED, read_weighed

DAY = date(2026, 11, 23)
FILES = (
    "CHANGELOG.md", "datapackage.json", "docs/advisories.csv", "requirements-dev.txt", "requirements.txt",
)  # fmt: skip
OSV = """id: PYSEC-2026-1
aliases: [CVE-2026-1]
affected:
- package: {name: Jinja2, ecosystem: PyPI}
  ranges:
  - type: GIT
    events: [{introduced: '0'}]
  - type: ECOSYSTEM
    events: [{introduced: '0'}, {fixed: 2.0}, {introduced: 3.1}, {last_affected: 3.1.4}]
  versions: ['2.5.0']
modified: '2026-11-01T00:00:00Z'
"""


@pytest.fixture(autouse=True)
def offline(monkeypatch):
    def refuse(*_):
        raise AssertionError("the network was asked")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def root(data, tmp_path):
    """What an audit reads of the project, to be changed."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(data.root / name, tmp_path / name)
    return tmp_path


def run(*words):
    done = CliRunner().invoke(main, ["audit", *map(str, words)])
    return done.exit_code, done.output


@pytest.fixture
def clone(tmp_path):
    """A folder as PyPA's advisory database has them, with the advisory above."""
    path = tmp_path / "clone" / "vulns" / "jinja2" / "PYSEC-2026-1.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(OSV, encoding="utf-8")
    return tmp_path / "clone"


# --- what is pinned


def test_nothing_that_is_pinned_is_known_to_be_vulnerable_by_the_list_that_is_installed(data, runtime, development):
    code, output = run("--root", data.root)
    assert code == 0, output
    different = {(pin.name, pin.version) for pin in (*runtime, *development)}
    assert f"audited   {len(different)} pinned dependencies" in output
    assert "found     0 known vulnerabilities that matter" in output


def test_the_age_of_the_installed_list_is_said(data):
    _, output = run("--root", data.root)
    assert "list      safety-db 2021.7.17: 2,948 advisories, the newest of 2021-07-01" in output
    assert "OLD       it ends 1," in output
    assert "note      this says little, since every list that was asked is old" in output


def test_a_pin_that_is_vulnerable_is_named(root):
    path = root / "requirements.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\njinja2==3.1.6 ", "\njinja2==2.7.1 "), encoding="utf-8")
    code, output = run("--root", root)
    assert code == 1
    assert "AFFECTED  jinja2 2.7.1: CVE-2014-1402, pyup.io-25866\n" in output
    # The other file still pins the other version, which is not affected.
    assert "jinja2 3.1.6" not in output
    assert "this says little" not in output


def test_a_newer_list_can_be_named(root, clone):
    code, output = run("--root", root, "--advisories", clone)
    assert code == 0, output
    assert f"list      {clone}: 1 advisories, the newest of 2026-11-01\n" in output
    assert "this says little" not in output
    (clone / "vulns/jinja2/PYSEC-2026-1.yaml").write_text(OSV.replace("3.1.4", "3.1.6"), encoding="utf-8")
    code, output = run("--root", root, "--advisories", clone)
    assert code == 1
    assert "AFFECTED  jinja2 3.1.6: CVE-2026-1, PYSEC-2026-1\n" in output


def test_without_a_list_nothing_is_called_audited(root, monkeypatch):
    monkeypatch.setattr(advisories, "INSTALLED", "no-such-list")
    code, output = run("--root", root)
    assert code == 2
    assert "audit: nothing was audited: the list no-such-list is not installed" in output


def test_a_folder_that_is_no_list_is_refused(root):
    code, output = run("--root", root, "--advisories", root)
    assert code == 2
    assert "it has no advisories in vulns/PACKAGE/*.yaml" in output


# --- what was weighed


def test_what_was_weighed_is_shown_with_its_reason(data):
    _, output = run("--root", data.root)
    assert "weighed   reportlab 5.1.0: CVE-2020-28463, pyup.io-39642. The list says all versions" in output


def test_what_was_weighed_is_weighed_for_one_version(root):
    path = root / WEIGHED
    path.write_text(path.read_text(encoding="utf-8").replace("reportlab,5.1.0", "reportlab,5.0.0"), encoding="utf-8")
    code, output = run("--root", root)
    assert code == 1
    assert "AFFECTED  reportlab 5.1.0: CVE-2020-28463" in output


def test_what_was_weighed_is_pinned(data, development):
    pinned = {(pin.name, pin.version) for pin in development}
    weighed = read_weighed(data.root / WEIGHED)
    assert {(one.name, one.version) for one in weighed} <= pinned


@pytest.mark.parametrize("text", ["", "name,version\n", "name,version,advisory,reason\na,1,CVE-1,\n"])
def test_a_broken_list_of_what_was_weighed_is_refused(written, text):
    with pytest.raises(KouanError, match=r"line \d: expected name, version, advisory, reason"):
        read_weighed(written(text))


# --- how lists are read


@pytest.mark.parametrize(
    ("version", "is_affected"),
    [
        ("1.9", True),
        ("2.0", False),
        ("2.0rc1", True),
        ("2.5", True),
        ("2.5.1", False),
        ("3.0", False),
        ("3.1", True),
        ("3.1.4", True),
        ("3.1.5", False),
    ],
)
def test_ranges_and_versions_of_osv_hold(clone, version, is_affected):
    (advisory,) = list_in(clone, ["jinja2"]).of_package["jinja2"]
    assert advisory.affects(version) == is_affected


def test_what_was_withdrawn_does_not_count(clone):
    path = clone / "vulns/jinja2/PYSEC-2026-1.yaml"
    path.write_text(f"{OSV}withdrawn: '2026-11-02T00:00:00Z'\n", encoding="utf-8")
    assert list_in(clone, ["jinja2"]).of_package["jinja2"] == ()


def test_a_range_without_an_end_takes_in_everything_after_it(clone):
    path = clone / "vulns/jinja2/PYSEC-2026-1.yaml"
    path.write_text(OSV.replace(", {last_affected: 3.1.4}", ""), encoding="utf-8")
    (advisory,) = list_in(clone, ["jinja2"]).of_package["jinja2"]
    assert advisory.affects("99.0")


@pytest.mark.parametrize("text", ["- a\nmodified: x", "modified: 2026-01-01\n", "{\nmodified: 2026-01-01\n"])
def test_an_advisory_that_cannot_be_read_is_not_passed_over(clone, text):
    path = clone / "vulns/jinja2/PYSEC-2026-2.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KouanError, match=r"PYSEC-2026-2\.yaml: it is no advisory in the form of OSV"):
        list_in(clone, ["jinja2"])


def test_a_range_that_nobody_can_read_counts():
    assert Advisory(("X",), ("<r5238",)).affects("1.0")
    assert not Advisory(("X",), ("<0.9",)).affects("1.0")


def test_the_installed_list_is_read_whole():
    found = installed_list()
    assert sum(len(one) for one in found.of_package.values()) == found.size
    assert [one.names for one in found.of_package["jinja2"]][1] == ("CVE-2014-1402", "pyup.io-25866")


@pytest.mark.parametrize(("day", "is_old"), [(date(2026, 11, 1), False), (date(2026, 1, 1), True)])
def test_a_list_is_called_old_after_half_a_year(pin, day, is_old):
    lines = audit([pin()], [AdvisoryList("a list", day, 0, {})], [], DAY).lines()
    assert [line for line in lines if line.startswith("OLD")] == (
        ["OLD       it ends 326 days before this version and knows of nothing since"] if is_old else []
    )

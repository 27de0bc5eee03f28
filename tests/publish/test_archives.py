"""A zip holds what it was given, and nothing of the moment or the order."""

import io
import zipfile

from kouan.publish.archives import zip_bytes


def test_the_same_files_give_the_same_zip():
    contents = {"b/x.csv": b"x\n1\n", "a.json": "{“口岸”}".encode()}
    first = zip_bytes(contents)
    assert first == zip_bytes(dict(reversed(contents.items())))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert [(about.filename, about.date_time) for about in archive.infolist()] == [
            ("a.json", (1980, 1, 1, 0, 0, 0)),
            ("b/x.csv", (1980, 1, 1, 0, 0, 0)),
        ]
        assert archive.read("a.json") == contents["a.json"]

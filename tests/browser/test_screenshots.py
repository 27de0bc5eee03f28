"""The pictures of the READMEs. `make screenshots` takes them anew:

.venv/bin/python -m pytest tests/browser/test_screenshots.py --update-screenshots
"""

import re
import struct
import subprocess
from dataclasses import dataclass

import pytest
from tests.site.conftest import PROJECT

FOLDER = PROJECT / "docs" / "screenshots"
README = ("README.md", "README.zh.md")
MOST_BYTES = 250_000


@dataclass(frozen=True)
class Picture:
    """What of the site is shown: the window on a page, from this part of it on."""

    name: str
    path: str
    width: int = 1200
    height: int = 760
    top: str = "body"


PICTURES = (
    Picture("front-page-zh", "/?_lang=zh"),
    Picture("front-page-en", "/en/"),
    Picture("document", "/-/document/ah-ports-2022", width=1100, height=600, top="#task-ah-ports-2022\\.1"),
    Picture("search", "/en/-/find?q=LNG", height=640),
    Picture("map", "/en/-/pictures/map", height=640, top=".maps"),
    Picture("phone", "/en/-/agency/hefei-customs", width=360, height=740, top="#work"),
)


@pytest.fixture
def take(visit):
    """Take a picture in Chromium; the same each time, as nothing on a page moves or tells the time."""

    def picture_of(picture):
        tab = visit(picture.path, viewport={"width": picture.width, "height": picture.height})
        tab.evaluate("top => document.querySelector(top).scrollIntoView()", picture.top)
        return tab.screenshot()

    return picture_of


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_there_and_of_its_size(request, take, picture):
    path = FOLDER / f"{picture.name}.png"
    if request.config.getoption("--update-screenshots", default=False):
        fonts = subprocess.run(["fc-list", ":family=Noto Sans CJK SC"], capture_output=True, check=True).stdout
        assert fonts, "Chinese letters need the font Noto Sans CJK (apt-get install fonts-noto-cjk)"
        FOLDER.mkdir(exist_ok=True)
        path.write_bytes(take(picture))
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24]) == (picture.width, picture.height)
    assert len(content) < MOST_BYTES


def test_the_same_page_gives_the_same_picture(take):
    assert take(PICTURES[0]) == take(PICTURES[0])


def test_the_readmes_show_every_picture_and_no_other():
    taken = {f"docs/screenshots/{picture.name}.png" for picture in PICTURES}
    assert {path.relative_to(PROJECT).as_posix() for path in FOLDER.iterdir()} == taken
    for name in README:
        shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (PROJECT / name).read_text(encoding="utf-8"))
        assert set(shown) == taken, name

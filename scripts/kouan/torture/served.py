"""The site that serves a project while what it serves is built anew: whether it answers from the right build."""

import asyncio
import hashlib
from collections.abc import Iterator
from pathlib import Path

import httpx

from kouan.serve import current_site, make_site
from kouan.torture.works import Work

_ASKED = (
    "/kouan/ports.json?_shape=array&_size=max&_col=name_en",
    "/en/kouan/port_overview.csv",
    "/-/downloads/datasets/ports.csv",
)


class ServedSite:
    """The site that serves a project all the time."""

    def __init__(self, folder: Path) -> None:
        self._app = current_site(folder, 8, interval=0)
        asyncio.run(_answers(self._app))

    def faults(self, work: Work, *, is_new: bool) -> Iterator[str]:
        """Yield what is not answered as the build that counts answers it."""
        # The first look finds a new build, the second that it is settled.
        for _ in range(2):
            asyncio.run(_answers(self._app))
        expected = _expected(work.folder.with_name("build-after" if is_new else "build-before"))
        for path, found, right in zip(_ASKED, asyncio.run(_answers(self._app)), expected, strict=True):
            if found != right:
                yield f"{path} is not answered from the {'new' if is_new else 'old'} build"

    def close(self) -> None:
        self._app.close()


def _expected(folder: Path) -> list[str]:
    site = make_site(folder / "build")
    try:
        return asyncio.run(_answers(site.app))
    finally:
        site.close()


async def _answers(app: object) -> list[str]:
    """Return the answers, as sums."""
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        answers = [await client.get(path) for path in _ASKED]
    return [f"{answer.status_code} {hashlib.sha256(answer.content).hexdigest()}" for answer in answers]

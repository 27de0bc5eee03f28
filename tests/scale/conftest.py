"""Plans of a few tasks, a folder of them, and builds of it by threads of this process."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from kouan.bench.plans import made_plan, read_forms
from kouan.publish import read_table
from kouan.scale import Engine, build_partitions

PLANS = 8
# The beginning of a made plan: a title, an issuer, and a task or two.
CHARACTERS = 500
# Things that no list knows and every plan names, in two spellings.
SHARED = (
    "9．加快衢州机场口岸建设，建设衢州国际海铁联运物流园项目。",
    "9．加快衢州机场航空口岸建设，建设“衢州国际海铁联运物流园”。",
)


@pytest.fixture(scope="session")
def plan_text(data, package):
    """The text of a short plan of a number."""
    passages = read_table(data.datasets / "passages.csv", package.table("passages"))
    forms = read_forms(passages, data.reference()["divisions"])
    return lambda number: f"{made_plan(forms, number)[:CHARACTERS]}。\n{SHARED[number % 2]}\n"


@pytest.fixture
def folder(plan_text, tmp_path):
    """A folder with eight plans."""
    documents = tmp_path / "documents"
    documents.mkdir()
    for number in range(PLANS):
        (documents / f"plan-{number:02}.txt").write_text(plan_text(number), encoding="utf-8")
    return documents


@pytest.fixture
def few_in_a_shard(monkeypatch):
    """Deal documents and keys to several shards and buckets, as many documents are."""
    monkeypatch.setattr("kouan.scale.shards._PER_SHARD", 1)
    monkeypatch.setattr("kouan.scale.shards._SHARDS_PER_BUCKET", 2)


class _Backwards(Engine):
    """An engine that takes the last task first."""

    def run(self, function, tasks):
        return super().run(function, reversed(list(tasks)))


@pytest.fixture(scope="session")
def backwards():
    return _Backwards


@pytest.fixture(scope="session")
def partitions(data):
    """Build partitions of a folder: the manifest, and what the build said."""

    def build(documents, output, threads=2, kind=Engine, project=data):
        said = []
        with ThreadPoolExecutor(threads) as pool:
            manifest = build_partitions(project, str(documents), str(output), kind(pool, 2 * threads), said.append)
        return manifest, said

    return build

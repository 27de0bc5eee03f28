"""What the pictures draw: the answers of canned queries, as anybody gets them from the query's own address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlencode

from kouan.publish.site_metadata import DATABASE
from kouan.site.language import Language

Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Picture:
    """A picture.

    Attributes:
        name: The last part of its address.
        query: The canned query whose answer it draws.
        codes: The table whose codes the answer has, where tables use the same name for different codes.
        filters: The parameters of the query that its page offers as links, with the column that holds their values.
    """

    name: str
    query: str
    codes: str
    title: str
    title_en: str
    summary: str
    summary_en: str
    filters: Mapping[str, str]


PICTURES = (
    Picture(
        "map",
        "picture_map",
        "ports",
        "口岸地图",
        "Map of ports",
        "口岸、机场、车站和海关监管场所在哪里，是哪一类，文件说它已开放、要开放还是要扩大。",
        "Where ports, airports, stations and customs-supervised sites lie, of which kind they are, and whether "
        "documents say that they are open, to be opened or to be enlarged.",
        {"document": "document_id", "kind": "kind", "status": "statuses"},
    ),
    Picture(
        "responsibilities",
        "picture_responsibilities",
        "agencies",
        "谁管多少",
        "Who carries how much",
        "每份文件里，各单位牵头、配合、共同负责的任务各有多少。",
        "How many tasks of each document a body leads, supports or shares.",
        {"document": "document_id", "kind": "kind"},
    ),
    Picture(
        "targets",
        "picture_targets",
        "targets",
        "目标并列",
        "Targets side by side",
        "同一个指标，各省、各地、各口岸定了多少。",
        "What provinces, places and ports promise for the same indicator.",
        {"document": "document_id", "indicator": "indicator_id"},
    ),
    Picture(
        "timeline",
        "picture_timeline",
        "targets",
        "时间线",
        "Timeline",
        "什么事，哪一年到期。",
        "What is due in which year.",
        {"document": "document_id", "kind": "is_milestone"},
    ),
)

BY_NAME = {picture.name: picture for picture in PICTURES}


@dataclass(frozen=True)
class Answer:
    """The rows of a canned query for some values of its parameters, and where they can be had."""

    columns: Sequence[str]
    rows: Sequence[Row]
    address: str
    json: str
    csv: str


async def answer(datasette: Any, query: str, given: Mapping[str, str]) -> Answer:
    """Return what a canned query answers; a parameter that is not given is empty."""
    known = await datasette.get_canned_query(DATABASE, query, None)
    parameters = {name: given.get(name, "") for name in known["params"]}
    results = await datasette.get_database(DATABASE).execute(known["sql"], parameters)
    path = datasette.urls.query(DATABASE, query)
    asked = urlencode({name: value for name, value in parameters.items() if value})
    return Answer(
        columns=results.columns,
        rows=[dict(row) for row in results.rows],
        address=f"{path}?{asked}" if asked else path,
        json=f"{path}.json?_shape=array{'&' if asked else ''}{asked}",
        csv=f"{path}.csv{'?' if asked else ''}{asked}",
    )


def named(row: Row, column: str, t: Language) -> str:
    """Return a name in the language of the page, or the Chinese one where it has no other."""
    return str(t(row[column] or "", row.get(f"{column}_en") or row[column] or ""))


def picture_address(datasette: Any, picture: Picture) -> str:
    """Return the address of a picture's page."""
    return str(datasette.urls.path(f"/-/pictures/{picture.name}"))

"""A short description of the site as Markdown for language models and whoever writes scripts: /llms.txt.

The form is that of https://llmstxt.org/. All it says comes from the metadata and the settings.
"""

from collections.abc import Callable, Iterator
from typing import Any

from datasette import Response, hookimpl

from kouan.publish.site_metadata import DATABASE
from kouan.site.files import OPEN_TO_ALL
from kouan.site.language import Language, language_of


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Serve it."""
    return [(r"^/llms\.txt$", llms_txt)]


async def llms_txt(datasette: Any, request: Any) -> Any:
    """Return the text in the language of the site."""
    lines = _lines(datasette, language_of(datasette), lambda path: _absolute(datasette, request, path))
    return Response.text("\n".join(lines) + "\n", headers=dict(OPEN_TO_ALL))


def _lines(datasette: Any, t: Language, link: Callable[[str], str]) -> Iterator[str]:
    metadata = datasette.metadata()
    known = ((metadata.get("databases") or {}).get(DATABASE)) or {}
    yield f"# {metadata.get('title', DATABASE)}"
    yield ""
    yield "> " + t(
        "中国各级政府关于口岸、自由贸易试验区和区域一体化的规划文件，读成可以查询的表；每一行都标明出自哪份文件的哪几个字。",
        "Plans of Chinese governments for ports of entry, free trade zones and regional integration, read into tables; "
        "every row names the document and the characters it comes from.",
    )
    yield ""
    yield from _limits(datasette, metadata, t)
    yield f"\n## {t('怎样取数据', 'How to get data')}\n"
    yield from _ways(t, link)
    for heading, kind in ((t("表和视图", "Tables and views"), "tables"), (t("问题", "Questions"), "queries")):
        yield f"\n## {heading}\n"
        for name, about in (known.get(kind) or {}).items():
            title = about.get("title", name)
            yield f"- [{name}]({link(f'/{DATABASE}/{name}.json')}): {title}{t('。', '. ')}{about.get('summary', '')}"


def _limits(datasette: Any, metadata: Any, t: Language) -> Iterator[str]:
    rows, milliseconds = datasette.setting("max_returned_rows"), datasette.setting("sql_time_limit_ms")
    licence, address = metadata.get("license", ""), metadata.get("license_url", "")
    yield t(f"- 许可：{licence}（{address}）", f"- Licence: {licence} ({address})")
    yield t(f"- 来源：{metadata.get('source', '')}", f"- Source: {metadata.get('source', '')}")
    yield t(
        f"- 限制：只能读；一次最多 {rows} 行；一条 SQL 最多 {milliseconds} 毫秒。要全部数据请下载文件。",
        f"- Limits: read only; at most {rows} rows in one answer; {milliseconds} ms for one SQL query. For everything "
        "take the files.",
    )
    yield t(
        "- 原文是中文；名称以 _en 结尾的列是英文译名，不是官方译文，也可以搜索。",
        "- The texts are Chinese; columns whose names end in _en are unofficial translations, searched as well.",
    )


def _ways(t: Language, link: Callable[[str], str]) -> Iterator[str]:
    table, sql = link(f"/{DATABASE}/tasks"), link(f"/{DATABASE}.json")
    count = "?sql=select+count(*)+as+n+from+tasks&_shape=array"
    yield "- " + t("一张表", "A table") + f": {table}.json?_shape=array&_size=max"
    yield (
        "- "
        + t("筛选和搜索", "Filter and search")
        + f": {table}.json?_shape=array&_search={t('口岸', 'port+of+entry')}&document_id=ah-ports-2022"
    )
    yield "- " + t("一行", "A row") + f": {table}/ah-ports-2022.4.json?_shape=array"
    yield "- CSV: " + f"{table}.csv"
    yield "- SQL (SQLite): " + f"{sql}{count}"
    yield "- " + t("所有列的说明", "What every column means") + f": {link('/-/metadata.json')}"
    yield f"- [OpenAPI]({link('/-/openapi.json')}): " + t("接口的完整说明", "All addresses and parameters")
    yield f"- [{t('下载', 'Downloads')}]({link('/-/downloads.json')}): SQLite, Parquet, CSV"
    yield f"- [{t('更新', 'Changes')}]({link('/-/changes.atom')}): Atom"


def _absolute(datasette: Any, request: Any, path: str) -> str:
    return str(datasette.absolute_url(request, datasette.urls.path(path)))

"""ROAPI, a server for data that do not change, asked what the site is asked, as far as it can answer that.

It reads our Parquet files, has no index of words and makes no pages. Where its paths cannot say what is asked, its SQL
does. Rows are all that it gives: no count, no labels, no page after this one.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlencode

from kouan.bench.client import Question

PROGRAM = Path(sys.executable).parent / "roapi"

TABLES = ("agencies", "documents", "passages", "task_assignments", "tasks")

READY = "/api/schema"

_WHO = """
select documents.title as document, documents.title_en as document_en, tasks.number, tasks.number_en,
  tasks.title as task, tasks.title_en as task_en, clause, role,
  string_agg(coalesce(agencies.name, mention), '、' order by a.ordinal) as responsible,
  string_agg(coalesce(agencies.name_en, mention), '; ' order by a.ordinal) as responsible_en, tasks.task_id
from tasks
join task_assignments a on a.task_id = tasks.task_id
join documents on documents.document_id = tasks.document_id
left join agencies on agencies.agency_id = a.agency_id
where role in ('lead', 'joint')
  and (strpos(tasks.title, '{word}') > 0 or strpos(tasks.text, '{word}') > 0
    or strpos(lower(tasks.title_en), lower('{word}')) > 0)
group by documents.title, documents.title_en, tasks.number, tasks.number_en, tasks.title, tasks.title_en, clause, role,
  tasks.task_id, tasks.document_id, tasks.ordinal
order by tasks.document_id, tasks.ordinal, clause
"""


def command(build: Path, port: int) -> Sequence[str]:
    """Return the command that serves the Parquet files of a build on a port."""
    tables = [part for table in TABLES for part in ("--table", f"{table}={build / 'parquet' / table}.parquet")]
    # Without them, it takes fixed ports for protocols that nobody speaks here.
    others = ["--addr-postgres", "127.0.0.1:0", "--addr-flight-sql", "127.0.0.1:0"]
    return [str(PROGRAM), "--addr-http", f"127.0.0.1:{port}", *others, *tables]


def requests(ids: Sequence[str], words: Sequence[str]) -> Mapping[str, Callable[[int], Question]]:
    """Return, for each kind of request that it can answer, what makes the n-th one.

    Args:
        ids: The ids of all assignments, in the order in which the site is asked for them.
        words: Words, percent-encoded, in that order, too.
    """

    def word(number: int) -> str:
        return unquote(words[number % len(words)])

    def sql(text: str) -> Question:
        return Question("/api/sql", text)

    def table(name: str, **asked: str) -> Question:
        return Question(f"/api/tables/{name}?{urlencode(asked)}")

    return {
        "row JSON": lambda n: table("task_assignments", **{"filter[assignment_id]": f"'{ids[n % len(ids)]}'"}),
        "100 rows JSON": lambda n: table(
            "passages", **{"filter[char_start]gt": str(n), "sort": "passage_id", "limit": "100"}
        ),
        "search": lambda n: sql(
            f"select * from passages where text like '%{word(n)}%' and char_start > {n // len(words)} "  # noqa: S608
            "order by passage_id limit 10"
        ),
        "canned query": lambda n: sql(_WHO.format(word=word(n))),
        "facet": lambda n: sql(
            "select agency_id as value, count(*) as count from task_assignments "  # noqa: S608
            f"where char_start > {n} and agency_id is not null group by agency_id order by count desc, value limit 21"
        ),
    }

"""SQL that strangers may try: each attack by its name, and what is to come of it."""

# ruff: noqa: S608 - it is SQL on purpose

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class End(Enum):
    """What is to come of an attack: 400 or 403; the same, or an answer where there is nothing to be stopped."""

    REFUSED = "refused"
    BOUNDED = "bounded"


@dataclass(frozen=True)
class Attack:
    """An attack: its name, its SQL and its end."""

    name: str
    sql: str
    end: End


_WRITING = {
    "attach a file": "attach database '/etc/passwd' as other",
    "attach in memory": "ATTACH DATABASE ':memory:' AS other",
    "detach": "detach database main",
    "insert": "insert into tasks (task_id) values ('x')",
    "insert behind a CTE": "with x as (select 1) insert into tasks (task_id) select 'x'",
    "delete behind a CTE": "with x as (select 1) delete from tasks",
    "update behind a CTE": "with x as (select 1) update tasks set title = ''",
    "delete behind a comment": "/* select */ delete from tasks",
    "delete behind a line of comment": "-- select\ndelete from tasks",
    "delete inside a comment that ends": "/* /* */ delete from tasks -- */ select 1",
    "replace": "replace into tasks (task_id) values ('x')",
    "drop": "drop table tasks",
    "create": "create table x (y)",
    "create in temp": "create temp table x (y)",
    "create as a result": "with x as (select 1) create table y as select * from x",
    "create a view": "create temp view x as select 1",
    "create a trigger": "create temp trigger x after insert on tasks begin select 1; end",
    "create a virtual table": "create virtual table x using fts5vocab('main', 'tasks_fts', 'row')",
    "alter": "alter table tasks rename to x",
    "vacuum": "vacuum",
    "vacuum into a file": "vacuum into '/tmp/stolen.db'",
    "reindex": "reindex",
    "analyze": "analyze",
    "begin": "begin immediate",
    "savepoint": "savepoint x",
    "second statement": "select 1; drop table tasks",
    "second statement that reads": "select 1; select 2",
    "second statement behind NUL": "select 1\0; drop table tasks",
    "rebuild of an index": "insert into tasks_fts(tasks_fts) values ('rebuild')",
    "rebuild behind a CTE": "with x as (select 'delete-all') insert into tasks_fts(tasks_fts) select * from x",
    "returning": "with x as (select 1) delete from tasks returning *",
}
_PRAGMAS = {
    "pragma writable_schema": "pragma writable_schema = 1",
    "pragma journal_mode": "pragma journal_mode = delete",
    "pragma query_only": "pragma query_only = 0",
    "pragma hard_heap_limit": "select * from pragma_hard_heap_limit",
    "pragma temp_store_directory": "select * from pragma_temp_store_directory('/tmp')",
    "pragma database_list": "select * from pragma_database_list()",
    "pragma compile_options": "select * from pragma_compile_options",
    "pragma stats": 'select * from "pragma_stats"',
    "pragma in brackets": "select * from [pragma_compile_options]",
    "pragma in capitals": "select * from PRAGMA_COMPILE_OPTIONS",
    "explain a pragma": "explain pragma table_info(tasks)",
}
_OUTSIDE = {
    "load_extension": "select load_extension('x')",
    "load_extension with an entry": "select load_extension('/lib/x86_64-linux-gnu/libc.so.6', 'f')",
    "writefile": "select writefile('/tmp/x', 'y')",
    "readfile": "select readfile('/etc/passwd')",
    "fsdir": "select * from fsdir('/')",
    "edit": "select edit('x')",
    "fts3_tokenizer": "select fts3_tokenizer('simple')",
    "fts3_tokenizer set": "select fts3_tokenizer('simple', x'4141414141414141')",
    "sqlite_log": "select sqlite_log(1, 'x')",
    "virtual file": "select * from csv('/etc/passwd')",
    "pages of the file": "select * from sqlite_dbpage",
    "storage of the file": "select * from dbstat",
    "databases, counted": "select count(*) from pragma_database_list",
    "storage of the file, counted": "select count(*) from dbstat",
    "statements of others": "select * from sqlite_stmt",
    "internal database": "select * from _internal.databases",
    "memory database": "select * from _memory.sqlite_master",
    "temporary schema": "select * from sqlite_temp_master",
    "another file by name": "select * from 'file:/etc/passwd'.x",
}
_TOO_MUCH = {
    "randomblob": "select randomblob(1000000000)",
    "zeroblob": "select zeroblob(2000000000)",
    "replace that grows": "select replace(hex(zeroblob(3000000)), '00', 'xxxxxxxx')",
    "hex of the largest": "select hex(zeroblob(3999999))",
    "quote of the largest": "select quote(zeroblob(3999999))",
    "joined texts": "select group_concat(a.text) from passages a, passages b",
    "array of all": "select json_group_array(a.text) from passages a, passages b",
    "object of all": "select json_group_object(a.rowid || b.rowid, a.text) from passages a, passages b",
    "large values in many columns": f"select {', '.join(['randomblob(3999000)'] * 400)}",
    "too many columns": f"select {', '.join(['1'] * 2_500)}",
    "long pattern of LIKE": "select 'a' like hex(zeroblob(20000))",
    "long pattern of GLOB": "select 'a' glob hex(zeroblob(20000))",
    "too long": f"select '{'x' * 120_000}'",
    "too many parameters": f"select {' + '.join(f':p{number}' for number in range(1_500))}",
    "too deep": f"select {'(' * 1_100}1{')' * 1_100}",
    "too deep by operators": f"select {'1+' * 1_100}1",
    "too deep by NOT": f"select {'not ' * 1_100}1",
    "too many selects": f"select 1{' union all select 1' * 600}",
    "too many tables": f"select 1 from {', '.join(f'tasks t{number}' for number in range(70))}",
    "arguments too many": f"select max({', '.join(['1'] * 130)})",
    "expression of the search too deep": (
        f"select * from passages_fts where passages_fts match '{'(' * 400}a{')' * 400}'"
    ),
}


def _doubling(body: str, levels: int = 30) -> str:
    """Return SQL with a name for each level, defined by the level below twice: a plan of 2**levels parts."""
    steps = "".join(f", a{level} as (select {body.replace('?', f'a{level - 1}')})" for level in range(1, levels))
    return f"with a0 as (select 1 as x){steps} select count(x) from a{levels - 1}"


_ENDLESS = {
    "recursion without end": "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n",
    "recursion that keeps all": "with recursive n(i) as (select 1 union select i + 1 from n) select count(*) from n",
    "recursion of large values": (
        "with recursive n(i, x) as (select 1, zeroblob(3900000) union select i + 1, zeroblob(3900000) from n) "
        "select count(*) from n"
    ),
    "recursion into the answer": (
        "with recursive n(i) as (select 1 union all select i + 1 from n) select zeroblob(3900000) from n"
    ),
    "cross join": "select count(*) from passages a, passages b, passages c, passages d",
    "cross join, sorted": "select a.text || b.text || c.text as x from passages a, passages b, passages c order by x",
    "cross join, distinct": (
        "select count(distinct a.text || b.text || c.rowid) from passages a, passages b, passages c"
    ),
    "cross join by pattern": (
        "select count(*) from passages a, passages b where a.text like '%' || substr(b.text, 1, 20) || '%_%'"
    ),
    "window over all": (
        "select sum(a.rowid) over (order by b.rowid, a.rowid rows between unbounded preceding and unbounded following) "
        "from passages a, passages b order by 1 desc"
    ),
    "plan that doubles by joins": _doubling("p.x from ? p, ? q"),
    "plan that doubles by unions": _doubling("x from ? union all select x from ?"),
    "plan that doubles by values": _doubling("(select max(x) from ?) + (select min(x) from ?) as x"),
    "join of sixty tables": "select count(*) from "
    + ", ".join(f"task_assignments t{number}" for number in range(60))
    + " where "
    + " and ".join(f"t{number}.task_id = t{number * 7 % 60}.task_id" for number in range(1, 60)),
    "printf of two thousand million": "select length(printf('%.*c', 2000000000, 'x'))",
    "format of two thousand million": "select length(format('%.*c', 2000000000, 'x'))",
    "printf with a wide number": "select length(printf('%.2000000000d', 1))",
    "instr in zeros": "select instr(zeroblob(3900000), zeroblob(1900000) || x'01')",
    "replace in zeros": "select length(replace(hex(zeroblob(1900000)), hex(zeroblob(900000)) || '1', ''))",
    "trim by many characters": (
        "with recursive n(i) as (select 19968 union all select i + 1 from n limit 20000), "
        "s(t) as (select group_concat(char(i), '') from n) "
        "select length(trim(replace(hex(zeroblob(60000)), '0', char(39999)), t || char(39999))) from s"
    ),
    "patch of a large object": (
        "with recursive n(i) as (select 1 union all select i + 1 from n limit 100000), "
        "o(j) as (select json_group_object('k' || i, 1) from n) "
        "select length(json_patch(j, replace(j, 'k', 'q'))) from o"
    ),
    "JSON of brackets": "select json_valid(replace(hex(zeroblob(1900000)), '0', '['))",
    "JSON tree, deep": (
        "select count(*) from json_tree(replace(hex(zeroblob(900)), '0', '[') || replace(hex(zeroblob(900)), '0', ']'))"
    ),
    "JSON tree, joined": (
        "select count(*) from passages a, json_tree('[' || replace(hex(zeroblob(90000)), '0', '1,') || '1]')"
    ),
    "search near many words": (f"select count(*) from passages_fts where passages_fts match 'NEAR({'口* ' * 9_000})'"),
    "search for any of many": (f"select count(*) from passages_fts where passages_fts match '{'口* OR ' * 9_000}口'"),
    "search near words that SQL makes": (
        "select count(*) from passages_fts where passages_fts match "
        "'NEAR(' || replace(hex(zeroblob(200000)), '0', '口* ') || ')'"
    ),
    "function of Python in a loop": (
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(escape_fts(i)) from n"
    ),
    "random order of everything": "select a.rowid from passages a, passages b order by random()",
}
_HARMLESS = {
    "schema": "select sql from sqlite_master",
    "columns": "select * from pragma_table_info('tasks')",
    "index of the search": "select * from tasks_fts_data",
    "explain": "explain query plan select * from tasks",
    "comment without end": "select 1 /* " + "x" * 30_000,
    "comments": "/**/" * 10_000 + "select 1",
    "dashes": "-- x\n" * 10_000 + "select 1",
    "names that are keywords": 'select 1 as "select", 2 as "from", 3 as "; drop table tasks"',
    "broken text": "select cast(x'c328ff' as text), char(0, 55296, 1114111)",
    "large numbers": "select 9223372036854775807 + 1, -9223372036854775808 - 1, 1e999, -1e999, 1e999 - 1e999",
    "four million bytes": "select length(zeroblob(3000000))",
}


def attacks() -> Iterator[Attack]:
    """Yield all attacks."""
    for group, end in (
        (_WRITING, End.REFUSED),
        (_PRAGMAS, End.REFUSED),
        (_OUTSIDE, End.REFUSED),
        (_TOO_MUCH, End.REFUSED),
        (_ENDLESS, End.BOUNDED),
        (_HARMLESS, End.BOUNDED),
    ):
        for name, sql in group.items():
            yield Attack(name, sql, end)

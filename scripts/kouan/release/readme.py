"""README.md of a release: what each file is, how to check it, and what the promise of the same bytes depends on."""

from collections.abc import Mapping
from pathlib import Path

from kouan.pages import page
from kouan.publish.changes import Version
from kouan.publish.site_texts import citation
from kouan.schema import Package
from kouan.site.language import EN, ZH

ZIPPED = (
    "datapackage.json",
    "csv/",
    "documents/",
    "dictionary.",
    "LICENSE-DATA.md",
    "CITATION.cff",
    "NOTES.md",
    "README.md",
)
"""What the zip holds, as its paths begin: the data package, and the pages that its README.md leads to."""

CONTENTS = (
    (
        "kouan.xlsx",
        "Excel 工作簿：每张表一页，第一页是说明",
        "Excel workbook: a sheet for each table, and before them one that explains them",
    ),
    ("csv/", "CSV 表：UTF-8，空格子就是没有值", "tables as CSV: UTF-8, an empty cell is no value"),
    ("parquet/", "Parquet 表，自带类型、说明和键", "tables as Parquet, with types, descriptions and keys"),
    (
        "kouan.db",
        "SQLite 数据库，有主外键、视图和全文索引，与网站用的相同",
        "SQLite database with keys, views and full-text indexes, the same that the site serves",
    ),
    (
        "documents/",
        "读入的原文；各表的 `char_start`、`char_end` 数的就是这些文件的字符",
        "the documents as read; `char_start` and `char_end` in every table count the characters of these files",
    ),
    (
        "datapackage.json",
        "数据包的描述（第 2 版）：每个文件的大小和校验和，每张表、每一列的含义",
        "the descriptor (Data Package 2): size and sum of each file, and what every table and column means",
    ),
    ("{zip}", "数据包的压缩包", "the data package as a zip"),
    (
        "dictionary.html, dictionary.md, dictionary.en.html, dictionary.en.md",
        "数据字典，中文和英文",
        "the data dictionary in Chinese and English",
    ),
    (
        "schema.jsonld, dcat.jsonld, croissant.json, csvw.json",
        "同样的描述，依 schema.org、DCAT 3、Croissant 和 CSVW",
        "the same descriptions in schema.org, DCAT 3, Croissant and CSVW",
    ),
    (
        "NOTES.md, NOTES.html",
        "版本说明：改了什么、多少行、有多准、已知的毛病",
        "release notes: what changed, rows, accuracy, known limits",
    ),
    ("diff.txt, diff.json, diff.html", "与上一版逐行比较的结果", "the last release and this one, compared row by row"),
    ("CITATION.cff", "怎样引用", "how to cite"),
    ("LICENSE-DATA.md", "许可条款和来源", "the terms, and who contributed what"),
    ("README.md, README.html", "本页", "this page"),
    (
        "sbom.cdx.json",
        "软件物料清单（CycloneDX）：生成、核对和发布数据的程序用了哪些库，各自的版本、许可证和校验和",
        "software bill of materials (CycloneDX): the libraries with which the data are made, checked and served",
    ),
    (
        "source/",
        "从原文重新生成各表所需的名录和订正，以及物料清单的出处",
        "the lists and corrections with which the tables are made from the documents; what the bill is made from",
    ),
    ("SHA256SUMS", "所有文件的校验和", "the sum of every other file"),
)
"""What lies at the top of a release (folders end in a slash), and what it is in both languages; {zip} is its zip."""


def release_readme(package: Package, version: Version, archive: str, libraries: Mapping[str, str]) -> bytes:
    """Return README.md, given the name of the zip and the libraries that wrote the files."""
    return page(
        Path(__file__).with_name("readme.md"),
        {
            "package": package,
            "version": version,
            "contents": [(name.format(zip=archive).split(", "), zh, en) for name, zh, en in CONTENTS],
            "zipped": [f"`{name}*`" if name.endswith(".") else f"`{name}`" for name in ZIPPED],
            "libraries": libraries,
            "citation": citation(package, ZH),
            "citation_en": citation(package, EN),
        },
    ).encode()

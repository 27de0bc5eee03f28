"""Texts of the contract as people read them on the site and in releases, in one language."""

from collections.abc import Iterable
from html import escape

from kouan.schema import Column, Package, Source
from kouan.site.language import Language, marked

# What a description says first of known limits; the rest of it is about these.
_LIMITS = ("注意：", "Note: ")

# The contract names units in English.
UNITS = {"character": "字符", "degree": "度", "fraction": "比例，从 0 到 1", "row": "行"}


def paragraphs(text: str, t: Language) -> str:
    """Return HTML: a description, and in a box what has to be minded."""
    said, limits = said_and_limits(text, t)
    html = f"<p>{marked(said, t)}</p>"
    if limits:
        mark = escape(t(*_LIMITS).strip())
        html += f'<p class="note"><strong>{mark}</strong>{t("", " ")}{marked(limits, t)}</p>'
    return html


def said_and_limits(text: str, t: Language) -> tuple[str, str]:
    """Return what a description says, and the known limits with which it ends; these are empty where it has none."""
    said, _, limits = text.partition(t(*_LIMITS))
    return said.strip(), limits[:1].upper() + limits[1:]


def citation(package: Package, t: Language) -> str:
    """Return how to cite this version of the data set."""
    licences = ", ".join(one.name.replace("-", " ") for one in package.licenses)
    return t(
        f"Kouan {package.title}，{package.version} 版，{licences}。",
        f"{package.title_en}, version {package.version}, {licences}.",
    )


def summary(text: str, t: Language) -> str:
    """Return the first sentence."""
    return t(text.partition("。")[0] + "。", text.partition(". ")[0].removesuffix(".") + ".")


def title(part: Column | Source, t: Language) -> str:
    """Return the title of anything that has one in both languages."""
    return t(part.title, part.title_en)


def column_text(column: Column, t: Language) -> str:
    """Return plain text on a column: title, description, unit, and what each allowed value means."""
    parts = [t(f"{column.title}：{column.description}", f"{column.title_en}: {column.description_en}")]
    if column.unit:
        parts.append(t(f"单位：{UNITS.get(column.unit, column.unit)}。", f"Unit: {column.unit}."))
    if column.labels:
        values = t("；", "; ").join(f"{value} = {t(*label)}" for value, label in column.labels.items())
        parts.append(t(f"取值：{values}。", f"Values: {values}."))
    return t("", " ").join(parts)


def source_titles(sources: Iterable[Source], t: Language) -> str:
    """Return plain text: the titles of sources."""
    return " · ".join(title(source, t) for source in sources)

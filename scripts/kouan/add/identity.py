"""The id of a new document: region, subject and year, as in ah-ports-2022."""

import re
from collections.abc import Iterable, Mapping

from pypinyin import lazy_pinyin

from kouan.clean.title_nouns import PLAN
from kouan.errors import KouanError
from kouan.plan import Plan
from kouan.reference import Entry, Reference
from kouan.resolve.divisions import COUNTRY

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NATION = "cn"
"""What stands for the country in ids."""
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LONGEST_SUBJECT = 6
"""How many characters of a title at most tell its subject where no list does."""
_AROUND_SUBJECT = re.compile(
    r"^.{0,300}(?:关于(?:印发|推进|落实|加快|促进|进一步|做好|加强){0,9}|印发)|[《》“”\"（）()〔〕]|十[一二三四五六七]五|(?:19|20)\d{2}年?|"
    r"[—－–\-~至]|(?:实施|行动|工作|建设|发展|推进|专项|重点|三年|总体|具体|任务|分工){0,9}"
    rf"(?:{PLAN}|通知|决定)"
)


def found_id(plan: Plan, reference: Reference) -> str:
    """Return the id that a document's own words give it.

    Raises KouanError where it prints no year or no title.
    """
    title = title_of(plan)
    year = _year(plan, title)
    if not title or year is None:
        lacking = "title" if not title else "year"
        message = (
            f"{plan.source.file}: no {lacking} could be read that would name the document. "
            "Give it an id of region, subject and year: --id ah-ports-2022."
        )
        raise KouanError(message)
    divisions = reference.index("divisions", "division_code")
    place = place_slug(plan.setting.division_code, divisions)
    return f"{place}-{_subject(title, reference['subjects'], divisions.values())}-{year}"


def check_id(document_id: str) -> None:
    """Raise KouanError where an id is not in lower-case letters, digits and single hyphens."""
    if not _ID.fullmatch(document_id):
        message = (
            f"--id {document_id}: an id has lower-case letters, digits and single hyphens only. "
            "Give one of region, subject and year, such as ah-ports-2022."
        )
        raise KouanError(message)


def title_of(plan: Plan) -> str:
    """Return a document's title as it prints it, or an empty text."""
    return plan.clean.text[slice(*plan.front.title)] if plan.front.title else ""


def place_slug(code: str | None, divisions: Mapping[str, Entry]) -> str:
    """Return a division for an id: ah, nm-baotou; cn for the country or none."""
    entry = divisions.get(code or COUNTRY)
    if entry is None or entry["division_code"] == COUNTRY:
        return NATION
    province = divisions.get(f"{entry['division_code'][:2]}0000", entry)["slug"]
    slug = entry["slug"]
    return slug if slug == province or slug.startswith(f"{province}-") else f"{province}-{slug}"


def romanized(words: str) -> str:
    """Return words in letters and digits for an id: Chinese in pinyin, joined; what is neither parts them."""
    syllables = "".join(lazy_pinyin(words, errors=lambda other: re.sub(r"[^0-9A-Za-z]+", "-", other)))
    return re.sub(r"-+", "-", syllables.lower()).strip("-")


def _year(plan: Plan, title: str) -> str | None:
    """Return the first year that a title prints, else that of adoption, of the number, of publication."""
    front = plan.front
    for text in (title, front.adopted_on, front.document_number, front.published_on):
        found = _YEAR.search(text or "")
        if found:
            return found.group()
    return str(plan.setting.period[0]) if plan.setting.period else None


def _subject(title: str, subjects: Iterable[Entry], divisions: Iterable[Entry]) -> str:
    """Return the subject of a title: that of the longest listed phrase in it, else its first words in pinyin."""
    listed = [entry for entry in subjects if entry["phrase"] in title]
    if listed:
        return max(listed, key=lambda entry: (len(entry["phrase"]), -title.index(entry["phrase"])))["subject"]
    words = _AROUND_SUBJECT.sub("", title)
    names = [name for entry in divisions for name in (entry["name"], entry["short_name"]) if name]
    place = max((name for name in names if words.startswith(name)), key=len, default="")
    return romanized(words.removeprefix(place)[:_LONGEST_SUBJECT]) or "plan"

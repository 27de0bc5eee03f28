"""One plan read from end to end, alone: the pure part of the pipeline before names are resolved."""

from dataclasses import dataclass
from functools import lru_cache

from kouan.clean import CleanText, clean
from kouan.clean.text import trimmed
from kouan.errors import KouanError
from kouan.extract.deadlines import Horizon
from kouan.extract.places import PlaceNames, place_names
from kouan.extract.port_lists import listed_text
from kouan.extract.port_words import port_bases
from kouan.extract.ports import PortMention, find_ports
from kouan.extract.projects import ProjectMention, find_projects
from kouan.extract.quantities import read_units
from kouan.extract.targets import Target, find_targets
from kouan.outline import Outline, outline
from kouan.outline.front import Front, read_front
from kouan.read import Source
from kouan.reference import Entry, Reference
from kouan.resolve.agencies import known_agencies
from kouan.resolve.divisions import division_index
from kouan.resolve.speaker import speaking_division

_SPACES = " \n"


@dataclass(frozen=True)
class Setting:
    """Where and when a plan speaks: its division and the years it plans for, where known; whether it is registered."""

    division_code: str | None
    period: tuple[int, int] | None
    title_en: str | None
    is_registered: bool


@dataclass(frozen=True)
class Plan:
    """Everything that code reads in one document. Spans inside are clean offsets."""

    source: Source
    clean: CleanText
    outline: Outline
    front: Front
    setting: Setting
    targets: tuple[Target, ...]
    ports: tuple[PortMention, ...]
    projects: tuple[ProjectMention, ...]

    @property
    def document_id(self) -> str:
        return self.source.document_id

    def task_id(self, local: str | None) -> str | None:
        """Return the published id of a task from its id within the document."""
        return f"{self.document_id}.{local}" if local else None

    def traced(self, start: int, end: int, quote: str = "quote") -> dict[str, str | int]:
        """Return the columns that trace a clean span: its text, under the name `quote`, and its stored span.

        White space at its edges is left out.
        """
        start, end = trimmed(self.clean.text, start, end, _SPACES)
        char_start, char_end = self.clean.span(start, end)
        return {quote: self.clean.text[start:end], "char_start": char_start, "char_end": char_end}

    def said(self, task: str | None, start: int, end: int) -> dict[str, str | int]:
        """Return the columns that trace a sentence of a task; the number before the task's title is no part of it."""
        around = self.outline.task(task) if task else None
        return self.traced(max(start, around.start) if around and around.start < end else start, end)


def read_plan(source: Source, reference: Reference) -> Plan:
    """Return what one stored document says. Any text gives a plan; one without tasks has passages only.

    The reference lists tell place names from other words; a document that documents.csv holds also has its division
    and years from there.
    """
    cleaned = clean(source.text)
    found = outline(cleaned)
    front = read_front(cleaned, found.passages)
    entry = reference.index("documents", "document_id").get(source.document_id)
    setting = _setting(cleaned, front, entry, reference)
    clauses = [(clause.start, clause.end) for clause in found.clauses]
    text, passages = cleaned.text, found.passages
    names = _names(reference)
    listed = listed_text(text, passages, clauses, names)
    ports = tuple(find_ports(listed))
    # What a document calls its ports proves the same words to be places in its targets: 乌力吉 of 乌力吉口岸.
    known = names.with_bases(port_bases(port.name for port in ports))
    units = read_units(reference["units"])
    return Plan(
        source=source,
        clean=cleaned,
        outline=found,
        front=front,
        setting=setting,
        targets=tuple(find_targets(text, passages, clauses, _horizon(setting, front), units, known)),
        ports=ports,
        projects=tuple(find_projects(listed)),
    )


def _setting(cleaned: CleanText, front: Front, entry: Entry | None, reference: Reference) -> Setting:
    """Return where and when a document speaks: as the list of documents says, else as its own words do."""
    if entry is not None:
        return Setting(
            entry["division_code"] or None,
            _period(entry) or front.period,
            entry["title_en"] or None,
            is_registered=True,
        )
    division = speaking_division(cleaned.text, front, known_agencies(reference), division_index(reference))
    return Setting(division, front.period, None, is_registered=False)


def _period(entry: Entry) -> tuple[int, int] | None:
    first, last = entry["period_start_year"], entry["period_end_year"]
    if not first and not last:
        return None
    if not (first.isdecimal() and last.isdecimal()):
        message = (
            f"documents.csv, {entry['document_id']}: the period {first!r} to {last!r} is not two years. "
            "Give both period_start_year and period_end_year, or neither."
        )
        raise KouanError(message)
    return int(first), int(last)


def _horizon(setting: Setting, front: Front) -> Horizon:
    first, last = setting.period or (None, None)
    dated = front.adopted_on or front.published_on
    return Horizon(first, last, int(dated[:4]) if dated else None)


@lru_cache(maxsize=4)
def _names(reference: Reference) -> PlaceNames:
    """Return the names that prove a word to be a place: divisions, and what known ports are called by."""
    ports = [*(port["name"] for port in reference["ports"]), *(entry["alias"] for entry in reference["port_aliases"])]
    divisions = ((entry["level"], entry["name"], entry["short_name"]) for entry in reference["divisions"])
    words = ((entry["word"], entry["kind"]) for entry in reference["place_words"])
    return place_names(divisions, words).with_bases(port_bases(ports))

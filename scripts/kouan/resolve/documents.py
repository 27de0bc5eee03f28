"""Rows of the documents themselves and of who issued and published them."""

from collections.abc import Iterator

from kouan.plan import Plan
from kouan.resolve.agencies import Agencies
from kouan.rows import Row


def document_row(plan: Plan) -> Row:
    """Return the row of one document. Its quote is its printed title; a document without one is called by its id."""
    front, source, setting = plan.front, plan.source, plan.setting
    first, last = setting.period or (None, None)
    traced: dict[str, str | int] | dict[str, None] = (
        plan.traced(*front.title) if front.title else {"quote": None, "char_start": None, "char_end": None}
    )
    return {
        "document_id": plan.document_id,
        "title": plan.clean.text[slice(*front.title)] if front.title else plan.document_id,
        "title_en": setting.title_en,
        "document_number": front.document_number,
        "adopted_on": front.adopted_on,
        "published_on": front.published_on,
        "period_start_year": first,
        "period_end_year": last,
        "division_code": setting.division_code,
        "file": source.file,
        "sha256": source.sha256,
        "original_file": source.original_file,
        "original_sha256": source.original_sha256,
        "characters": len(source.text),
        **traced,
        "method": "parsed",
    }


def document_agency_rows(plan: Plan, agencies: Agencies) -> Iterator[Row]:
    """Yield a row for each issuer and publisher that the document prints, once under the first of its names."""
    front = plan.front
    for role, spans in (("issuer", front.issuers), ("publisher", front.publishers)):
        named: dict[str, Row] = {}
        for start, end in spans:
            mention = plan.clean.text[start:end]
            agency_id = agencies.find(mention, plan.setting.division_code)
            row: Row = {"agency_id": agency_id, "role": role, "mention": mention, **plan.traced(start, end)}
            named.setdefault(agency_id or mention, row)
        for ordinal, row in enumerate(named.values(), 1):
            yield {
                "document_agency_id": f"{plan.document_id}.{role}{ordinal}",
                "document_id": plan.document_id,
                **row,
                "method": "parsed",
            }

"""Requests that Schemathesis makes from the description of the site: what it allows, and what it does not.

Every answer is to have a status, a media type and a shape that the description names for it.
"""

import json
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Err, Result
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kouan.publish.openapi import OPENAPI_FILES
from kouan.site.language import ZH
from kouan.torture.grammar import Hostile
from kouan.torture.outcome import Outcome
from kouan.torture.server import Tormented

_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
_MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def torment_as_described(root: Path, examples: int, paths: slice = slice(None)) -> Outcome:
    """Send to each path of the description up to so many requests that it allows, and so many that it does not."""
    description = json.loads((root / "build" / OPENAPI_FILES[ZH.code]).read_text(encoding="utf-8"))
    found = schemathesis.openapi.from_dict(description).get_all_operations()
    operations = [_sound(one) for one in found][paths]
    alike = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    with closing(Tormented(root / "build")) as tormented:

        def ask(case: Case[Any]) -> None:
            _ask(tormented, case)

        for operation in operations:
            for mode in _MODES:
                # Where there are no parameters, there is nothing that is not allowed.
                with suppress(Unsatisfiable):
                    alike(given(operation.as_strategy(generation_mode=mode))(ask))()  # type: ignore[no-untyped-call]
        outcome = tormented.outcome(len(operations) * len(_MODES) * examples)
    return Outcome({"paths": len(operations), **outcome.figures}, tuple(dict.fromkeys(outcome.faults)))


def _sound(found: Result[Any, Any]) -> Any:
    """Return a path of the description; raise what Schemathesis says of one that it cannot read."""
    if isinstance(found, Err):
        raise found.err()
    return found.ok()


def _ask(tormented: Tormented, case: Case[Any]) -> None:
    made = requests.Request(**case.as_transport_kwargs(base_url="http://localhost")).prepare()
    # Nothing here would undo a compression.
    headers = tuple((n.lower().encode(), _bytes(v)) for n, v in made.headers.items() if n.lower() != "accept-encoding")
    hostile = Hostile(made.path_url.encode(), made.method or "GET", headers)
    name = f"{case.method} {case.path}"
    status, answered, body = tormented.ask(hostile, name)
    if not status:
        return
    response = Response(status, {key: [value] for key, value in answered.items()}, body, made, 0.0, verify=True)
    try:
        case.validate_response(response, checks=_CHECKS)
    except FailureGroup as group:
        tormented.faults.extend(f"{name}: {one.title} {one.message[:300]}: {hostile}" for one in group.exceptions)


def _bytes(value: str | bytes) -> bytes:
    return value.encode("latin-1") if isinstance(value, str) else value

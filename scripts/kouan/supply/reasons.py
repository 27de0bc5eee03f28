"""What the project asks for and why: requirements.in, where each dependency stands below its reason."""

import re
from pathlib import Path

from kouan.errors import KouanError

RUNTIME_WANTED = "requirements.in"
DEVELOPMENT_WANTED = "requirements-dev.in"

_NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{0,80})(?:\[[a-z0-9,-]{1,80}\])?(?:==\S{1,40})?")


def read_reasons(path: Path) -> dict[str, str]:
    """Return what each dependency that a file asks for is needed for, by its normal name.

    KouanError where the file cannot be read, and where a dependency has no comment of its own above it.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise KouanError(f"{path}: cannot be read ({error.strerror}). Restore it.") from None
    reasons: dict[str, str] = {}
    reason: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            reason.append(line.lstrip("# "))
            continue
        if line and not line.startswith("-r "):
            name = _NAME.fullmatch(line)
            if not name or not reason:
                message = f"{path}, line {number}: expected a dependency below what it is for, found {line!r}."
                raise KouanError(message)
            reasons[re.sub(r"[-_.]{1,9}", "-", name[1]).lower()] = " ".join(reason)
        reason = []
    return reasons

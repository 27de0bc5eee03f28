"""Names of agencies to ids: one body, one id, whatever a document calls it."""

from collections import defaultdict
from collections.abc import Iterable

from kouan.errors import KouanError
from kouan.reference import Entry

_OPENING, _CLOSING = "(〔[［", ")〕]］"
_PLAIN = str.maketrans(dict.fromkeys(_OPENING, "（") | dict.fromkeys(_CLOSING, "）") | dict.fromkeys('“”" \n\u3000'))
_DIGITS = {"county": 6, "prefecture": 4, "province": 2}
"""How many digits of a division's code say which county, prefecture and province it is or lies in."""


def plain(name: str) -> str:
    """Return a name with full-width round brackets, without quotation marks and spaces, so that its spellings meet."""
    return name.translate(_PLAIN)


class AgencyIndex:
    """Aliases by name; an alias that holds in one division only is found from documents of that division or below."""

    def __init__(self, aliases: Iterable[Entry]) -> None:
        """Raise KouanError where one name stands for two bodies in one division."""
        self._by_name: dict[str, dict[str, str]] = defaultdict(dict)
        for entry in aliases:
            holding = self._by_name[plain(entry["alias"])]
            if holding.setdefault(entry["division_code"], entry["agency_id"]) != entry["agency_id"]:
                other = holding[entry["division_code"]]
                message = (
                    f"agency_aliases.csv, {entry['alias_id']}: {entry['alias']} is a name of {other} too. "
                    "Correct one of them, or say by division_code where each holds."
                )
                raise KouanError(message)

    def find(self, name: str, division_code: str | None) -> str | None:
        """Return the id of the body that a document of a division calls by a name, or None: it is never guessed."""
        holding = self._by_name.get(plain(name), {})
        around = [division_code[:digits].ljust(6, "0") for digits in _DIGITS.values()] if division_code else []
        return next((holding[code] for code in (*around, "") if code in holding), None)

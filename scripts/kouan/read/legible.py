"""Whether a decoded text says anything: bytes of another kind of file can be decoded by accident."""

import unicodedata

from kouan.read.encodings import common_characters
from kouan.read.text_lines import UnreadableError

_SAMPLE = 100_000
"""By how many characters a text is judged."""

_LEAST_WORDS = 0.5
"""What share of the characters has to be those of Chinese or Latin words; in plans it is above nine tenths."""

_MOST_CODES = 0.05
"""What share may be control characters and code points without a character."""

_NO_CHARACTER = frozenset({"Cc", "Cn", "Cs"})


def check_words(text: str) -> None:
    """Raise UnreadableError for a text with hardly any Chinese or Latin words; one without characters passes."""
    sample = [character for character in text[:_SAMPLE] if not character.isspace()]
    common = common_characters()
    codes = sum(unicodedata.category(character) in _NO_CHARACTER for character in sample)
    words = sum(character in common or _is_latin(character) for character in sample)
    if codes > len(sample) * _MOST_CODES:
        found = f"{codes} of its {len(sample)} characters are control codes or stand for nothing"
    elif words < len(sample) * _LEAST_WORDS:
        found = f"only {words} of its {len(sample)} characters are those of Chinese or Latin words"
    else:
        return
    message = (
        f"{found}: it is no text, is encrypted, or is in an encoding that is not read. Expected the text of a plan. "
        "Open it in the program that wrote it and save it as UTF-8."
    )
    raise UnreadableError(message)


def _is_latin(character: str) -> bool:
    """Tell whether a character is ASCII or a Latin letter, those with accents and of full width included."""
    return " " <= character <= "~" or "LATIN" in unicodedata.name(character, "")

"""Shows numbers with a decimal point as people write them: 2,350,000 and 11.6, not 2350000.0. Files keep theirs."""

from datasette import hookimpl

# Beyond this many digits a float is not exact.
_DIGITS = 15


@hookimpl
def render_cell(value: object) -> str | None:
    """Return the number as text, or None for what is not a number with a decimal point."""
    return f"{value:,.{_DIGITS}g}" if isinstance(value, float) else None

"""docs/dependencies.md: every dependency with its version, its licence and what it is needed for."""

from pathlib import Path

from kouan.pages import page
from kouan.supply.licences import LICENCES, PERMITTED, PERMITTED_FOR_TOOLS, licence_of, read_licences
from kouan.supply.pins import DEVELOPMENT, RUNTIME, Pin, read_pins
from kouan.supply.reasons import DEVELOPMENT_WANTED, RUNTIME_WANTED, read_reasons

PAGE = "docs/dependencies.md"


def dependencies_page(root: Path) -> str:
    """Return the page of a project; KouanError where a list is broken, or lacks the licence of a dependency."""
    licences = read_licences(root / LICENCES)
    pins = read_pins(root / RUNTIME)
    shipped = {(pin.name, pin.version) for pin in pins}
    tools = [pin for pin in read_pins(root / DEVELOPMENT) if (pin.name, pin.version) not in shipped]
    reasons = read_reasons(root / RUNTIME_WANTED)
    reasons_of_tools = read_reasons(root / DEVELOPMENT_WANTED)
    return page(
        Path(__file__).with_name("dependencies.md"),
        {
            "direct": sum(pin.is_direct for pin in pins),
            "runtime": [_row(pin, licences, reasons) for pin in pins],
            "tools": [_row(pin, licences, reasons_of_tools) for pin in tools],
            "permitted": sorted(PERMITTED),
            "permitted_for_tools": sorted(PERMITTED_FOR_TOOLS - PERMITTED),
        },
    )


def _row(pin: Pin, licences: dict[str, str], reasons: dict[str, str]) -> tuple[str, str, str, str]:
    """Return the cells of a dependency: what the project does not ask for by itself is there for another."""
    why = reasons.get(pin.name) or f"For {', '.join(pin.needed_by)}."
    return pin.name, pin.version, licence_of(pin, licences), f"{why} Only where `{pin.marker}`." if pin.marker else why

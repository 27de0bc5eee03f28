"""Disturbs the commands that write: killed at random moments, on a full disk, without rights, with the clock set back.

Each trial begins with a fresh copy of a project whose last build is known byte by byte, disturbs the command that makes
the next one, and compares what is there then, what is served then, and what the undisturbed next run makes, with the
bytes of the last build and of the next.
"""

import random
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from kouan.torture.hindrances import clock_set_back, full_disk, two_at_once, without_rights
from kouan.torture.kills import killed, moments
from kouan.torture.outcome import Outcome
from kouan.torture.works import prepare


def torture_builds(root: Path, kills: int, kills_of_others: int, seed: int) -> Outcome:
    """Disturb the build of the project, and `kouan extract` and `kouan add`, and return what came out."""
    figures: dict[str, object] = {}
    faults: list[str] = []
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    with TemporaryDirectory(prefix="kouan-torture-") as place:
        works = prepare(root, Path(place))
        build, *others = works
        for work, number in ((build, kills), *((other, kills_of_others) for other in others)):
            trials = [killed(work, Path(place, "trial"), moment) for moment in moments(work, number, chance)]
            figures[f"{work.name} killed"] = {
                "times": number,
                "left": dict(sorted(Counter(t.state for t in trials).items())),
            }
            faults += [f"{work.name} killed, seed {seed}: {fault}" for trial in trials for fault in trial.faults]
        for name, disturb in (
            ("full disk", full_disk),
            ("without rights", without_rights),
            ("clock set back", clock_set_back),
            ("two at once", two_at_once),
        ):
            trials = list(disturb(build, Path(place, "trial")))
            figures[f"build, {name}"] = {
                "times": len(trials),
                "left": dict(sorted(Counter(t.state for t in trials).items())) or "skipped: not possible here",
            }
            faults += [f"build, {name}: {fault}" for trial in trials for fault in trial.faults]
    return Outcome(figures, tuple(faults))

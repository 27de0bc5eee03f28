"""Two releases of one commit are the same, byte for byte, wherever and by whomever they are made."""

import os
import shutil
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from .conftest import git, run_release

NOBODY = 65534


@pytest.fixture
def elsewhere():
    """A folder that every user can reach; those of pytest only their owner can."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_another_folder_user_time_zone_locale_hash_seed_and_umask_give_the_same_bytes(
    origin, released, elsewhere, snapshot
):
    root = elsewhere / "另一个 folder"
    git(origin, "clone", "--quiet", str(origin), str(root))
    environment = {
        "TZ": "XXX-13:45",
        "LC_ALL": "POSIX",
        "PYTHONHASHSEED": "4242",
        "HOME": str(root),
        "TMPDIR": str(root),
        "SOURCE_DATE_EPOCH": "1",
    }
    made = run_release(root, environment, ["sh", "-c", 'umask 077; exec "$@"', "sh", *another_user(root)])
    assert made.stat().st_uid == root.stat().st_uid
    assert made.stat().st_mode & 0o777 == 0o700
    first, second = snapshot(released), snapshot(made)
    assert list(first) == list(second)
    assert [path for path in first if first[path] != second[path]] == []


def another_user(root: Path) -> list[str]:
    """Give a folder to a user without rights, and return the words that run a command as that user.

    The user may read what root may, since Python lies in root's home on some machines, and write what is its own.
    """
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        warnings.warn("not root, or no setpriv: the second release is made by the same user", stacklevel=2)
        return []
    for path in (root, *root.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    may_read = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *may_read]

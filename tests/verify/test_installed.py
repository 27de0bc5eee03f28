"""Whoever verifies a download has installed the package: what the code reads beside its modules is part of it."""

import fnmatch
import tomllib


def test_templates_are_installed(data):
    settings = tomllib.loads((data.root / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = settings["tool"]["setuptools"]["package-data"]["kouan"]
    folder = data.root / "scripts" / "kouan"
    # Datasette loads site/ from the project's folder.
    beside = [
        path.relative_to(folder).as_posix() for path in folder.glob("*/*.*") if path.suffix not in {".py", ".pyc"}
    ]
    missing = [
        name
        for name in beside
        if not name.startswith("site/") and not any(fnmatch.fnmatch(name, one) for one in patterns)
    ]
    assert "diff/page.html" in beside
    assert not missing

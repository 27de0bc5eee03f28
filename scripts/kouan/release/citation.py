"""CITATION.cff: how to cite a version, in the form that reference managers read (Citation File Format 1.2.0)."""

import yaml

from kouan.publish.changes import Version
from kouan.schema import Package

_WIDTH = 110


def citation_file(package: Package, version: Version) -> bytes:
    """Return CITATION.cff of a version of the data."""
    content = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": package.title_en,
        "abstract": package.description_en,
        "authors": [{"name": name} for name in package.contributors],
        "version": version.version,
        "date-released": version.date,
        "license": [licence.name for licence in package.licenses],
        "keywords": list(package.keywords),
        **({"url": package.homepage} if package.homepage else {}),
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=_WIDTH).encode()

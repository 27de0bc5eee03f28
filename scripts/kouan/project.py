"""A data project on disk: where its parts lie, and those that people keep by hand, read."""

from dataclasses import dataclass
from pathlib import Path

from kouan.curate import Correction, read_corrections
from kouan.reference import Reference, read_reference
from kouan.schema import Package, load_package


@dataclass(frozen=True)
class Project:
    """A data project on disk: the folder that holds datapackage.json, and the parts of it."""

    root: Path

    @property
    def documents(self) -> Path:
        """Where the source documents lie."""
        return self.root / "datasets" / "documents"

    @property
    def datasets(self) -> Path:
        """Where the published CSV tables lie."""
        return self.root / "datasets"

    @property
    def build(self) -> Path:
        """Where everything else that is generated goes."""
        return self.root / "build"

    def package(self) -> Package:
        """Return the contract."""
        return load_package(self.root / "datapackage.json")

    def reference(self) -> Reference:
        """Return the lists kept by hand."""
        return read_reference(self.datasets / "reference")

    def corrections(self) -> list[Correction]:
        """Return people's corrections."""
        return read_corrections(self.datasets / "curation")

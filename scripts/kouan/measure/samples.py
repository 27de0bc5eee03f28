"""The samples on which accuracy is measured: the data set, and annotated texts outside it."""

from pathlib import Path

from kouan.build import make_tables, read_documents
from kouan.measure import Measured, measure
from kouan.measure.corpus import read_corpus
from kouan.plan import read_plan
from kouan.project import Project

_GOLD = Path("tests") / "gold"


def measure_data_set(project: Project) -> list[Measured]:
    """Return the scores of the published documents, as code reads them and as they are published."""
    package, reference = project.package(), project.reference()
    plans = read_documents(project, reference)
    corrections = project.corrections()
    stages = {
        "parsed": make_tables(plans, reference, package),
        "published": make_tables(plans, reference, package, corrections),
    }
    corrected = {(correction.document_id, correction.table) for correction in corrections}
    return list(measure(stages, plans, reference, project.root / _GOLD, corrected))


def measure_corpus(project: Project, texts: Path) -> list[Measured]:
    """Return the scores of the annotated texts in a folder outside the project; only code reads them.

    Raises KouanError where one of them is missing or is not the text that was annotated.
    """
    package, reference = project.package(), project.reference()
    annotation = project.root / _GOLD / "corpus"
    plans = [read_plan(source, reference) for source in read_corpus(annotation, texts)]
    return list(measure({"parsed": make_tables(plans, reference, package)}, plans, reference, annotation))

"""The benchmark of builds runs, on a few documents, and these are like the five that it makes them of."""

import pytest

from kouan.bench.building import measure_building
from kouan.bench.plans import made_plan, read_forms
from kouan.plan import read_plan
from kouan.read import Source


@pytest.fixture(scope="module")
def forms(made, reference):
    return read_forms(made["passages"], reference["divisions"])


def test_a_made_plan_has_what_plans_have(forms, reference):
    text = made_plan(forms, 7)
    assert made_plan(forms, 7) == text != made_plan(forms, 8)
    assert 8_000 < len(text.encode()) < 13_000
    plan = read_plan(Source("made", "made.txt", "0" * 64, text), reference)
    assert plan.setting.division_code is not None
    assert len(plan.outline.tasks) == 20
    assert len(plan.outline.clauses) > 15
    assert plan.targets
    assert plan.ports
    assert plan.projects


def test_the_benchmark_of_builds_says_what_each_took(data, tmp_path, monkeypatch):
    monkeypatch.setattr("kouan.bench.building._WARM_UP", 1)
    said = []
    result = measure_building(data.root, tmp_path, [2], said.append)
    one, two = result["builds"]
    assert (one["documents"], one["processes"], two["processes"]) == (2, 1, 2)
    assert one["output_megabytes"] == two["output_megabytes"] > 0
    assert all(build["processor_seconds"] > 0 and build["worker_megabytes"] > 0 for build in (one, two))
    assert result["one_changed"]["share"] > 0
    assert result["single_file"]["megabytes"] > 0
    assert len(said) == 4

"""What does not tie out is kept with a disclosure: as it was found, until it is corrected or other code tells it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from index.library import Library
from ingest.content import content
from ingest.limits import Limits
from ingest.model import Place
from service import intake, kept_findings
from service.calculator import tieout
from service.calculator.tieout import Finding, Spot
from service.held import Held

pytestmark = pytest.mark.stores

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*_20*"))
# 4+5 are not 10: a total that its parts do not make, and a sentence that says another one.
BROKEN = """# 示例县档案局2024年部门预算

部门支出总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 10.00 | 4.00 | 5.00 |
| 201 | 一般公共服务支出 | 10.00 | 4.00 | 5.00 |

2024年支出总计12.00万元。
""".encode()


@pytest.fixture
def library(tmp_path):
    opened = Library.open(tmp_path / "data", None)
    yield opened
    opened.close()


def taken(library):
    outcome = intake.take(library, "示例县档案局2024年部门预算.md", BROKEN, intake.Origin())
    assert outcome.record is not None, outcome.message
    return outcome.record


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_what_is_kept_comes_back_as_it_was_found(file):
    read = content(file.read_bytes(), file.name, Limits())
    broken = tuple(found for found in tieout.check(read.document, read.facts) if found.broken)
    kept = kept_findings.found(read.document, read.facts)
    assert kept.edition == kept_findings.edition()
    assert kept_findings.told(kept.body, read.facts) == broken


def test_words_without_a_figure_come_back_as_well(monkeypatch):
    read = content(BROKEN, "示例县档案局2024年部门预算.md", Limits())
    spot = Spot("a", "说明“没有数据”", Place(page=3, bbox=(1.5, 2.0, 3.25, 4.0)), "表七", 7, ("一、概况", "（二）"))
    finding = Finding(
        "warning", "值得一问", (read.facts[0], spot), Decimal("1.10"), unit="万元", question="？", rule="R38"
    )
    monkeypatch.setattr(tieout, "check", lambda *_: (finding,))
    assert kept_findings.told(kept_findings.found(read.document, read.facts).body, read.facts) == (finding,)


def test_an_answer_takes_it_from_where_it_is_kept(library, monkeypatch):
    record = taken(library)
    told = Held(library)
    told.records(None, staff=True)
    expected = told.broken(record)
    assert expected
    monkeypatch.setattr(tieout, "check", None)  # whoever looks for it again fails
    again = Held(library)
    again.records(None, staff=True)
    assert again.broken(record) == expected


def test_other_code_tells_it_anew(library, monkeypatch):
    record = taken(library)
    monkeypatch.setattr(kept_findings, "edition", lambda: "another")
    assert library.findings(record.id, kept_findings.edition()) is None
    held = Held(library)
    held.records(None, staff=True)
    assert held.broken(record)


def test_a_correction_has_it_told_anew(library):
    record = taken(library)
    assert library.findings(record.id, kept_findings.edition())
    library.edit(record.id, year=2023, derive=intake.derived)
    assert library.findings(record.id, kept_findings.edition()) is None


def test_it_goes_with_its_document(library):
    record = taken(library)
    library.remove(record.id)
    assert library.findings(record.id, kept_findings.edition()) is None
    assert taken(library).id == record.id

"""A narrative file and a tables file of one disclosure are one document, whichever comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest import joining
from ingest.content import derived
from ingest.model import Document
from ingest.read import parse

NARRATIVE = """示例市档案局2024年度部门预算

第一部分 部门概况

一、主要职能

负责全市档案工作的统筹规划、监督指导，承担市级国家档案馆的建设和管理，组织档案征集、整理、保管和利用。{note}

第二部分 预算情况说明

一、收支总体情况

2024年收入总预算120.50万元，比上年增加20.50万元，主要原因是数字档案项目增加。其中：一般公共预算拨款收入120.50万元，占100%。

二、“三公”经费情况

2024年“三公”经费预算3.20万元，其中公务接待费1.20万元，比上年减少0.30万元，主要原因是严格执行接待标准。公务用车运行维护费2.00万元，与上年持平。
"""
TABLES = """2024年度{scope}收支预算总表
编制单位：示例市档案局
单位：万元

收入项目\t预算数\t支出项目\t预算数
一般公共预算拨款收入\t120.50\t一般公共服务支出\t120.50
收入总计\t120.50\t支出总计\t120.50

2024年度{scope}支出预算表
单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
201\t一般公共服务支出\t120.50\t80.50\t40.00
20126\t档案事务\t120.50\t80.50\t40.00
"""


def narrative(note="") -> Document:
    return parse(NARRATIVE.format(note=note).encode(), "示例市档案局2024年度部门预算.txt")


def tables(scope="部门") -> Document:
    return parse(TABLES.format(scope=scope).encode(), f"示例市档案局2024年度{scope}预算公开表.txt")


@pytest.fixture
def halves():
    return narrative(), tables()


def test_the_halves_are_known(halves):
    assert [joining.half(one) for one in halves] == ["narrative", "tables"]
    assert {(one.organisation, one.year, one.kind, one.scope) for one in halves} == {
        ("示例市档案局", 2024, "budget", "department")
    }


def test_a_whole_disclosure_is_no_half(halves):
    whole = parse((NARRATIVE.format(note="") + TABLES.format(scope="部门") * 2).encode(), "一.txt")
    assert joining.half(replace(whole, tables=(*whole.tables, *halves[1].tables))) is None
    assert joining.half(joining.join(*halves)) is None


def test_the_order_does_not_matter(halves):
    one, other = halves
    joined = joining.join(one, other)
    assert joining.join(other, one) == joined
    assert joined.files == (*one.files, *other.files)
    assert [source.sha256 for source in joined.sources] == [one.sha256, other.sha256]
    assert joined.id == joined.sha256[:16]
    assert joined.title == one.title
    assert joined.id not in {one.id, other.id}


def test_each_place_tells_its_file_and_no_two_are_the_same(halves):
    joined = joining.join(*halves)
    assert {paragraph.place.file for paragraph in joined.paragraphs} == {1}
    assert {table.place.file for table in joined.tables} == {2}
    assert {cell.place.file for table in joined.tables for row in table.rows for cell in row} == {2}
    assert [table.number for table in joined.tables] == list(range(1, len(joined.tables) + 1))
    facts, passages = derived(joined)
    assert {fact.place.file for fact in facts if fact.source == "table"} == {2}
    assert {fact.place.file for fact in facts if fact.source == "narrative"} == {1}
    assert len({fact.id for fact in facts}) == len(facts)
    assert all(fact.document == joined.id for fact in facts)
    assert {passage.place.file for passage in passages} == {1, 2}


def test_nothing_that_either_says_is_lost_or_changed(halves):
    def said(*documents):
        found = [fact for document in documents for fact in derived(document)[0]]
        return sorted((fact.source, fact.row, fact.column, str(fact.value), fact.unit or "") for fact in found)

    assert said(joining.join(*halves)) == said(*halves)


def test_a_joined_document_comes_apart_again(halves):
    apart = joining.halves(joining.join(*halves))
    assert [joining.half(one) for one in apart] == ["narrative", "tables"]
    for one, was in zip(apart, halves, strict=True):
        assert (one.id, one.sha256, one.files, one.paragraphs, one.tables) == (
            was.id, was.sha256, was.files, was.paragraphs, was.tables,
        )  # fmt: skip
    corrected = joining.join(narrative("新增。"), apart[1])
    assert corrected.sources[1].sha256 == halves[1].sha256


def test_anchors_count_on_where_both_files_have_paragraphs_and_tables(halves):
    one, other = halves
    small = replace(one, tables=(replace(other.tables[0], title="单位构成"),))
    noted = replace(other, paragraphs=(replace(one.paragraphs[0], text="以下各表单位为万元。"),))
    joined = joining.join(small, noted)
    anchors = [paragraph.place.anchor for paragraph in joined.paragraphs]
    assert len(set(anchors)) == len(anchors)
    assert joined.paragraphs[-1].place.anchor == f"p{len(one.paragraphs) + 1}"
    assert [table.place.anchor for table in joined.tables] == ["t1", "t2", "t3"]
    assert joined.tables[1].rows[0][0].place.anchor.startswith("t2r1c1")
    assert joining.halves(joined)[1].tables == other.tables


@pytest.mark.parametrize(
    "change",
    [
        {"year": 2023},
        {"kind": "final_accounts"},
        {"organisation": "示例市教育局"},
        {"scope": "unit"},
        {"organisation": None},
    ],
)
def test_halves_of_two_disclosures_stay_apart(halves, change):
    one, other = halves
    assert joining.partner(one, [replace(other, **change)]) is None
    assert joining.partner(replace(other, **change), [one]) is None


def test_a_half_without_a_scope_goes_with_the_only_other_half(halves):
    one, other = halves
    unscoped = replace(one, scope=None)
    assert joining.partner(unscoped, [other]) == other
    assert joining.partner(unscoped, [other, replace(other, scope="unit", id="x")]) is None
    assert joining.join(unscoped, other).scope == "department"


def test_the_newest_of_two_other_halves(halves):
    one, other = halves
    newer = replace(other, id="newer")
    assert joining.partner(one, [other, newer]) == newer


def test_a_file_with_the_same_tables_is_another_edition(halves):
    one, other = halves
    assert joining.partner(replace(one, tables=other.tables[:1]), [other]) is None

"""`mingzhang audit` and its route: drafts and held disclosures, alone and beside others of their body."""

import io
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from service import audit_report, cli, intake
from service.app import create_app
from service.audit import Auditor
from service.held import Held
from service.opening import opened
from service.settings import Settings
from tests.support.scripted import Scripted

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"rule", "outcome", "message", "expected", "found", "difference", "allowed", "places"}

BUDGET = """示例区绿化所{year}年部门预算

{year}年一般公共预算财政拨款支出{now}万元，比{last_year}年{change}。其中：基本支出{now}万元，比{last_year}年{change}，项目支出0万元，与上年持平。

一般公共预算支出表
单位：万元
科目编码\t科目名称\t{last_year}年预算数\t{year}年预算数\t\t
\t\t\t总计\t基本支出\t项目支出
\t合计\t{last}\t{now}\t{now}\t
212\t城乡社区支出\t{last}\t{now}\t{now}\t
21205\t城乡社区环境卫生\t{last}\t{now}\t{now}\t
2120501\t城乡社区环境卫生\t{last}\t{now}\t{now}\t
"""
FINAL = """示例区绿化所2022年度部门决算

第三部分 2022年度部门决算情况说明

（三）具体情况。2022年度一般公共预算财政拨款支出年初预算为{planned}万元，支出决算为45.00万元，完成年初预算的{rate}%。决算数小于预算数的主要原因：年中有人员调出。

一般公共预算财政拨款支出决算表
单位：万元
科目编码\t科目名称\t本年支出\t\t
\t\t合计\t基本支出\t项目支出
合计\t\t45.00\t45.00\t
212\t城乡社区支出\t45.00\t45.00\t
21205\t城乡社区环境卫生\t45.00\t45.00\t
2120501\t城乡社区环境卫生\t45.00\t45.00\t
"""


def budget(year, last, now, change):
    return BUDGET.format(year=year, last_year=year - 1, last=last, now=now, change=change)


def settings(folder):
    return Settings(data=folder, embedding="none")


@pytest.fixture
def shelf(tmp_path):
    """Takes texts in, and gives the audits of all that is held by title."""

    def audits(*texts):
        with opened(settings(tmp_path)) as library:
            for number, text in enumerate(texts):
                outcome = intake.take(library, f"{number}.txt", text.encode(), intake.Origin())
                assert outcome.state == "added", outcome.message
            auditor, records = Auditor(Held(library)), library.records()
            return {record.title: auditor.document(record, records) for record in records}

    return audits


def of(audited, rule):
    return [finding for finding in audited.findings if finding.rule == rule]


def test_last_years_figure_is_held_against_last_years_document(shelf):
    found = shelf(budget(2021, "40.00", "50.00", "增加10.00万元"), budget(2022, "50.00", "52.00", "增加2.00万元"))
    own = found["示例区绿化所2022年部门预算"]
    assert {f.outcome for f in (*of(own, "R62"), *of(own, "R63"))} == {"exact"}
    assert len(of(own, "R62")) == 4
    assert not of(found["示例区绿化所2021年部门预算"], "R62")


def test_a_restated_last_year_is_told_with_both_documents(shelf):
    found = shelf(budget(2021, "40.00", "50.00", "增加10.00万元"), budget(2022, "49.00", "52.00", "增加3.00万元"))
    own = found["示例区绿化所2022年部门预算"]
    finding = of(own, "R62")[0]
    assert (finding.outcome, finding.found, finding.expected, finding.difference) == (
        "mismatch",
        "49.00",
        "50.00",
        "-1.00",
    )
    assert {place.title for place in finding.places} == set(found)
    assert {f.outcome for f in of(own, "R63")} == {"mismatch"}


def test_the_budget_that_a_final_account_repeats_is_the_budget(shelf):
    planned = budget(2022, "50.00", "52.00", "增加2.00万元")
    found = shelf(planned, FINAL.format(planned="52.00", rate="86.54"))
    assert [f.outcome for f in of(found["示例区绿化所2022年度部门决算"], "R61")] == ["exact"]


def test_another_budget_than_the_budget_is_told(shelf):
    planned = budget(2022, "50.00", "52.00", "增加2.00万元")
    found = shelf(planned, FINAL.format(planned="53.00", rate="84.91"))
    (finding,) = of(found["示例区绿化所2022年度部门决算"], "R61")
    assert (finding.outcome, finding.found, finding.expected) == ("mismatch", "53.00", "52.00")


DEPARTMENT = """示例区园林局2022年{scope}预算

{structure}

部门支出总表
单位：万元
科目编码\t科目名称\t总计\t基本支出\t项目支出
\t合计\t{total}\t{total}\t
212\t城乡社区支出\t{total}\t{total}\t
"""
UNITS = "纳入示例区园林局2022年部门预算编制范围的单位共2家：示例区园林局（本级）、示例区苗圃。"


@pytest.mark.parametrize(("nursery", "outcome"), [("20.00", "exact"), ("21.00", "mismatch")])
def test_a_department_is_its_units(shelf, nursery, outcome):
    whole = DEPARTMENT.format(scope="部门", structure=UNITS, total="100.00")
    own = DEPARTMENT.format(scope="单位", structure="没有下属单位。", total="80.00")
    other = DEPARTMENT.format(scope="单位", structure="没有下属单位。", total=nursery).replace("园林局", "苗圃")
    found = of(shelf(whole, own, other)["示例区园林局2022年部门预算"], "R64")
    sums = [finding for finding in found if "之和" in finding.message]
    assert {finding.outcome for finding in sums} == {outcome}


# --- the command --------------------------------------------------------------------------------------------------


def run(capsys, *arguments):
    code = cli.main([*map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_draft_is_checked_without_being_stored(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("MINGZHANG_EMBEDDING", "none")
    code, out, _ = run(capsys, "--data", tmp_path, "audit", ROOT / "samples" / "water_2024_budget.txt")
    assert code == 0
    assert "【不一致】R34" in out
    assert "186.00万元" in out
    assert "168.00万元" in out
    assert "可以问：" in out
    _, listed, _ = run(capsys, "--data", tmp_path, "documents", "--json")
    assert json.loads(listed) == []


def test_json_has_the_shape_of_the_contract(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("MINGZHANG_EMBEDDING", "none")
    sample = ROOT / "samples" / "education_2023_final_account.md"
    run(capsys, "--data", tmp_path, "ingest", sample)
    code, out, _ = run(capsys, "--data", tmp_path, "audit", "--json")
    (document,) = json.loads(out)["documents"]
    assert code == 0
    assert document["id"]
    for finding in document["findings"]:
        assert set(finding) >= KEYS
        for amount in ("expected", "found", "difference", "allowed"):
            assert finding[amount] is None or isinstance(finding[amount], str)
    (broken,) = [finding for finding in document["findings"] if finding["outcome"] == "mismatch"]
    assert (broken["rule"], broken["found"], broken["expected"], broken["difference"]) == (
        "R42",
        "96.88",
        "98.88",
        "-2.00",
    )
    assert {place["document"] for place in broken["places"]} == {document["id"]}


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_audited(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("MINGZHANG_EMBEDDING", "none")
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.7 broken")
    code, out, err = run(capsys, "--data", tmp_path / "d", "audit", bad, ROOT / "samples" / "water_2023_budget.txt")
    assert code == 1
    assert "坏.pdf" in err
    assert "示例市水务局2023年部门预算" in out


def test_an_unknown_document_is_an_error(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("MINGZHANG_EMBEDDING", "none")
    code, _, err = run(capsys, "--data", tmp_path, "audit", "--document", "nowhere")
    assert code == 1
    assert "nowhere" in err


def test_the_workbook_leads_from_findings_to_places(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("MINGZHANG_EMBEDDING", "none")
    target = tmp_path / "核对.xlsx"
    code, _, _ = run(
        capsys, "--data", tmp_path / "d", "audit", ROOT / "samples" / "water_2024_budget.txt", "--xlsx", target
    )
    assert code == 0
    book = load_workbook(io.BytesIO(target.read_bytes()))
    assert book.sheetnames == ["核对结果", "出处", "规则"]
    head, first = list(book["核对结果"].iter_rows())[:2]
    row = dict(zip([cell.value for cell in head], first, strict=True))
    assert (row["规则"].value, row["结论"].value, str(row["这里写的"].value)) == ("R34", "不一致", "186")
    assert row["处数"].hyperlink.location or row["处数"].hyperlink.target


HOSTILE = "<script>alert(1)</script>"


def test_the_page_shows_what_disclosures_print_as_text(shelf):
    text = (
        budget(2022, "50.00", "52.00", "增加3.00万元")
        .replace("城乡社区环境卫生", f"城乡{HOSTILE}")
        .replace("2120501\t城乡", "2120501\t=cmd城乡")
    )
    page = audit_report.html(list(shelf(text).values()))
    assert HOSTILE not in page
    assert "<script" not in page
    assert "增加3.00万元" in page


def test_the_route(tmp_path):
    with opened(settings(tmp_path)) as library:
        sample = ROOT / "samples" / "education_2023_final_account.md"
        record = intake.take(library, sample.name, sample.read_bytes(), intake.Origin()).record
        draft = intake.take(
            library, "d.txt", budget(2022, "50.00", "52.00", "增加2.00万元").encode(), intake.Origin(visibility="staff")
        ).record
    assert record is not None
    assert draft is not None
    with TestClient(create_app(settings(tmp_path), Scripted), raise_server_exceptions=False) as client:
        found = client.get(f"/v1/documents/{record.id}/audit").json()
        assert found["counts"]["mismatch"] == 1
        assert len(found["findings"]) == sum(found["counts"].values())
        some = client.get(f"/v1/documents/{record.id}/audit", params={"outcome": ["mismatch"]}).json()
        assert [finding["rule"] for finding in some["findings"]] == ["R42"]
        missing = client.get("/v1/documents/nowhere/audit")
        assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")
        assert client.get(f"/v1/documents/{record.id}/audit", params={"outcome": "bad"}).status_code == 422

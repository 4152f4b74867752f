"""A file of questions answered into a file: nothing of it is lost, what cannot be asked is told, nothing is a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import threading
from pathlib import Path

import openpyxl
import pytest

from service import batch, cli, question_list
from service.reply import Answer
from tests.support.scripted import Scripted

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
CAR = "示例市教育局2024年公务用车运行维护费预算是多少？"
CHANGE = "示例市教育局2024年公务用车运行维护费比上年减少了多少？"
PLANE = "示例市教育局2024年买飞机花了多少钱？"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    files = [str(SAMPLES / name) for name in ("education_2024_budget.md", "education_2023_budget.md")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_EMBEDDING", "none")
        assert cli.main(["ingest", *files, "--data", str(folder)]) == 0
    return folder


@pytest.fixture
def run(capsys, data, monkeypatch, tmp_path):
    monkeypatch.setenv("MINGZHANG_EMBEDDING", "none")
    monkeypatch.setenv("MINGZHANG_DATA", str(data))
    monkeypatch.chdir(tmp_path)

    def run(*words):
        code = cli.main(["ask", *map(str, words)])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return run


def sheet(path, rows, *, hidden=False):
    book = openpyxl.Workbook()
    if hidden:
        book.active.append(["别的"])
        book.active.sheet_state = "hidden"
        book.create_sheet("题")
    for row in rows:
        book.worksheets[-1].append(row)
    book.save(path)
    return path


def table(path):
    """What a file says, by the names of its columns."""
    if path.suffix == ".xlsx":
        head, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    else:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        head, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("into", ["a.xlsx", "a.csv"])
@pytest.mark.parametrize("source", ["q.csv", "q.xlsx", "gb.csv"])
def test_each_question_has_its_answer_beside_it(run, tmp_path, source, into):
    rows = [["编号", "问题", "备注"], ["01", CAR, "急"], ["02", CHANGE, ""], ["03", PLANE, "留"]]
    path = tmp_path / source
    if path.suffix == ".xlsx":
        sheet(path, rows, hidden=True)
    else:
        text = "\r\n".join(",".join(row) for row in rows)
        path.write_bytes(text.encode("gb18030" if source == "gb.csv" else "utf-8-sig"))
    code, out, err = run("--batch", path, "--out", into)
    assert (code, err) == (0, "")
    assert "3行，回答了3个问题" in out
    found = table(tmp_path / into)
    assert [(one["编号"], one["问题"], one["备注"] or "") for one in found] == [tuple(row) for row in rows[1:]]
    assert [one["状态"] for one in found] == ["已回答", "已回答", "材料里没有说明"]
    assert [str(one["数值"] or "") for one in found] in (["10.80", "-1.70", ""], ["10.8", "-1.7", ""])
    assert [one["单位"] or "" for one in found] == ["万元", "万元", ""]
    assert "10.80万元" in found[0]["答案"]
    assert "[1] 示例市教育局" in found[0]["出处"]
    assert "10.80万元 − 12.50万元" in found[1]["算式"]


def test_an_amount_is_a_number_with_its_digits(run, tmp_path):
    run("--batch", sheet(tmp_path / "q.xlsx", [["问题"], [CAR]]), "--out", "a.xlsx")
    (cell,) = [c for c in openpyxl.load_workbook(tmp_path / "a.xlsx").active[2] if c.value == 10.8]
    assert (cell.data_type, cell.number_format) == ("n", "#,##0.00")


def test_rows_that_cannot_be_asked_are_told_and_kept(run, tmp_path):
    rows = [["question", "n"], [CAR, "1"], [None, "2"], ["多" * 2001, "3"], [None, None], ["   ", "4"], [CAR, "5"]]
    code, out, err = run("--batch", sheet(tmp_path / "q.xlsx", rows), "--out", "a.xlsx")
    assert code == 1
    assert [line.split("：")[0] for line in err.splitlines()] == ["第3行", "第4行", "第6行"]
    assert "6行，回答了2个问题" in out
    found = table(tmp_path / "a.xlsx")
    assert [one["n"] for one in found] == ["1", "2", "3", None, "4", "5"]
    assert [one["状态"] for one in found] == ["已回答", "未提问", "未提问", None, "未提问", "已回答"]
    assert "超过2000个字" in found[2]["提示"]
    assert found[2]["question"] == "多" * 2001


def test_a_failure_is_its_rows_own(run, tmp_path, monkeypatch):
    monkeypatch.setattr("service.answer.Service", lambda library, _model: Scripted(library))
    monkeypatch.setattr("tests.support.scripted.change", lambda *_: 1 / 0)
    code, _, err = run("--batch", sheet(tmp_path / "q.xlsx", [["问题"], ["一"], ["二"]]), "--out", "a.csv")
    assert code == 1
    assert "第2行：作答时出错" in err
    assert [one["状态"] for one in table(tmp_path / "a.csv")] == ["出错", "出错"]


def test_what_was_answered_before_a_stop_is_kept(tmp_path):
    stop = threading.Event()

    def ask(text):
        stop.set()
        return Answer(id="a", conversation="c", question=text, status="declined", answer="没有说明。")

    (tmp_path / "q.csv").write_text("问题\n一\n二\n三\n", encoding="utf-8")
    listed = question_list.read(tmp_path / "q.csv", 1000)
    done = batch.answered(listed, ask, 100, lambda *_: None, stop)
    assert [row[:3] for row in done.rows] == [
        ("一", "没有说明。", "材料里没有说明"), ("二", None, "未提问（已停止）"), ("三", None, "未提问（已停止）"),
    ]  # fmt: skip
    assert done.asked == 1


def test_without_a_name_the_first_column_is_asked_all_of_it(run, tmp_path):
    (tmp_path / "q.csv").write_text(f"{CAR},x\n{CHANGE},y,z\n", encoding="utf-8")
    code, _, err = run("--batch", "q.csv", "--out", "a.csv")
    assert code == 0
    assert "用第一列，第一行也当作问题" in err
    found = table(tmp_path / "a.csv")
    assert list(found[0])[:3] == ["问题", "第2列", "第3列"]
    assert [one["状态"] for one in found] == ["已回答", "已回答"]


FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    " =1+1",
    "\t=1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "|calc",
]


def test_no_cell_of_a_csv_is_a_formula(run, tmp_path):
    with (tmp_path / "q.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["问题", "=A1"], *([CAR, one] for one in FORMULAS), [CAR, "-2.00"], [CAR, "12,345"]]
        )
    run("--batch", "q.csv", "--out", "a.csv")
    found = table(tmp_path / "a.csv")
    assert [one["'=A1"] for one in found] == [*(f"'{one}" for one in FORMULAS), "-2.00", "12,345"]
    run("--batch", "q.csv", "--out", "a.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert set(FORMULAS) <= {cell.value for cell in cells}


def test_other_columns_are_kept_as_they_were(run, tmp_path):
    row = [
        CAR,
        2024,
        110105199003071234,
        0.1,
        dt.date(2024, 3, 1),
        dt.datetime.fromisoformat("2024-03-01 08:30:00"),
        True,
        None,
        "答",
    ]
    head = ["问题", "年", "号", "率", "日", "时", "否", "空", "答案"]
    run("--batch", sheet(tmp_path / "q.xlsx", [head, row]), "--out", "a.xlsx")
    (found,) = table(tmp_path / "a.xlsx")
    kept = ["2024", "110105199003071000", "0.1", "2024-03-01", "2024-03-01 08:30:00", "True", None, "答"]
    told = [found[name] for name in head[1:]]
    assert told[0] == kept[0]
    assert told[2:] == kept[2:]
    assert "10.80万元" in found["答案（明账）"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.csv", None, "无法读取"),
        ("q.txt", b"x", "不是 .csv 或 .xlsx"),
        ("q.csv", b"", "是空的"),
        ("q.csv", b"\n , \n", "是空的"),
        ("q.csv", b"\x00\x01", "不是文字"),
        ("q.csv", '问题\n"没有完'.encode(), "不是完整的 CSV"),
        ("q.xlsx", b"PK nothing", "已损坏"),
        ("q.xlsx", b"x", "已损坏"),
    ],
)
def test_a_file_that_cannot_be_used(run, tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, _, err = run("--batch", name, "--out", "a.xlsx")
    assert code == 1
    assert said in err
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--batch", "q.csv"], 2, "要一起写"),
        (["--out", "a.csv"], 2, "要一起写"),
        (["问", "--batch", "q.csv", "--out", "a.csv"], 2, "不与问题"),
        (["--json", "--batch", "q.csv", "--out", "a.csv"], 2, "--json"),
        (["--batch", "q.csv", "--out", "a.doc"], 1, ".xlsx 或 .csv"),
        (["--batch", "q.csv", "--out", "./q.csv"], 1, "换一个名称"),
        (["--batch", "q.csv", "--out", "nowhere/a.csv"], 1, "无法写入"),
        (["--batch", "q.csv", "--out", "a.csv", "--document", "none"], 1, "没有编号为"),
    ],
)
def test_a_wrong_use(run, tmp_path, words, code, said):
    (tmp_path / "q.csv").write_text(f"问题\n{CAR}\n", encoding="utf-8")
    found, _, err = run(*words)
    assert (found, said in err) == (code, True), err
    assert (tmp_path / "q.csv").read_text(encoding="utf-8") == f"问题\n{CAR}\n"

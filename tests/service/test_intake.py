"""Files into the library: halves joined whichever comes first, identities that wait for a person, runs that are stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from index.library import Library
from ingest.limits import Limits
from service import cli, folder, intake
from service.readers import Readers
from tests.ingest.test_joining import NARRATIVE, TABLES
from tests.support.hostile import ROOT, install
from tests.support.scripted import DISCLOSURE

pytestmark = pytest.mark.stores

TEXT = NARRATIVE.format(note="").encode()
GRIDS = TABLES.format(scope="部门").encode()
MOST = 10**7
ORIGIN = intake.Origin()


@pytest.fixture
def library(tmp_path):
    opened = Library.open(tmp_path / "data", None)
    yield opened
    opened.close()


def take(library, name, data, **origin):
    outcome = intake.take(library, name, data, intake.Origin(**origin))
    assert outcome.record is not None, outcome.message
    return outcome


@pytest.mark.parametrize("order", [1, -1])
def test_two_files_of_one_disclosure_are_one_document(library, order):
    first, second = [("说明.txt", TEXT), ("公开表.txt", GRIDS)][::order]
    alone = take(library, *first)
    assert alone.half == ("narrative" if order == 1 else "tables")
    assert alone.record.status == "ready"
    both = take(library, *second)
    assert (both.state, both.replaced, both.half) == ("added", alone.record.id, None)
    [record] = library.records()
    assert record.id == both.record.id
    assert record.files == ("说明.txt", "公开表.txt")
    assert record.supersedes is None
    assert {fact.document for fact in library.facts([record.id])} == {record.id}
    assert [library.original(record.id, file).read_bytes() for file in (1, 2)] == [TEXT, GRIDS]
    for name, data in (first, second):
        again = take(library, name, data)
        assert (again.state, again.record.id) == ("held", record.id)
    library.remove(record.id)
    assert library.holding(record.sha256) is None
    assert not library._originals.all()


def test_the_id_hangs_on_the_contents_alone(tmp_path):
    ids = set()
    for number, order in enumerate((1, -1)):
        opened = Library.open(tmp_path / str(number), None)
        for data in [TEXT, GRIDS][::order]:
            take(opened, "一.txt", data)
        ids.update(record.id for record in opened.records())
        opened.close()
    assert len(ids) == 1


def test_a_department_and_its_own_unit_are_two_documents(library):
    take(library, "说明.txt", TEXT)
    take(library, "公开表.txt", TABLES.format(scope="单位").encode())
    assert [(record.scope, len(record.files)) for record in library.records()] == [("department", 1), ("unit", 1)]


def test_what_only_staff_may_see_is_not_joined_to_what_all_may(library):
    take(library, "说明.txt", TEXT)
    take(library, "公开表.txt", GRIDS, visibility="staff")
    assert len(library.records()) == 2


def test_the_origin_of_both_files_is_kept(library):
    take(library, "说明.txt", TEXT, source_url="https://example.org/a", published="2024-02-01")
    joined = take(library, "公开表.txt", GRIDS, published="2024-03-01").record
    assert (joined.source_url, joined.published) == ("https://example.org/a", "2024-03-01")


def test_a_corrected_half_supersedes_the_joined_document(library):
    take(library, "说明.txt", TEXT)
    older = take(library, "公开表.txt", GRIDS).record
    newer = take(library, "说明（更正）.txt", NARRATIVE.format(note="本说明为更正后的版本。").encode()).record
    assert newer.files == ("说明（更正）.txt", "公开表.txt")
    assert {record.id: record.supersedes for record in library.records()} == {older.id: None, newer.id: older.id}
    library.remove(older.id)
    assert library.original(newer.id, 2).read_bytes() == GRIDS


def test_a_half_is_joined_once_its_body_is_set(library):
    take(library, "说明.txt", TEXT)
    anonymous = GRIDS.decode().replace("编制单位：示例市档案局\n", "").encode()
    waiting = take(library, "表.txt", anonymous).record
    assert waiting.status == "needs_review"
    library.edit(waiting.id, organisation="示例市档案局", derive=intake.derived)
    joined = intake.join_held(library, waiting.id)
    assert joined is not None
    assert [record.id for record in library.records()] == [joined.id]
    assert intake.join_held(library, joined.id) is None
    assert intake.join_held(library, "absent") is None


def test_the_other_half_goes_while_this_one_comes(library, monkeypatch):
    first = take(library, "说明.txt", TEXT).record
    honest, gone = library.add, []

    def add(*arguments, **named):
        if named["replaces"] and not gone:
            gone.append(named["replaces"])
            library.remove(first.id)
        return honest(*arguments, **named)

    monkeypatch.setattr(library, "add", add)
    outcome = take(library, "公开表.txt", GRIDS)
    assert gone == [(first.id,)]
    assert (outcome.replaced, outcome.record.files) == (None, ("公开表.txt",))


UNSIGNED = "收支预算总表\n单位：万元\n\n项目\t预算数\n培训费\t1.50\n会议费\t2.00\n合计\t3.50\n"


def test_what_only_the_files_name_tells_is_said(library):
    outcome = take(library, "示例市档案局2024年部门预算.txt", UNSIGNED.encode())
    assert set(outcome.from_name) >= {"organisation", "year"}
    record = outcome.record
    assert (record.organisation, record.year, record.status) == ("示例市档案局", 2024, "ready")
    assert library.document(record.id).from_name == outcome.from_name


DISPUTED = "示例市档案局2024年部门预算\n\n" + "\n".join(
    f"2023年{name}预算表\n单位：万元\n\n项目\t预算数\n培训费\t{n}.50\n会议费\t2.00\n合计\t{n + 2}.50\n"
    for n, name in enumerate(("收入", "支出", "收支总"), start=1)
)


def test_title_and_tables_that_differ_wait_for_a_person(library):
    outcome = take(library, "示例市档案局2024年部门预算.txt", DISPUTED.encode())
    record = outcome.record
    assert (record.year, record.status, outcome.from_name) == (None, "needs_review", ())
    library.edit(record.id, year=2024, derive=intake.derived)
    [record] = library.records()
    assert (record.year, record.status) == (2024, "ready")


def test_what_nothing_tells_is_set_by_a_person_and_the_facts_follow(library):
    record = take(library, "表.txt", UNSIGNED.encode()).record
    assert (record.organisation, record.year, record.status) == (None, None, "needs_review")
    assert {fact.year for fact in library.facts([record.id])} == {None}
    library.edit(record.id, organisation="示例市档案局", year=2024, derive=intake.derived)
    [record] = library.records()
    assert record.status == "ready"
    assert {fact.year for fact in library.facts([record.id])} == {2024}


def test_real_halves(library, shared):
    real = shared / "samples" / "real"
    pairs = [
        [file for file in sorted(real.glob("*.pdf")) if str(year) in file.name and "公开表" in file.name]
        for year in (2017, 2018)
    ]
    for [tables] in pairs:
        prefix = tables.name[:7]
        year = next(year for year in ("2017", "2018") if year in tables.name)
        narrative = next(f for f in real.glob(f"{prefix}*{year}*.pdf") if f != tables)
        for file in (tables, narrative):
            outcome = intake.take_file(library, file, ORIGIN, MOST)
        record = outcome.record
        assert record.files == (narrative.name, tables.name)
        held = library.document(record.id)
        assert record.pages == sum(source.pages for source in held.sources)
        for fact in library.facts([record.id]):
            assert fact.place.file == (2 if fact.source == "table" else 1)
            assert 1 <= fact.place.page <= held.sources[fact.place.file - 1].pages
    assert len(library.records()) == len(pairs)


@pytest.fixture
def many(tmp_path, monkeypatch):
    """A folder of eight disclosures of eight years, for readers that do as files tell them."""
    install(tmp_path, monkeypatch)
    made = tmp_path / "many"
    made.mkdir()
    for number in range(8):
        text = DISCLOSURE.read_text().replace("2026", str(2010 + number)).replace("2025", str(2009 + number))
        (made / f"{number}.md").write_text(text)
    return made


def change(file, deed):
    file.write_bytes(deed + b"\n" + file.read_bytes())


def test_files_are_kept_in_their_order_whichever_is_read_first(library, many):
    change(many / "0.md", b"slow")
    change(many / "3.md", b"crash")
    with Readers(Limits(), 2) as readers:
        told = list(folder.take(library, intake.files([many]), ORIGIN, MOST, readers))
    assert [path.name for path, _ in told] == [f"{number}.md" for number in range(8)]
    assert [outcome.state for _, outcome in told] == ["added"] * 3 + ["failed"] + ["added"] * 4
    assert [record.files[0] for record in library.records()] == [f"{n}.md" for n in range(8) if n != 3]


def test_a_run_that_is_told_to_stop_keeps_what_is_done_and_goes_on_later(library, many):
    change(many / "4.md", b"hang")
    stop = threading.Event()
    with Readers(Limits(), 1) as readers:
        told = []
        for path, _ in folder.take(library, intake.files([many]), ORIGIN, MOST, readers, stop):
            told.append(path.name)
            if len(told) == 4:
                threading.Timer(0.3, stop.set).start()
    assert told == ["0.md", "1.md", "2.md", "3.md"]
    assert len(library.records()) == 4
    (many / "4.md").write_bytes((many / "4.md").read_bytes().removeprefix(b"hang\n"))
    with Readers(Limits(), 2) as readers:
        states = [one.state for _, one in folder.take(library, intake.files([many]), ORIGIN, MOST, readers)]
    assert states == ["held"] * 4 + ["added"] * 4


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("MINGZHANG_EMBEDDING", "none")
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path / "cli"))

    def run(*words):
        code = cli.main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return run


def test_a_run_ends_with_a_summary_and_a_report(run, many, tmp_path, monkeypatch):
    monkeypatch.setenv("MINGZHANG_MAX_SECONDS", "8")
    change(many / "2.md", b"hang")
    (many / "x.txt").write_text(DISPUTED)
    (many / "说明.txt").write_bytes(TEXT)
    (many / "公开表.txt").write_bytes(GRIDS)
    (many / "坏.pdf").write_bytes(b"%PDF-1.7\n...")
    code, out, err = run("ingest", many, "--report", tmp_path / "report.json")
    assert code == 1
    lines = out.splitlines()
    assert len(lines) == 7 + 1 + 1 + 1  # years, the disputed one, the joined one, and what is to be reviewed
    assert "合成一份" in out
    assert "待核对：" in lines[-1]
    assert "documents edit" in lines[-1]
    assert "读取超过8秒的上限" in err
    for told in ("收录", "未能收录", "待核对", "材料", "用时"):
        assert told in err
    report = json.loads((tmp_path / "report.json").read_text())
    counts = {name: report[name] for name in ("files", "added", "held", "failed", "unread", "documents", "stopped")}
    assert counts == {
        "files": 12, "added": 10, "held": 0, "failed": 2, "unread": 0, "documents": 9, "stopped": False,
    }  # fmt: skip
    held = {record["id"] for record in json.loads(run("documents", "--json")[1])}
    assert {item["id"] for item in report["items"] if item["state"] != "failed"} == held
    assert report["needs_review"] == [line.split("：")[1].split()[0] for line in lines[-1:]]
    assert all(item["message"] for item in report["items"] if item["state"] == "failed")


def test_a_report_that_cannot_be_written_is_said_before_anything_is_read(run, many, tmp_path):
    code, out, err = run("ingest", many, "--report", tmp_path / "absent" / "report.json")
    assert (code, out) == (1, "")
    assert "无法写入" in err
    assert run("documents", "--json")[1].strip() == "[]"


@pytest.mark.folder  # the command is a process that knows of no servers
def test_ctrl_c(many, tmp_path):
    change(many / "5.md", b"hang")
    environment = os.environ | {"MINGZHANG_EMBEDDING": "none", "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "service.cli", "--data", str(tmp_path / "cli"), "ingest", str(many)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=tmp_path
    ) as process:
        assert process.stdout is not None
        watch = threading.Timer(30, process.kill)  # a line that does not come fails the test, it does not hold it up
        watch.start()
        lines = [process.stdout.readline() for _ in range(5)]
        watch.cancel()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert all("张表" in line for line in lines)
    assert out == ""
    assert err.splitlines()[-1].startswith("已停止：已收录的文件都在，还有3个没有读取")
    assert "Traceback" not in err
    opened = Library.open(tmp_path / "cli", None)
    assert len(opened.records()) == 5
    opened.close()


def test_an_edit_joins_what_it_makes_two_halves_of(run, tmp_path):
    (tmp_path / "说明.txt").write_bytes(TEXT)
    (tmp_path / "表.txt").write_text(TABLES.format(scope="部门").replace("编制单位：示例市档案局\n", ""))
    code, out, _ = run("ingest", tmp_path / "说明.txt", tmp_path / "表.txt")
    assert code == 0
    waiting = out.splitlines()[-1].split("：")[1].split()[0]
    assert run("documents", "edit", waiting, "--organisation", "示例市档案局")[0] == 0
    [record] = json.loads(run("documents", "--json")[1])
    assert record["files"] == ["说明.txt", "表.txt"]
    code, out, _ = run("ask", "2024年支出总计是多少？")
    assert "120.50万元" in out

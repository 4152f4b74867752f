"""The commands: what they print, how they fail, and that bad input leaves the store as it was."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from index.library import Library
from service import cli
from service.fact_row import COLUMNS
from tests.support.scripted import DISCLOSURE

CONTRACT = [
    "id", "document", "source", "table", "code", "row", "column", "value", "unit", "year", "basis", "measure",
    "comparator", "quote", "page", "bbox", "cell", "anchor", "status",
]  # fmt: skip
NO_TABLE = "示例市某局2024年部门预算\n\n本局负责有关工作。\n"


@pytest.fixture(autouse=True)
def _here(monkeypatch, tmp_path):
    monkeypatch.setenv("MINGZHANG_EMBEDDING", "none")
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capsys):
    def run(*words):
        code = cli.main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return run


@pytest.fixture
def document(run):
    code, out, _ = run("ingest", DISCLOSURE)
    assert code == 0
    return out.split()[0]


def state(tmp_path):
    library = Library.open(tmp_path / "data", None)
    try:
        return [(record.id, record.facts) for record in library.records()]
    finally:
        library.close()


def test_ingest_tells_a_line_a_document(run):
    code, out, err = run("ingest", DISCLOSURE)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 1
    for told in ("2026年", "张表", "个数字", "秒", "示例县水利局"):
        assert told in out


def test_the_same_file_twice_is_said_so(run, document, tmp_path):
    before = state(tmp_path)
    code, out, _ = run("ingest", DISCLOSURE)
    assert code == 0
    assert "已收录过，跳过" in out
    assert out.startswith(document)
    assert state(tmp_path) == before


def test_a_folder_is_read_at_any_depth_without_readme_and_hidden_files(run, tmp_path):
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "deep" / "disclosure.md").write_bytes(DISCLOSURE.read_bytes())
    for name in ("README.md", ".hidden.md", ".git/x.md", "program.exe", "~$disclosure.docx"):
        (folder / name).write_text("no disclosure")
    code, out, err = run("ingest", folder)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 1


BAD = [
    ("empty.txt", b"", "文件是空的"),
    ("blank.txt", b" \n\n", "文件是空的"),
    ("binary.txt", bytes(range(256)) * 20, ""),
    ("page.pdf", b"%PDF-1.7\n...", "PDF"),
    ("sheet.xlsx", b"PK\x03\x04....", "不完整或已损坏"),
    ("plain.txt", NO_TABLE.encode(), "没有找到可以识别的表格"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_is_one_sentence_and_changes_nothing(run, tmp_path, document, name, content, said):
    before = state(tmp_path)
    (tmp_path / name).write_bytes(content)
    code, out, err = run("ingest", tmp_path / name)
    assert code == 1
    assert out == ""
    first = err.splitlines()[0]
    assert name in first
    assert said in first
    assert first.endswith("。")
    assert state(tmp_path) == before


def test_one_bad_file_stops_no_other(run, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = run("ingest", tmp_path / "empty.txt", tmp_path / "absent.txt", DISCLOSURE)
    assert code == 1
    assert len(out.splitlines()) == 1
    assert "文件是空的" in err
    assert "文件不存在" in err
    assert "3个文件中有2个未能收录" in err
    assert len(state(tmp_path)) == 1


def test_a_file_over_the_limit(run, tmp_path, monkeypatch):
    monkeypatch.setenv("MINGZHANG_MAX_FILE_MB", "1")
    (tmp_path / "large.txt").write_bytes(b"x" * (2**20 + 1))
    code, _, err = run("ingest", tmp_path / "large.txt")
    assert code == 1
    assert "超过1MB的上限" in err


def test_an_empty_folder_is_said_so(run, tmp_path):
    (tmp_path / "nothing").mkdir()
    code, _, err = run("ingest", tmp_path / "nothing")
    assert code == 1
    assert "没有可读的文件" in err


@pytest.mark.parametrize("words", [("documents",), ("ask", "多少"), ("ingest", DISCLOSURE), ("facts",), ("serve",)])
def test_a_data_folder_that_cannot_be_used(run, tmp_path, words):
    (tmp_path / "data").write_text("a file")
    code, _, err = run(*words)
    assert code == 1
    assert "不是文件夹" in err
    assert len(err.splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_data_folder_that_cannot_be_written(run, tmp_path):
    (tmp_path / "data").mkdir(mode=0o500)
    code, _, err = run("ingest", DISCLOSURE)
    assert code == 1
    assert "不可写" in err


def test_origin_is_kept(run):
    run(
        "ingest",
        "--source-url",
        "https://example.org/a",
        "--published",
        "2026-02-03",
        "--visibility",
        "staff",
        DISCLOSURE,
    )
    _, out, _ = run("documents", "--json")
    record = json.loads(out)[0]
    assert (record["source_url"], record["published"], record["visibility"]) == (
        "https://example.org/a",
        "2026-02-03",
        "staff",
    )


def test_documents_and_their_correction(run, document):
    code, out, _ = run("documents")
    assert code == 0
    assert document in out
    code, out, _ = run("documents", "edit", document, "--year", "2025", "--organisation", "示例县水务局")
    assert code == 0
    assert "2025年" in out
    record = json.loads(run("documents", "--json")[1])[0]
    assert (record["year"], record["organisation"]) == (2025, "示例县水务局")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("documents", "edit", "{id}"), 2, "没有写要更正什么"),
        (("documents", "edit", "{id}", "--organisation", " "), 1, "单位名称不能为空"),
        (("documents", "edit", "{id}", "--year", "26"), 2, "--year"),
        (("documents", "edit", "absent", "--year", "2025"), 1, "absent"),
        (("remove", "absent"), 1, "absent"),
        (("facts", "--document", "absent"), 1, "absent"),
        (("ask", "多少", "--document", "absent"), 1, "absent"),
        (("ask", "  "), 1, "问题是空的"),
        (("ask", "多" * 2001), 1, "超过2000个字"),
        (("ingest",), 2, "缺少参数"),
        (("ingest", "--published", "昨天", "x"), 2, "--published"),
        (("facts", "--format", "xml"), 2, "--format"),
        (("facts", "--form"), 2, "--form"),
        (("nonsense",), 2, "nonsense"),
        (("serve", "--port", "70000"), 1, "MINGZHANG_PORT"),
        (("serve", "--host", "256.1.1.1"), 1, "256.1.1.1"),
        (("eval", "absent.jsonl"), 1, "absent.jsonl"),
    ],
)
def test_wrong_use_is_one_sentence(run, document, words, code, said):
    found, out, err = run(*(word.replace("{id}", document) for word in words))
    assert found == code
    assert out == ""
    assert said in err
    assert len(err.splitlines()) == 1


def test_facts_as_csv_and_as_lines_agree(run, document):
    assert list(COLUMNS[: len(CONTRACT)]) == CONTRACT
    code, out, _ = run("facts")
    assert code == 0
    table = list(csv.DictReader(io.StringIO(out)))
    lines = [json.loads(line) for line in run("facts", "--format", "jsonl", "--document", document)[1].splitlines()]
    assert [row["id"] for row in table] == [line["id"] for line in lines]
    assert len({line["id"] for line in lines}) == len(lines)
    for row, line in zip(table, lines, strict=True):
        assert row["row"] == "|".join(line["row"])
        assert row["value"] == line["value"]
        assert "," not in line["value"]
        assert line["document"] == document


def test_an_answer_as_text_and_as_json(run, document):
    code, out, _ = run("ask", "2026年公务接待费预算是多少？")
    assert code == 0
    assert "1.50万元" in out
    assert "出处：" in out
    answer = json.loads(run("ask", "2026年公务接待费预算是多少？", "--json", "--document", document)[1])
    assert answer["result"] == {"value": "1.50", "unit": "万元"}


def test_a_conversation_from_a_pipe(run, document, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("2026年公务接待费预算是多少？\n\n退出\n多少\n"))
    code, out, _ = run("ask")
    assert code == 0
    assert out.count("出处：") == 1


def test_a_document_is_removed_with_all_of_it(run, document, tmp_path):
    code, out, _ = run("remove", document)
    assert code == 0
    assert document in out
    assert state(tmp_path) == []
    assert len(run("facts")[1].splitlines()) == 1


def test_the_data_folder_may_stand_before_or_after_the_command(run, document, tmp_path):
    other = tmp_path / "other"
    assert "还没有收录" in run("--data", other, "documents")[1]
    assert "还没有收录" in run("documents", "--data", other)[1]


def test_settings_tell_their_origin(run, tmp_path):
    out = run("settings", "--data", tmp_path / "elsewhere")[1]
    assert f"MINGZHANG_DATA={tmp_path / 'elsewhere'}  （命令行）" in out
    assert "MINGZHANG_EMBEDDING=none  （环境变量）" in out
    assert "MINGZHANG_PORT=8000  （默认）" in out


@pytest.mark.parametrize(
    "words", [(), ("documents",), ("ingest",), ("ask",), ("facts",), ("remove",), ("eval",), ("serve",)]
)
def test_every_command_has_its_help(run, words):
    code, out, _ = run(*words, "--help")
    assert code == 0
    assert "--data" in out


def test_a_port_in_use_is_one_sentence(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = run("serve", "--port", port)
    assert code == 1
    assert f"无法监听 127.0.0.1:{port}" in err
    assert len(err.splitlines()) == 1


@pytest.mark.folder  # the service is a process that knows of no servers
def test_the_service_tells_its_address_and_ends_when_told(document):
    command = [sys.executable, "-m", "service.cli", "serve", "--port", "0"]
    root = DISCLOSURE.parent.parent.parent
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(root)}
    ) as service:
        try:
            assert service.stdout is not None
            line = service.stdout.readline()
            address = line.split("：", 1)[1].split("（")[0]
            with urllib.request.urlopen(f"{address}/v1/documents", timeout=30) as reply:
                assert [one["id"] for one in json.load(reply)["items"]] == [document]
        finally:
            service.send_signal(signal.SIGTERM)
            _, err = service.communicate(timeout=30)
    assert "Traceback" not in err


def test_a_reader_that_leaves_is_no_error(document):
    root = DISCLOSURE.parent.parent.parent
    with subprocess.Popen(
        [sys.executable, "-m", "service.cli", "facts", "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(root)},
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        err = process.stderr.read()
        deadline = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
    assert err == b""
    assert process.returncode in {0, 1}

"""`mingzhang verify`: where the text comes from, what is printed, how it fails."""

import io
import json
import sys
from types import SimpleNamespace

import pytest

from service import cli
from tests.support.scripted import DISCLOSURE

TEXT = "2026年公务接待费1.50万元，公务用车运行维护费7.00万元。"


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("MINGZHANG_EMBEDDING", "none")
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path / "data"))

    def run(*words, given=b""):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(given), isatty=lambda: False))
        code = cli.main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    assert run("ingest", DISCLOSURE)[0] == 0
    return run


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_checked(run, tmp_path, encoding):
    file = tmp_path / "draft.md"
    file.write_bytes(TEXT.encode(encoding))
    code, out, err = run("verify", file)
    assert (code, err) == (0, "")
    assert out.startswith("2个数字：1个有出处，1个与披露不符。\n")
    assert "披露的2026年公务用车运行维护费为6.00万元" in out


@pytest.mark.parametrize("words", [(), ("-",)])
def test_standard_input_is_checked(run, words):
    code, out, _ = run("verify", *words, "--json", given=TEXT.encode())
    assert code == 0
    found = json.loads(out)
    assert [figure["verdict"] for figure in found["figures"]] == ["cited", "contradicted"]
    assert found["figures"][1]["disclosed"] == "6.00万元"
    assert found["citations"][0]["quote"] == "1.50"


def test_a_document_may_be_named(run):
    (record,) = json.loads(run("documents", "--json")[1])
    assert run("verify", "--document", record["id"], given=TEXT.encode())[0] == 0


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (("-",), b"", "文字是空的"),
        (("-",), b" \n", "文字是空的"),
        (("-",), "字".encode() * 20_001, "20001个字，超过20000个字"),
        (("-",), b"\x00\x01\x02", "不是文字"),
        (("-",), b"\xff\xff\xff", "不是文字"),
        (("absent.txt",), b"", "absent.txt"),
        (("-", "--document", "absent"), b"1", "absent"),
    ],
)
def test_what_cannot_be_checked_is_one_sentence(run, words, given, said):
    code, out, err = run("verify", *words, given=given)
    assert (code, out) == (1, "")
    assert said in err
    assert len(err.splitlines()) == 1

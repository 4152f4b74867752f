"""Settings come from options, the environment and `.env`, in that order, and a wrong one is one clear sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from service import settings
from service.settings import Settings, SettingsError, listing, load


@pytest.fixture(autouse=True)
def _folder_without_dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def origins(found: Settings) -> dict[str, tuple[str, str]]:
    return {line.name: (line.value, line.origin) for line in listing(found)}


def test_an_option_goes_before_the_environment_and_that_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("MINGZHANG_PORT=1\nMINGZHANG_HOST=::1\nMINGZHANG_DATA=file\nOTHER=x\n")
    monkeypatch.setenv("MINGZHANG_PORT", "2")
    monkeypatch.setenv("MINGZHANG_HOST", "localhost")
    found = origins(load(port=3, host=None))
    assert found["MINGZHANG_PORT"] == ("3", "command line")
    assert found["MINGZHANG_HOST"] == ("localhost", "environment")
    assert found["MINGZHANG_DATA"] == ("file", ".env")
    assert found["MINGZHANG_LOG_LEVEL"] == ("warning", "default")


def test_without_any_setting_the_service_stays_on_this_machine() -> None:
    found = load()
    assert (found.host, found.port, found.data) == ("127.0.0.1", 8000, Path("data"))
    assert found.embedding_model is not None
    assert found.embedding_model.endswith("multilingual-e5-small-zh")


def test_no_embedder_where_the_operator_wants_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_EMBEDDING", "None")
    assert load().embedding_model is None


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MINGZHANG_PORT", "many", "应为整数"),
        ("MINGZHANG_PORT", "70000", "应不大于 65535"),
        ("MINGZHANG_MAX_FILE_MB", "0", "应不小于 1"),
        ("MINGZHANG_LOG_LEVEL", "loud", "之一"),
        ("MINGZHANG_HOST", "", "不能为空"),
        ("MINGZHANG_LLM_TIMEOUT", "0", "应大于 0"),
        ("MINGZHANG_LLM_BUDGET", "much", "应为数字"),
        ("MINGZHANG_LLM_BASE_URL", "localhost:11434", "http:// 或 https://"),
        ("MINGZHANG_LLM_BASE_URL", "https://me:secret@example.org/v1", "不写用户名和密码"),
        ("MINGZHANG_LOG_FORMAT", "xml", "之一"),
        ("MINGZHANG_DATABASE_URL", "mysql://me:secret@host/db", r"postgresql\+psycopg://"),
        ("MINGZHANG_CHROMA_URL", "chroma:8000", "http:// 或 https://"),
        ("MINGZHANG_CHROMA_URL", "http://me:secret@chroma:8000/api", "只到主机和端口"),
        ("MINGZHANG_FILES_URL", "ftp://me:secret@host/x", "s3://"),
        ("MINGZHANG_LOG_QUESTIONS", "maybe", "true 或 false"),
        ("MINGZHANG_OTEL_ENDPOINT", "127.0.0.1:4317", "http:// 或 https://"),
        ("MINGZHANG_WIDGET_ORIGINS", "*", "不写 *"),
        ("MINGZHANG_WIDGET_ORIGINS", "https://example.org/page", "不写路径"),
        ("MINGZHANG_WIDGET_ORIGINS", "https://a.org https://b.org", "用逗号隔开"),
        ("MINGZHANG_WIDGET_ORIGINS", "https://a.org;script-src *", "不写路径"),
        ("MINGZHANG_PROT", "8000", "是否想写 MINGZHANG_PORT"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=said) as caught:
        load()
    assert name in str(caught.value)
    assert "secret@" not in str(caught.value)


def test_a_secret_is_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    class WithSecret(Settings):
        api_key: SecretStr | None = None

    monkeypatch.setattr(settings, "Settings", WithSecret)
    monkeypatch.setenv("MINGZHANG_API_KEY", "s3cret")
    assert origins(load())["MINGZHANG_API_KEY"] == ("********", "environment")


def test_the_key_of_a_model_is_masked_and_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_LLM_API_KEY", "s3cret")
    monkeypatch.setenv("MINGZHANG_LLM_MODEL", " ")
    found = origins(load())
    assert found["MINGZHANG_LLM_API_KEY"] == ("********", "environment")
    assert found["MINGZHANG_LLM_MODEL"] == ("", "environment")
    assert load().llm_model is None
    assert "s3cret" not in repr(load())


def test_the_addresses_of_stores_are_shown_without_their_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_DATABASE_URL", "postgresql+psycopg://me:s3cret@host/db")
    monkeypatch.setenv("MINGZHANG_CHROMA_URL", "http://me:s3cret@chroma:8000")
    monkeypatch.setenv("MINGZHANG_FILES_URL", "s3://KEY:s3cret@bucket/prefix")
    found = load()
    assert origins(found)["MINGZHANG_DATABASE_URL"][0] == "postgresql+psycopg://me:***@host/db"
    assert "s3cret" not in repr(found) + repr(found.stores) + repr(listing(found))
    assert found.stores.files == "s3://KEY:s3cret@bucket/prefix"


def test_the_sites_that_may_embed_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load().embedders == ()
    monkeypatch.setenv("MINGZHANG_WIDGET_ORIGINS", "https://WWW.example.gov.cn/, http://127.0.0.1:8080")
    assert load().embedders == ("https://www.example.gov.cn", "http://127.0.0.1:8080")

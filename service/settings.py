"""What an operator may set: `MINGZHANG_*` in the environment or in a `.env` file of the working folder.

The only reader of the environment; every other module is handed the values. Each setting's description is what
`mingzhang settings` prints, and a test sees to it that README names them all.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Self

from dotenv import dotenv_values
from pydantic import Field, PrivateAttr, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index import e5
from index.job import Room
from index.stores import Stores, masked
from ingest.limits import Limits

PREFIX = "MINGZHANG_"
_DOTENV = Path(".env")
_MASK = "********"

_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9-]+\.)*[A-Za-z0-9-]+(?::\d{1,5})?")

_STORES = {
    "database_url": re.compile(r"postgresql(?:\+psycopg)?://\S+"),
    "chroma_url": re.compile(r"https?://(?:[^\s/]+@)?[^\s/@?#]+/?"),
    "files_url": re.compile(r"(?:s3|file|memory)://\S+|(?!\w+://).+", re.DOTALL),
}

Origin = Literal["command line", "environment", ".env", "default"]


class SettingsError(Exception):
    """A setting that cannot be used: which one, what it says, what would do."""


class Settings(BaseSettings):
    """All settings, checked; a value given here (a command's option) goes before the environment's."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=_DOTENV, env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    data: Path = Field(default=Path("data"), description="数据文件夹：原始文件、数字、索引都在其中")
    database_url: SecretStr | None = Field(
        default=None,
        description="数据库的地址，如 postgresql+psycopg://用户:密码@主机/库；不设则用数据文件夹里的 SQLite",
    )
    chroma_url: SecretStr | None = Field(
        default=None, description="Chroma 服务的地址，如 http://主机:8000；不设则向量存在数据文件夹里"
    )
    files_url: SecretStr | None = Field(
        default=None,
        description="存放原始文件的文件夹，或对象存储的地址，如 s3://存储桶/前缀；不设则存在数据文件夹里",
    )
    embedding: str = Field(
        default_factory=lambda: str(e5.FOLDER),
        min_length=1,
        description="向量模型：sentence-transformers 的文件夹或模型名；none 为不用向量",
    )
    host: str = Field(default="127.0.0.1", min_length=1, description="服务监听的地址")
    port: int = Field(default=8000, ge=0, le=65535, description="服务监听的端口；0 为任一空闲端口")
    open_ask: bool = Field(
        default=False,
        description="没有密钥也可以提问（只依据公开的材料），true 或 false；只在本机监听、又没有建立密钥时，一切都开放，与此项无关",
    )
    session_hours: int = Field(default=12, ge=1, le=8760, description="在页面上用密钥登录一次，管几个小时")
    rate_key: int = Field(default=600, ge=0, le=1_000_000, description="一把密钥每分钟最多请求几次；0 为不限")
    rate_address: int = Field(
        default=240, ge=0, le=1_000_000, description="一个地址不用密钥每分钟最多请求几次；0 为不限"
    )
    max_file_mb: int = Field(default=50, ge=1, le=2000, description="收录的单个文件的最大兆字节数")
    max_upload_mb: int = Field(
        default=500, ge=1, le=20_000, description="一次上传的全部文件的最大兆字节数；单个文件另有上限"
    )
    max_pages: int = Field(default=1000, ge=1, le=1000, description="收录的单个文件的最大页数")
    max_cells: int = Field(default=500_000, ge=1, le=10_000_000, description="收录的单个文件的表格单元格的最大总数")
    max_memory_mb: int = Field(
        default=2048, ge=256, le=65536, description="读取一个文件可用的最大内存（兆字节）；每个读取进程各自计算"
    )
    max_seconds: int = Field(default=900, ge=1, le=86400, description="读取一个文件可用的最长秒数")
    workers: int = Field(default=0, ge=0, le=256, description="同时读取几个文件；0 为处理器的核数")
    take_in: bool = Field(
        default=True,
        description="服务是否自己收录上传的文件、建立向量，true 或 false；false 则由 mingzhang work 的进程做",
    )
    queue_files: int = Field(
        default=2000, ge=1, le=1_000_000, description="最多有几个上传的文件等待收录；再多就请上传的人过一会儿再来"
    )
    queue_mb: int = Field(default=10_000, ge=1, le=10_000_000, description="等待收录的文件一共最多多少兆字节")
    max_question_chars: int = Field(default=2000, ge=1, le=100_000, description="一个问题的最大字数")
    max_text_chars: int = Field(default=20_000, ge=1, le=1_000_000, description="一次核对的文字的最大字数")
    keep_days: int = Field(
        default=90,
        ge=0,
        le=36_500,
        description="服务给出的答案和对话保存几天（从最后一次提问算起），供接着问、分享和评价；0 为不保存",
    )
    llm_model: str | None = Field(
        default=None,
        description="语言模型的名称；不设则不用语言模型，按规则作答。Anthropic 的模型写作 anthropic:名称",
    )
    llm_base_url: str | None = Field(
        default=None,
        description="语言模型服务的地址（OpenAI 兼容的接口，到 /v1 为止）；不设为 OpenAI 或 Anthropic 自己的",
    )
    llm_api_key: SecretStr | None = Field(default=None, description="语言模型服务的密钥")
    llm_timeout: float = Field(default=60, gt=0, le=3600, description="一个问题最多等语言模型多少秒；过了就按规则作答")
    llm_retries: int = Field(default=2, ge=0, le=10, description="语言模型出错后再试几次（都在上面的时间之内）")
    llm_concurrency: int = Field(default=4, ge=1, le=256, description="同时向语言模型提出几个请求")
    llm_price_in: Decimal = Field(default=Decimal(0), ge=0, description="语言模型每百万输入词元的价格（元）")
    llm_price_out: Decimal = Field(default=Decimal(0), ge=0, description="语言模型每百万输出词元的价格（元）")
    llm_budget: Decimal = Field(
        default=Decimal(0),
        ge=0,
        description="语言模型一天最多花多少元，用完就按规则作答；0 为不限。每个进程各自计算，重新启动后从零算起",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="日志级别：debug、info、warning、error"
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="日志的格式：text 为一行文字，json 为一行一个 JSON 对象"
    )
    log_questions: bool = Field(default=False, description="日志（info 级）里是否写下问题的原文：true 或 false")
    otel_endpoint: str | None = Field(
        default=None, description="接收 OpenTelemetry 追踪的地址（OTLP/gRPC，如 http://127.0.0.1:4317）；不设则不追踪"
    )
    widget_origins: str | None = Field(
        default=None,
        description="可以嵌入问答小窗的网站，如 https://www.example.gov.cn，几个用逗号隔开；不设则哪里都不能嵌入",
    )

    _options: frozenset[str] = PrivateAttr(default=frozenset())

    @classmethod
    def given(cls, options: Mapping[str, Any]) -> Self:
        """The settings with a command's options, remembered for `listing`."""
        settings = cls(**options)
        settings._options = frozenset(options)
        return settings

    @property
    def options(self) -> frozenset[str]:
        """The fields that a command's options set."""
        return self._options

    @field_validator("data")
    @classmethod
    def _from_home(cls, value: Path) -> Path:
        return value.expanduser()

    @field_validator("database_url", "chroma_url", "files_url")
    @classmethod
    def _store(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        form = _STORES[info.field_name or ""]
        if value is None or form.fullmatch(value.get_secret_value()):
            return value
        raise PydanticCustomError(f"{info.field_name}", "store")

    @field_validator(
        "database_url",
        "chroma_url",
        "files_url",
        "llm_model",
        "llm_base_url",
        "llm_api_key",
        "otel_endpoint",
        "widget_origins",
        mode="before",
    )
    @classmethod
    def _none_if_empty(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("llm_base_url", "otel_endpoint")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is None or (re.match(r"https?://[^\s/@]+", value) and "@" not in value):
            return value
        raise PydanticCustomError("address", "address")

    @field_validator("widget_origins")
    @classmethod
    def _origins(cls, value: str | None) -> str | None:
        if all(_ORIGIN.fullmatch(one) for one in _listed(value)):
            return value
        raise PydanticCustomError("origins", "origins")

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @property
    def stores(self) -> Stores:
        """Where everything is kept."""
        return Stores(self.data, _open(self.database_url), _open(self.chroma_url), _open(self.files_url))

    @property
    def embedding_model(self) -> str | None:
        """The embedder to load, None where the operator wants none."""
        return None if self.embedding.lower() == "none" else self.embedding

    @property
    def embedders(self) -> tuple[str, ...]:
        """The origins of the sites that may embed the widget."""
        return tuple(one.lower() for one in _listed(self.widget_origins))

    @property
    def max_file_bytes(self) -> int:
        """The size limit as a file system counts."""
        return self.max_file_mb * 1024 * 1024

    @property
    def max_upload_bytes(self) -> int:
        """The size limit of a whole upload."""
        return self.max_upload_mb * 1024 * 1024

    @property
    def room(self) -> Room:
        """What may wait to be taken in."""
        return Room(self.queue_files, self.queue_mb * 1024 * 1024)

    @property
    def limits(self) -> Limits:
        """What one file may cost."""
        return Limits(self.max_pages, self.max_cells, self.max_memory_mb, self.max_seconds)


def _open(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None


def _listed(value: str | None) -> list[str]:
    return [one.strip().rstrip("/") for one in (value or "").split(",") if one.strip()]


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of `mingzhang settings`: the variable, its value (secrets masked), where that comes from, what it is."""

    name: str
    value: str
    origin: Origin
    description: str


def load(**options: Any) -> Settings:
    """The settings in force; `options` are a command's, None where it was not given."""
    given = {name: value for name, value in options.items() if value is not None}
    _refuse_unknown()
    try:
        return Settings.given(given)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        message = f"{PREFIX}{field.upper()} 的值 {_shown(field, first['input'])} 不可用：{_wanted(first)}。"
        raise SettingsError(message + f"此项是：{Settings.model_fields[field].description}。") from None


def environment(**settings: object) -> dict[str, str]:
    """The environment for another process of ours, with these settings in place of the operator's own."""
    others = {name: value for name, value in os.environ.items() if not name.upper().startswith(PREFIX)}
    return others | {PREFIX + name.upper(): str(value) for name, value in settings.items()}


def _wanted(error: ErrorDetails) -> str:
    """What Pydantic found amiss, in the words of our other messages."""
    context = error.get("ctx", {})
    match error["type"]:
        case "int_parsing" | "int_from_float":
            return "应为整数"
        case "bool_parsing":
            return "应为 true 或 false"
        case "float_parsing" | "decimal_parsing" | "finite_number":
            return "应为数字"
        case "greater_than":
            return f"应大于 {context['gt']:g}"
        case "address":
            return "应为 http:// 或 https:// 开头的地址，其中不写用户名和密码"
        case "database_url":
            return "应为 postgresql+psycopg:// 开头的地址"
        case "chroma_url":
            return "应为 http:// 或 https:// 开头的地址，只到主机和端口"
        case "files_url":
            return "应为文件夹，或 s3:// 开头的地址"
        case "origins":
            return "应为 https://主机名[:端口]，几个用逗号隔开，不写路径，也不写 *"
        case "bool_parsing" | "bool_type":
            return "应为 true 或 false"
        case "greater_than_equal":
            return f"应不小于 {context['ge']}"
        case "less_than_equal":
            return f"应不大于 {context['le']}"
        case "literal_error":
            return f"应为 {context['expected']} 之一"
        case "string_too_short":
            return "不能为空"
        case _:
            return error["msg"]


def listing(settings: Settings) -> list[Setting]:
    """Every setting with its origin, for `mingzhang settings`."""
    return [
        Setting(
            PREFIX + field.upper(), _shown(field, getattr(settings, field)), _origin(settings, field), _about(field)
        )
        for field in Settings.model_fields
    ]


def _about(field: str) -> str:
    return Settings.model_fields[field].description or ""


def _shown(field: str, value: object) -> str:
    text = value.get_secret_value() if isinstance(value, SecretStr) else "" if value is None else str(value)
    if field in _STORES:
        return masked(text)
    if isinstance(value, SecretStr) or "SecretStr" in str(Settings.model_fields[field].annotation):
        return _MASK if text else ""
    return masked(text) if "://" in text else text


def _environment() -> dict[str, str]:
    return {name.upper(): value for name, value in os.environ.items() if name.upper().startswith(PREFIX)}


def _dotenv() -> dict[str, str | None]:
    return {name.upper(): value for name, value in dotenv_values(_DOTENV, encoding="utf-8").items()}


def _origin(settings: Settings, field: str) -> Origin:
    name = PREFIX + field.upper()
    if field in settings.options:
        return "command line"
    if name in _environment():
        return "environment"
    return ".env" if name in _dotenv() else "default"


def _refuse_unknown() -> None:
    """A misspelt setting is an error: it would otherwise be passed over in silence."""
    known = [PREFIX + field.upper() for field in Settings.model_fields]
    for name in [*_environment(), *(name for name in _dotenv() if name.startswith(PREFIX))]:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"是否想写 {near[0]}？" if near else f"可用的有：{'、'.join(known)}。"
            raise SettingsError(f"没有名为 {name} 的设置。{hint}")

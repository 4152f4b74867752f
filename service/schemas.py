"""The HTTP bodies that have no core type of their own; an answer, a document's record and a fact go out as they are."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from index.library import DocumentRecord
from ingest.model import Kind, Scope
from service.fact_row import FactRow
from service.reply import KeptAnswer

Box = tuple[float, float, float, float]


class AskBody(BaseModel):
    """A question; no documents, or an empty list, means all that are held."""

    question: str = Field(description="问题，一句或几句话")
    documents: list[str] | None = Field(default=None, description="只依据这些材料回答；省略或空列表表示全部")
    conversation: str | None = Field(default=None, max_length=100, description="继续哪一次对话；省略则开始新的对话")
    stream: bool = Field(default=False, description="以 text/event-stream 逐段返回")
    format: Literal["markdown", "text"] = Field(default="markdown", description="答案的格式")


class VerifyBody(BaseModel):
    """A text to check; no documents, or an empty list, means all that are held."""

    text: str = Field(description="要核对的文字：新闻稿、回复草稿、别处的答案；可含 Markdown")
    documents: list[str] | None = Field(default=None, description="只依据这些材料核对；省略或空列表表示全部")


class TitleBody(BaseModel):
    """What a conversation is to be called."""

    title: str = Field(min_length=1, max_length=100, pattern=r"\S", description="对话的名称")


class ConversationBody(BaseModel):
    """A conversation with its answers in their order."""

    id: str
    title: str
    created: str
    turns: list[KeptAnswer]


class FeedbackBody(BaseModel):
    """What somebody says of an answer."""

    verdict: Literal["up", "down"] = Field(description="有用，或有问题")
    reasons: list[Literal["数字错误", "引用错误", "答非所问"]] = Field(
        default_factory=list, max_length=3, description="哪里有问题"
    )
    comment: str = Field(default="", max_length=2000, description="说明")


class RemarkBody(BaseModel):
    """What somebody said of an answer, and the answer."""

    at: str
    verdict: Literal["up", "down"]
    reasons: list[str]
    comment: str
    answer: KeptAnswer


class FeedbackPage(BaseModel):
    """What was said of answers, the newest first; `next` is the cursor of the following page, null on the last."""

    items: list[RemarkBody]
    next: str | None


class DocumentsPage(BaseModel):
    """Held documents; `next` is the cursor of the following page, null on the last."""

    items: list[DocumentRecord]
    next: str | None


class PlaceBody(BaseModel):
    """Where something stands in its file; `file` is which one, from 1, where the document has several."""

    page: int | None
    bbox: Box | None
    cell: str | None
    anchor: str | None
    file: int | None


class TableSummary(PlaceBody):
    """A table without its cells; `rows` and `columns` are counts."""

    number: int
    title: str
    heading: str
    unit: str | None
    unit_by: str | None = Field(description="表上没有印单位、由人核定时，核定的人（密钥的名称）")
    section: tuple[str, ...]
    rows: int
    columns: int


class Structure(BaseModel):
    """What a document is made of: its headings, each a path, in their order, and its tables."""

    paragraphs: int
    sections: list[tuple[str, ...]]
    tables: list[TableSummary]


class DocumentBody(BaseModel):
    """A held document and its structure; `tables` and `facts` are counts, as in the listing."""

    id: str
    title: str
    organisation: str | None
    year: int | None
    kind: Kind | None
    scope: Scope | None
    status: Literal["ready", "needs_review"]
    visibility: Literal["public", "staff"]
    source_url: str | None
    published: str | None
    supersedes: str | None
    pages: int | None
    tables: int
    facts: int
    sha256: str
    files: tuple[str, ...]
    structure: Structure


class CellBody(PlaceBody):
    """A cell as printed; `fact` is the id of the number in it."""

    text: str
    row_span: int | None
    column_span: int | None
    fact: str | None


class TableBody(TableSummary):
    """A table with its cells; the first `header` rows are its head."""

    notes: tuple[str, ...]
    header: int
    cells: list[list[CellBody]]


class TablesPage(BaseModel):
    """Tables of a document."""

    items: list[TableSummary]
    next: str | None


class FactsPage(BaseModel):
    """Exact numbers of a document; blank cells are left out."""

    items: list[FactRow]
    next: str | None


class ParagraphBody(PlaceBody):
    """A paragraph of the narrative with its heading path."""

    text: str
    section: tuple[str, ...]


class ParagraphsPage(BaseModel):
    """Paragraphs of a document in their order."""

    items: list[ParagraphBody]
    next: str | None


class Health(BaseModel):
    """The process is alive."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """Whether questions can be answered, and in a sentence each what is missing for the best answers."""

    status: Literal["ready", "degraded"]
    documents: int
    missing: dict[str, str]


class FieldError(BaseModel):
    """One field of a request that is amiss."""

    field: str
    detail: str


class ProblemBody(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str | None = Field(default=None, description="这次请求的名称，与回复头 X-Request-ID 相同")
    errors: list[FieldError] | None = None

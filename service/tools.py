"""What an assistant may call (`mingzhang mcp`): ask, verify, facts, documents; each a body that comes in, an object that goes out.

The objects are those of every other surface. What fails is a ToolError: one sentence that the assistant can act on.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from index.errors import LibraryError, UnknownDocumentError
from index.library import DocumentRecord, Library
from index.records import superseding
from ingest import terms
from service import errors, faults, given_question, given_text
from service.answer import Service
from service.fact_row import FactRow
from service.reply import Answer
from service.verification import Checker, Verification

_LOG = logging.getLogger(__name__)
_INSIDE = "服务内部出错，没有作答；请稍后重试，或查看服务的日志。"


class ToolError(Exception):
    """A call that came to nothing, in one sentence that says what to do."""


class _Body(BaseModel):
    """What a tool takes; a misspelt argument is told, not passed over."""

    model_config = ConfigDict(extra="forbid")


class AskBody(_Body):
    """A question."""

    question: str = Field(description="问题，用中文写，写明单位和年度最好。The question, in Chinese.")
    documents: list[str] | None = Field(
        default=None,
        description="只依据这些材料（编号）；省略则全部。Ids of the documents to answer from; all by default.",
    )
    conversation: str | None = Field(
        default=None,
        max_length=100,
        description="接着问时，上一个答案里的 conversation。The `conversation` of the answer to go on from.",
    )


class VerifyBody(_Body):
    """A text to check."""

    text: str = Field(description="要核对的文字。The text to check.")
    documents: list[str] | None = Field(
        default=None,
        description="只依据这些材料（编号）；省略则全部。Ids of the documents to check against; all by default.",
    )


class _Page(_Body):
    """A part of a list."""

    limit: int = Field(default=50, ge=1, le=500, description="最多几条。How many at most.")
    after: int = Field(default=0, ge=0, description="从第几条之后开始（上一页的 next）。The `next` of the page before.")


class FactsBody(_Page):
    """Which numbers."""

    documents: list[str] | None = Field(
        default=None, description="这些材料（编号）里的；省略则全部。Ids of the documents; all by default."
    )
    words: str = Field(
        default="",
        max_length=200,
        description="表名、行名、列名里须有的词，用空格隔开。Words that must stand in the labels, space-separated.",
    )
    code: str | None = Field(default=None, max_length=40, description="科目或项目编码。The printed code.")
    year: int | None = Field(default=None, description="年度。The year of the number.")


class DocumentsBody(_Page):
    """Which documents."""

    words: str = Field(
        default="",
        max_length=200,
        description="单位名或标题里须有的词，用空格隔开。Words of the organisation or the title, space-separated.",
    )
    year: int | None = Field(default=None, description="年度。The budget year.")


@dataclass(frozen=True, slots=True)
class Facts:
    """Exact numbers as printed, with their labels and places; `next` is null on the last page."""

    items: list[FactRow]
    next: int | None


@dataclass(frozen=True, slots=True)
class Documents:
    """Held documents; `next` is null on the last page."""

    items: list[DocumentRecord]
    next: int | None


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool as it is offered: its name, what it is for, the schemas of what it takes and gives."""

    name: str
    title: str
    description: str
    takes: type[BaseModel]
    gives: Any
    run: Callable[[Any], Any] = field(repr=False)

    @property
    def takes_schema(self) -> dict[str, Any]:
        """The JSON schema of its arguments."""
        return self.takes.model_json_schema()

    @property
    def gives_schema(self) -> dict[str, Any]:
        """The JSON schema of its result."""
        return TypeAdapter(self.gives).json_schema(mode="serialization")


class Tools:
    """The tools over one library; safe to use from several threads."""

    def __init__(
        self, library: Library, asker: Service, checker: Checker, *, question: int, text: int, staff: bool
    ) -> None:
        """Take what answers and checks, how long a question and a text may be, and whether staff's documents are seen."""
        self._library, self._asker, self._checker = library, asker, checker
        self._question, self._text, self._staff = question, text, staff

    @property
    def all(self) -> Sequence[Tool]:
        """Every tool."""
        return (
            Tool(
                "ask",
                "问预算和决算",
                "回答关于已收录的政府部门预算、决算公开材料的一个问题；每个数字都有出处或算式，公开材料没有说的就说没有。"
                "引用答案时请连同出处，不要改动其中的数字。"
                "Answers a question about the Chinese government budgets and final accounts held here; every figure is cited or "
                "derived by a formula shown, and what they do not say is declined. Repeat figures unchanged, with their source.",
                AskBody,
                Answer,
                self._ask,
            ),
            Tool(
                "verify",
                "核对一段文字",
                "核对任何一段文字里关于预算、决算的每个数字和说法：有出处、可以算出、与披露不符（给出披露的数）或不能核实。"
                "Checks every figure and claim of a text against the disclosures: cited, derived, contradicted (with the disclosed "
                "value) or unverified.",
                VerifyBody,
                Verification,
                self._verify,
            ),
            Tool(
                "facts",
                "查原始数字",
                "列出材料里印着的数字，连同表名、行、列、编码、单位、年度和位置；按词、编码、年度筛选，分页。不做计算。"
                "Lists the numbers as printed with table, row, column, code, unit, year and place; filtered, in pages. No arithmetic.",
                FactsBody,
                Facts,
                self._facts,
            ),
            Tool(
                "documents",
                "列出材料",
                "列出已收录的材料：编号、单位、年度、预算或决算。别的工具用这里的编号。"
                "Lists the documents held: id, organisation, year, budget or final accounts. The other tools take these ids.",
                DocumentsBody,
                Documents,
                self._documents,
            ),
        )

    def call(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """What a tool gives, as plain JSON values. Raises ToolError."""
        tool = next((tool for tool in self.all if tool.name == name), None)
        if tool is None:
            raise ToolError(f"没有名为“{name}”的工具；可用的有 {'、'.join(tool.name for tool in self.all)}。")
        try:
            found = tool.run(tool.takes.model_validate(dict(arguments)))
            return dict(json.loads(json.dumps(asdict(found), ensure_ascii=False)))
        except ValidationError as error:
            said = [f"{'.'.join(map(str, one['loc']))}：{faults.what(one)}" for one in error.errors()]
            raise ToolError(f"{'；'.join(said)}。") from error
        except (given_question.QuestionError, given_text.TextError) as error:
            raise ToolError(str(error)) from error
        except UnknownDocumentError as error:
            raise ToolError(f"没有编号为“{error.document_id}”的材料；用 documents 工具列出已收录的材料。") from error
        except LibraryError as error:
            raise ToolError(errors.problem(error).detail) from error
        except Exception as error:
            _LOG.exception("the tool %s failed", name)
            raise ToolError(_INSIDE) from error

    def _ask(self, body: AskBody) -> Answer:
        question = given_question.checked(body.question, self._question)
        return self._asker.ask(question, body.documents or None, body.conversation or None, staff=self._staff)

    def _verify(self, body: VerifyBody) -> Verification:
        return self._checker.check(given_text.checked(body.text, self._text), body.documents or None, staff=self._staff)

    def _facts(self, body: FactsBody) -> Facts:
        items, following = _page(self._found(body), body)
        return Facts(items, following)

    def _found(self, body: FactsBody) -> Iterator[FactRow]:
        held = [record.id for record in self._records()]
        for id_ in body.documents or ():
            if id_ not in held:
                raise UnknownDocumentError(id_)
        words = _words(body.words)
        for id_ in body.documents or held:
            for fact in self._library.facts([id_]):
                if body.year not in (None, fact.year) or body.code not in (None, fact.code):
                    continue
                labels = (fact.table, *fact.row, *fact.column, *fact.section)
                if _all_in(words, labels) and (row := FactRow.of(fact)) is not None:
                    yield row

    def _documents(self, body: DocumentsBody) -> Documents:
        words = _words(body.words)
        found = (
            record
            for record in self._records()
            if body.year in (None, record.year) and _all_in(words, (record.organisation, record.title))
        )
        items, following = _page(found, body)
        return Documents(items, following)

    def _records(self) -> list[DocumentRecord]:
        """What may be seen; for whom drafts are not there, they supersede nothing either."""
        records = self._library.records()
        return records if self._staff else superseding(one for one in records if one.visibility == "public")


def _words(given: str) -> list[str]:
    return [terms.normalise(word) for word in given.split()]


def _all_in(words: Sequence[str], labels: Sequence[str | None]) -> bool:
    there = terms.normalise(" ".join(filter(None, labels))) if words else ""
    return all(word in there for word in words)


def _page(found: Iterator[Any], body: _Page) -> tuple[list[Any], int | None]:
    """The items of a page, and where the next one begins."""
    items: list[Any] = []
    for number, item in enumerate(found):
        if number >= body.after + body.limit:
            return items, number
        if number >= body.after:
            items.append(item)
    return items, None

"""`mingzhang`: the commands. Each opens the library, calls one use case, prints; what fails is one sentence and exit 1.

Only here are logging configured and libraries of surfaces chosen: what a command alone needs is imported in it.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from index.errors import LibraryError
from index.library import DocumentRecord, Library
from index.records import Visibility
from ingest.errors import IngestError
from ingest.model import Kind, Scope
from service import (
    audit_commands,
    evaluate,
    fact_row,
    given_text,
    intake,
    job_commands,
    key_commands,
    logs,
    printing,
    question_list,
    settings,
    store_commands,
)
from service.opening import opened
from service.settings import Settings, SettingsError

if TYPE_CHECKING:
    from service.folder import Tally

_KINDS = {"budget": "预算", "final_accounts": "决算"}
_SCOPES = {"department": "部门", "unit": "单位"}
_LEAVING = {"exit", "quit", "退出", "再见"}
_FIRST_YEAR, _LAST_YEAR = 1990, 2100

Command = TypeVar("Command", bound=Callable[..., Any])


class CommandError(Exception):
    """A command that cannot do what was asked, in one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code."""
    try:
        given = None if arguments is None else list(arguments)
        code = commands.main(given, prog_name="mingzhang", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        return _told(_usage(error), 2)
    except (click.ClickException, CommandError, SettingsError, LibraryError, IngestError) as error:
        return _told(error.format_message() if isinstance(error, click.ClickException) else str(error), 1)
    except (evaluate.QuestionsError, intake.IntakeError, given_text.TextError, question_list.ListError) as error:
        return _told(str(error), 1)
    except (click.Abort, KeyboardInterrupt):
        return _told("", 130)
    except BrokenPipeError:  # the reader has seen enough: `mingzhang facts | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0


def _told(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _usage(error: click.UsageError) -> str:
    """A wrong usage, in our words."""
    match error:
        case click.MissingParameter(param=param):
            what = f"缺少参数 {param.make_metavar(error.ctx) if param and error.ctx else ''}"
        case click.NoSuchOption():
            near = f"，是否想写 {'、'.join(error.possibilities)}" if error.possibilities else ""
            what = f"没有选项 {error.option_name}{near}"
        case click.BadOptionUsage():
            what = f"选项 {error.option_name} 缺少值或多了值"
        case click.BadParameter(param=param) if param is not None:
            what = f"{param.opts[0]} 的值不可用：{error.message}"
        case _:
            what = error.message.rstrip(".")
    path = error.ctx.command_path if error.ctx else "mingzhang"
    return f"用法有误：{what}。用 {path} --help 查看用法。"


def _with_data(command: Command) -> Command:
    option = click.option(
        "--data", type=click.Path(path_type=Path), metavar="文件夹", help="数据文件夹（默认 MINGZHANG_DATA 或 ./data）"
    )
    return option(command)


def _of_documents(command: Command) -> Command:
    option = click.option(
        "--document", "document_ids", multiple=True, metavar="ID", help="只依据这份材料；可重复（默认全部）"
    )
    return option(command)


_as_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON")


def _settings(data: Path | None, **options: Any) -> Settings:
    """The settings in force, `--data` taken from wherever it was written; logging as they say."""
    context: click.Context | None = click.get_current_context()
    while data is None and context is not None:
        data, context = context.params.get("data"), context.parent
    given = settings.load(data=data, **options)
    secrets = [given.llm_api_key.get_secret_value()] if given.llm_api_key else []
    logs.configure(given.log_level, given.log_format, secrets)
    return given


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    help="明账：读政府部门的预算和决算公开材料，回答关于它们的问题；每个数字都有出处或算式。",
)
@click.version_option(package_name="mingzhang", prog_name="mingzhang", message="%(prog)s %(version)s")
@_with_data
def commands(data: Path | None) -> None:
    """Everything that `mingzhang` can do."""
    del data  # read by `_settings` from the context


@commands.command(help="收录文件，或文件夹里的全部文件。")
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="文件或文件夹...")
@click.option("--source-url", metavar="网址", help="材料公开的网址")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), metavar="年-月-日", help="公开的日期")
@click.option("--visibility", type=click.Choice(["public", "staff"]), default="public", help="公开，或仅供内部")
@click.option("--report", type=click.Path(path_type=Path), metavar="文件.json", help="把每个文件的结果写成 JSON")
@_with_data
def ingest(
    paths: tuple[Path, ...],
    source_url: str | None,
    published: Any,
    visibility: Visibility,
    report: Path | None,
    data: Path | None,
) -> int:
    """Take files in; exit code 1 if any failed, the others stay in; 130 if it was stopped."""
    from service import folder, stopping
    from service.progress import Progress
    from service.readers import Readers, cores

    given = _settings(data)
    files = intake.files(paths)
    if not files:
        raise CommandError(
            f"“{'”“'.join(map(str, paths))}”里没有可读的文件；目前能读 {'、'.join(sorted(intake.SUFFIXES))}。"
        )
    if report is not None:
        _check_writable(report)
    origin = intake.Origin(source_url, published.date().isoformat() if published else None, visibility)
    tally = folder.Tally(len(files))
    readers = Readers(given.limits, min(given.workers or cores(), len(files)))
    halves: dict[str, str] = {}  # lines of documents whose other half may yet come
    with opened(given) as library, readers, Progress() as progress, stopping.asked() as stop:
        count = progress.files(len(files))
        for file, outcome in folder.take(library, files, origin, given.max_file_bytes, readers, stop):
            tally.outcomes.append((file, outcome))
            count(tally.count("added"), tally.count("held"), tally.count("failed"))
            if outcome.record is None:
                print(outcome.message, file=sys.stderr)
                continue
            halves.pop(outcome.replaced or "", None)
            if outcome.half:
                halves[outcome.record.id] = _line(outcome, outcome.record)
            else:
                print(_line(outcome, outcome.record), flush=True)
        for line in halves.values():
            print(line, flush=True)
        stopped = stop.is_set()
        if not stopped:
            _embed(library, progress.steps("建立检索向量（材料已可提问）"), stop)
        left = library.pending() if stop.is_set() else 0
    code = _summed_up(tally, report, stopped=stopped)
    if left and not stopped:
        print(
            f"已停止：材料都已收录，可以提问；{left}份的检索向量没有建完，启动服务或再运行一次同样的命令就接着建。",
            file=sys.stderr,
        )
        return 130
    return code


def _check_writable(report: Path) -> None:
    try:
        report.open("a", encoding="utf-8").close()
    except OSError as error:
        raise CommandError(f"无法写入“{report}”（{error.strerror}）；请检查文件夹和权限。") from error


def _summed_up(tally: Tally, report: Path | None, *, stopped: bool) -> int:
    """Say what became of the files; the exit code. The table and the failures go where the bar was: beside the lines."""
    for record in tally.review:
        print(_review(record))
    if report is not None:
        told = json.dumps(tally.report() | {"stopped": stopped}, ensure_ascii=False, indent=1)
        report.write_text(told + "\n", encoding="utf-8")
    if tally.total > 1:
        for name, number in tally.rows():
            print(f"{name}{'　' * (7 - len(name))}{number:>6}", file=sys.stderr)
        print(f"用时{'　' * 5}{tally.seconds:>6.1f}秒", file=sys.stderr)
    failed = tally.count("failed")
    if stopped:
        left = tally.total - len(tally.outcomes)
        print(f"已停止：已收录的文件都在，还有{left}个没有读取；再运行一次同样的命令就接着收录。", file=sys.stderr)
        return 130
    if failed:
        print(f"{tally.total}个文件中有{failed}个未能收录，其余已收录。", file=sys.stderr)
    return 1 if failed else 0


_FIELDS = {"organisation": "单位", "year": "年份", "kind": "预算或决算", "scope": "部门或单位"}


def _line(outcome: intake.Outcome, record: DocumentRecord) -> str:
    year = f"{record.year}年" if record.year else "年份未识别"
    told = f"{record.id}  {record.title}  {year}  {record.tables}张表  {record.facts}个数字  {outcome.seconds:.2f}秒"
    if outcome.state == "held":
        return f"{told}  已收录过，跳过"
    if len(record.files) > 1:
        told += f"  由“{'”“'.join(record.files)}”合成一份"
    if outcome.from_name:
        told += f"  {'、'.join(_FIELDS[field] for field in outcome.from_name)}取自文件名"
    return told


def _review(record: DocumentRecord) -> str:
    unknown = "、".join(_FIELDS[field] for field in ("organisation", "year", "kind") if getattr(record, field) is None)
    return (
        f"待核对：{record.id} {unknown}未写明或前后不一致，核对前不参与回答；"
        f"用 mingzhang documents edit {record.id} 更正。"
    )


def _embed(library: Library, progress: Callable[[int, int], None], stop: threading.Event | None = None) -> None:
    """Make the vectors; without them questions are answered all the same, so a failure is told and no more."""
    try:
        library.embed_pending(progress, stop)
    except LibraryError as error:
        print(f"材料已收录，但没有建立检索向量，暂按数据和字词检索：{error}", file=sys.stderr)


@commands.group(invoke_without_command=True, help="列出已收录的材料；documents edit 更正识别错的信息。")
@_as_json
@_with_data
@click.pass_context
def documents(context: click.Context, data: Path | None, *, as_json: bool) -> None:
    """What is in the store."""
    if context.invoked_subcommand is not None:
        return
    with opened(_settings(data)) as library:
        records = library.records()
    if as_json:
        _print_json([asdict(record) for record in records])
        return
    for record in records:
        print(_listed(record))
    if not records:
        print("还没有收录材料；用 mingzhang ingest 收录。")


def _listed(record: DocumentRecord) -> str:
    cells = (
        record.id,
        f"{record.year}年" if record.year else "年份？",
        _KINDS.get(record.kind or "", "预算或决算？"),
        _SCOPES.get(record.scope or "", "部门或单位？"),
        record.organisation or "单位名称？",
        record.title,
        f"{record.tables}张表",
        f"{record.facts}个数字",
        *(["待核对"] if record.status == "needs_review" else []),
        *([f"替代 {record.supersedes}"] if record.supersedes else []),
    )
    return "  ".join(cells)


@documents.command(help="更正一份材料的信息；由它得来的数字随之更正。")
@click.argument("document_id", metavar="ID")
@click.option("--organisation", metavar="名称", help="单位名称")
@click.option("--year", type=click.IntRange(_FIRST_YEAR, _LAST_YEAR), metavar="年份", help="年度")
@click.option("--kind", type=click.Choice(list(_KINDS)), help="预算或决算")
@click.option("--scope", type=click.Choice(list(_SCOPES)), help="部门汇总或单位本级")
@_with_data
def edit(
    document_id: str,
    organisation: str | None,
    year: int | None,
    kind: Kind | None,
    scope: Scope | None,
    data: Path | None,
) -> None:
    """Correct what was read off a document."""
    if organisation is not None and not organisation.strip():
        raise CommandError("单位名称不能为空；请写出公开材料上的全称。")
    name = organisation.strip() if organisation else None
    if name is None and year is None and kind is None and scope is None:
        raise click.UsageError("没有写要更正什么", click.get_current_context())
    with opened(_settings(data)) as library:
        library.edit(
            document_id, organisation=name, year=year, kind=kind, scope=scope, derive=intake.derived, by="命令行"
        )
        joined = intake.join_held(library, document_id)
        _embed(library, lambda _done, _total: None)
        print(_listed(_record(library, joined.id if joined else document_id)))


@commands.command(help="回答一个问题；不写问题则进入连续问答；--batch 回答一个文件里的全部问题。")
@click.argument("question", required=False, metavar="[问题]")
@click.option("--batch", type=click.Path(path_type=Path), metavar="文件", help="问题的清单（.csv 或 .xlsx），一行一个")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件", help="与 --batch 合用：写到哪里（.xlsx 或 .csv）"
)
@_of_documents
@_as_json
@_with_data
def ask(
    question: str | None,
    batch: Path | None,
    out: Path | None,
    document_ids: tuple[str, ...],
    data: Path | None,
    *,
    as_json: bool,
) -> int:
    """One answer, a conversation, or the answers to a file of questions; exit code 1 if any row of it was not asked."""
    from service import llm
    from service.answer import Service

    given = _settings(data)
    if batch is not None or out is not None:
        if batch is None or out is None:
            raise click.UsageError("--batch 和 --out 要一起写", click.get_current_context())
        if question is not None or as_json:
            raise click.UsageError("--batch 不与问题或 --json 合用", click.get_current_context())
        return _ask_batch(batch, out, document_ids, given)
    if question is not None:
        _check_question(question, given)
    with opened(given) as library:
        service = Service(library, llm.opened(given))
        for id_ in document_ids:
            _record(library, id_)

        def answered(text: str, conversation: str | None) -> str:
            answer = service.ask(text, document_ids or None, conversation, staff=True)
            if as_json:
                _print_json(answer.to_json())
            else:
                print("\n".join(printing.lines(answer)), flush=True)
            return answer.conversation

        if question is not None:
            answered(question.strip(), None)
        else:
            _converse(answered, given)
    return 0


def _ask_batch(file: Path, out: Path, document_ids: tuple[str, ...], given: Settings) -> int:
    from service import batch, llm, stopping
    from service.answer import Service
    from service.progress import Progress

    if out.suffix.lower() not in batch.SUFFIXES:
        raise CommandError(f"“{out}”的扩展名应为 .xlsx 或 .csv。")
    listed = question_list.read(file, given.max_file_bytes)
    if out.exists() and out.samefile(file):
        raise CommandError("--out 不能就是 --batch 的文件；请换一个名称。")
    _check_writable(out)
    if not listed.headed:
        print("没有名为“问题”或 question 的列：用第一列，第一行也当作问题。", file=sys.stderr)
    with opened(given) as library, Progress() as progress, stopping.asked() as stop:
        for id_ in document_ids:
            _record(library, id_)
        service = Service(library, llm.opened(given))
        done = batch.answered(
            listed,
            lambda text: service.ask(text, document_ids or None, staff=True),
            given.max_question_chars,
            progress.steps("作答"),
            stop,
        )
        stopped = stop.is_set()
    out.write_bytes(batch.written(listed, done, out))
    for fault in done.faults:
        print(fault, file=sys.stderr)
    print(f"{len(listed.rows)}行，回答了{done.asked}个问题，写入“{out}”。")
    return 130 if stopped else 1 if done.faults else 0


def _check_question(question: str, given: Settings) -> None:
    if not question.strip():
        raise CommandError("问题是空的；请写下要问的内容。")
    if len(question) > given.max_question_chars:
        raise CommandError(f"问题有{len(question)}个字，超过{given.max_question_chars}个字的上限；请缩短后再问。")


def _converse(answered: Callable[[str, str | None], str], given: Settings) -> None:
    """Questions from the terminal, or a line each from a pipe, until the end or a word of leaving."""
    on_terminal = sys.stdin.isatty()
    if on_terminal:
        import readline  # noqa: F401 (gives `input` its line editing)

        print("请提问；输入“退出”或按 Ctrl-D 结束。")
    conversation: str | None = None
    while True:
        try:
            question = input("问：" if on_terminal else "").strip()
        except EOFError:
            return
        if question.lower() in _LEAVING:
            return
        if not question:
            continue
        try:
            _check_question(question, given)
        except CommandError as error:
            print(error, file=sys.stderr)
            continue
        conversation = answered(question, conversation)
        print()


@commands.command(help="导出每一个数字，连同它的行、列、年份、口径和位置。")
@_of_documents
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", help="默认 csv")
@_with_data
def facts(document_ids: tuple[str, ...], form: str, data: Path | None) -> None:
    """Every stored number with its full labels and place."""
    write = fact_row.write_csv if form == "csv" else fact_row.write_jsonl
    with opened(_settings(data)) as library:
        for id_ in document_ids or [record.id for record in library.records()]:
            _record(library, id_)
        write(library.facts(document_ids or [record.id for record in library.records()]), sys.stdout)


@commands.command(help="核对一段文字里的每个数字和说法；不写文件或写 - 则读标准输入。")
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar="[文件|-]")
@_of_documents
@_as_json
@_with_data
def verify(file: Path | None, document_ids: tuple[str, ...], data: Path | None, *, as_json: bool) -> None:
    """Any text held against the disclosures."""
    from service import verify_report
    from service.held import Held
    from service.verification import Checker

    given = _settings(data)
    text = given_text.read(None if file is None or str(file) == "-" else file, given.max_text_chars)
    with opened(given) as library:
        for id_ in document_ids:
            _record(library, id_)
        verification = Checker(Held(library)).check(text, document_ids or None, staff=True)
    if as_json:
        _print_json(verification.to_json())
    else:
        print("\n".join(verify_report.lines(text, verification)))


@commands.command(help="移除一份材料和由它得来的一切。")
@click.argument("document_id", metavar="ID")
@_with_data
def remove(document_id: str, data: Path | None) -> None:
    """Take a document out."""
    with opened(_settings(data)) as library:
        record = _record(library, document_id)
        library.remove(document_id, by="命令行")
        _embed(library, lambda _done, _total: None)
        print(f"已移除 {record.id}  {record.title}")


def _record(library: Library, document_id: str) -> DocumentRecord:
    from index.errors import UnknownDocumentError

    for record in library.records():
        if record.id == document_id:
            return record
    raise UnknownDocumentError(document_id)


@commands.command("eval", help="用已知答案的问题集（每行一个 JSON 对象）评测；有答错或不安全的回答时退出码为 1。")
@click.argument("file", type=click.Path(path_type=Path), metavar="问题.jsonl")
@_of_documents
@click.option("-v", "--verbose", is_flag=True, help="列出每个答错的问题")
@_as_json
@_with_data
def evaluation(file: Path, document_ids: tuple[str, ...], data: Path | None, *, verbose: bool, as_json: bool) -> int:
    """Measure the answers against known ones."""
    from service import llm
    from service.answer import Service

    wanted = evaluate.questions(file)
    given = _settings(data)
    with opened(given) as library:
        for id_ in document_ids:
            _record(library, id_)
        service = Service(library, llm.opened(given))
        stored = library.facts([record.id for record in library.records()])
        score = evaluate.run(
            wanted, lambda question, talk: service.ask(question, document_ids or None, talk, staff=True), stored
        )
    if as_json:
        _print_json(score.to_json())
    else:
        print("\n".join([*(score.misses() if verbose else []), *score.lines()]))
    return 0 if score.perfect else 1


@commands.command(help="启动服务：问答页面在 /，接口文档在 /docs。")
@click.option("--host", metavar="地址", help="监听的地址（默认 MINGZHANG_HOST 或 127.0.0.1）")
@click.option("--port", type=int, metavar="端口", help="监听的端口（默认 MINGZHANG_PORT 或 8000；0 为任一空闲端口）")
@_with_data
def serve(host: str | None, port: int | None, data: Path | None) -> int:
    """Run the web service until it is told to end."""
    from service import llm, serving

    given = _settings(data, host=host, port=port)
    with opened(given):
        llm.opened(given)  # a folder or a model that cannot be used is said at once, in one sentence
    return serving.serve(given)


commands.add_command(key_commands.commands(_settings, _with_data))
commands.add_command(audit_commands.command(_settings, _with_data))
for _command in (
    *store_commands.commands(_settings, _with_data),
    *job_commands.commands(_settings, _with_data),
):
    commands.add_command(_command)


@commands.command(help="启动 MCP 服务，供智能助手调用：提问、核对、查数字、列材料；由助手启动，经标准输入输出往来。")
@click.option("--staff", is_flag=True, help="也依据仅供内部的材料（默认只依据公开的）")
@click.option("--http", "over_http", is_flag=True, help="不用标准输入输出，在本机的一个地址上提供（Streamable HTTP）")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, metavar="端口", help="与 --http 合用（默认 8765）")
@_with_data
def mcp(port: int, data: Path | None, *, staff: bool, over_http: bool) -> int:
    """Serve the tools until told to end, or until whoever started it leaves."""
    from service import llm, mcp_server
    from service.answer import Service
    from service.tools import Tools
    from service.verification import Checker
    from service.version import version

    given = _settings(data)
    with opened(given) as library:
        service = Service(library, llm.opened(given))
        tools = Tools(
            library,
            service,
            Checker(service.held),
            question=given.max_question_chars,
            text=given.max_text_chars,
            staff=staff,
        )
        server = mcp_server.server(tools, version())
        if over_http:
            from service import serving

            return serving.serve_tools(
                lambda taken: mcp_server.app(server, taken), port, mcp_server.PATH, given.log_level
            )
        mcp_server.serve(server)
    return 0


@commands.command("settings", help="列出每项设置的值和来源。")
@_with_data
def list_settings(data: Path | None) -> None:
    """Every setting, where its value comes from, what it is for; secrets masked."""
    origins = {"command line": "命令行", "environment": "环境变量", ".env": ".env 文件", "default": "默认"}
    for setting in settings.listing(_settings(data)):
        print(f"{setting.name}={setting.value}  （{origins[setting.origin]}）{setting.description}")


if __name__ == "__main__":
    sys.exit(main())

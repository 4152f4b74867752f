"""`mingzhang audit`: whether held disclosures, or drafts that are not held, agree with themselves and with each other."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.errors import UnknownDocumentError
from index.library import DocumentRecord, Library
from ingest.errors import IngestError
from service import intake
from service.opening import opened
from service.settings import Settings

if TYPE_CHECKING:
    from service.audit import Audited, Auditor
    from service.reply import Citation


def command(settings: Callable[[Path | None], Settings], with_data: Callable[[Any], Any]) -> click.Command:
    """The command; `settings` gives those in force, `with_data` adds the option `--data`."""

    @click.command(
        "audit",
        help="核对材料的勾稽关系：哪些合计和说法对得上，哪些对不上。写了文件则核对文件，不收录；否则核对已收录的。",
    )
    @click.argument("files", type=click.Path(path_type=Path), nargs=-1, metavar="[文件...]")
    @click.option("--document", "document_ids", multiple=True, metavar="ID", help="只核对这份材料；可重复")
    @click.option("--json", "as_json", is_flag=True, help="输出 JSON")
    @click.option("--xlsx", type=click.Path(path_type=Path), metavar="文件", help="另写成 Excel，出处可以点开")
    @click.option("--html", type=click.Path(path_type=Path), metavar="文件", help="另写成可打印的网页")
    @click.option("-v", "--verbose", is_flag=True, help="也列出对得上的")
    @with_data
    def audit(
        files: tuple[Path, ...],
        document_ids: tuple[str, ...],
        xlsx: Path | None,
        html: Path | None,
        data: Path | None,
        *,
        as_json: bool,
        verbose: bool,
    ) -> int:
        """Tie out; exit code 1 if a file could not be read, 0 whatever was found."""
        from service import audit_report
        from service.audit import Auditor
        from service.held import Held

        given = settings(data)
        for path in (xlsx, html):
            if path is not None:
                _check_writable(path)
        with opened(given) as library:
            run = _Run(Auditor(Held(library)), library, given)
            kept: list[Audited] = []
            told = _Told(as_json=as_json, everything=verbose)
            for audited in run.documents(files, document_ids):
                told.add(audited)
                if xlsx is not None or html is not None:
                    kept.append(audited if verbose else audited.brief())
            told.end()
            if xlsx is not None:
                xlsx.write_bytes(audit_report.excel(kept, run.original))
            if html is not None:
                html.write_text(audit_report.html(kept), encoding="utf-8")
        return 1 if run.failed else 0

    return audit


def _check_writable(path: Path) -> None:
    try:
        path.open("ab").close()
    except OSError as error:
        raise click.ClickException(f"无法写入“{path}”（{error.strerror}）；请检查文件夹和权限。") from error


class _Told:
    """Prints each audit as it is made: a library has hundreds of thousands of findings."""

    def __init__(self, *, as_json: bool, everything: bool) -> None:
        self._as_json = as_json
        self._everything = everything
        self._number = 0
        self._broken = False

    def add(self, audited: Audited) -> None:
        """One disclosure."""
        from service import audit_report

        self._number += 1
        self._broken = self._broken or any(finding.broken for finding in audited.findings)
        if self._as_json:
            told = json.dumps(audited.to_json(), ensure_ascii=False, indent=1)
            print('{"documents": [' if self._number == 1 else ",", told, sep="\n", flush=True)
        else:
            print("\n".join(audit_report.lines(audited, everything=self._everything)), flush=True)
            print()

    def end(self) -> None:
        """After the last."""
        from service import audit_report

        if self._as_json:
            print("]}" if self._number else '{"documents": []}')
        elif self._broken:
            print(f"说明：{audit_report.NOTE}")
        elif not self._number:
            print("还没有收录材料；写出文件名可以直接核对文件。")


class _Run:
    """The audits of files that are not stored and of held documents, one by one."""

    def __init__(self, auditor: Auditor, library: Library, given: Settings) -> None:
        self.failed = False
        self._auditor = auditor
        self._library = library
        self._given = given
        self._files: dict[str, Path] = {}  # of drafts, by document id

    def documents(self, files: Sequence[Path], document_ids: Sequence[str]) -> Iterator[Audited]:
        """The files, and the held documents named, or all of them where neither is."""
        records = self._library.records()
        by_id = {record.id: record for record in records}
        if unknown := [id_ for id_ in document_ids if id_ not in by_id]:
            raise UnknownDocumentError(unknown[0])
        if files:
            yield from self._drafts(files, records)
        wanted = [by_id[id_] for id_ in document_ids] if document_ids or files else records
        for record in wanted:
            yield self._auditor.document(record, records)

    def _drafts(self, files: Sequence[Path], records: Sequence[DocumentRecord]) -> Iterator[Audited]:
        """What cannot be read is told and passed over. Two halves of one disclosure are audited apart."""
        from service.readers import Readers

        with Readers(self._given.limits, 1) as readers:
            for path in intake.files(files):
                try:
                    content = readers.read(intake.content_of(path, self._given.max_file_bytes), path.name)
                except IngestError as error:
                    print(error, file=sys.stderr)
                    self.failed = True
                    continue
                self._files[content.document.id] = path
                yield self._auditor.draft(content, records)

    def original(self, place: Citation) -> Path | None:
        """The file that a place is in; None for one that is not there any more."""
        if place.document in self._files:
            return self._files[place.document]
        try:
            kept = self._library.original(place.document, place.file or 1)
        except UnknownDocumentError:
            return None
        return kept if isinstance(kept, Path) else None  # in an object store nothing can be opened by its path

"""`mingzhang audit`: whether held disclosures, or drafts that are not held, agree with themselves and with each other."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
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
        from service.audit import Auditor, report
        from service.held import Held

        given = settings(data)
        for path in (xlsx, html):
            if path is not None:
                _check_writable(path)
        failed = False
        with opened(given) as library:
            auditor = Auditor(Held(library))
            found: list[Audited] = []
            originals: dict[str, Path] = {}
            if files:
                for path, audited in _drafts(auditor, library, files, given):
                    if audited is None:
                        failed = True
                        continue
                    found.append(audited)
                    originals.update({place.document: path for f in audited.findings for place in f.places})
            if document_ids or not files:
                found += _held(auditor, library, document_ids)

            def original(place: Citation) -> Path | None:
                if place.document in originals:
                    return originals[place.document]
                try:
                    kept = library.original(place.document, place.file or 1)
                except UnknownDocumentError:
                    return None
                return kept if isinstance(kept, Path) else None  # in an object store nothing can be opened by its path

            if xlsx is not None:
                xlsx.write_bytes(audit_report.excel(found, original))
            if html is not None:
                html.write_text(audit_report.html(found), encoding="utf-8")
        if as_json:
            print(json.dumps(report(found), ensure_ascii=False, indent=1))
        else:
            print(
                "\n".join(audit_report.lines(found, everything=verbose))
                or "还没有收录材料；写出文件名可以直接核对文件。"
            )
        return 1 if failed else 0

    return audit


def _check_writable(path: Path) -> None:
    try:
        path.open("ab").close()
    except OSError as error:
        raise click.ClickException(f"无法写入“{path}”（{error.strerror}）；请检查文件夹和权限。") from error


def _held(auditor: Auditor, library: Library, document_ids: Sequence[str]) -> list[Audited]:
    records = library.records()
    by_id = {record.id: record for record in records}
    if unknown := [id_ for id_ in document_ids if id_ not in by_id]:
        raise UnknownDocumentError(unknown[0])
    wanted: Sequence[DocumentRecord] = [by_id[id_] for id_ in document_ids] if document_ids else records
    return [auditor.document(record, records) for record in wanted]


def _drafts(
    auditor: Auditor, library: Library, files: Sequence[Path], given: Settings
) -> list[tuple[Path, Audited | None]]:
    """Each file with its audit; what cannot be read is told and None. Two halves of one disclosure are audited apart."""
    from service.readers import Readers

    found: list[tuple[Path, Audited | None]] = []
    records = library.records()
    with Readers(given.limits, 1) as readers:
        for path in intake.files(files):
            try:
                content = readers.read(intake.content_of(path, given.max_file_bytes), path.name)
            except IngestError as error:
                print(error, file=sys.stderr)
                found.append((path, None))
            else:
                found.append((path, auditor.draft(content, records)))
    return found

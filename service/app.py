"""The web service: routes over one opened library, every error a problem (RFC 9457), no state but the app's own."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from index.archive import Archive
from index.errors import LibraryError
from index.jobs import Jobs
from index.keys import Keys
from index.library import Library
from service import errors, faults, following, jobs, llm, request_ids, tracing
from service.answer import Service
from service.archive import Answers
from service.audit import Auditor
from service.cors import Cors
from service.headers import SecurityHeaders
from service.held import Held
from service.llm import Model
from service.metering import metered
from service.metrics import Metrics
from service.observing import Observer
from service.opening import opened
from service.rates import Rates
from service.request_ids import HEADER, RequestIds
from service.routes import (
    Asker,
    House,
    access,
    answers,
    ask,
    chat,
    documents,
    editing,
    pages,
    pictures,
    status,
    uploads,
    verify,
    widget,
)
from service.routes import audit as audit_route
from service.routes import jobs as jobs_route
from service.routes import metrics as metrics_route
from service.routes.bodies import BodyLimit
from service.routes.description import complete
from service.routes.freshness import UnchangedError
from service.settings import Settings
from service.traffic import Traffic
from service.verification import Checker
from service.version import version

_WORTH_SQUEEZING = 1024  # bytes
_SQUEEZE = 5  # of 9: beyond it, replies take longer and are hardly smaller
_LOG = logging.getLogger(__name__)


def create_app(settings: Settings, asker: Callable[[Library], Asker] | None = None) -> FastAPI:
    """The service over the data folder of the settings; it is opened when the server starts and closed when it ends.

    So is the language model that they name; `asker` stands in for what answers.
    """
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Any]]:
        with (
            opened(settings) as library,
            _taking_in(library, settings) as intake,
            metered(Keys(library.store)) as meter,
            _kept(library, settings.keep_days) as kept,
            tracing.opened(settings.otel_endpoint, version()) as tracer,
        ):
            observer = Observer(metrics, tracer, questions=settings.log_questions)
            model = None if asker else llm.opened(settings)
            service = asker(library) if asker else Service(library, model, kept, observer)
            # What answers have read of the store is read once: for answers and for texts that are checked.
            held = service.held if isinstance(service, Service) else Held(library)
            _measured(metrics, library, model)
            yield {
                "house": House(settings, library, service, kept),
                "checker": Checker(held, observer),
                "auditor": Auditor(held),
                "gate": access.Gate(Keys(library.store), Rates(settings.rate_key, settings.rate_address), meter),
                "metrics": metrics,
                "tracer": tracer,
                "desk": jobs_route.Desk(Jobs(library.store), intake, settings.room),
            }

    app = FastAPI(
        title="明账",
        summary="关于政府部门预算和决算公开材料的问答：每个数字都有出处或算式。",
        version=version(),
        lifespan=lifespan,
        docs_url=None,  # FastAPI's own page loads its parts from elsewhere
        redoc_url=None,
    )
    app.add_middleware(
        GZipMiddleware, minimum_size=_WORTH_SQUEEZING, compresslevel=_SQUEEZE
    )  # streams stay as they are
    app.add_middleware(BodyLimit, settings=settings)
    app.add_middleware(SecurityHeaders, embedders=settings.embedders)
    if settings.embedders:
        app.add_middleware(Cors, origins=settings.embedders)
    app.add_middleware(Traffic, metrics=metrics)
    app.add_middleware(RequestIds)  # outermost: whatever a layer inside says carries the request's name
    for part in (
        ask,
        answers,
        chat,
        verify,
        documents,
        audit_route,
        pictures,
        uploads,
        jobs_route,
        editing,
        access,
        status,
        metrics_route,
        pages,
        widget,
    ):
        app.include_router(part.router)
    pages.mount(app)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    for kind in (
        errors.RequestError,
        errors.UnknownTableError,
        errors.UnknownAnswerError,
        errors.PictureError,
        errors.RefusedError,
        LibraryError,
    ):
        app.add_exception_handler(kind, _foreseen)
    app.add_exception_handler(UnchangedError, _unchanged)
    app.add_exception_handler(UnicodeEncodeError, _no_text)
    app.add_exception_handler(Exception, _unforeseen)
    describe = app.openapi
    described: dict[str, Any] = {}

    def whole() -> dict[str, Any]:
        if not described:
            described.update(complete(describe()))
        return described

    app.openapi = whole  # type: ignore[method-assign] # the way that FastAPI documents
    return app


@contextmanager
def _taking_in(library: Library, settings: Settings) -> Iterator[jobs.Intake]:
    """Uploads are taken in and vectors made, here or by processes of their own."""
    if not settings.take_in:
        yield jobs.Elsewhere()
        return
    with following.vectors(library), jobs.running(library, Jobs(library.store), settings) as intake:
        yield intake


@contextmanager
def _kept(library: Library, days: int) -> Iterator[Answers | None]:
    """Where answers are kept, written down at the end; None where they are not to be."""
    kept = Answers(Archive(library.store), days) if days else None
    try:
        yield kept
    finally:
        if kept:
            kept.close()


def _measured(metrics: Metrics, library: Library, model: Model | None) -> None:
    """Have what is held, and what a language model used, read with the measures."""

    def documents() -> Counter[str]:
        return Counter(record.status for record in library.records())

    metrics.level("documents", "Documents held", "status", documents)
    queue = Jobs(library.store)
    metrics.level("upload_files", "Uploaded files, until they are forgotten", "state", queue.counted)
    metrics.lone("upload_wait_seconds", "For how long the first queued file has waited", lambda: queue.load().oldest)
    metrics.lone("upload_wait_bytes", "Bytes of uploaded files that are not in", lambda: queue.load().bytes)
    if model is not None:
        metrics.model(lambda: model.usage)


def _reply(problem: errors.Problem, headers: dict[str, str] | None = None, name: str | None = None) -> JSONResponse:
    body = problem.to_json() | {"request_id": name or request_ids.current()}
    return JSONResponse(body, problem.status, headers, media_type="application/problem+json")


def _foreseen(_: Request, error: Exception) -> JSONResponse:
    problem = errors.problem(error)
    if problem.status >= 500:
        _LOG.error("%s", error)
    return _reply(problem, error.headers if isinstance(error, errors.RefusedError) else None)


def _no_text(_: Request, error: Exception) -> JSONResponse:
    """Half a surrogate pair: JSON may carry it in any string, and no encoding does."""
    del error
    return _reply(errors.invalid([("请求体", "请求体里有不成字的编码（半个代理对），请检查发来的文字。")]))


def _unchanged(_: Request, error: Exception) -> Response:
    assert isinstance(error, UnchangedError)
    return Response(status_code=304, headers=error.headers)


def _unforeseen(request: Request, error: Exception) -> JSONResponse:
    # Starlette answers this one outside of all layers: the name is given here.
    name = getattr(request.state, "request_id", None)
    return _reply(errors.problem(error), {HEADER: name} if name else None, name)


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 400:  # a body that is not even text: as any other that is no JSON
        return _reply(errors.invalid([("请求体", "请求体不是有效的 JSON。")]))
    return _reply(errors.of_status(error.status_code, str(error.detail)), dict(error.headers or {}))


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return _reply(errors.invalid([_fault(one) for one in error.errors()]))


def _fault(error: dict[str, Any]) -> tuple[str, str]:
    """The field that is amiss, and the sentence about it."""
    name = ".".join(str(part) for part in error["loc"][1:]) or "请求体"
    match error["type"]:
        case "json_invalid":
            return "请求体", "请求体不是有效的 JSON。"
        case "model_attributes_type" | "dict_type":
            return name, "请求体应为 JSON 对象，并以 Content-Type: application/json 发送。"
        case _:
            return name, f"{name}：{faults.what(error)}。"

"""`/healthz` and `/readyz`: whether the process lives, and what is missing for the best answers."""

from __future__ import annotations

from fastapi import APIRouter

from service.routes import Opened, problems
from service.schemas import Health, Readiness

router = APIRouter(tags=["状态"])


@router.get("/healthz", summary="进程是否在运行")
def healthz() -> Health:
    """Alive."""
    return Health()


@router.get("/readyz", summary="能否作答，还缺什么", responses=problems(503))
def readyz(house: Opened) -> Readiness:
    """Questions are answered without what is missing, though less well; 503 where the store cannot be read."""
    missing = house.library.health()
    documents = len(house.library.records())
    return Readiness(status="degraded" if missing else "ready", documents=documents, missing=missing)

"""A page of a PDF or of a picture file as a picture, with the places of facts marked on it."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from ingest.errors import IngestError
from ingest.model import Place
from ingest.read import PICTURES
from ingest.readers.pdfium import Pdf

_SCALE = 2.0
_MARK = (255, 196, 0, 90)
_EDGE = (214, 90, 0, 255)
_LONGEST_WAIT = 20.0  # seconds
_PDFIUM = threading.Lock()  # it is not made for threads, and one large page at a time is enough for the memory, too


def render(source: bytes | Path, page: int, places: Sequence[Place] = (), scale: float = _SCALE) -> bytes:
    """A page, counted from 1, as PNG at `scale` pixels a point; `places` of other pages are left out.

    Raises `IngestError` where the file cannot be opened or has no such page.
    """
    name = source.name if isinstance(source, Path) else "PDF"
    if not _PDFIUM.acquire(timeout=_LONGEST_WAIT):
        raise IngestError(name, "正在绘制别的页面", "请稍后重试")
    try:
        data = source.read_bytes() if isinstance(source, Path) else source
        picture, scale = _drawn(data, name, page, scale)
        boxes = [place.bbox for place in places if place.page == page and place.bbox is not None]
        return _png(marked(picture, boxes, scale) if boxes else picture)
    finally:
        _PDFIUM.release()


def _drawn(data: bytes, name: str, page: int, scale: float) -> tuple[Image.Image, float]:
    """A page and the scale it is drawn at: that of a poster is smaller than wanted."""
    if data.startswith(PICTURES):
        from ingest.readers import scan

        return scan.picture(data, name, page, scale)
    with Pdf(data, name) as pdf:
        if not 1 <= page <= pdf.pages:
            raise IngestError(name, f"没有第{page}页，文件共有{pdf.pages}页", "请改用文件里有的页码")
        scale = pdf.scale(page, scale)
        return pdf.picture(page, scale), scale


def marked(picture: Image.Image, boxes: Sequence[tuple[float, float, float, float]], scale: float) -> Image.Image:
    """A picture with boxes (points, origin top left) marked as with a highlighter."""
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for x0, y0, x1, y1 in boxes:
        corners = (round(x0 * scale), round(y0 * scale), round(x1 * scale), round(y1 * scale))
        pen.rectangle(corners, fill=_MARK, outline=_EDGE, width=max(1, round(scale)))
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()

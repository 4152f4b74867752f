"""PDF by pdfium: the glyphs and ruling lines of a page, and its picture. The only user of pypdfium2."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any, Self

import pypdfium2
import pypdfium2.raw as c
from PIL import Image

from ingest.errors import IngestError
from ingest.radicals import unified
from ingest.readers.layout.sheet import Box, Glyph, Rule, Sheet

MOST_PAGES = 10_000
_FEW_GLYPHS = 20
_THIN = 3.0  # a filled shape no thicker than this is a line
_MOST_OBJECTS = 500_000  # with the corners of their lines
_MOST_GLYPHS = 200_000
_MOST_PIXELS = 25_000_000  # a poster-sized page is drawn smaller, not refused
_MOST_PICTURES = 500
_DEEPEST_FORM = 6
_ASLANT = 8  # degrees
_SOFT_HYPHENS = (2, 0xAD, 0xFFFE)
_UNREADABLE = frozenset("\x00\ufffd\ufffe\uffff")
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Pdf:
    """An open PDF; pages are read one at a time and freed again, so that a long file needs no more memory."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._document = pypdfium2.PdfDocument(data)
            self.pages = len(self._document)
        except pypdfium2.PdfiumError as error:
            if c.FPDF_GetLastError() == c.FPDF_ERR_PASSWORD:
                raise IngestError(name, "PDF文件已加密，需要密码", "请先去掉密码再提供") from error
            raise IngestError(name, "PDF文件已损坏或不完整", "请重新下载完整的文件") from error
        if self.pages == 0:
            self.close()
            raise IngestError(name, "PDF文件没有任何页面", "请重新下载完整的文件")
        if self.pages > MOST_PAGES:
            self.close()
            raise IngestError(name, f"PDF文件有{self.pages}页，超过{MOST_PAGES}页的上限", "请拆分文件")

    def close(self) -> None:
        """Free the file."""
        self._document.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def sheet(self, number: int) -> Sheet:
        """What is printed on a page, counted from 1."""
        page = self._page(number)
        try:
            return _sheet(page, number)
        finally:
            page.close()

    def picture(self, number: int, scale: float) -> Image.Image:
        """The page drawn at `scale` pixels a point."""
        page = self._page(number)
        try:
            bitmap = page.render(scale=scale)
            try:
                picture: Image.Image = bitmap.to_pil().convert("RGB")
                return picture
            finally:
                bitmap.close()
        finally:
            page.close()

    def scale(self, number: int, wanted: float) -> float:
        """The wanted scale, or the largest at which a page of that size is still a picture of bearable size."""
        width, height = self._document.get_page_size(number - 1)
        return float(min(wanted, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5))

    def resolution(self, number: int) -> float:
        """How many dots of its own a page's largest picture has for a point; 0 where it has none."""
        page = self._page(number)
        try:
            found = (0.0, 0.0)
            for item in islice(
                page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST_FORM), _MOST_PICTURES
            ):
                left, bottom, right, top = item.get_bounds()
                area = (right - left) * (top - bottom)
                dots = item.get_px_size()
                if area > found[0]:
                    found = area, (dots[0] * dots[1] / area) ** 0.5
            return float(found[1])
        except pypdfium2.PdfiumError:
            return 0.0
        finally:
            page.close()

    def _page(self, number: int) -> Any:
        try:
            return self._document[number - 1]
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise IngestError(self._name, "PDF页面无法打开", "请重新下载完整的文件", where=f"第{number}页") from error


class _Frame:
    """From the file's coordinates to the page as shown."""

    def __init__(self, page: Any) -> None:
        x0, y0, x1, y1 = page.get_cropbox()
        left, bottom, right, top = page.get_mediabox()
        # A crop box may reach beyond the paper; what lies there is not shown.
        self.x0, self.y0, self.x1, self.y1 = max(x0, left), max(y0, bottom), min(x1, right), min(y1, top)
        if self.x1 <= self.x0 or self.y1 <= self.y0:
            self.x0, self.y0, self.x1, self.y1 = left, bottom, right, top
        self.rotation = page.get_rotation() % 360
        width, height = self.x1 - self.x0, self.y1 - self.y0
        self.width, self.height = (height, width) if self.rotation in (90, 270) else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y - self.y0, x - self.x0
        if self.rotation == 180:
            return self.x1 - x, y - self.y0
        if self.rotation == 270:
            return self.y1 - y, self.x1 - x
        return x - self.x0, self.y1 - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


class _Turned:
    """From the page as shown to a page whose text stands upright."""

    def __init__(self, width: float, height: float, turned: int) -> None:
        self.turned = turned
        self.shown = width, height
        self.width, self.height = (height, width) if turned in (90, 270) else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.shown
        if self.turned == 90:  # clockwise: what was left comes to the top
            return height - y, x
        if self.turned == 180:
            return width - x, height - y
        if self.turned == 270:
            return y, width - x
        return x, y

    def box(self, box: Box) -> Box:
        ax, ay = self.point(box[0], box[1])
        bx, by = self.point(box[2], box[3])
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _sheet(page: Any, number: int) -> Sheet:
    frame = _Frame(page)
    drawn = _Drawn(frame)
    drawn.read(page)
    printed, angles, unreadable = _glyphs(page, frame)
    turned = angles.most_common(1)[0][0] if angles else 0
    turn = _Turned(frame.width, frame.height, turned)
    across: list[Rule] = []
    down: list[Rule] = []
    for box in drawn.lines:
        x0, y0, x1, y1 = turn.box(box)
        if x1 - x0 >= y1 - y0 or y1 - y0 <= _THIN:
            across.append(Rule((y0 + y1) / 2, x0, x1))
        if y1 - y0 > x1 - x0 or x1 - x0 <= _THIN:
            down.append(Rule((x0 + x1) / 2, y0, y1))
    glyphs = tuple(
        Glyph(char, *turn.box((x0, top, x1, bottom)), turn.point(*origin)[1])
        for char, x0, top, x1, bottom, origin in printed
    )
    hidden = drawn.texts > 0 and drawn.hidden == drawn.texts and drawn.covered
    unread = unreadable * 3 > len(printed) + unreadable
    blank = not printed and (drawn.covered or drawn.shapes > 200 or unreadable > 0)
    if hidden or unread:
        glyphs = ()
    return Sheet(
        number,
        turn.width,
        turn.height,
        glyphs,
        tuple(across),
        tuple(down),
        turned,
        pictured=hidden or unread or blank,
        illustrated=drawn.pictures > 0 and len(glyphs) < _FEW_GLYPHS,
    )


_Printed = tuple[str, float, float, float, float, tuple[float, float]]


def _glyphs(page: Any, frame: _Frame) -> tuple[list[_Printed], Counter[int], int]:
    """The visible characters with their boxes, how they are turned, and how many have no meaning."""
    textpage = page.get_textpage()
    try:
        raw = textpage.raw
        rect = c.FS_RECTF()
        rect_at = ctypes.byref(rect)
        x, y = ctypes.c_double(), ctypes.c_double()
        x_at, y_at = ctypes.byref(x), ctypes.byref(y)
        out: list[_Printed] = []
        angles: Counter[int] = Counter()
        unreadable = 0
        for index in range(min(c.FPDFText_CountChars(raw), _MOST_GLYPHS)):
            code = c.FPDFText_GetUnicode(raw, index)
            if code in _SOFT_HYPHENS and c.FPDFText_IsHyphen(raw, index) == 1:
                code = ord("-")  # pdfium marks a hyphen at the end of a line so; between figures it is a dash
            if code <= 32 or code == 0xA0 or c.FPDFText_IsGenerated(raw, index) == 1:
                # Blanks are gaps between glyphs: those of the file are as often wrong as right.
                unreadable += code == 0
                continue
            if not c.FPDFText_GetLooseCharBox(raw, index, rect_at):
                continue
            c.FPDFText_GetCharOrigin(raw, index, x_at, y_at)
            x0, top, x1, bottom = frame.box(rect.left, rect.bottom, rect.right, rect.top)
            if not (0 <= (x0 + x1) / 2 <= frame.width and 0 <= (top + bottom) / 2 <= frame.height):
                continue  # off the page
            char = _char(code)
            if char is None:
                unreadable += 1
                continue
            if char.isspace() or not char:
                continue
            degrees = math.degrees(c.FPDFText_GetCharAngle(raw, index))
            angle = round(degrees / 90) * 90
            if abs(degrees - angle) > _ASLANT:  # a watermark
                continue
            angles[(-angle - frame.rotation) % 360] += 1
            out.append((char, x0, top, x1, bottom, frame.point(x.value, y.value)))
        return out, angles, unreadable
    finally:
        textpage.close()


def _char(code: int) -> str | None:
    """The character of a code; radicals and compatibility forms as the characters that they look like."""
    if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return None
    char = chr(code)
    if char in _UNREADABLE or 0xE000 <= code <= 0xF8FF:
        return None
    if 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", char)
    if unicodedata.category(char) in ("Cc", "Cf"):
        return ""
    return unified(char)


class _Drawn:
    """The lines drawn on a page; beside them what tells a picture of text from text."""

    def __init__(self, frame: _Frame) -> None:
        self.frame = frame
        self.lines: list[Box] = []
        self.shapes = 0
        self.texts = 0
        self.hidden = 0
        self.covered = False
        self.pictures = 0
        self._left = _MOST_OBJECTS

    def read(self, page: Any) -> None:
        """Go through all objects of a page."""
        raw = page.raw
        for index in range(c.FPDFPage_CountObjects(raw)):
            self._take(c.FPDFPage_GetObject(raw, index), _IDENTITY, 0)

    def _take(self, item: Any, outer: _Matrix, depth: int) -> None:
        self._left -= 1
        if self._left < 0:
            return
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_PATH:
            self._path(item, outer)
        elif kind == c.FPDF_PAGEOBJ_TEXT:
            self.texts += 1
            self.hidden += c.FPDFTextObj_GetTextRenderMode(item) == c.FPDF_TEXTRENDERMODE_INVISIBLE
        elif kind == c.FPDF_PAGEOBJ_IMAGE:
            self._image(item, outer)
        elif kind == c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            matrix = _times(_matrix(item), outer)
            for index in range(c.FPDFFormObj_CountObjects(item)):
                self._take(c.FPDFFormObj_GetObject(item, index), matrix, depth + 1)

    def _image(self, item: Any, outer: _Matrix) -> None:
        matrix = _times(_matrix(item), outer)
        corners = [_apply(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
        box = self._box(corners)
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= _THIN:  # some programs draw a line as a picture of one dot, stretched
            self._line(box)
            return
        self.pictures += 1
        if width * height * 4 >= self.frame.width * self.frame.height:
            self.covered = True

    def _path(self, item: Any, outer: _Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
        stroked = bool(stroke.value) and not _white(item, c.FPDFPageObj_GetStrokeColor)
        filled = bool(fill.value) and not _white(item, c.FPDFPageObj_GetFillColor)
        if not (stroked or filled):
            return
        self.shapes += 1
        self._left -= c.FPDFPath_CountSegments(item)
        if self._left < 0:
            return
        matrix = _times(_matrix(item), outer)
        for points, straight in _subpaths(item, matrix):
            if not straight or len(points) < 2:
                continue
            box = self._box(points)
            if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                self._line(box)
            elif stroked:
                for (ax, ay), (bx, by) in pairwise(points):
                    if abs(ax - bx) <= 1 or abs(ay - by) <= 1:
                        self._line(self._box([(ax, ay), (bx, by)]))

    def _box(self, points: list[tuple[float, float]]) -> Box:
        shown = [self.frame.point(x, y) for x, y in points]
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        return min(xs), min(ys), max(xs), max(ys)

    def _line(self, box: Box) -> None:
        x0, y0, x1, y1 = box
        x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, self.frame.width), min(y1, self.frame.height)
        if x0 <= x1 and y0 <= y1:
            self.lines.append((x0, y0, x1, y1))


def _subpaths(item: Any, matrix: _Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    points: list[tuple[float, float]] = []
    straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    x_at, y_at = ctypes.byref(x), ctypes.byref(y)
    for index in range(c.FPDFPath_CountSegments(item)):
        segment = c.FPDFPath_GetPathSegment(item, index)
        kind = c.FPDFPathSegment_GetType(segment)
        c.FPDFPathSegment_GetPoint(segment, x_at, y_at)
        if kind == c.FPDF_SEGMENT_MOVETO:
            if points:
                yield points, straight
            points, straight = [], True
        straight = straight and kind != c.FPDF_SEGMENT_BEZIERTO
        points.append(_apply(matrix, x.value, y.value))
        if c.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if points:
        yield points, straight


def _white(item: Any, ask: Any) -> bool:
    """Whether a colour cannot be seen on paper."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not ask(item, *(ctypes.byref(part) for part in (red, green, blue, alpha))):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= 250


def _matrix(item: Any) -> _Matrix:
    found = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, cc, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        cc * p + d * r,
        cc * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, cc, d, e, f = matrix
    return a * x + cc * y + e, b * x + d * y + f

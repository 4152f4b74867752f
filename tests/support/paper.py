"""A small PDF writer for tests: text and lines exactly where a test wants them, in the order that it wants."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass, field


@dataclass
class Page:
    """A page; places count from the top left of the upright paper, before any rotation."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    body: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 10, angle: float = 0, mode: int = 0) -> None:
        """Words whose baseline begins at x, y; `angle` counterclockwise."""
        a = math.radians(angle)
        hexed = words.encode("utf-16-be").hex()
        place = (
            f"{math.cos(a):.4f} {math.sin(a):.4f} {-math.sin(a):.4f} {math.cos(a):.4f} {x:.2f} {self.height - y:.2f}"
        )
        self.body.append(f"BT /F1 {size} Tf {mode} Tr {place} Tm <{hexed}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float, dash: str = "[] 0") -> None:
        self.body.append(f"{dash} d 0.5 w {x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l S")

    def box(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0) -> None:
        """A filled shape."""
        self.body.append(f"{grey} g {x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f 0 g")

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.body.append(f"q {x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {self.height - y1:.2f} cm /I1 Do Q")

    def table(
        self,
        xs: list[float],
        ys: list[float],
        rows: list[list[str]],
        *,
        across: bool = True,
        down: bool = True,
        size: float = 9,
    ) -> None:
        """A ruled table; a cell that begins with ← or ↑ belongs to the one left of or above it."""
        for r, row in enumerate(rows):
            for k, cell in enumerate(row):
                if across and not cell.startswith("↑"):
                    self.line(xs[k], ys[r], xs[k + 1], ys[r])
                if down and not cell.startswith("←"):
                    self.line(xs[k], ys[r], xs[k], ys[r + 1])
                if cell and cell[0] not in "←↑":
                    wide = sum(size / 2 if ord(c) < 128 else size for c in cell)
                    figure = cell[0].isdigit() and "." in cell
                    x = xs[k + 1] - wide - 3 if figure else xs[k] + 3
                    self.text(x, (ys[r] + ys[r + 1]) / 2 + size * 0.35, cell, size)
        if across:
            self.line(xs[0], ys[-1], xs[-1], ys[-1])
        if down:
            self.line(xs[-1], ys[0], xs[-1], ys[-1])


def pdf(*pages: Page) -> bytes:
    """The file."""
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(pages)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        4: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R /DW 1000 /W [1 95 500 814 939 500] >>",
        5: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
        6: b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray "
        b"/Length 1 >> stream\n\x00\nendstream",
    }
    for n, page in enumerate(pages):
        crop = f"/CropBox [{' '.join(map(str, page.crop))}]" if page.crop else ""
        objects[10 + 2 * n] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] {crop} /Rotate {page.rotate} "
            f"/Resources << /Font << /F1 3 0 R >> /XObject << /I1 6 0 R >> >> /Contents {11 + 2 * n} 0 R >>"
        ).encode()
        packed = zlib.compress("\n".join(page.body).encode())
        objects[11 + 2 * n] = b"<< /Length %d /Filter /FlateDecode >> stream\n" % len(packed) + packed + b"\nendstream"
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1)
    for number in range(1, max(objects) + 1):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, start))

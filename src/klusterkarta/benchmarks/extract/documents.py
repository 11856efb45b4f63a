"""Generated pages as a text file and as a PDF, as plain as it can be: one font, each line placed by itself."""

import zlib
from collections.abc import Iterable
from pathlib import Path

from klusterkarta.benchmarks.extract.pages import Line

_COLUMN, _LEFT, _SECOND, _TOP, _LEADING = 34, 50, 220, 800, 12
_HEADER = b"%PDF-1.4\n%\xe5\xe4\xf6\xc5\n"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def write_text(path: Path, pages: Iterable[list[Line]]) -> None:
    """Aligned in two columns, form feeds between pages."""
    texts = (
        "\n".join(f"{left:<{_COLUMN}}{right}".rstrip() if right else left for left, right in page) for page in pages
    )
    path.write_text("\f".join(texts), encoding="utf-8", newline="\n")


def write_pdf(path: Path, pages: Iterable[list[Line]]) -> None:
    """A4, headings in 14 points, the rest in 10, Helvetica, which every reader has."""
    # Objects 1 to 3 are the catalogue, the list of pages, the font; then a page and its content by turns.
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT]
    kids = []
    for page in pages:
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (number + 1)
        )
        packed = zlib.compress(_content(page))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    path.write_bytes(_file(objects))


def _content(page: list[Line]) -> bytes:
    parts = []
    y = _TOP
    for at, line in enumerate(page):
        size = 10 if at else 14
        last = at == len(page) - 1
        for x, text in zip((_LEFT, _SECOND), line, strict=True):
            if text:
                place = f"290 {_LEFT}" if last else f"{x} {y}"
                parts.append(b"BT /F1 %d Tf 1 0 0 1 %s Tm (%s) Tj ET" % (size, place.encode(), _escaped(text)))
        y -= _LEADING
    return b"\n".join(parts)


def _escaped(text: str) -> bytes:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return escaped.encode("cp1252")


def _file(objects: list[bytes]) -> bytes:
    """The objects with the table that says where each begins."""
    body, places = bytearray(_HEADER), []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, count = len(body), len(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    body += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return bytes(body)

"""A page of the original as a picture, with a number's place marked: the route's contract."""

from __future__ import annotations

import io

import pytest
from fastapi.testclient import TestClient
from PIL import Image, ImageChops

from index.library import Library
from ingest.render import render
from service import intake
from service.app import create_app
from service.settings import Settings
from tests.support.paper import Page, pdf
from tests.support.scripted import Scripted, held

XS = [60.0, 300, 420, 540]
YS = [120.0, 140, 160, 180]
ROWS = [["项目", "2026年预算数", "2025年预算数"], ["合计", "3.50", "4.00"], ["教育支出", "3.50", "4.00"]]


def disclosure() -> bytes:
    first = Page()
    first.text(180, 60, "示例市教育局2026年部门预算", 16)
    first.text(220, 90, "部门支出预算总表", 14)
    first.text(480, 110, "单位：万元", 9)
    first.table(XS, YS, ROWS)
    second = Page()
    second.text(60, 60, "以上为全部内容。", 12)
    return pdf(first, second)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    paper = tmp_path_factory.mktemp("paper") / "预算.pdf"
    paper.write_bytes(disclosure())
    plain = held(folder)
    library = Library.open(folder, None)
    taken = intake.take_file(library, paper, intake.Origin(), 10**7)
    assert taken.record is not None, taken.message
    facts = {fact.quote: fact for fact in library.facts([taken.record.id]) if fact.source == "table"}
    yield folder, taken.record.id, facts["3.50"], plain
    library.close()


@pytest.fixture(scope="module")
def client(data):
    with TestClient(create_app(Settings(data=data[0], embedding="none"), Scripted)) as client:
        yield client


def picture(reply):
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "image/png"
    return Image.open(io.BytesIO(reply.content)).convert("RGB")


def test_the_page_with_the_number_marked(client, data):
    _, document, fact, _ = data
    address = f"/v1/documents/{document}/pages/{fact.place.page}.png"
    bare, drawn = picture(client.get(address)), picture(client.get(address, params={"highlight": fact.id}))
    assert bare.size == drawn.size
    x0, y0, x1, y1 = (2 * one for one in fact.place.bbox)
    box = ImageChops.difference(bare, drawn).getbbox()
    assert box == pytest.approx((x0, y0, x1, y1), abs=2)


def test_it_is_not_sent_again_while_it_is_the_same(client, data):
    _, document, fact, _ = data
    address = f"/v1/documents/{document}/pages/1.png"
    first = client.get(address)
    tag = first.headers["etag"]
    again = client.get(address, headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    marked = client.get(address, params={"highlight": fact.id}, headers={"if-none-match": tag})
    assert marked.status_code == 200
    assert marked.headers["etag"] != tag
    assert "no-cache" in marked.headers["cache-control"]


@pytest.mark.parametrize(
    ("path", "status", "kind", "said"),
    [
        ("absent/pages/1.png", 404, "unknown-document", "absent"),
        ("{pdf}/pages/0.png", 404, "unknown-page", "共有2页"),
        ("{pdf}/pages/3.png", 404, "unknown-page", "共有2页"),
        ("{pdf}/pages/99999999999999999999.png", 404, "unknown-page", "共有2页"),
        ("{pdf}/pages/1.png?file=2", 404, "unknown-page", "共有1个"),
        ("{pdf}/pages/1.png?file=-1", 404, "unknown-page", "共有1个"),
        ("{pdf}/pages/1.png?highlight=absent", 404, "unknown-fact", "absent"),
        ("{pdf}/pages/2.png?highlight={fact}", 404, "unknown-fact", "不在第2页上"),
        ("{pdf}/pages/one.png", 422, "invalid-request", "应为整数"),
        ("{text}/pages/1.png", 409, "no-pages", "不分页"),
    ],
)
def test_what_cannot_be_shown(client, data, path, status, kind, said):
    _, document, fact, plain = data
    reply = client.get("/v1/documents/" + path.format(pdf=document, text=plain, fact=fact.id))
    assert reply.headers["content-type"] == "application/problem+json"
    body = reply.json()
    assert (reply.status_code, body["type"]) == (status, f"urn:mingzhang:problem:{kind}")
    assert said in body["detail"]
    assert body["detail"].endswith("。")


@pytest.mark.folder
def test_an_original_that_went_missing(client, data):
    folder, document, _, _ = data
    library = Library.open(folder, None)
    original = library.original(document)
    library.close()
    away = original.rename(original.with_suffix(".away"))
    try:
        reply = client.get(f"/v1/documents/{document}/pages/1.png")
    finally:
        away.rename(original)
    assert (reply.status_code, reply.json()["type"]) == (503, "urn:mingzhang:problem:page-unavailable")
    assert str(folder) not in reply.text


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "I;16"])
def test_a_picture_file_is_drawn_at_the_scale_of_its_places(mode):
    image = Image.new("L", (500, 700), 255).convert(mode) if mode != "I;16" else Image.new(mode, (500, 700), 65535)
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(100, 100))
    drawn = Image.open(io.BytesIO(render(out.getvalue(), 1)))
    assert drawn.size == (720, 1008)  # 360 by 504 points
    assert drawn.convert("L").getextrema() == (255, 255)


def test_a_poster_is_drawn_smaller():
    out = io.BytesIO()
    Image.new("1", (9000, 9000), 1).save(out, "PNG", dpi=(72, 72))
    drawn = Image.open(io.BytesIO(render(out.getvalue(), 1)))
    assert drawn.width * drawn.height <= 25_010_000

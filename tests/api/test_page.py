"""The built page: files with the right types, the page for its own addresses, nothing for what is missing."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.page import serve_page
from api.problems import answer_with_problems


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "app-1a2b.js").write_text("export {}")
    (tmp_path / "assets" / "app-1a2b.js.gz").write_bytes(gzip.compress(b"export {}"))
    (tmp_path / "assets" / "font.woff2").write_bytes(b"font")
    (tmp_path / "index.html").write_text("<!doctype html>خانه", encoding="utf-8")
    app = FastAPI()
    answer_with_problems(app)
    serve_page(app, tmp_path)
    return app


def ask(app: FastAPI, path: str, method: str = "GET", encoding: str = "gzip") -> httpx.Response:
    async def tell() -> httpx.Response:
        transport: Any = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://lab") as client:
            return await client.request(method, path, headers={"Accept-Encoding": encoding})

    return asyncio.run(tell())


@pytest.mark.parametrize("path", ["/", "/exercises/motion-light", "/index.html"])
def test_addresses_of_the_page_are_the_page_and_never_stale(app: FastAPI, path: str) -> None:
    answer = ask(app, path)
    assert "خانه" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_files_travel_packed_to_browsers_that_can_unpack_them(app: FastAPI) -> None:
    packed = ask(app, "/assets/app-1a2b.js", encoding="gzip, br")
    plain = ask(app, "/assets/app-1a2b.js", encoding="identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text == "export {}"
    assert packed.headers["content-type"] == plain.headers["content-type"]
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding", (
        "a cache must keep them apart"
    )


@pytest.mark.parametrize(("name", "kind"), [("app-1a2b.js", "text/javascript"), ("font.woff2", "font/woff2")])
def test_assets_have_their_types_and_may_be_kept_for_ever(app: FastAPI, name: str, kind: str) -> None:
    answer = ask(app, f"/assets/{name}")
    assert answer.headers["content-type"].startswith(kind)
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/assets/old.js", "/api/no-such", "/mqtt"])
def test_what_is_missing_stays_missing(app: FastAPI, path: str) -> None:
    assert ask(app, path).json()["code"] == "not_found"


@pytest.mark.parametrize("path", ["/../api/errors.py", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../secret"])
def test_nothing_outside_the_folder_is_served(app: FastAPI, tmp_path: Path, path: str) -> None:
    (tmp_path.parent / "secret").write_text("secret")
    assert "خانه" in ask(app, path).text or ask(app, path).status_code == 404


def test_the_page_only_answers_to_reading(app: FastAPI) -> None:
    assert ask(app, "/", "POST").status_code == 405
    assert ask(app, "/", "HEAD").status_code == 200


def test_without_a_built_page_there_is_a_plain_refusal(tmp_path: Path) -> None:
    app = FastAPI()
    answer_with_problems(app)
    serve_page(app, tmp_path / "not built")
    assert ask(app, "/").json()["code"] == "not_found"

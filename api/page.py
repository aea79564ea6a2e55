"""Serves the built page; every address that is neither a file nor the API's is the page itself."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

BUILT = Path(__file__).parent / "static"

_NEVER_THE_PAGE = {"api", "assets", "mqtt"}

# Windows takes these from its registry, where another program may have written anything.
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}


def serve_page(app: FastAPI, folder: Path = BUILT) -> None:
    """Let an application answer with the page wherever nothing else of it answers."""
    page = _Page(folder)

    async def show(request: Request) -> Response:
        return await page.get_response(page.get_path(request.scope), request.scope)

    app.add_route("/{path:path}", show, methods=["GET", "HEAD"], include_in_schema=False)


class _Page(StaticFiles):
    """The files of the built page, with `index.html` for the page's own addresses."""

    def __init__(self, folder: Path) -> None:
        for ending, kind in _TYPES.items():
            mimetypes.add_type(kind, ending)
        super().__init__(directory=folder, html=True, check_dir=False)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file; else the page. What is missing of the API or under `assets/` stays missing."""
        try:
            response = await self._file(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or path.split("/", 1)[0] in _NEVER_THE_PAGE:
                raise
            response = await self._file("index.html", scope)
        # File names under assets/ change with their content; the page itself must always be asked for.
        lasting = path.startswith("assets")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
        return response

    async def _file(self, path: str, scope: Scope) -> Response:
        """The file as it was packed when the page was built, for browsers that can unpack it."""
        packed = f"{'index.html' if path == '.' else path}.gz"
        unpacks = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        if unpacks and self.lookup_path(packed)[1] is not None:
            response = await super().get_response(packed, scope)
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = await super().get_response(path, scope)
        response.headers["Vary"] = "Accept-Encoding"
        return response

"""Reading the files of a submission from a request: multipart, or JSON `{"files": {name: text}}`."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api.errors import ApiError
from devices.text import Text


class UnknownUpload(ApiError):
    """A submission in a form that is not read here."""

    code = "unsupported_media_type"
    status = 415
    words = Text(
        en="Send the files as multipart/form-data, or as JSON {{files: {{name: text}}}}.",
        fa="فایل‌ها را به شکل multipart/form-data یا JSON {{files: {{name: text}}}} بفرستید.",
    )


class UnreadableForm(ApiError):
    """A body that says it is a form and is none."""

    code = "unreadable_form"
    status = 422
    words = Text(en="The form that was sent cannot be read.", fa="فرم فرستاده‌شده خوانا نیست.")


class FilesAsText(BaseModel):
    """A submission as JSON: the text of each file under its name."""

    model_config = ConfigDict(extra="forbid")
    files: dict[str, str]


UPLOAD_SCHEMA: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {"schema": FilesAsText.model_json_schema()},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["files"],
                "properties": {
                    "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1}
                },
            }
        },
    },
}


async def uploaded_files(request: Request) -> dict[str, bytes]:
    """The files by name. Raises UnknownUpload, UnreadableForm, RequestValidationError."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _from_json(await request.body())
    if kind == "multipart/form-data":
        return await _from_form(request)
    raise UnknownUpload()


async def _from_form(request: Request) -> dict[str, bytes]:
    try:
        async with request.form() as form:
            uploads = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
            return {upload.filename or "main.py": await upload.read() for upload in uploads}
    except HTTPException as error:
        if error.status_code == 413:
            raise
        raise UnreadableForm() from error


def _from_json(body: bytes) -> dict[str, bytes]:
    try:
        submission = FilesAsText.model_validate_json(body)
        return {name: text.encode() for name, text in submission.files.items()}
    except ValidationError as error:
        found = [{**item, "loc": ("body", *item["loc"])} for item in error.errors(include_url=False)]
        raise RequestValidationError(found) from error

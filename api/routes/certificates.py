"""The authority by whose certificate programs know the broker."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import FileResponse

from api.certificate_files import AUTHORITY_PATH, served_authority
from api.errors import NotFound
from api.routes.access import ServiceOf

router = APIRouter(tags=["certificates"])


@router.get(
    AUTHORITY_PATH,
    response_class=FileResponse,
    responses={200: {"content": {"application/x-pem-file": {}}, "description": "The certificate, as PEM."}},
)
def show_authority(service: ServiceOf) -> FileResponse:
    """The lab's own certificate authority, for `tls_set(ca_certs=…)`; 404 where the broker has another."""
    authority = served_authority(service.settings)
    if authority is None or not authority.exists():
        raise NotFound()
    return FileResponse(authority, media_type="application/x-pem-file", filename=authority.name)

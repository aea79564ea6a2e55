"""Where students find the page, for the wall of the classroom."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from api.addresses import page_addresses
from api.routes.access import Instructor, ServiceOf

router = APIRouter(prefix="/api/addresses", tags=["classes"])


class Addresses(BaseModel):
    """How other machines in the network reach this lab."""

    page: list[str]
    """The page, the likeliest address first; none where the lab listens to its own machine only."""


@router.get("")
def show_addresses(user: Instructor, service: ServiceOf) -> Addresses:
    """The addresses of the page as `khaneh up` prints them."""
    settings = service.settings
    return Addresses(page=page_addresses(settings.host, settings.port))

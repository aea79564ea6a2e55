"""Print the OpenAPI document of the service without starting it: `python -m api.document`."""

from __future__ import annotations

import json
import sys

from api.app import routed
from api.openapi import openapi_of

if __name__ == "__main__":
    json.dump(openapi_of(routed()), sys.stdout)

"""Every operation in every role, by many more made-up requests than the short tests have time for."""

from __future__ import annotations

import pytest
import schemathesis

from tests.api.conftest import lab, postgresql, prepared_data, settings, shipped  # noqa: F401 – fixtures
from tests.api.made_up import ask_all, operations
from tests.api.rights_table import LINES, ROLES
from tests.api.running_lab import Lab

OF_EACH = 1
ENDS_ITS_OWN_SESSION = {"DELETE /api/session", "DELETE /api/me/sessions"}


@pytest.mark.soak
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("role", ROLES)
def test_made_up_requests_are_answered_as_the_schema_says(
    lab: Lab,  # noqa: F811
    role: str,
    mode: schemathesis.GenerationMode,
    rounds: int,
) -> None:
    asked = {line.key for line in LINES} - ENDS_ITS_OWN_SESSION
    ask_all(lab, operations(lab, asked), role, mode, OF_EACH * rounds)

"""The API process: `python -P -m api.serve`."""

from __future__ import annotations

import uvicorn

from api.app import create_app
from api.composition import compose, prepare
from api.house_link import MqttHouseLink
from api.parent import end_with_supervisor
from api.settings import Settings


def main() -> None:
    """Serve the page and the API until told to stop."""
    end_with_supervisor()
    settings = Settings()
    prepare(settings)
    service = compose(settings, lambda secret: MqttHouseLink("127.0.0.1", settings.mqtt_port, secret))
    uvicorn.run(
        create_app(service),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        timeout_graceful_shutdown=3,
    )


if __name__ == "__main__":
    main()

"""The API process: `python -P -m api.serve`."""

from __future__ import annotations

from api.app import create_app
from api.brokers.address import house_address
from api.composition import compose, prepare
from api.house_link import MqttHouseLink, client_identifier
from api.memory import give_large_blocks_back
from api.parent import end_with_supervisor
from api.settings import Settings
from api.web_server import web_server


def main() -> None:
    """Serve the page and the API until told to stop."""
    end_with_supervisor()
    give_large_blocks_back()
    settings = Settings()
    prepare(settings)
    service = compose(
        settings,
        lambda secret: MqttHouseLink(house_address(settings, secret), f"{client_identifier(secret)}-api"),
    )
    web_server(create_app(service), settings.host, settings.port).run()


if __name__ == "__main__":
    main()

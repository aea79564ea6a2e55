"""Home Assistant's MQTT discovery: one retained configuration for each entity of each device.

Source: https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery. States and commands stay on the
topics of the convention that carries the device; they are absolute inside the configurations.
"""

from simulator.conventions.home_assistant.discovery import HomeAssistant, entity_messages

CONVENTION = HomeAssistant("home_assistant", entity_messages)

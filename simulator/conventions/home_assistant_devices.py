"""Home Assistant's MQTT discovery in its whole-device form: one retained configuration for each device.

Source: https://www.home-assistant.io/integrations/mqtt/#device-discovery-payload.
"""

from simulator.conventions.home_assistant.discovery import HomeAssistant, device_message

CONVENTION = HomeAssistant("home_assistant_devices", device_message)

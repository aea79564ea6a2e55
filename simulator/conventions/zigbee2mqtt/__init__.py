"""Zigbee2MQTT: states, commands, groups, availability and the bridge's own topics.

Source: https://www.zigbee2mqtt.io/guide/usage/mqtt_topics_and_messages.html. States are retained (the option
`retain: true` of a device there), so that whoever subscribes later still learns them; what a button tells is
not, as it would be told again to everybody who comes later.
"""

from simulator.conventions.zigbee2mqtt.carrier import Zigbee2Mqtt

CONVENTION = Zigbee2Mqtt()

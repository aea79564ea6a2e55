"""Tasmota: the free firmware of Wi-Fi plugs, switches, lamps and sensors.

Sources: https://tasmota.github.io/docs/MQTT/, https://tasmota.github.io/docs/Commands/,
https://tasmota.github.io/docs/Tasmota-Discovery/. Devices are set up with `StateRetain 1` and
`SensorRetain 1`, so that whoever subscribes later still learns their state, and with `SetOption59 1`, so that
`tele/…/STATE` follows each change.
"""

from simulator.conventions.tasmota.carrier import Tasmota

CONVENTION = Tasmota()

"""The files of a Mosquitto broker, read as Mosquitto reads them.

Syntax: https://mosquitto.org/man/mosquitto-conf-5.html
"""

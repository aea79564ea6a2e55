"""What a device is: plain data and behaviour. No SimPy, no MQTT, no files, no clock."""

TOPIC = "zigbee2mqtt/corridor_lamp/set"


def command(on):
    return '{"state": "ON"}' if on else '{"state": "OFF"}'


def rule(home, event):
    return ()

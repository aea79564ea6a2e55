from . import lamp


def rule(home, event):
    if event.device == "corridor_button" and event.values.get("action") in ("single", "double"):
        yield lamp.TOPIC, lamp.command(event.values["action"] == "single")
        yield "notes/last", home.as_json()

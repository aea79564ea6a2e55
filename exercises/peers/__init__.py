"""Peers: scripted MQTT clients that try a student's device in simulated time."""

"""The world in time: engine, scenario, physics, sensing, conventions, broker."""

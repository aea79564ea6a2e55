"""A package of its own, as others (gmqtt) install one of the same name that would be found in its place."""

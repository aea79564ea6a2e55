"""What a class is doing right now."""

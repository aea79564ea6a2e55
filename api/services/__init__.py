"""What the service does, one subject a file; no HTTP in here."""

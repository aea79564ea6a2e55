"""The service: HTTP, database, queue, and the `khaneh` command."""

"""The database: one file of tables a subject."""

"""The forms in which other people and other tools read a verdict: one file each."""

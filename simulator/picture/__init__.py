"""Pictures of a run: lines for what is measured, lanes for what is on, open or where."""

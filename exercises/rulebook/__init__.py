"""What rules are made of: durations, conditions, triggers, and the words for what was found."""

"""The proof that an exercise is fair: what is tried, and what is complained of."""

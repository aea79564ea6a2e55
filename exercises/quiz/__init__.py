"""What the types of questions are made of."""

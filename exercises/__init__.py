"""What is asked of a student, and what an answer is worth."""

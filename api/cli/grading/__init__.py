"""What the commands that grade share."""

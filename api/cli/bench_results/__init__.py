"""What `khaneh bench` tells of figures and goals."""

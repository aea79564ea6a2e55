"""What `khaneh run` tells of a run when it is over."""

"""One rule a file: what makes two proposals collide."""

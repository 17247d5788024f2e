"""What becomes of a story after it was told."""

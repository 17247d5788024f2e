"""When a digest is due, and how it is posted exactly once."""

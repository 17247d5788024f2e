"""The archive: what was told, as pages and feeds. It asks nothing of who reads it."""

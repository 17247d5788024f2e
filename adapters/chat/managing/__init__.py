"""What people do with digests, mail and sources, on any platform."""

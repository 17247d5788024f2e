"""Digests by mail, to who asked for them and said so twice."""

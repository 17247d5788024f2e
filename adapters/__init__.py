"""The faces: each turns a Brief into the form of one platform."""

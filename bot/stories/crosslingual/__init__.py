"""Stories of several languages: what can be compared across them, and which are one."""

"""The command line's contract: the JSON lines it reads, and the records it writes."""

"""What news language is, shared by every stage."""

"""What lets in: programs and browsers by their tokens, people by mail, feeds that were proposed."""

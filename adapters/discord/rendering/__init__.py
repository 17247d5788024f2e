"""What Discord shows: cards, digests and forms, as components."""

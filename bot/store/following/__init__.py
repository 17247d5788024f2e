"""What is kept of how articles and stories went on after they were told."""

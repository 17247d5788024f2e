"""What the names and subjects of the news mean, and what they are called."""

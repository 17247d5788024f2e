"""What can be typed on Discord beside a question: commands about digests, and their names."""

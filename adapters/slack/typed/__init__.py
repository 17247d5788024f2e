"""What can be typed in Slack beside a question, and about the sources."""

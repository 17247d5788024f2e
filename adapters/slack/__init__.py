"""Slack: briefs on request, in threads and buttons, and digests that Slack itself posts on time."""

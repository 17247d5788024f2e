"""What Slack shows: cards, digests, modals and the App Home, as Block Kit."""

"""Articles about one event become one story, and a topic finds the right ones."""

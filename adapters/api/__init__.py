"""For programs: what was told as JSON over HTTP, and the same to assistants over MCP."""

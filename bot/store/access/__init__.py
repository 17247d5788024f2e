"""Who reads outside of chat: programs and browsers by their tokens, people by mail."""

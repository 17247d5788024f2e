"""From a page to an article: what is body, and what only stands beside it."""

"""The summarizer that needs nothing: it chooses and trims the article's own sentences."""

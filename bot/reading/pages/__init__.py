"""A page becomes an article: its markup, its data and its blocks are read."""

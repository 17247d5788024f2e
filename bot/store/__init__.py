"""What briefbot remembers: feeds, their entries and the articles, on SQLite or PostgreSQL.

`engine.open_store` gives a Store; the functions of `feeds`, `articles` and `search` take it first,
then values, and give values back. Each is one short transaction.
"""

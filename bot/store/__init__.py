"""What briefbot remembers: feeds, articles, subscriptions, digests, what was told.

`engine.open_store` gives a Store; the functions of the modules beside it take it first, then
values, and give values back, on SQLite or PostgreSQL. Each is one short transaction.
"""

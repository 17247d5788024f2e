"""Briefbot reads the news and briefs a channel. How a feed becomes a post:

    feed
      │  newsroom/refresh     each feed in its turn  (reading/web, reading/feeds)
    entry
      │  newsroom/entries     its page is read       (reading/pages or reading/lines)
    article
      │  newsroom/grouping    what tells of the same event    (stories/grouping)
    story
      │  newsroom/digests     what matters, and what is new   (stories/ranking, briefing/digest)
      │  newsroom/briefing    the sentences that tell it, each checked  (briefing/compose)
    brief, digest
      │  delivery/outbox      when it is due, once     (delivery/schedule, store/deliveries)
    post                      adapters/slack, adapters/discord

Who asks in chat takes a short cut: adapters -> newsroom/desk -> newsroom/answers -> brief. And how
an article becomes a brief, inside `briefing`:

    sentences -> salience -> roles -> extractive -> compose -> grounding

`newsroom` is where these meet; `store` remembers; `cli` is the only one who knows the adapters.
"""

"""Briefbot reads the news and briefs a channel. How a feed becomes a post:

    feed
      │  newsroom/refresh     asks each feed in its turn      (reading/web, reading/feeds)
    entry
      │  newsroom/fetching    reads the page it points to     (reading/body, reading/lines)
    article
      │  newsroom/grouping    finds the story it belongs to   (stories/grouping)
    story
      │  newsroom/digests     picks what matters and is new   (stories/ranking, briefing/digest)
      │                       and briefs it by sentences      (briefing/story, briefing/extract)
    digest
      │  delivery/outbox      posts it once, when it is due   (delivery/schedule, store/deliveries)
    post                      adapters/slack, discord, mattermost, matrix, teams, mail, webhook, …

Who asks in chat takes a shorter way: adapters -> newsroom/desk -> newsroom/answers, which looks for
stories with newsroom/search and briefs the first. newsroom/following reads pages again and says
what became of a story. An article becomes a brief in briefing/extract:

    sentences -> candidates (roles, speakers, standalone) -> salience -> compose -> grounding

`newsroom` is where the stages meet, and `store` is what they remember. Only `cli` knows which
adapters there are.
"""

"""Briefbot reads the news and briefs a channel. How a page becomes a brief:

    bytes
      │  reading/decoding     charset, or why it is not text
      │  reading/pages        HTML      ┐ body, captions, credits and teasers
      │  reading/plain        flat text ┘ kept apart by reading/parts
    Article
      │  briefing/sentences   sentences with their offsets
      │  briefing/salience    which of them matter
      │  briefing/roles       news, voice, doubt, next, unconfirmed, background
      │  briefing/extractive  readable alone, with every edit recorded
      │  briefing/grounding   still borne out by the source?
      │  briefing/compose     the right length
    Brief
      │  adapters/terminal    what a person sees; bot/contract is what a script sees

`newsroom` is where these meet; `cli` is the only one who knows the adapters.
"""

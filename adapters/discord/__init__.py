"""Discord's face. How a person's words become a message there:

    interaction            over the gateway (app) or over HTTP (webhook)
      │  commands, clicks  what is asked of the desk
      │  answering         deferred at once, answered after, errors to the asker only
      │  rendering         a Brief or a Digest as components, with nothing in the web's words
      │                    that acts
    message

`platform` is the same for the outbox; `calls` is where a failed call gets its name; `places` says
which channel is meant, and names what the bot lacks there.
"""

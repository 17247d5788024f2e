"""Microsoft Teams' face: a digest as an Adaptive Card, posted by a workflow of the channel's own.

A workflow ("Post to a channel when a webhook request is received") takes a card and tells nothing
back but that it took it: no id, no look, no edit. So a correction is a post of its own, and what
may have been taken stays unknown.
"""

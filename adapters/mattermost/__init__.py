"""Mattermost's face: a digest as a post of a bot's, by the REST API.

The API and no incoming webhook: a webhook tells nothing of what it posted, so that a lost answer
would stay unknown and nothing could be corrected. A post of the API's has an id, by which it is
edited, and keeps our key, by which it is found.
"""

"""Matrix's face: a digest as a message in a room, by the client-server API, version 3.

A message is put under a transaction id that is made of its delivery's key, so a repeat is no
second one; its own copy of the key is there for when the server has forgotten. Encrypted rooms are
refused: we hold no keys, and what we sent there would not be encrypted.
"""

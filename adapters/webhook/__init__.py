"""A tool of the operator's own, told of digests and corrections by signed requests:

    Digest
      │  events     what happened, as JSON
      │  signing    with every secret that is in use (Standard Webhooks)
      │  calls      sent once, and what the answer says of it
    POST to the address that the operator gave

`platform` is this channel as the outbox sees it. A request that may have been lost is sent again
with the same id, by which the receiver knows it.
"""

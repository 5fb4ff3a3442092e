"""The case tracker: domain, storage and HTTP.

Takes: what bots, partners and officers send over HTTP, and the passing of time.
Gives: cases, clocks, assignments and the outbox of what must be said.
Owns: every table but those of the bots' conversations.
Never: imports from `bot`.
"""

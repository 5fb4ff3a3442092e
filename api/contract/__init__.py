"""What the tracker promises over HTTP, and the typed client that keeps the promise.

Takes: nothing of the tracker; only the codes of `knowledge.codes`.
Gives: request and response models, and `Tracker`, the client of bots and partners.
Owns: no table.
Never: imports a room of the tracker, so that a bot can run on another machine.
"""

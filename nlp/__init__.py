"""Text in, Understanding out.

Takes: one message as its writer typed it, and the facts of `knowledge`.
Gives: `nlp.understanding.Understanding`, with the spans and rule ids behind every decision.
Owns: no table.
Never: reaches a database, the network or the clock.
"""

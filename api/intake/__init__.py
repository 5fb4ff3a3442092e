"""The door where a citizen speaks: messages are understood, cases opened, added to, taken back.

Takes: requests of the bots, which hold the conversations.
Gives: what a message means, receipts, and the case as its reporter may see it.
Owns: no table.
Never: asks the citizen anything; that is the dialogue's part.
"""

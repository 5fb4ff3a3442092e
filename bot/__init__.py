"""The front ends: where citizens, volunteers and officers write and read.

Takes: messages of every channel, and what the tracker's outbox holds.
Gives: requests to the tracker through `api.contract`, and replies in the same chat.
Owns: the inbox, the conversations and their transcripts.
Never: touches a case but through the contract; only `bot.__main__` wires the processes.
"""

"""Message out: what the outbox holds, and replies that wait, reach the chats of people.

Takes: deliveries claimed from the tracker, unsent replies of the inbox, and couriers.
Gives: messages sent in order per recipient, and a report of each to the tracker.
Owns: no table.
Never: knows a platform, or decides what to say.
"""

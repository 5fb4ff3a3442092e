"""Message in: one shape for all channels, stored before it is acknowledged.

Takes: an `InboundMessage` that a channel built.
Gives: the replies of the dialogue, once each, whatever crashes in between.
Owns: inbox_message, inbox_part, conversation, transcript.
Never: decides what to say.
"""

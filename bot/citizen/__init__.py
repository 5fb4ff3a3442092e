"""The citizens' bot on Telegram; aiogram lives here and nowhere else.

Takes: updates of the Bot API, by long polling or brought to a webhook.
Gives: one `InboundMessage` a message to the inbox, and its replies to the same chat.
Owns: no table; an update stays with Telegram until the inbox has it.
Never: decides what to say, keeps a draft, or logs an update, a chat or the token.
"""

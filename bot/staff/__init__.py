"""The officers' bot on Telegram; python-telegram-bot lives here and nowhere else.

Takes: updates of the Bot API, and notices for officers.
Gives: moves to the tracker, through the same desk door and with the same rights as the console.
Owns: staff_draft, staff_update.
Never: shows who reported, decides what is lawful, or logs an update, a chat or the token.
"""

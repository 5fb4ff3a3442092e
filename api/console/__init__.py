"""The console at /desk, where officers look: queue, case, notices, account.

Takes: a signed-in officer, or the service token with an officer's bot chat.
Gives: HTML pages that work without script, and the same views as JSON for the officers' bot.
Owns: saved_filter.
Never: moves a case (the desk does), or shows one to somebody who may not know of it.
"""

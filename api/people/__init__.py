"""People: reporters and officers; who they are, apart from the cases they are part of.

Takes: what a reporter gives of himself, what an officer signs in with.
Gives: identity to those who may see it, roles and rights, sessions.
Owns: key_check, case_key, reporter, channel, officer, officer_event, recovery_code, desk_session,
    login_attempt.
Never: stores a name, phone, address or chat id in clear.
"""

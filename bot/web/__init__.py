"""The citizens' web chat: works on a fresh machine, without any token.

Takes: requests of browsers and of programs, each with the secret of its chat.
Gives: the chat page with what goes with it (going on by receipt code, forgetting a device, looks),
    the JSON chat API, live lines as server-sent events, and `WebCourier`.
Owns: no table; photos are remembered by the inbox.
Never: renders what a person wrote as HTML, or loads anything from another host.
"""

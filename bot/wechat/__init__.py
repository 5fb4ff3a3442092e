"""The WeChat official account: callbacks in, passive replies and customer-service messages out.

Takes: WeChat's callbacks, verified, opened and each worked once.
Gives: one `InboundMessage` a message to the inbox, its replies, `WechatCourier`, and the menu.
Owns: wechat_token, wechat_callback.
Never: decides what to say, or logs an OpenID, a message, the secret or a token.
"""

"""Chats as they are exported or pasted: WhatsApp, Instagram, comment threads; who said what, and when."""

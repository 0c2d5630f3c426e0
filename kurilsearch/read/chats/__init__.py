"""Chats that programs export as JSON."""

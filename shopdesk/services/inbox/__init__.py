"""Messages: taking them in, tagging, answering with receipts, and learning from them."""

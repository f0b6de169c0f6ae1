"""The doors: HTTP and Telegram. They translate between a protocol and the domain, no more."""

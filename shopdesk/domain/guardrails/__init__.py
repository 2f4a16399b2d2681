"""Three layers between a reply and an embarrassed owner.

``construction``: a composed reply says nothing that its receipts do not carry. ``edited``: what the owner
wrote anew needs a source or their word. ``staleness``: at the moment of copying, what changed is shown.
"""

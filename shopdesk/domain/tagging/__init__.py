"""What a customer's message is about: a lexicon first, learned models to rank and to calibrate.

``reading`` makes a message comparable (accents, slang, typing errors), ``lexicon`` finds the words that
mean a tag, ``linear`` and ``stacking`` turn both into a probability, ``tagger`` puts them together.
"""

"""The picture that goes with a shared link: a card of type alone, since a face or a photograph could do harm.

`draw` makes one from its words; the font of them lies beside this file, so that every machine draws the same.
"""

"""Pictures that editors put into content/: looked at, and made into what readers get: pixels and no more.

No file of a camera or a drawing program is published as it came: it may say where and by whom it was made.
"""

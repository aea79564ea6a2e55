"""How light the page is: what travels, when it can be worked with, how busy it keeps a slow computer."""

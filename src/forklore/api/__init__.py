"""The JSON door: one module per noun, each handler one action or one read.

Never holds a rule of the domain and never writes SQL; never imports the pages.
"""

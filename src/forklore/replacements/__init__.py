"""replacements"""

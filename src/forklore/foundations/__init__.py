"""foundations"""

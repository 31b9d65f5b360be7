"""popularity"""

"""forks"""

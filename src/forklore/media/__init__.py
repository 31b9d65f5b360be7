"""Photographs: taken in, stripped of everything but the picture, made small enough to send, kept and served.

Never serves an original, and never knows what a photograph is for: whoever shows one decides who may see it.
"""

"""foods"""

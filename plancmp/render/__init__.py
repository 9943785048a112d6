"""One room per format: finished things in, text out."""

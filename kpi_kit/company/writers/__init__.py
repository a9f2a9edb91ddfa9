"""The raw files, one module per platform: events in, bytes out."""

"""transfobot: assistant and knowledge base for regional transformation networks."""

__version__ = "0.1.0"

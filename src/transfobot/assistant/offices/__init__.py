"""Which coordination office to name, and how it is shown."""

"""Measuring: gold questions, retrieval benchmark, growth."""

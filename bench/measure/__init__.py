"""Measures the service against plain JDBC and plain SQL."""

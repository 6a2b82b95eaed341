"""The words of requests, kind by kind."""

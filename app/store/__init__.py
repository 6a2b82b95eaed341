"""The store: engine, migrations, backup, audit chain. The only dialect-aware code."""

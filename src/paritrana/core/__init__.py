"""The method: what an auditor with the published data needs, with no website and no framework."""

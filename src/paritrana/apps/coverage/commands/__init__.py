"""Every change of deliveries, runs and snapshots."""

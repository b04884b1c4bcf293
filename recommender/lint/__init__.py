"""The lint over all rooms, one module a family of faults: what loads may still be wrong in itself."""

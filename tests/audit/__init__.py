"""The journal: entries, tree, checkpoints, storage, bundles, and everything that must be found."""

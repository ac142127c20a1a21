"""JSON over HTTP, versioned: the same actions, permissions and refusal codes as every other door."""

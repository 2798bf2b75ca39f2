"""What the lab, the rounds and the benchmarks share: processes, namespaces, servers and clients."""

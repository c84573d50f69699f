package common

// The address space of WebAssembly has 32 bits.
const (
	MaxMapSize   = 1 << 30
	MaxAllocSize = 1 << 30
)

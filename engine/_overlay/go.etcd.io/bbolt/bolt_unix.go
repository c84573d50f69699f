package bbolt

import (
	"errors"
	"time"
)

var errNoMapping = errors.New("files are not mapped into memory here")

func flock(*DB, bool, time.Duration) error { return nil }

func funlock(*DB) error { return nil }

func mmap(*DB, int) error { return errNoMapping }

func munmap(*DB) error { return nil }

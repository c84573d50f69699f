// Package conversion stands in for the conversion of exponential histograms where its module cannot be had: it judges the arguments.
package conversion

import (
	"errors"
	"fmt"
	"slices"
)

// Counts are numbers of buckets, by place.
type Counts interface {
	Len() int
	At(int) uint64
}

type Buckets struct {
	Offset int32
	Counts Counts
}

type ExponentialHistogram struct {
	Count              uint64
	Scale              int32
	ZeroThreshold      float64
	ZeroCount          uint64
	Positive, Negative Buckets
}

// ToExplicit refuses what the collector refuses, and converts nothing.
func ToExplicit(histogram ExponentialHistogram, bounds []float64, distribution string) ([]uint64, error) {
	if !slices.Contains([]string{"upper", "midpoint", "random", "uniform"}, distribution) {
		return nil, fmt.Errorf("invalid distribution algorithm: %s, must be one of [upper, midpoint, random, uniform]", distribution)
	}
	if len(bounds) == 0 {
		return nil, fmt.Errorf("explicit bounds cannot be empty: %v", bounds)
	}
	if histogram.Count > 0 {
		return nil, errors.New("exponential histograms cannot be converted here: the module that does it cannot be had")
	}
	return make([]uint64, len(bounds)+1), nil
}

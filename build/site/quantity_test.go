package site

import "testing"

func TestQuantitiesHaveThreeDigitsInTheUnitThatNeedsTheFewest(t *testing.T) {
	for _, c := range []struct {
		value float64
		unit  string
		want  string
	}{
		{0, "ns", "0 ns"}, {1, "ns", "1 ns"}, {9.994, "ns", "9.99 ns"}, {9.996, "ns", "10.0 ns"}, {99.96, "ns", "100 ns"},
		{412.4, "ns", "412 ns"}, {999.4, "ns", "999 ns"}, {999.6, "ns", "1.00 µs"}, {1000, "ns", "1 µs"}, {1234, "ns", "1.23 µs"},
		{999_999_999, "ns", "1.00 s"}, {2.5, "s", "2.50 s"}, {1 << 20, "bytes", "1 MiB"}, {1_572_864, "bytes", "1.50 MiB"},
		{123_456.7, "/s", "123,457 /s"}, {24, "", "24"},
	} {
		if got := quantity(c.value, c.unit); got != c.want {
			t.Errorf("%v %s: %q, want %q", c.value, c.unit, got, c.want)
		}
	}
}

package bot

import (
	"fmt"
	"testing"
	"time"
)

// TestRecent: an id comes first once in ten minutes, however many others come.
func TestRecent(t *testing.T) {
	r := newRecent()
	start := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for i := range 40_000 {
		at := start.Add(time.Duration(i) * 15 * time.Millisecond) // ten minutes of 67 a second
		if id := fmt.Sprint(i); !r.first(id, at) || r.first(id, at) {
			t.Fatalf("id %d", i)
		}
	}
	end := start.Add(10 * time.Minute)
	for _, i := range []int{0, 1, 20_000, 39_999} {
		if r.first(fmt.Sprint(i), end) {
			t.Errorf("id %d is forgotten within ten minutes", i)
		}
	}
	later := end.Add(25 * time.Minute)
	r.first("other", later)
	r.first("another", later.Add(11*time.Minute))
	if len(r.now)+len(r.before) > 3 {
		t.Errorf("%d ids are kept for ever", len(r.now)+len(r.before))
	}
}

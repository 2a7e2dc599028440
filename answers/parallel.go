package answers

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// each calls f with 0 to n-1, on all processors.
func each(n int, f func(i int)) {
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}

// inParallel calls all of parts, on all processors.
func inParallel(parts ...func()) {
	each(len(parts), func(i int) { parts[i]() })
}

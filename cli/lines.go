package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
)

// maxLine is the most bytes that a question on standard input may have.
const maxLine = 1 << 20

// keptOfLong is how much of a longer line is kept, to show which it was.
const keptOfLong = 80

// line is one line of input without its end.
type line struct {
	text   string
	number int  // from 1
	long   bool // it had more than maxLine bytes; text is its beginning
	err    error
}

// lines reads r line by line until its end, a reading error (the last line
// sent) or the end of ctx. The reader stays behind when ctx ends while it
// waits for input, which cannot be interrupted; the process is about to end.
func lines(ctx context.Context, r io.Reader) <-chan line {
	out := make(chan line)
	go func() {
		defer close(out)
		buf := bufio.NewReaderSize(r, 64<<10)
		for n := 1; ; n++ {
			l := readLine(buf)
			l.number = n
			if errors.Is(l.err, io.EOF) {
				if l.text == "" {
					return
				}
				l.err = nil
			}
			select {
			case out <- l:
			case <-ctx.Done():
				return
			}
			if l.err != nil {
				return
			}
		}
	}()
	return out
}

// readLine reads to the next line end. Of a line that is too long it keeps the
// beginning and skips the rest.
func readLine(buf *bufio.Reader) line {
	var l line
	var got []byte
	for {
		part, err := buf.ReadSlice('\n')
		if !l.long {
			got = append(got, part...)
		}
		if len(got) > maxLine+len("\r\n") {
			l.long, got = true, got[:keptOfLong]
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		l.err = err
		break
	}
	if !l.long {
		got = trimEnd(got)
		if len(got) > maxLine {
			l.long, got = true, got[:keptOfLong]
		}
	}
	l.text = string(got)
	return l
}

// trimEnd cuts a line end off.
func trimEnd(b []byte) []byte {
	if n := len(b); n > 0 && b[n-1] == '\n' {
		b = b[:n-1]
	}
	if n := len(b); n > 0 && b[n-1] == '\r' {
		b = b[:n-1]
	}
	return b
}

package localdiscord

import (
	"testing"
)

// How long the server itself takes from a message to its reply being seen.
func BenchmarkReply(b *testing.B) {
	s := New(Options{Fail: func(err error) { b.Fatal(err) }})
	if err := s.Start(); err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	g := s.Guild("g")
	c := g.Channel("c")
	ann := g.Member("ann").In(c)
	for b.Loop() {
		m := ann.Say("how many plots?")
		s.mu.Lock()
		_, err := s.post(s.channels[c.ID], &messageBody{
			Content:   field[string]{Set: true, Value: "43"},
			Reference: &Reference{MessageID: m.ID},
		}, nil)
		s.mu.Unlock()
		if err != nil {
			b.Fatal(err)
		}
		c.WaitReply(b.Context(), m)
	}
}

package claims

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
)

// forge makes false claims of a true sentence: each is another one that the
// source does not say.
func forge(c *Checker, s string) map[string]string {
	out := map[string]string{}
	add := func(how, forged string) {
		if forged != s {
			out[how+": "+forged] = forged
		}
	}
	p := newPassage(c.base.Names, s)
	lower := strings.ToLower(s[:1]) + s[1:]
	for _, before := range []string{
		"If the reports are right, ", "Perhaps ", "I think that ", "It is false that ", "Nobody believes that ", "It is not true that ", "Experts deny that ", "Soon ", "In 2031, ",
		"Because of the weather, ", "Critics ask whether ", "Only in France ", "According to Emmanuel Macron, ", "Donald Trump said that ", "Contrary to what was said, ", "In theory, ", "Under torture, ",
	} {
		add("before", before+lower)
	}
	body := strings.TrimSuffix(s, ".")
	for _, after := range []string{
		" because of the weather.", ", which led to a war.", " in France.", " in 2031.", " by mistake.", ", critics claim.", " every week.", " and nobody else has.", ", but that is a lie.",
		" for 99 dollars.", " until May 2030.", " thanks to the CIA.", ", or so they hope?", " at least 99 times.", " at night.", ", allegedly.", " without success.",
	} {
		add("after", body+after)
	}
	for _, verb := range auxiliary.FindAllStringIndex(s, -1) {
		if !strings.HasPrefix(s[verb[1]:], " n") {
			add("not", s[:verb[1]]+" not"+s[verb[1]:])
			add("never", s[:verb[1]]+" never"+s[verb[1]:])
		}
		add("modal", s[:verb[0]]+"could have"+s[verb[1]:])
	}
	for _, q := range quantity.Parse(s) {
		if q.Kind == quantity.Duration || strings.Contains(q.Core.Of(s), "age") {
			continue
		}
		for _, other := range []string{"77", "1,234", "7%", "seventeen", "a seventh", "1999", "July 1999"} {
			add("number", s[:q.Core.Start]+other+s[q.Core.End:])
			add("number and hedge", s[:q.Start]+other+s[q.End:])
		}
		if q.Kind != quantity.Date {
			for _, hedge := range []string{"exactly ", "fewer than ", "more than ", "at most ", "well over "} {
				if h := s[q.Start:q.Core.Start]; strings.TrimSpace(h)+" " != hedge && !(hedge == "exactly " && h == "" && q.Relation == quantity.Equal) {
					add("hedge", s[:q.Start]+hedge+q.Core.Of(s)+s[q.End:])
				}
			}
		}
	}
	others := map[knowledge.EntryKind][]string{
		knowledge.Person: {"Angela Merkel", "the prime minister"}, knowledge.Body: {"MI6", "Brightwater", "NATO", "Mossad"}, knowledge.Group: {"Hamas", "Boko Haram"}, knowledge.Place: {"France", "Tokyo"},
	}
	for _, m := range p.names {
		for _, other := range others[c.base.Names.Entry(m.Entry).Kind] {
			if c.base.Names.Entry(m.Entry).Name != other {
				add("name", s[:m.Start]+other+s[m.End:])
			}
		}
	}
	bare := func(name string) string { return strings.TrimSuffix(strings.TrimSuffix(name, "’s"), "'s") }
	for i, a := range p.names {
		for _, b := range p.names[i+1:] {
			between := strings.Fields(s[a.End:b.Start])
			if a.Entry == b.Entry || len(between) < 3 && strings.Contains(s[a.End:b.Start], "and") || c.base.Names.Within(a.Entry, b.Entry) && c.base.Names.Within(b.Entry, a.Entry) {
				continue
			}
			// A possessive stays where it is.
			x, y := bare(a.Of(s)), bare(b.Of(s))
			add("swapped", s[:a.Start]+y+s[a.Start+len(x):b.Start]+x+s[b.Start+len(y):])
		}
	}
	for _, drop := range []string{"more than ", "almost ", "“possible” ", "much of ", "up to ", "could ", "planned ", " was not", "not "} {
		add("dropped", strings.Replace(s, drop, "", 1))
	}
	return out
}

var auxiliary = regexp.MustCompile(`\b(is|was|were|are|has|have|had|will)\b`)

// TestForged: no false claim that is made of a true sentence agrees.
func TestForged(t *testing.T) {
	for name, c := range map[string]*Checker{"built in": builtIn(t), "ferry": ferry(t)} {
		n, differs, agreed := 0, 0, 0
		for _, f := range c.base.Facts {
			for how, forged := range forge(c, f.Statement) {
				for _, r := range c.Check(forged) {
					n++
					switch r.Verdict {
					case Differs:
						differs++
					case Agrees:
						agreed++
						t.Errorf("%s: %s agrees with ¶ %d %q", f.Ref.ID, how, r.Evidence.Paragraph.Number, r.Evidence.Fact.Ref.ID)
					}
				}
			}
		}
		t.Logf("%s: %d false claims, %d differ, %d agree", name, n, differs, agreed)
	}
}

// TestNever: no claim of never.txt agrees.
func TestNever(t *testing.T) {
	c := builtIn(t)
	data, err := os.ReadFile("testdata/never.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		n++
		for _, r := range c.Check(line) {
			if r.Verdict == Agrees {
				t.Errorf("%s\n\tagrees with ¶ %d", line, r.Evidence.Paragraph.Number)
			}
		}
	}
	if n < 90 {
		t.Errorf("%d claims", n)
	}
}

// ceilingSwapped is the most of the sentences with two words exchanged that may
// agree. Without a parser some always will, of words that stand near each other
// ("large swaths seized", "seized swaths large"); hardly one of them is English.
const ceilingSwapped = 0.15

// TestSwapped: a sentence with two of its words exchanged is another sentence.
func TestSwapped(t *testing.T) {
	for name, c := range map[string]*Checker{"built in": builtIn(t), "ferry": ferry(t)} {
		n, agreed := 0, 0
		for _, f := range c.base.Facts {
			s := f.Statement
			p := newPassage(c.base.Names, s)
			for i, a := range p.toks {
				for j := i + 1; j < len(p.toks); j++ {
					b := p.toks[j]
					if p.class[i] != isWord || p.class[j] != isWord || p.means[i][0] == p.means[j][0] || p.quoted(i) || p.quoted(j) {
						continue
					}
					n++
					for _, r := range c.Check(s[:a.Start] + b.Text + s[a.End:b.Start] + a.Text + s[b.End:]) {
						if r.Verdict == Agrees {
							agreed++
						}
					}
				}
			}
		}
		t.Logf("%s: %d sentences with two words exchanged, %d agree", name, n, agreed)
		if float64(agreed) > ceilingSwapped*float64(n) {
			t.Errorf("%s: %d of %d sentences with two words exchanged agree", name, agreed, n)
		}
	}
}

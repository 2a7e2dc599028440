package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefbot/knowledge"
	"briefbot/knowledge/quantity"
)

func TestDeriveFigure(t *testing.T) {
	const eq, above = quantity.Equal, quantity.Above
	for _, tt := range []struct {
		printed, within string
		kind            quantity.Kind
		value, unit     string
		relation        quantity.Relation
	}{
		{"42", "It is 42 metres long.", quantity.Count, "42", "", eq},
		{"42 metres", "It is 42 metres long.", quantity.Count, "42", "metres", eq},
		{"more than 42 metres", "It is more than 42 metres long.", quantity.Count, "42", "metres", above},
		{"42 metres", "It is more than 42 metres long.", quantity.Count, "42", "metres", eq},
		{"£1.4 million", "It cost £1.4 million then.", quantity.Count, "1400000", "£", eq},
		{"1.4 million", "It cost £1.4 million then.", quantity.Count, "1400000", "", eq},
		{"more than £5m", "It cost more than £5m.", quantity.Count, "5000000", "£", above},
		{"£5m", "It cost more than £5m.", quantity.Count, "5000000", "£", eq},
		{"US$5 million a year", "It costs US$5 million a year.", quantity.Count, "5000000", "US$ a year", eq},
		{"20 million crowns", "It cost 20 million crowns.", quantity.Count, "20000000", "crowns", eq},
		{"3 °C", "It rose 3 °C.", quantity.Count, "3", "°C", eq},
		{"750+ spies", "There were 750+ spies.", quantity.Count, "750", "spies", above},
		{"9 October 1877", "It opened on 9 October 1877.", quantity.Date, "1877", "year", eq},
		{"October 1877", "It opened in October 1877.", quantity.Date, "1877", "year", eq},
		{"1877", "It opened in 1877.", quantity.Date, "1877", "year", eq},
		{"1500", "Some came: 1500 people.", quantity.Count, "1500", "", eq},
		{"1500 people", "It helped in 1500 people.", quantity.Count, "1500", "people", eq},
		{"13%", "It pays 13% of it.", quantity.Share, "13", "%", eq},
	} {
		t.Run(tt.printed+" in "+tt.within, func(t *testing.T) {
			got, err := knowledge.DeriveFigure(tt.printed, tt.within)
			if err != nil {
				t.Fatal(err)
			}
			want := knowledge.Figure{Text: tt.printed, Kind: tt.kind, Value: tt.value, Unit: tt.unit, Relation: tt.relation}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDeriveFigureErrors(t *testing.T) {
	for _, tt := range []struct{ printed, within, want string }{
		{"metres", "It is 42 metres long.", "has no number"},
		{"42 metres in 1932", "It grew 42 metres in 1932.", "has 2 figures"},
		{"is 42", "It is 42 metres long.", "words that do not belong"},
		{"42 metres long and wide", "It is 42 metres long and wide.", "at most 3 words"},
		{"42 metres. It", "It is 42 metres. It stands.", "more than a number"},
		{"13% of it", "It pays 13% of it.", "words that do not belong"},
		{"", "It.", "has no number"},
	} {
		if f, err := knowledge.DeriveFigure(tt.printed, tt.within); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("DeriveFigure(%q) = %+v, %v, want an error with %q", tt.printed, f, err, tt.want)
		}
	}
}

func FuzzDeriveFigure(f *testing.F) {
	f.Add("£1.4 million", "It cost £1.4 million.")
	f.Add("750+ spies", "more than 750+ spies or more")
	f.Fuzz(func(t *testing.T, printed, within string) {
		if fig, err := knowledge.DeriveFigure(printed, within); err == nil && (fig.Text != printed || fig.Value == "") {
			t.Errorf("DeriveFigure(%q, %q) = %+v", printed, within, fig)
		}
	})
}

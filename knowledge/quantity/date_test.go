package quantity

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDates(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []Day
	}{
		{"in 2014", []Day{{Year: 2014}}},
		{"Since March 2017, MI5", []Day{{Year: 2017, Month: 3}}},
		{"3 May 2020", []Day{{Year: 2020, Month: 5, Day: 3}}},
		{"May 3, 2020", []Day{{Year: 2020, Month: 5, Day: 3}}},
		{"the 3rd of May", []Day{{Month: 5, Day: 3}}},
		{"2017-03-22", []Day{{Year: 2017, Month: 3, Day: 22}}},
		{"in Moscow in March by", []Day{{Month: 3}}},
		{"since may", []Day{{Month: 5}}},
		{"What happened in march?", []Day{{Month: 3}}},
		{"April and May", []Day{{Month: 4}, {Month: 5}}},
		{"spring 2017", []Day{{Year: 2017, Season: "spring"}}},
		{"the autumn of 2017", []Day{{Year: 2017, Season: "autumn"}}},
		{"fall 2017", []Day{{Year: 2017, Season: "autumn"}}},
		{"2014–2017", []Day{{Year: 2014}, {Year: 2017}}},
		{"2017/18", []Day{{Year: 2017}}},
		{"2017’s attacks", []Day{{Year: 2017}}},
		{"the 2022 attacks", []Day{{Year: 2022}}},
		{"In 2014 attacks rose", []Day{{Year: 2014}}},
		{"In total 43. March 2017 saw", []Day{{Year: 2017, Month: 3}}},
		{"in March. 2014 was", []Day{{Month: 3}, {Year: 2014}}},
		{"in March 13 plots", []Day{{Month: 3}}},

		{"9 October 1877", []Day{{Year: 1877, Month: 10, Day: 9}}},
		{"October 9, 1877", []Day{{Year: 1877, Month: 10, Day: 9}}},
		{"On 9 October 1877 engineers began", []Day{{Year: 1877, Month: 10, Day: 9}}},
		{"in October 1877", []Day{{Year: 1877, Month: 10}}},
		{"October of 1877", []Day{{Year: 1877, Month: 10}}},
		{"1 January 2500", []Day{{Year: 2500, Month: 1, Day: 1}}},
		{"1066-10-14", []Day{{Year: 1066, Month: 10, Day: 14}}},
		{"in 1877 the bridge", []Day{{Year: 1877}}},
		{"since 1877, by 1492; the year 1666 before 1200", []Day{{Year: 1877}, {Year: 1492}, {Year: 1666}, {Year: 1200}}},
		{"the fire of 1666", []Day{{Year: 1666}}},
		{"43 in 1877", []Day{{Year: 1877}}},
		{"in May 1500 people came", []Day{{Month: 5}}},
		{"On May 3, 1500 people came", []Day{{Month: 5, Day: 3}}},

		{"1877 was dry", nil},
		{"1500 people", nil},
		{"in 1500 cases", nil},
		{"of 1500 people", nil},
		{"after 1500 metres", nil},
		{"in 1500 km", nil},
		{"in excess of 1500", nil},
		{"rose by 1500", nil},
		{"a total of 1500", nil},
		{"from 1200 to 1500", nil},
		{"by 2500", nil},
		{"3 in 1000", nil},

		{"may I ask", nil},
		{"May I ask", nil},
		{"Hello. May I ask", nil},
		{"He said: “May I ask?”", nil},
		{"this may be", nil},
		{"that may", nil},
		{"Theresa May said", nil},
		{"Mrs. May said", nil},
		{"on the march", nil},
		{"an august body", nil},
		{"in the autumn", nil},
		{"more than 2000", nil},
		{"2000 officers", nil},
		{"some 2000 people", nil},
		{"£2000", nil},
		{"2,014", nil},
		{"1492", nil},
		{"2000 years", nil},
	} {
		t.Run(tt.in, func(t *testing.T) {
			var got []Day
			for _, q := range Parse(tt.in) {
				if q.Kind == Date {
					got = append(got, q.When)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("dates of %q (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestWithin(t *testing.T) {
	for _, tt := range []struct {
		name string
		a, b Day
		want bool
	}{
		{"month of a year", Day{Year: 2017, Month: 3}, Day{Year: 2017}, true},
		{"other year", Day{Year: 2017}, Day{Year: 2018}, false},
		{"month of a season", Day{Month: 3}, Day{Season: "spring"}, true},
		{"month of another season", Day{Month: 3}, Day{Season: "winter"}, false},
		{"December", Day{Month: 12}, Day{Season: "winter"}, true},
		{"two seasons", Day{Season: "spring"}, Day{Season: "winter"}, false},
	} {
		if got, back := tt.a.Within(tt.b), tt.b.Within(tt.a); got != tt.want || back != tt.want {
			t.Errorf("%s: %t, the other way round %t, want %t", tt.name, got, back, tt.want)
		}
	}
}

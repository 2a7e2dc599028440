package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Unknown says of each name in the file dotenv that is no setting that it is
// ignored, with the setting that was probably meant. The file need not exist;
// one that Load cannot read has no unknown names. Values are never told.
func Unknown(dotenv string) []string {
	values, err := readDotenv(dotenv)
	if err != nil {
		return nil
	}
	var known, out []string
	for f := range reflect.TypeFor[Config]().Fields() {
		known = append(known, f.Tag.Get("env"))
	}
	for name := range values {
		if slices.Contains(known, name) {
			continue
		}
		mend := "see .env.example"
		if near := nearest(name, known); near != "" {
			mend = "did you mean " + near + "?"
		}
		out = append(out, fmt.Sprintf("%s: %s is no setting and is ignored; %s", dotenv, name, mend))
	}
	slices.Sort(out)
	return out
}

// nearest returns the known name that the fewest edits part from name, at most
// a third of its letters, or "".
func nearest(name string, known []string) string {
	best, least := "", len(name)/3+1
	for _, k := range known {
		if d := edits(strings.ToUpper(name), k); d < least {
			best, least = k, d
		}
	}
	return best
}

// edits is the Levenshtein distance in bytes: names are ASCII.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}

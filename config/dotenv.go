package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/joho/godotenv"
)

// readDotenv returns the values of a .env file, nil when there is no file.
func readDotenv(path string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("settings file: %w; mend it or move it away", err)
	}
	data = append(bytes.TrimPrefix(data, []byte("\uFEFF")), '\n') // the library misreads a last line without its end
	values, err := godotenv.UnmarshalBytes(data)
	if err != nil {
		// The library's message repeats what it could not read.
		return nil, fmt.Errorf("%s:%d: not a line NAME=value; quote values that have blanks, quotes or # in them", path, badLine(data))
	}
	for name := range values {
		if name == "" || strings.ContainsAny(name, " \t") {
			return nil, fmt.Errorf("%s: a name is empty or has a blank; each line is NAME=value", path)
		}
	}
	return values, nil
}

// badLine returns the line after the longest run of leading lines that can be
// read.
func badLine(data []byte) int {
	good, line := 0, 0
	for end := range data {
		if data[end] != '\n' {
			continue
		}
		line++
		if _, err := godotenv.UnmarshalBytes(data[:end+1]); err == nil {
			good = line
		}
	}
	return good + 1
}

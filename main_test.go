package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the golden parts of the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"briefbot": main})
}

// oddInput are files for standard input that a script cannot hold well.
var oddInput = map[string]string{
	"long.txt":    strings.Repeat("how many plots were stopped ", 6000/28+1)[:6000] + "\n",
	"control.txt": "\u202ehow many plots \x1b[31m\x07?\n",
	"invalid.txt": "How many \xff plots were disrupted?\n",
	"toolong.txt": "How many plots?\n" + strings.Repeat("x", 1<<20+1) + "\nWho leads MI5?\n",
}

// TestScripts runs the scripts of the command line. $BRIDGE is a small sound
// briefing, $QUESTIONS the development questions;
// oddInput lies in the working directory.
func TestScripts(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("cli", "testdata"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			for name, data := range oddInput {
				if err := os.WriteFile(filepath.Join(e.WorkDir, name), []byte(data), 0o600); err != nil {
					return err
				}
			}
			e.Setenv("GORACE", "atexit_sleep_ms=0") // else each program waits a second under -race
			e.Setenv("BRIDGE", filepath.Join(here, "cli", "testdata", "bridge"))
			e.Setenv("QUESTIONS", filepath.Join(here, "answers", "scorecard", "testdata", "questions-dev.tsv"))
			return nil
		},
	})
}

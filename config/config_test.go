package config

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/caarlos0/env/v11"
	"github.com/google/go-cmp/cmp"
	"github.com/joho/godotenv"
)

func TestLoad(t *testing.T) {
	info := Level(slog.LevelInfo)
	for _, tt := range []struct {
		name    string
		environ []string
		dotenv  string
		want    Config
		wantErr string
	}{
		{"nothing set", nil, "", Config{DataDir: "data", LogLevel: info}, ""},
		{"from .env", nil, "BRIEFING_DIRS=a:b\nLOG_LEVEL=warn\n", Config{DataDir: "data", BriefingDirs: Dirs{"a", "b"}, LogLevel: Level(slog.LevelWarn)}, ""},
		{"environment wins", []string{"LOG_LEVEL=error"}, "LOG_LEVEL=debug", Config{DataDir: "data", LogLevel: Level(slog.LevelError)}, ""},
		{"environment wins over a bad line", []string{"LOG_LEVEL=error"}, "LOG_LEVEL=loud", Config{DataDir: "data", LogLevel: Level(slog.LevelError)}, ""},
		{"empty is the default", []string{"LOG_LEVEL=", "BRIEFING_DIRS=", "NO_COLOR="}, "", Config{DataDir: "data", LogLevel: info}, ""},
		{"any value", []string{"NO_COLOR=0"}, "", Config{DataDir: "data", LogLevel: info, NoColor: true}, ""},
		{"capitals", []string{"LOG_LEVEL=DEBUG"}, "", Config{DataDir: "data", LogLevel: Level(slog.LevelDebug)}, ""},
		{"byte order mark", nil, "\uFEFFLOG_LEVEL=debug\r\n", Config{DataDir: "data", LogLevel: Level(slog.LevelDebug)}, ""},
		{"no pair", []string{"LOG_LEVEL"}, "", Config{DataDir: "data", LogLevel: info}, ""},
		{"all problems at once", []string{"LOG_LEVEL=loud", "BRIEFING_DIRS=a::b"}, "", Config{},
			`BRIEFING_DIRS: "a::b" has an empty part; put one colon between two folders and none at the ends` + "\n" +
				`LOG_LEVEL: "loud" is no level; use debug, info, warn or error`},
		{"file and variable", []string{"LOG_LEVEL=loud"}, "NO_COLOR=1\nTOKEN secret", Config{},
			`.env:2: not a line NAME=value; quote values that have blanks, quotes or # in them` + "\n" +
				`LOG_LEVEL: "loud" is no level; use debug, info, warn or error`},
		{"no name", nil, "=secret", Config{}, ".env: a name is empty or has a blank; each line is NAME=value"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if tt.dotenv != "" {
				if err := os.WriteFile(".env", []byte(tt.dotenv), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			before := os.Environ()
			got, err := Load(tt.environ, ".env")
			if tt.wantErr != "" {
				if err == nil || err.Error() != tt.wantErr {
					t.Errorf("error\n%v\nwant\n%s", err, tt.wantErr)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(before, os.Environ()); diff != "" {
				t.Errorf("the environment of the process changed:\n%s", diff)
			}
		})
	}
}

func TestLoadFolder(t *testing.T) {
	if _, err := Load(nil, t.TempDir()); err == nil || !strings.Contains(err.Error(), "mend it or move it away") {
		t.Errorf("a folder in place of .env: %v", err)
	}
}

// TestExample holds .env.example and Config to the same names and defaults.
func TestExample(t *testing.T) {
	path := filepath.Join("..", ".env.example")
	example, err := godotenv.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	params, err := env.GetFieldParams(&Config{})
	if err != nil {
		t.Fatal(err)
	}
	settings := map[string]string{}
	for _, p := range params {
		settings[p.Key] = p.DefaultValue
	}
	if diff := cmp.Diff(settings, example); diff != "" {
		t.Errorf("settings of Config and of .env.example (-Config +example):\n%s", diff)
	}
	fromExample, err := Load(nil, path)
	if err != nil {
		t.Fatal(err)
	}
	defaults, err := Load(nil, filepath.Join(t.TempDir(), "none"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(defaults, fromExample); diff != "" {
		t.Errorf("a copied .env.example changes settings:\n%s", diff)
	}
}

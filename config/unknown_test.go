package config

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestUnknown(t *testing.T) {
	path := filepath.Join(t.TempDir(), "env")
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"all known", "LOG_LEVEL=info\nBRIEFING_DIRS=a\n", nil},
		{"letters swapped", "BREIFING_DIRS=secret\n", []string{path + ": BREIFING_DIRS is no setting and is ignored; did you mean BRIEFING_DIRS?"}},
		{"lower case", "log_level=debug\n", []string{path + ": log_level is no setting and is ignored; did you mean LOG_LEVEL?"}},
		{"like nothing", "FOO=1\nB=2\n", []string{path + ": B is no setting and is ignored; see .env.example", path + ": FOO is no setting and is ignored; see .env.example"}},
		{"unreadable", "TOKEN secret", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := os.WriteFile(path, []byte(tt.in), 0o600); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, Unknown(path)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if got := Unknown(filepath.Join(t.TempDir(), "none")); got != nil {
		t.Errorf("no file: %v", got)
	}
}

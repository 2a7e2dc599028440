//go:build unix

package folder

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe or device is refused without opening it, which would wait for ever.
func TestReadSpecial(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, SourceFile), 0o600); err != nil {
		t.Skip("no pipes here: ", err)
	}
	if err := os.Symlink("/dev/zero", filepath.Join(dir, FactsFile)); err != nil {
		t.Fatal(err)
	}
	_, problems := Read(os.DirFS(dir))
	want := "facts.yaml: is not a regular file but a device; put the text itself there\n" +
		"source.txt: is not a regular file but a pipe; put the text itself there\n"
	if got := list(problems); got != want {
		t.Errorf("problems:\n%swant:\n%s", got, want)
	}
}

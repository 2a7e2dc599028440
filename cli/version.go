package cli

import (
	"runtime"
	"runtime/debug"
)

// versionCommand prints what was built, and of which commit.
type versionCommand struct{}

func (versionCommand) Run(s *session) error {
	version, commit := "devel", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			version = v
		}
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				commit = " " + setting.Value[:min(12, len(setting.Value))]
			}
		}
	}
	s.out.printf("briefbot %s%s %s\n", version, commit, runtime.Version())
	return nil
}

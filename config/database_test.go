package config

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestDatabaseURL(t *testing.T) {
	const address = "postgres://bot:sesame@db.example/briefbot"
	c, err := Load([]string{"DATABASE_URL=" + address, "DATA_DIR=elsewhere"}, "none")
	if err != nil || string(c.DatabaseURL) != address || c.DataDir != "elsewhere" {
		t.Fatalf("%q, %q, %v", string(c.DatabaseURL), c.DataDir, err)
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("starting", "config", c, "url", c.DatabaseURL)
	for _, s := range []string{fmt.Sprint(c), fmt.Sprintf("%+v %#v %q", c, c, c.DatabaseURL), log.String()} {
		if strings.Contains(s, "sesame") {
			t.Errorf("printed: %s", s)
		}
	}
	_, err = Load([]string{"DATABASE_URL=mysql://bot:sesame@db"}, "none")
	if err == nil || strings.Contains(err.Error(), "sesame") || !strings.Contains(err.Error(), "DATABASE_URL: is no address of a PostgreSQL") {
		t.Errorf("error %v", err)
	}
}

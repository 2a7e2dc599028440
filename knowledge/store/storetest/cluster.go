//go:build unix

package storetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// Cluster is a PostgreSQL server of our own: in a temporary folder, on a Unix
// socket only, with fsync on. PostgreSQL does not run as root, so that root
// runs it as nobody.
type Cluster struct {
	dir       string
	postgres  string
	as        *syscall.Credential // nil: as ourselves
	cmd       *exec.Cmd
	ended     chan error
	databases atomic.Int64
}

// ErrNoPostgres reports that this machine has no PostgreSQL server.
var ErrNoPostgres = errors.New("no PostgreSQL server here: install it with: sudo apt-get install -y postgresql")

// clusterWait is how long a server may take to start or to stop.
const clusterWait = 60 * time.Second

// NewCluster makes and starts a server. The error says what is missing.
func NewCluster() (c *Cluster, err error) {
	bin, err := postgresBin()
	if err != nil {
		return nil, err
	}
	c = &Cluster{postgres: filepath.Join(bin, "postgres")}
	if c.dir, err = os.MkdirTemp("", "briefbot-pg-"); err != nil {
		return nil, err
	}
	if os.Getuid() == 0 {
		if c.as, err = nobody(); err != nil {
			return nil, err
		}
		if err := os.Chown(c.dir, int(c.as.Uid), int(c.as.Gid)); err != nil {
			return nil, err
		}
	}
	initdb := c.command(filepath.Join(bin, "initdb"), "-D", c.data(), "-U", "briefbot", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, errors.Join(fmt.Errorf("initdb: %w\n%s", err, out), os.RemoveAll(c.dir))
	}
	return c, c.Start()
}

// postgresBin is the folder of PostgreSQL's server programs.
func postgresBin() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // where Debian keeps them
	if err != nil {
		return "", err
	}
	slices.SortFunc(found, func(a, b string) int { return debianVersion(a) - debianVersion(b) })
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", ErrNoPostgres
	}
	return filepath.Dir(path), nil
}

func debianVersion(path string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path)))) // 0: an odd name comes last
	return n
}

func nobody() (*syscall.Credential, error) {
	u, err := user.Lookup("nobody")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, err
}

func (c *Cluster) data() string { return filepath.Join(c.dir, "data") }

func (c *Cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), "HOME="+c.dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as, Setpgid: true}
	return cmd
}

// Start starts the server and waits until it answers. After a Kill the old
// server's processes may need a moment to go.
func (c *Cluster) Start() error {
	deadline := time.Now().Add(clusterWait)
	for {
		err := c.start(deadline)
		if err == nil || time.Now().After(deadline) {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (c *Cluster) start(deadline time.Time) error {
	log, err := os.OpenFile(filepath.Join(c.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close() // the server has its own
	cmd := c.command(c.postgres, "-D", c.data(), "-k", c.dir, "-c", "listen_addresses=", "-c", "fsync=on", "-c", "max_connections=50")
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return err
	}
	c.cmd, c.ended = cmd, make(chan error, 1)
	go func(ended chan<- error) { ended <- cmd.Wait() }(c.ended) // Stop and Kill wait for it
	for time.Now().Before(deadline) {
		select {
		case err := <-c.ended:
			c.cmd = nil
			return fmt.Errorf("postgres ended: %v", err)
		default:
		}
		if conn, err := pgx.Connect(context.Background(), c.Address("postgres")); err == nil {
			return conn.Close(context.Background())
		}
		time.Sleep(10 * time.Millisecond)
	}
	return errors.Join(errors.New("postgres does not answer"), c.Kill())
}

// Address is that of one of the server's databases.
func (c *Cluster) Address(database string) string {
	return fmt.Sprintf("postgres:///%s?host=%s&user=briefbot", database, c.dir)
}

// Database makes an empty database and returns its address.
func (c *Cluster) Database(ctx context.Context) (string, error) {
	name := fmt.Sprintf("test%d", c.databases.Add(1))
	conn, err := pgx.Connect(ctx, c.Address("postgres"))
	if err != nil {
		return "", err
	}
	_, err = conn.Exec(ctx, "CREATE DATABASE "+name)
	return c.Address(name), errors.Join(err, conn.Close(ctx))
}

// Stop stops the server in order; Kill does it with kill -9 of the postmaster.
func (c *Cluster) Stop() error { return c.end(syscall.SIGINT) }

// Kill kills the server.
func (c *Cluster) Kill() error { return c.end(syscall.SIGKILL) }

func (c *Cluster) end(with syscall.Signal) error {
	if c.cmd == nil {
		return nil
	}
	if err := c.cmd.Process.Signal(with); err != nil {
		return err
	}
	select {
	case <-c.ended: // how it ended does not matter
		c.cmd = nil
		return nil
	case <-time.After(clusterWait):
		return errors.New("postgres does not end")
	}
}

// Close stops the server and deletes its folder.
func (c *Cluster) Close() error { return errors.Join(c.Stop(), os.RemoveAll(c.dir)) }

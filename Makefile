# What a stranger types: `go run .` and `make test`.

GO ?= go

.PHONY: test needs check eval bench fuzz
test: needs
	$(GO) test -race ./...

# The race detector needs a C compiler, the page is tested in Chromium, and the
# store on a PostgreSQL that the tests start. What is missing is installed; where
# that may not be, the one command that does it is said.
needs:
	@command -v gcc >/dev/null 2>&1 || command -v clang >/dev/null 2>&1 || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
			apt-get update -qq && apt-get install -y -qq gcc libc6-dev; \
		else \
			echo "The tests need a C compiler. Install it with: sudo apt-get install -y gcc libc6-dev" >&2; exit 1; \
		fi; }
	@command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
			apt-get update -qq && apt-get install -y -qq chromium; \
		else \
			echo "The tests of the page need Chromium. Install it with: sudo apt-get install -y chromium" >&2; exit 1; \
		fi; }
	@command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
			apt-get update -qq && apt-get install -y -qq postgresql; \
		else \
			echo "The tests of the store need PostgreSQL's server. Install it with: sudo apt-get install -y postgresql" >&2; exit 1; \
		fi; }

# Formatting, vet and staticcheck.
check:
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "gofmt would change:"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

# The scorecard with its floors: see answers/scorecard/testdata/README.md. Those of the
# other briefings are in floors.txt, a set a line.
CARDS = answers/scorecard/testdata
eval:
	$(GO) run . check
	$(GO) run . eval --min-answerable 0.92 --min-none 0.99 --max-wrong-figures 0 $(CARDS)/questions-dev.tsv
	$(GO) run . eval --min-answerable 0.81 --min-none 0.97 --max-wrong-figures 0 --no-phrasings $(CARDS)/questions-dev.tsv
	$(GO) run . eval --min-answerable 0.91 --min-none 0.99 --max-wrong-figures 0 $(CARDS)/questions-blind-?.tsv
	$(GO) run . eval --min-none 0.98 --max-wrong-figures 2 $(CARDS)/questions-traps.tsv $(CARDS)/questions-traps-2.tsv $(CARDS)/questions-traps-3.tsv
	$(GO) run . eval --min-none 0.96 --max-wrong-figures 7 $(CARDS)/questions-traps-[4-8].tsv
	@set -e; while read -r set floors; do \
		echo "$$set $$floors"; \
		$(GO) run . eval --briefing $(CARDS)/$${set%/*} $$floors $(CARDS)/$$set.tsv </dev/null; \
	done < $(CARDS)/floors.txt
	$(GO) run ./answers/bench traps -most 30

bench:
	$(GO) test -run '^$$' -bench . ./...

# Every fuzz target for a little while.
FUZZTIME ?= 20s
fuzz:
	@set -e; for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "$$pkg $$target"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg; \
		done; done

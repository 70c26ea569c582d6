# The two commands a newcomer needs: make run, make test.

PREFIX ?= /usr/local
CONFIGURATION := release
RELEASE := .build/release/wabadoctor
DEBUG := .build/debug/wabadoctor
# Where DuckDB is kept for the test that counts logs in SQL.
PEERS := .build/peers
RECORDING := KnowledgeBase/Cases/Recordings/on-behalf-of.json
# Sources that are formatted.
SWIFT := Package.swift Sources Tests $(wildcard Benchmarks)

.PHONY: help run test build install uninstall bench format lint clean libraries duckdb test-tools

help:
	@echo "make run      build, and diagnose a recorded account"
	@echo "make test     run every test, and check and try the knowledge base"
	@echo "make install  copy the program and its knowledge to PREFIX ($(PREFIX))"
	@echo "make bench    measure, beside the peers"
	@echo "make format   lay out the sources and the knowledge;  make lint only looks"

# Exit status 1 to 3 say what the diagnosis found; only what is above says that something went wrong.
run: build
	@$(RELEASE) diagnose --bundle $(RECORDING) || [ $$? -le 3 ]

# The test runner comes last, so that its closing line is the last line.
test: libraries duckdb test-tools
	@swift build --build-tests
	@$(DEBUG) kb check --knowledge KnowledgeBase
	@$(DEBUG) kb test --knowledge KnowledgeBase
	@swift test --skip-build --disable-xctest

# The linker notes that the static C library uses mktemp; that is all it has to say.
build: libraries
	@swift build -c $(CONFIGURATION) --static-swift-stdlib -Xlinker -s --product wabadoctor

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/wabadoctor"
	install -m 755 $(RELEASE) "$(DESTDIR)$(PREFIX)/bin/wabadoctor"
	rm -rf "$(DESTDIR)$(PREFIX)/share/wabadoctor/KnowledgeBase"
	cp -R KnowledgeBase "$(DESTDIR)$(PREFIX)/share/wabadoctor/KnowledgeBase"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/wabadoctor"
	rm -rf "$(DESTDIR)$(PREFIX)/share/wabadoctor"

bench: build
	@Benchmarks/run.sh

format:
	@swift format -i -r $(SWIFT)

lint:
	@swift format lint -s -r $(SWIFT)

clean:
	swift package clean

# The prompt edits lines with libedit, cases are kept with SQLite; both are installed when they are missing.
libraries:
	@pkg-config --exists libedit sqlite3 2>/dev/null || { \
	  as_root=$$([ "$$(id -u)" -eq 0 ] || echo sudo); \
	  if command -v apt-get >/dev/null 2>&1 && { [ -z "$$as_root" ] || command -v sudo >/dev/null 2>&1; }; then \
	    { $$as_root apt-get update -qq && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libedit-dev libsqlite3-dev pkg-config; } >&2; \
	  fi; \
	  pkg-config --exists libedit sqlite3 2>/dev/null || { \
	    echo "wabadoctor needs libedit and SQLite with their headers (libedit-dev and libsqlite3-dev on Debian, libedit-devel and sqlite-devel on Fedora) and pkg-config; install them as root and run make again" >&2; \
	    exit 1; }; }

# One test counts message logs in SQL too; without DuckDB it is skipped and says so.
duckdb:
	@$(PEERS)/bin/python -c 'import duckdb' 2>/dev/null || { \
	  python3 -m venv $(PEERS) && \
	  $(PEERS)/bin/pip install -q --disable-pip-version-check "$$(grep '^duckdb==' Benchmarks/requirements.txt)"; \
	  } >&2 || echo "DuckDB could not be installed; the test that counts logs in SQL will be skipped" >&2

# What other people wrote and only tests need.
test-tools:
	@Tests/tools.sh

#!/usr/bin/env bash
# Brings what only tests need: Python packages of Tests/requirements.txt, the published schema of JUnit XML, and a browser.
# A test whose tool is not there is skipped and says so; nothing here fails.
set -uo pipefail
cd "$(dirname "$0")/.."
tools=.build/test-tools
list=Tests/requirements.txt
say() { echo "test tools: $*" >&2; }

# Installs packages of Debian where that is allowed.
debian() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null &&
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null 2>&1
}

packages() {
  cmp -s "$list" "$tools/requirements.txt" && return
  command -v python3 >/dev/null || { say "there is no python3; tests against other people's schemas are skipped"; return; }
  python3 -m pip --version >/dev/null 2>&1 || debian python3-pip
  rm -rf "$tools/python"
  python3 -m pip install -q --disable-pip-version-check --root-user-action=ignore --target "$tools/python" -r "$list" >&2 \
    && cp "$list" "$tools/requirements.txt" \
    || say "pip could not install $list; tests against other people's schemas are skipped"
}

# The schema of the Jenkins xUnit plugin, which pytest ships with its own tests.
junit() {
  [ -s "$tools/junit-10.xsd" ] && return
  python3 -m pip download -q --disable-pip-version-check --no-deps --no-binary pytest -d "$tools/pytest" pytest==9.2.0 >&2 \
    && tar -xzOf "$tools"/pytest/pytest-*.tar.gz --wildcards '*/junit-10.xsd' >"$tools/junit-10.xsd" \
    || say "the schema of JUnit XML could not be fetched; its test is skipped"
  rm -rf "$tools/pytest"
}

browser() {
  for name in chromium chromium-browser google-chrome; do command -v $name >/dev/null && return; done
  # Without a font a page has no width to look at.
  debian chromium fonts-liberation && return
  say "there is no chromium; tests that open the HTML report are skipped (on Debian, as root: apt-get install chromium)"
}

mkdir -p "$tools"
packages
junit
browser
exit 0

#!/bin/sh
# Runs one step of the web build: install, build or check. Says in one line what is missing.
set -eu
cd "$(dirname "$0")/.."

fail() {
    echo "web: $1" >&2
    exit 1
}

command -v node >/dev/null 2>&1 || fail "Node is missing (expected: Node 20.19 or newer, with npm, on the PATH)"
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node $(node --version) is too old (expected: 20.19 or newer)"
command -v npm >/dev/null 2>&1 || fail "npm is missing (expected: the npm that comes with Node 20.19 or newer)"

case "${1:-}" in
    install)
        # npm ci empties node_modules each time; the stamp saves that while the lock file is the same.
        wanted="$(node -e 'const { createHash } = require("node:crypto"); const { readFileSync } = require("node:fs");
            const hash = createHash("sha256").update(process.version);
            for (const file of ["package.json", "package-lock.json", ".npmrc"]) hash.update(readFileSync(file));
            console.log(hash.digest("hex"));')"
        stamp=node_modules/.stationboard-stamp
        if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
            npm ci --no-progress --loglevel=error || fail "npm ci failed (expected: a package registry that npm can reach, or a filled npm cache)"
            echo "$wanted" >"$stamp"
        fi
        ;;
    build) npm run --silent build -- --logLevel warn ;;
    check) npm run --silent check ;;
    *) fail "unknown step: '${1:-}' (expected: install, build or check)" ;;
esac

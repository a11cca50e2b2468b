# Sourced by the scripts beside it: names in one clear line what is missing or too old.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
    printf '%s\n' "stationboard: $*" >&2
    exit 1
}

# java_command: the JDK that JAVA_HOME names, else the one on the path.
java_command() {
    if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
        printf '%s' "$JAVA_HOME/bin/java"
    else
        command -v java || fail "java: not found (expected: a JDK 17 or newer on the PATH or in JAVA_HOME)"
    fi
}

require_java() {
    local java version
    java=$(java_command) || exit 1
    version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = \([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 17 ] || fail "java: version ${version:-unknown} at $java (expected: a JDK 17 or newer)"
}

# at_least HAVE WANT: versions compared part by part.
at_least() {
    [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

require_build_tools() {
    local version
    require_java
    [ -x "$(dirname "$(java_command)")/javac" ] || command -v javac >/dev/null \
        || fail "javac: not found beside $(java_command) (expected: a JDK, not only a runtime)"
    command -v mvn >/dev/null || fail "mvn: not found (expected: Maven 3.8.7 or newer on the PATH)"
    version=$(mvn -B -v 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9.]*\).*/\1/p')
    at_least "${version:-0}" 3.8.7 || fail "mvn: version ${version:-unknown} (expected: 3.8.7 or newer)"
    command -v node >/dev/null || fail "node: not found (expected: Node 20.19 or newer on the PATH)"
    command -v npm >/dev/null || fail "npm: not found (expected: the npm that comes with Node)"
    version=$(node --version | sed 's/^v//')
    at_least "$version" 20.19.0 || fail "node: version $version (expected: 20.19 or newer)"
}

distribution="$root/deploy/all-in-one/target/stationboard.jar"

build_if_needed() {
    [ -f "$distribution" ] && return
    require_build_tools
    printf 'Nothing is built yet: building (the first time Maven and npm also fetch what they need, some minutes).\n'
    local log started=$SECONDS
    mkdir -p "$root/target"
    log="$root/target/build.log"
    (cd "$root" && mvn -B -ntp -T 2 -DskipTests package >"$log" 2>&1) &
    local build=$!
    while kill -0 "$build" 2>/dev/null; do
        printf '\r  %3d s  %s\033[K' "$((SECONDS - started))" "$(grep -ao 'Building Stationboard\|Building stationboard-[a-z-]*' "$log" 2>/dev/null | tail -n 1)"
        sleep 1
    done
    printf '\n'
    wait "$build" || { grep -a 'ERROR' "$log" | head -n 20 >&2; fail "the build failed; its whole output: $log"; }
}

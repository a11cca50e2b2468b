# Sourced by deploy/verify and long forms: runs integration tests out of the built tree, several at a time, each in a Java machine of its own.
# Maven would build the tree once more for each part, and let a module wait for the tests of all it rests on.

# The longest any of them may take; one that hangs says where each thread stands and fails.
longest_job=600
# A test's machine lives for seconds: its second compiler and its collector's threads would take more than they give.
test_options=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
# What takes longest begins first: begun last, it would run on beside an idle core.
longest_first='KillIT|StationStreamsIT|ThreadIT|GatewayIT|EmbeddedPostgresSinkIT|TimescaleSinkIT|RealFilesIT|WallIT|NoticesIT'

# jobs_of PART: one job a line, "MODULE CLASS...". Classes that share a broker go together, every other alone. Those tagged
# "timed" are told by a leading "!": nothing else may run beside them.
jobs_of() {
    local file tag module class
    declare -A sharing=()
    while read -r file; do
        tag=$(sed -n 's/^ *@Tag("\(browser\|rest\)").*/\1/p' "$file" | head -n 1)
        [ "${tag:-kafka}" = "$1" ] || continue
        module=${file%%/src/test/*}
        class=${file#*/src/test/java/}
        class=${class%.java}
        class=${class//\//.}
        if grep -q '^@ExtendWith(OneBroker.class)' "$file"; then
            sharing[$module]="${sharing[$module]:-} $class"
        elif grep -q '^@Tag("timed")' "$file"; then
            printf '!%s %s\n' "$module" "$class"
        else
            printf '%s %s\n' "$module" "$class"
        fi
    done < <(cd "$root" && find ingest streams dashboard-api deploy -path '*/src/test/java/*IT.java' | sort)
    for module in "${!sharing[@]}"; do
        printf '%s%s\n' "$module" "${sharing[$module]}"
    done
}

# name_of MODULE CLASS...: how a job is called in what is printed and in the names of its files.
name_of() {
    local name=${2##*.}
    [ $# -eq 2 ] || name="$name+$(($# - 2))"
    printf '%s' "$name"
}

# worked FILE: the seconds of work in what `times` wrote of this shell's children that have ended.
worked() {
    awk 'NR == 2 {gsub(/,/, "."); split($1 $2, part, /[ms]/); printf "%d", part[1] * 60 + part[2] + part[3] * 60 + part[4]}' "$1"
}

# run_job PART MODULE CLASS...: its output in target/verify/PART-NAME.log, its report in the module's target/it.
run_job() {
    local part=$1 module=$2 name log reports status=0 started=$SECONDS tests cpu before
    shift
    name=$(name_of "$@")
    log="$root/target/verify/$part-$name.log"
    reports="$root/$module/target/it/$name-reports"
    rm -rf "$reports"
    mkdir -p "$reports"
    shift
    times >"$log.times"
    before=$(worked "$log.times")
    (cd "$root/$module" && exec timeout --signal=QUIT --kill-after=10 "$longest_job" "$(java_command)" \
        -ea "${test_options[@]}" \
        -Dtest.data="${STATIONBOARD_TEST_DATA:-}" -Drepository.root="$root" \
        -cp "$PWD/target/test-classes:$PWD/target/classes:$(cat target/test.classpath)" \
        org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --details=summary \
        --fail-if-no-tests --reports-dir="$reports" $(printf -- '--select-class=%s ' "$@")) >"$log" 2>&1 || status=$?
    times >"$log.times"
    cpu=$(($(worked "$log.times") - before))
    rm -f "$log.times"
    tests=$(cat "$reports"/TEST-*.xml 2>/dev/null | grep -aoE '<testsuite [^>]* tests="[0-9]+"' | grep -oE '[0-9]+"$' | tr -d '"' | awk '{n += $1} END {print n + 0}')
    grep -aE 'SKIPPED LOUDLY|^demo: ' "$log"
    if [ "$status" -eq 0 ]; then
        printf '  ok     %4d s, %4d of work  %s %s, %d tests\n' $((SECONDS - started)) "$cpu" "$module" "$name" "$tests"
    else
        printf '  FAILED %4d s  %s %s: exit code %d, the whole output: %s\n' $((SECONDS - started)) "$module" "$name" "$status" "$log"
        sed -n '/^Failures (/,$p' "$log" | grep -a . | head -n 60
    fi
    return "$status"
}

# run_part PART ATONCE: every job of a part, so many at a time, then the timed ones; fails where any failed.
run_part() {
    local part=$1 at_once=$2 job failed=0 running=0 jobs timed=()
    jobs=$(jobs_of "$part" | sort -r)
    jobs=$(grep -E "$longest_first" <<<"$jobs"; grep -vE "$longest_first" <<<"$jobs")
    [ -n "$jobs" ] || { printf 'part %s: no integration test found (expected: some *IT.java)\n' "$part" >&2; return 1; }
    while read -r job; do
        case "$job" in
            '') continue ;;
            '!'*)
                timed+=("${job#!}")
                continue
                ;;
        esac
        if [ "$running" -ge "$at_once" ]; then
            wait -n || failed=1
            running=$((running - 1))
        fi
        # shellcheck disable=SC2086
        run_job "$part" $job </dev/null &
        running=$((running + 1))
    done <<<"$jobs"
    while [ "$running" -gt 0 ]; do
        wait -n || failed=1
        running=$((running - 1))
    done
    for job in "${timed[@]}"; do
        # shellcheck disable=SC2086
        run_job "$part" $job </dev/null || failed=1
    done
    return "$failed"
}

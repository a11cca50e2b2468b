# Sourced: compile MODULE gives the class path of its tests in $classpath, after a quick build of what changed.
compile() {
    local module="$1" file="$root/target/bench/classpath-${1##*/}" log="$root/target/bench/build.log"
    mkdir -p "$root/target/bench"
    printf 'Compiling.\n'
    mvn -B -ntp -pl "$module" -am -DskipTests -Dskip.rehearsal=true -Dmdep.outputFile="$file" -Dmdep.includeScope=test \
        test-compile org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath >"$log" 2>&1 \
        || { grep -a ERROR "$log" | head -n 10 >&2; fail "the build failed; its whole output: $log"; }
    classpath="$root/$module/target/classes:$root/$module/target/test-classes:$(cat "$file")"
}

# Sourced by the scripts beside it: compiles the topology with its tests and runs one of their mains.

# run_topology_test CLASS ARGUMENT ...
run_topology_test() {
    local classpath="$root/target/full/topology.classpath" log="$root/target/full/build.log"
    require_build_tools
    mkdir -p "$root/target/full"
    printf 'Compiling.\n'
    (cd "$root" && mvn -B -ntp -pl streams/topology -am -DskipTests -Dspotless.check.skip=true \
        -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test \
        test-compile org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath) >"$log" 2>&1 \
        || { grep -a ERROR "$log" | head -n 10 >&2; fail "the build failed; its whole output: $log"; }
    "$(java_command)" -Xmx1g -cp \
        "$root/streams/topology/target/classes:$root/streams/topology/target/test-classes:$(cat "$classpath")" "$@"
}

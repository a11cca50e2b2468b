#!/usr/bin/env bash
# Makes sure that an image with PostgreSQL and TimescaleDB can be started here, for the tests of the store on it.
#   deploy/timescale-image.sh FILE      writes two lines to FILE: the image, and "started PID" where it started an engine itself
# Where the registry answers the official image is taken; else Debian's packages are laid into a folder and imported, which
# takes about two minutes the first time and nothing later. As root on Debian what is missing is installed and an engine is
# started. Exit code: 0 an image is there; 1 none can be had, with one line that says why.
set -uo pipefail

readonly LOCAL=stationboard/timescaledb:trixie OFFICIAL=timescale/timescaledb-ha:pg18
result=${1:?the file to write to}
work=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/target/timescale
mkdir -p "$work" "$(dirname "$result")"
: >"$result"

without() {
    printf '%s\n' "$*"
    exit 1
}

root() {
    [ "$(id -u)" = 0 ]
}

install_packages() {
    (timeout 60 apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout 180 apt-get install -y -qq --no-install-recommends "$@") \
        >"$work/install.log" 2>&1
}

answers() {
    timeout 10 docker info >/dev/null 2>&1
}

start_engine() {
    answers && return 0
    root || without "no container engine answers (expected: docker; as root on Debian it is installed and started)"
    if ! command -v dockerd >/dev/null || ! command -v docker >/dev/null; then
        command -v apt-get >/dev/null && install_packages docker.io \
            || without "no container engine and none could be installed (expected: docker.io among the system's packages)"
    fi
    # Nothing here needs a bridge to the world; without one the engine also starts where firewall rules may not be written.
    local flags
    for flags in "" "--iptables=false --ip6tables=false" "--iptables=false --ip6tables=false --bridge=none --storage-driver=vfs"; do
        # It outlives this script: no lock or pipe of a caller may stay open in it.
        (
            for open in /proc/self/fd/*; do
                [ "${open##*/}" -le 2 ] || eval "exec ${open##*/}>&-" 2>/dev/null
            done
            # shellcheck disable=SC2086
            exec setsid dockerd $flags
        ) </dev/null >"$work/dockerd.log" 2>&1 &
        local pid=$!
        for _ in $(seq 40); do
            answers && { printf 'started %s\n' "$pid" >>"$result"; return 0; }
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.5
        done
        kill "$pid" 2>/dev/null
        wait "$pid" 2>/dev/null
    done
    without "the container engine does not start: $(tail -n 1 "$work/dockerd.log")"
}

there() {
    docker image inspect "$1" >/dev/null 2>&1
}

make_local() {
    root && command -v apt-get >/dev/null || return 1
    command -v debootstrap >/dev/null || install_packages debootstrap || return 1
    local mirror folder=$work/root started=$SECONDS
    rm -rf "$folder"
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -m 1 '/debian/\?$') || return 1
    timeout 400 debootstrap --variant=minbase --include=postgresql-17,postgresql-17-timescaledb trixie "$folder" "$mirror" \
        >"$work/debootstrap.log" 2>&1 || return 1
    cat >"$folder/usr/local/bin/serve" <<'E'
#!/bin/sh
set -e
data=/var/lib/postgresql/data
bin=/usr/lib/postgresql/17/bin
mkdir -p $data && chown postgres $data
if [ ! -f $data/PG_VERSION ]; then
    printf '%s' "$POSTGRES_PASSWORD" >/tmp/password
    su postgres -c "$bin/initdb -D $data -U $POSTGRES_USER --pwfile=/tmp/password -A scram-sha-256 --encoding=UTF8 --locale=C.UTF-8" >/dev/null
    rm /tmp/password
    echo "host all all all scram-sha-256" >>$data/pg_hba.conf
fi
exec su postgres -c "exec $bin/postgres -D $data -h '*' -k /tmp -c shared_preload_libraries=timescaledb -c timescaledb.telemetry_level=off -c fsync=off -c synchronous_commit=off"
E
    chmod 755 "$folder/usr/local/bin/serve"
    rm -rf "$folder/var/cache/apt/archives" "$folder/var/lib/apt/lists" "$folder/usr/share/doc" "$folder/usr/share/man"
    tar -C "$folder" -c . | docker import --change 'CMD ["/usr/local/bin/serve"]' --change 'EXPOSE 5432' - "$LOCAL" >"$work/import.log" 2>&1 || return 1
    rm -rf "$folder"
    printf 'TimescaleDB: an image was made of Debian'"'"'s packages in %s s.\n' $((SECONDS - started))
}

start_engine
for image in "$OFFICIAL" "$LOCAL"; do
    there "$image" && { printf 'image %s\n' "$image" >>"$result"; exit 0; }
done
if timeout 15 docker pull -q "$OFFICIAL" >"$work/pull.log" 2>&1; then
    printf 'image %s\n' "$OFFICIAL" >>"$result"
    exit 0
fi
rm -f "$work"/pull.log
make_local || without "no image: the registry does not answer and none could be made of the system's packages ($(tail -n 1 "$work"/*.log | tail -n 1))"
printf 'image %s\n' "$LOCAL" >>"$result"

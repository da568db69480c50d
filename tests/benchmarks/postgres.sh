# Sourced. A PostgreSQL of our own in a temporary directory: nothing that is installed or running is
# touched, and nothing stays.

# start_postgres DIRECTORY: sets POSTGRES_SOCKET, or leaves it empty when no server is installed. The
# durability is PostgreSQL's default: every commit is on disk before it is answered.
start_postgres() {
  POSTGRES_SOCKET=
  POSTGRES_DATA=$1/postgres/data
  local programs
  programs=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  [[ -x $programs/initdb ]] || return 0
  # The server refuses to run as root.
  POSTGRES_RUN=()
  if ((EUID == 0)); then
    id -u postgres >/dev/null 2>&1 && command -v runuser >/dev/null || return 0
    POSTGRES_RUN=(runuser -u postgres --)
  fi
  POSTGRES_CONTROL=$programs/pg_ctl
  mkdir -p "$1/postgres"
  if ((EUID == 0)); then
    chmod 711 "$1"
    chown postgres "$1/postgres"
  fi
  (
    cd "$1/postgres" || exit 1
    "${POSTGRES_RUN[@]}" "$programs/initdb" --pgdata="$POSTGRES_DATA" --username=postgres \
      --auth=trust --no-locale --encoding=UTF8 &&
      "${POSTGRES_RUN[@]}" "$POSTGRES_CONTROL" --pgdata="$POSTGRES_DATA" --wait \
        --log="$1/postgres/log" \
        --options="-c listen_addresses='' -c unix_socket_directories='$1/postgres' -c max_connections=200" \
        start
  ) >"$1/postgres.log" 2>&1 || {
    cat "$1/postgres.log" >&2
    return 1
  }
  POSTGRES_SOCKET=$1/postgres
}

stop_postgres() {
  [[ -n ${POSTGRES_SOCKET:-} ]] || return 0
  (cd "$POSTGRES_SOCKET" &&
    "${POSTGRES_RUN[@]}" "$POSTGRES_CONTROL" --pgdata="$POSTGRES_DATA" --mode=immediate stop) \
    >/dev/null 2>&1
  POSTGRES_SOCKET=
}

# Sourced, after messages.sh, from the project's top folder. Configures and builds one preset.

# configure PRESET [CMAKE ARGUMENT…]
configure() {
  local preset=$1 cache=.build/$1/CMakeCache.txt fresh=()
  shift
  # A build folder that came along when the project was moved or copied still points at the old place.
  if [[ -f $cache ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$cache"; then
    fresh=(--fresh)
  fi
  require_writable ".build/$preset" ".build/$preset.configure.log"
  # CMake tells much that nobody needs unless it fails.
  if ! cmake --preset "$preset" "${fresh[@]}" "$@" >".build/$preset.configure.log" 2>&1; then
    # From the first error on; what follows is often only its consequence.
    sed -n '/Error/,$p' ".build/$preset.configure.log" | head -n 25 >&2
    die "cmake non è riuscito a preparare la costruzione '$preset'. Tutto l'output: $PWD/.build/$preset.configure.log" \
      "cmake could not prepare the build '$preset'. The whole output: $PWD/.build/$preset.configure.log"
  fi
}

# require_writable PATH…: .build, and what of these is there. Said before cmake and the shell do, which
# blame something else.
require_writable() {
  local path
  mkdir -p .build 2>/dev/null || unwritable .build
  for path in .build "$@"; do
    [[ ! -e $path || -w $path ]] || unwritable "$path"
  done
}

unwritable() {
  die "non si può scrivere $PWD/$1: è di un altro utente, forse per un avvio con sudo. Rimedio: sudo chown -R $(id -un) $PWD/.build" \
    "$PWD/$1 cannot be written: it is another user's, perhaps by a start with sudo. To mend that: sudo chown -R $(id -un) $PWD/.build"
}

# build PRESET [TARGET…]; without targets, those of the build preset.
build() {
  local preset=$1
  shift
  local targets=()
  (($# == 0)) || targets=(--target "$@")
  NINJA_STATUS='[%f/%t %es] ' cmake --build --preset "$preset" --parallel "$(jobs_that_fit)" \
    "${targets[@]}" ||
    die "la costruzione '$preset' è fallita: il primo errore è qui sopra. Ripetere questo comando riprende da dove si è fermata." \
      "the build '$preset' failed: the first error is above. Repeating this command goes on where it stopped."
}

# As many compilers as there are processors, but no more than fit into memory: the largest takes 1.5 GB.
# TRAGUARDO_JOBS overrides.
jobs_that_fit() {
  local processors memory_gb jobs
  processors=$(nproc)
  memory_gb=$(awk '/^MemAvailable:/ {print int($2 / 1048576)}' /proc/meminfo)
  jobs=$((memory_gb * 2 / 3))
  ((jobs <= processors)) || jobs=$processors
  ((jobs >= 1)) || jobs=1
  echo "${TRAGUARDO_JOBS:-$jobs}"
}

# Sourced, after messages.sh. The one list of the Debian packages that Traguardo is made with, and the
# one place that installs them.

# What the server and the command line are built from. libssl-dev, zlib and the like come along.
readonly BUILD_PACKAGES=(
  ca-certificates ccache cmake g++ libabsl-dev libcli11-dev libgrpc++-dev libjemalloc-dev libprotobuf-dev
  librocksdb-dev libssl-dev libyaml-cpp-dev mold ninja-build pkg-config protobuf-compiler
  protobuf-compiler-grpc tzdata
)
# What the tests need besides.
readonly TEST_PACKAGES=(
  libbenchmark-dev libgmock-dev libgtest-dev librapidcheck-dev python3 python3-grpcio python3-protobuf
)
# For buf. Not installed where Node.js 18 or later and npm are there already, from wherever they came.
readonly NODE_PACKAGES=(nodejs npm)

# install_packages build|test: installs what is missing and says so; does nothing when nothing is. Asks
# no question (but sudo may ask for a password on a terminal). Ends the command when it cannot.
install_packages() {
  local wanted=("${BUILD_PACKAGES[@]}")
  if [[ $1 == test ]]; then
    wanted+=("${TEST_PACKAGES[@]}")
    node_is_there || wanted+=("${NODE_PACKAGES[@]}")
  fi

  local missing=() package
  for package in "${wanted[@]}"; do
    package_is_there "$package" || missing+=("$package")
  done
  ((${#missing[@]})) || return 0

  say "Installo ${#missing[@]} pacchetti Debian mancanti (e ciò da cui dipendono): ${missing[*]}" \
    "Installing ${#missing[@]} missing Debian packages (and what they depend on): ${missing[*]}"
  if ! command -v apt-get >/dev/null; then
    die "questo sistema non ha apt-get: Traguardo si costruisce su Debian 12. Installare a mano l'equivalente di: ${missing[*]}" \
      "this system has no apt-get: Traguardo is built on Debian 12. Install the equivalent by hand of: ${missing[*]}"
  fi
  if ! grep -qsx 'VERSION_ID="12"' /etc/os-release || ! grep -qsx 'ID=debian' /etc/os-release; then
    say "Attenzione: questo sistema non è Debian 12, l'unico su cui Traguardo è provato. Proseguo." \
      "Note: this system is not Debian 12, the only one that Traguardo is tried on. Going on."
  fi

  run_apt_get update || apt_get_failed "${missing[@]}"
  run_apt_get install --yes --no-install-recommends "${missing[@]}" || apt_get_failed "${missing[@]}"
}

package_is_there() {
  [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

node_is_there() {
  local version
  command -v npm >/dev/null && version=$(node --version 2>/dev/null) || return 1
  version=${version#v}
  ((${version%%.*} >= 18))
}

# Its output goes to a file, shown when it fails; on the screen, one line per finished package.
run_apt_get() {
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || return 1
    as_root=(sudo)
    [[ -t 0 ]] || as_root+=(-n)
  fi
  APT_LOG=${APT_LOG:-$(mktemp -t traguardo-apt.XXXXXX)}
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
    apt-get -q -o DPkg::Lock::Timeout=300 -o APT::Color=0 "$@" </dev/null 2>&1 |
    tee -a "$APT_LOG" | { grep --line-buffered -E '^(Setting up|E:)' || true; }
  return "${PIPESTATUS[0]}"
}

apt_get_failed() {
  local by_hand="apt-get update && apt-get install --yes --no-install-recommends $*"
  if [[ -n ${APT_LOG:-} ]]; then
    tail -n 15 "$APT_LOG" >&2
    say "Tutto l'output: $APT_LOG" "The whole output: $APT_LOG" >&2
  fi
  if ((EUID != 0)); then
    die "i pacchetti mancanti non sono installati: servono i diritti di amministratore, con sudo o altrimenti. Come amministratore: $by_hand. Poi ripetere questo comando." \
      "the missing packages are not installed: this takes the rights of an administrator, through sudo or otherwise. As root: $by_hand. Then repeat this command."
  fi
  die "apt-get è fallito. Controllare la rete e /etc/apt/sources.list*, poi ripetere questo comando." \
    "apt-get failed. Check the network and /etc/apt/sources.list*, then repeat this command."
}

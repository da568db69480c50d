# Sourced. What the two commands say: Italian, or English with TRAGUARDO_LANG=en.

# say ITALIAN ENGLISH
say() {
  if [[ ${TRAGUARDO_LANG:-it} == en* ]]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi
}

# die ITALIAN ENGLISH: says what went wrong and what to do, and ends the command.
die() {
  printf '\n' >&2
  say "ERRORE: $1" "ERROR: $2" >&2
  exit 1
}

# misuse ARGUMENT: ends the command because nobody knows this argument.
misuse() {
  say "ERRORE: argomento sconosciuto: $1 (provare --help)" \
    "ERROR: unknown argument: $1 (try --help)" >&2
  exit 2
}

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

# What is made as root, the caller can neither read nor build again; apt-get gets its sudo by itself.
note_needless_sudo() {
  [[ -n ${SUDO_USER:-} && $SUDO_USER != root ]] || return 0
  say "Attenzione: con sudo davanti, ciò che si costruisce e si prepara è di root, e $SUDO_USER non potrà usarlo. Meglio lo stesso comando senza sudo: dove serve lo chiama da sé." \
    "Note: with sudo before it, what is built and prepared is root's, and $SUDO_USER cannot use it. Better the same command without sudo: it calls it itself where it has to." >&2
}

# misuse ARGUMENT: ends the command because nobody knows this argument.
misuse() {
  say "ERRORE: argomento sconosciuto: $1 (provare --help)" \
    "ERROR: unknown argument: $1 (try --help)" >&2
  exit 2
}

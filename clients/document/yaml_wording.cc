#include "clients/document/yaml_wording.h"

#include "yaml-cpp/exceptions.h"

namespace traguardo::document {
namespace {

namespace message = YAML::ErrorMsg;

struct Sentence {
  const char* english;
  const char* italian;
  // What was found follows the sentence.
  bool goes_on = false;
};

constexpr Sentence kSentences[] = {
    {message::YAML_DIRECTIVE_ARGS, "la direttiva %YAML vuole un solo argomento"},
    {message::YAML_VERSION, "versione di YAML sbagliata: ", true},
    {message::YAML_MAJOR_VERSION, "versione di YAML troppo nuova"},
    {message::REPEATED_YAML_DIRECTIVE, "la direttiva %YAML sta scritta due volte"},
    {message::TAG_DIRECTIVE_ARGS, "la direttiva %TAG vuole due argomenti"},
    {message::REPEATED_TAG_DIRECTIVE, "la direttiva %TAG sta scritta due volte"},
    {message::CHAR_IN_TAG_HANDLE, "un'etichetta (!) contiene un carattere non ammesso"},
    {message::TAG_WITH_NO_SUFFIX, "un'etichetta (!) è senza nome"},
    {message::END_OF_VERBATIM_TAG, "manca la fine di un'etichetta (!<…>)"},
    {message::END_OF_MAP, "un blocco di campi non è chiuso: controllare rientri e due punti"},
    {message::END_OF_MAP_FLOW, "manca la graffa } che chiude, o una virgola tra due campi"},
    {message::END_OF_SEQ, "un elenco non è chiuso: controllare rientri e trattini"},
    {message::END_OF_SEQ_FLOW, "manca la parentesi ] che chiude, o una virgola tra due elementi"},
    {message::MULTIPLE_TAGS, "due etichette (!) per lo stesso valore"},
    {message::MULTIPLE_ANCHORS, "due ancore (&) per lo stesso valore"},
    {message::MULTIPLE_ALIASES, "due richiami (*) per lo stesso valore"},
    {message::ALIAS_CONTENT, "dopo un richiamo (*) non può stare altro"},
    {message::INVALID_HEX, "un numero esadecimale contiene un carattere sbagliato"},
    {message::INVALID_UNICODE, "carattere Unicode che non esiste: ", true},
    {message::INVALID_ESCAPE, "sequenza sconosciuta dopo \\: ", true},
    {message::UNKNOWN_TOKEN, "un segno che qui non può stare"},
    {message::DOC_IN_SCALAR, "un segno di documento (--- o ...) dentro un testo tra virgolette"},
    {message::EOF_IN_SCALAR, "il documento finisce dentro un testo tra virgolette"},
    {message::CHAR_IN_SCALAR, "un testo contiene un carattere non ammesso"},
    {message::TAB_IN_INDENTATION, "il rientro è fatto con tabulazioni: usare spazi"},
    {message::FLOW_END, "una parentesi chiude ciò che non è aperto"},
    {message::BLOCK_ENTRY, "un trattino d'elenco dove non può stare"},
    {message::MAP_KEY, "il nome di un campo dove non può stare"},
    {message::MAP_VALUE,
     "due punti dove non possono stare: un testo che li contiene va tra "
     "virgolette"},
    {message::ALIAS_NOT_FOUND, "manca il nome dopo *"},
    {message::ANCHOR_NOT_FOUND, "manca il nome dopo &"},
    {message::CHAR_IN_ALIAS, "il nome dopo * contiene un carattere non ammesso"},
    {message::CHAR_IN_ANCHOR, "il nome dopo & contiene un carattere non ammesso"},
    {message::ZERO_INDENT_IN_BLOCK, "un testo su più righe (| o >) vuole un rientro"},
    {message::CHAR_IN_BLOCK, "dopo | o > non può stare altro"},
    {message::AMBIGUOUS_ANCHOR, "lo stesso nome (&) per due valori"},
    {message::UNKNOWN_ANCHOR, "un richiamo (*) a un nome che non c'è"},
};

}  // namespace

std::string YamlComplaintInItalian(std::string_view english) {
  for (const Sentence& sentence : kSentences) {
    const std::string_view begin = sentence.english;
    if (english == begin) return sentence.italian;
    if (sentence.goes_on && english.substr(0, begin.size()) == begin) {
      return sentence.italian + std::string(english.substr(begin.size()));
    }
  }
  return std::string(english);
}

}  // namespace traguardo::document

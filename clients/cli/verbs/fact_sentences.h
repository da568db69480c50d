// The table of sentences: one for each kind of fact.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_FACT_SENTENCES_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_FACT_SENTENCES_H_

#include "clients/cli/screen/text.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::cli {

struct FactWords {
  Text label;
  // See FillSentence().
  Text sentence;
};

// Null for a kind that this program does not know.
const FactWords* WordsOf(event::v1::Fact::KindCase kind);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_FACT_SENTENCES_H_

// What a fact says, in one short sentence for people: the history of an objective is read by those
// who never saw a proto.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_FACT_SENTENCE_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_FACT_SENTENCE_H_

#include <string>
#include <string_view>

#include "clients/cli/screen/text.h"
#include "google/protobuf/message.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::cli {

// "avanzamento"; what a newer server records and is not known here by the name of its field.
std::string FactLabel(const event::v1::Fact& fact, Language language);

// "40%, fase lavori: opere al tetto". Texts that were withdrawn are left out.
std::string FactSentence(const event::v1::Fact& fact, Language language);

// Fills a sentence with the fields of a message. "{definition.title}" stands for a field, enum
// values by their words, lists with commas; what stands in brackets is left out when a field in it
// is empty. `unknown`, where given, takes the names of fields that the message does not have.
std::string FillSentence(std::string_view sentence, const google::protobuf::Message& message,
                         Language language, std::string* unknown = nullptr);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_FACT_SENTENCE_H_

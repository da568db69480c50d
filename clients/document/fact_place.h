// Which streams a fact can be of, by its permanent number: what an entry without an objective, or
// with one too many, can be told without asking the server.

#ifndef TRAGUARDO_CLIENTS_DOCUMENT_FACT_PLACE_H_
#define TRAGUARDO_CLIENTS_DOCUMENT_FACT_PLACE_H_

#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::document {

enum class FactPlace { kEnte, kPlan, kObjective, kRound, kAnywhere };

// kAnywhere where none is set, too.
FactPlace PlaceOf(const event::v1::Fact& fact);

}  // namespace traguardo::document

#endif  // TRAGUARDO_CLIENTS_DOCUMENT_FACT_PLACE_H_

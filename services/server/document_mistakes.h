// What is wrong with a document before anything of it is recorded.

#ifndef TRAGUARDO_SERVICES_SERVER_DOCUMENT_MISTAKES_H_
#define TRAGUARDO_SERVICES_SERVER_DOCUMENT_MISTAKES_H_

#include <string>
#include <vector>

#include "clients/document/text_to_message.h"
#include "clients/document/year_document.h"
#include "services/api/language.h"
#include "services/domain/values/civil_date.h"

namespace traguardo::server {

// Says each with its row, and that nothing was recorded; returns kFailed.
int ReportMistakes(const std::string& path, const std::vector<document::Mistake>& mistakes,
                   api::Language language);

// The log's time never runs backwards, so a single fact of a day to come would date everything that
// is recorded until then. Days that cannot be read are no mistake here: no command of them is
// recorded.
std::vector<document::Mistake> FindDaysToCome(
    const std::vector<document::DocumentCommand>& commands, const domain::CivilDate& today);

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_DOCUMENT_MISTAKES_H_

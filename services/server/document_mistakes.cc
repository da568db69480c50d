#include "services/server/document_mistakes.h"

#include <iostream>
#include <variant>

#include "absl/strings/str_cat.h"
#include "services/server/language.h"
#include "services/server/verbs.h"

namespace traguardo::server {

using document::DocumentCommand;
using document::Mistake;

int ReportMistakes(const std::string& path, const std::vector<Mistake>& mistakes,
                   api::Language language) {
  for (const Mistake& mistake : mistakes) {
    std::cerr << path << ":" << mistake.line << ": " << mistake.path
              << (mistake.path.empty() ? "" : ": ")
              << Say(language, mistake.italian, mistake.english) << "\n";
  }
  std::cerr << Say(language, "Niente è stato registrato: correggere il documento e riprovare.",
                   "Nothing was recorded: correct the document and try again.")
            << std::endl;
  return kFailed;
}

std::vector<Mistake> FindDaysToCome(const std::vector<DocumentCommand>& commands,
                                    const domain::CivilDate& today) {
  std::vector<Mistake> mistakes;
  for (const DocumentCommand& command : commands) {
    const auto parsed = domain::TryParseCivilDate(command.recorded_on);
    const auto* const day = std::get_if<domain::CivilDate>(&parsed);
    if (day == nullptr || day->first_day_number() <= today.first_day_number()) continue;
    Mistake& mistake = mistakes.emplace_back();
    mistake.line = command.line;
    mistake.path = command.path;
    mistake.italian =
        absl::StrCat("recordedOn ", command.recorded_on, " è dopo oggi, ", today.ToString());
    mistake.english =
        absl::StrCat("recordedOn ", command.recorded_on, " is after today, ", today.ToString());
  }
  return mistakes;
}

}  // namespace traguardo::server

#include "services/server/progress_text.h"

namespace traguardo::server {
namespace {

struct Step {
  std::string_view english;
  std::string_view italian;
};

constexpr Step kSteps[] = {
    {"replaying the write-ahead log", "rileggo le ultime scritture"},
    {"recomputing the tree's edge", "ricalcolo il bordo dell'albero di trasparenza"},
};

}  // namespace

std::string ProgressText(std::string_view doing, api::Language language) {
  if (language == api::Language::kItalian) {
    for (const Step& step : kSteps) {
      if (step.english == doing) return std::string(step.italian);
    }
  }
  return std::string(doing);
}

}  // namespace traguardo::server

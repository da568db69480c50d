#include "services/api/messages/readiness_text.h"

namespace traguardo::api {
namespace {

struct Words {
  std::string_view english;
  std::string_view italian;
};

constexpr Words kParts[] = {
    {"log: ", "registro: "}, {"sequencer: ", "scrittura: "}, {"views: ", "viste: "}};

// The beginning of a reason; what follows it stays.
constexpr Words kReasons[] = {
    {"starting", "in avvio"},
    {"the server is stopping", "il server si sta fermando"},
    {"replaying facts, ", "rilettura dei fatti, "},
    {"closed for writing: ", "non accetta più scritture: "},
    {"stopped: ", "ferme: "},
    {"little room on the disk: ", "poco spazio sul disco: "},
    {"waiting for room on the disk: ", "in attesa di spazio sul disco: "},
    {"the clock is behind the log: ", "l'orologio è indietro rispetto al registro: "},
};

constexpr std::string_view kBetween = "; ";
constexpr std::string_view kOf = " of ";

// Replaces the words that `text` begins with; how many bytes they have now, 0 when none fits.
template <size_t kCount>
size_t Translate(const Words (&table)[kCount], std::string& text, size_t at) {
  for (const Words& words : table) {
    if (text.compare(at, words.english.size(), words.english) != 0) continue;
    text.replace(at, words.english.size(), words.italian);
    return words.italian.size();
  }
  return 0;
}

std::string Italian(std::string part) {
  const size_t reason = Translate(kParts, part, 0);
  if (reason == 0) return part;  // the rest of what was quoted
  const bool counts = part.compare(reason, 9, "replaying") == 0;
  Translate(kReasons, part, reason);
  const size_t of = counts ? part.rfind(kOf) : std::string::npos;
  if (of != std::string::npos) part.replace(of, kOf.size(), " di ");
  return part;
}

}  // namespace

std::string ReadinessText(std::string_view why_not, Language language) {
  if (language != Language::kItalian) return std::string(why_not);
  std::string text;
  while (true) {
    const size_t end = why_not.find(kBetween);
    text += Italian(std::string(why_not.substr(0, end)));
    if (end == std::string_view::npos) return text;
    text += kBetween;
    why_not.remove_prefix(end + kBetween.size());
  }
}

}  // namespace traguardo::api

#include "clients/cli/command/reading.h"

namespace traguardo::cli {

void FillMoment(const Session& session, api::v1::Moment* moment) {
  const Settings& settings = session.settings();
  moment->set_as_of(settings.as_of);
  moment->set_known_at(settings.known_at);
  moment->set_min_position(settings.min_position);
}

void AddPlanArgument(Verb& verb, std::string* plan) {
  verb.Add("plan",
           {"piano: \"2025\" o \"enti/demo/plans/2025\" (senza: --ente e --year)",
            "plan: \"2025\" or \"enti/demo/plans/2025\" (without it: --ente and --year)"},
           {"PIANO", "PLAN"}, plan);
}

void AddLimit(Verb& verb, uint64_t* limit) {
  verb.Add("-n,--limit", {"al massimo tante righe", "at most so many rows"}, {"N", "N"}, limit);
}

}  // namespace traguardo::cli

// The lists of a plan-year.

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "services/api/reads/filter_check.h"
#include "services/api/reads/filter_match.h"
#include "services/api/reads/list_call.h"
#include "services/api/reads/read_methods.h"
#include "services/api/reads/text_match.h"
#include "services/projection/answers/unit_tree.h"

namespace traguardo::api {
namespace {

// The objective's id: the last segment of its name.
std::string_view IdIn(std::string_view name) { return name.substr(name.rfind('/') + 1); }

bool IsWanted(const v1::ObjectiveFilter& filter, const projection::UnitTree& tree,
              const std::string& folded_text, const view::v1::Objective& row) {
  return MatchesUnit(filter.units(), tree, row.units()) &&
         Matches(filter.responsabili(), row.today().responsabili()) &&
         Matches(filter.scopes(), row.scope()) && Matches(filter.states(), row.today().state()) &&
         (!filter.silent_misses_only() || HasSilentMiss(filter.units(), tree, row)) &&
         (!filter.silent_only() || row.today().silent()) &&
         (folded_text.empty() || ContainsFolded(row.code(), folded_text) ||
          ContainsFolded(row.title(), folded_text));
}

std::vector<view::v1::Objective> SelectObjectives(const v1::ListObjectivesRequest& request,
                                                  YearRows& rows, const domain::CivilDate&) {
  const std::string folded_text = FoldCase(request.filter().text());
  const projection::UnitTree tree(*rows.plan);
  std::vector<view::v1::Objective> selected;
  for (view::v1::Objective& row : rows.objectives) {
    if (IsWanted(request.filter(), tree, folded_text, row)) selected.push_back(std::move(row));
  }
  std::stable_sort(selected.begin(), selected.end(), [](const auto& a, const auto& b) {
    if (CodeLess(a.code(), b.code())) return true;
    return !CodeLess(b.code(), a.code()) && a.id() < b.id();
  });
  return selected;
}

std::vector<view::v1::Scostamento> SelectScostamenti(const v1::ListScostamentiRequest& request,
                                                     YearRows& rows, const domain::CivilDate&) {
  const projection::UnitTree tree(*rows.plan);
  std::vector<view::v1::Scostamento> selected;
  for (view::v1::Scostamento& row : rows.scostamenti) {
    const bool open = row.closing() == event::v1::SCOSTAMENTO_CLOSING_UNSPECIFIED;
    if (MatchesUnit(request.units(), tree, row) &&
        Matches(request.objectives(), IdIn(row.objective())) && (!request.open_only() || open) &&
        (!request.causes_missing_only() || row.causes_missing()) &&
        (!request.late_not_replanned_only() || row.today().late_not_replanned())) {
      selected.push_back(std::move(row));
    }
  }
  // Newest first: what was recorded last.
  std::stable_sort(selected.begin(), selected.end(), [](const auto& a, const auto& b) {
    return a.recorded().position() > b.recorded().position();
  });
  return selected;
}

std::vector<view::v1::Variation> SelectVariations(const v1::ListVariationsRequest& request,
                                                  YearRows& rows, const domain::CivilDate&) {
  std::vector<view::v1::Variation> selected;
  for (view::v1::Variation& row : rows.variations) {
    if (Matches(request.objectives(), IdIn(row.objective())) &&
        Matches(request.states(), row.state())) {
      selected.push_back(std::move(row));
    }
  }
  // In the order they were decided; those that wait for a decision come last, as proposed.
  const auto order = [](const view::v1::Variation& row) {
    const bool waits = row.decided().position() == 0;
    return std::make_tuple(waits, waits ? row.proposed().position() : row.decided().position());
  };
  std::stable_sort(selected.begin(), selected.end(),
                   [&order](const auto& a, const auto& b) { return order(a) < order(b); });
  return selected;
}

std::vector<view::v1::Round> SelectRounds(const v1::ListRoundsRequest& request, YearRows& rows,
                                          const domain::CivilDate&) {
  std::vector<view::v1::Round> selected;
  for (view::v1::Round& row : rows.rounds) {
    if (!request.open_only() || row.today().open()) selected.push_back(std::move(row));
  }
  std::stable_sort(selected.begin(), selected.end(), [](const auto& a, const auto& b) {
    return std::tie(a.reference_date(), a.id()) < std::tie(b.reference_date(), b.id());
  });
  return selected;
}

// Objectives are read only to see whether those asked for exist.
template <typename Request, char kKind>
std::string WithObjectivesNamed(const Request& request) {
  return request.objectives().empty() ? std::string(1, kKind) : std::string("o") + kKind;
}

}  // namespace

UnaryMethod ListObjectivesMethod(const ReadParts& parts) {
  return ListMethod<v1::ListObjectivesRequest, v1::ListObjectivesResponse, view::v1::Objective>(
      "traguardo.api.v1.ProjectionService/ListObjectives", parts,
      {[](const v1::ListObjectivesRequest&) { return std::string("o"); },
       [](const v1::ListObjectivesRequest& request, const YearRows& rows, Language language) {
         const v1::ObjectiveFilter& filter = request.filter();
         ErrorStatus error = CheckUnits(filter.units(), rows, language, "filter.units");
         return error != nullptr ? std::move(error)
                                 : CheckScopes(filter.scopes(), rows, language, "filter.scopes");
       },
       SelectObjectives,
       [](v1::ListObjectivesResponse& response, view::v1::Objective row) {
         *response.add_objectives() = std::move(row);
       }});
}

UnaryMethod ListScostamentiMethod(const ReadParts& parts) {
  return ListMethod<v1::ListScostamentiRequest, v1::ListScostamentiResponse, view::v1::Scostamento>(
      "traguardo.api.v1.ProjectionService/ListScostamenti", parts,
      {WithObjectivesNamed<v1::ListScostamentiRequest, 's'>,
       [](const v1::ListScostamentiRequest& request, const YearRows& rows, Language language) {
         ErrorStatus error = CheckUnits(request.units(), rows, language, "units");
         return error != nullptr
                    ? std::move(error)
                    : CheckObjectives(request.objectives(), rows, language, "objectives");
       },
       SelectScostamenti,
       [](v1::ListScostamentiResponse& response, view::v1::Scostamento row) {
         *response.add_scostamenti() = std::move(row);
       }});
}

UnaryMethod ListVariationsMethod(const ReadParts& parts) {
  return ListMethod<v1::ListVariationsRequest, v1::ListVariationsResponse, view::v1::Variation>(
      "traguardo.api.v1.ProjectionService/ListVariations", parts,
      {WithObjectivesNamed<v1::ListVariationsRequest, 'v'>,
       [](const v1::ListVariationsRequest& request, const YearRows& rows, Language language) {
         return CheckObjectives(request.objectives(), rows, language, "objectives");
       },
       SelectVariations,
       [](v1::ListVariationsResponse& response, view::v1::Variation row) {
         *response.add_variations() = std::move(row);
       }});
}

UnaryMethod ListRoundsMethod(const ReadParts& parts) {
  return ListMethod<v1::ListRoundsRequest, v1::ListRoundsResponse, view::v1::Round>(
      "traguardo.api.v1.ProjectionService/ListRounds", parts,
      {[](const v1::ListRoundsRequest&) { return std::string("r"); },
       [](const v1::ListRoundsRequest&, const YearRows&, Language) -> ErrorStatus {
         return nullptr;
       },
       SelectRounds,
       [](v1::ListRoundsResponse& response, view::v1::Round row) {
         *response.add_rounds() = std::move(row);
       }});
}

}  // namespace traguardo::api

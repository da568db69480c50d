// Rows with their keys, for the projector and for answers about the past.

#include <utility>

#include "services/projection/render.h"

namespace traguardo::projection {
namespace {

class RowList {
 public:
  RowList(const domain::Ente& ente, int year, const domain::RomeCalendar& rome)
      : ente_(ente), year_(year), rome_(rome), plan_(ente.FindYear(year)) {}

  // In key order: kinds, then ids.
  std::vector<Row> Of(const TouchedRows& touched) {
    if (plan_ == nullptr) return {};
    ForEach(plan_->objectives, touched.every_row || touched.every_objective, touched.objectives,
            [&](const std::string& id) {
              if (RenderObjective(ente_, year_, id, &objective_)) {
                Add(RowKind::kObjective, id, "", objective_);
              }
            });
    if (touched.every_row || touched.plan) {
      if (auto row = RenderPlan(ente_, year_)) Add(RowKind::kPlan, "", "", *row);
    }
    ForEach(plan_->rounds, touched.every_row || touched.every_round, touched.rounds,
            [&](const std::string& id) {
              if (auto row = RenderRound(ente_, year_, id, rome_)) {
                Add(RowKind::kRound, id, "", *row);
              }
            });
    ForEach(plan_->objectives, touched.every_row, touched.objectives, [&](const std::string& id) {
      for (const auto& row : RenderScostamenti(ente_, year_, id)) {
        Add(RowKind::kScostamento, id, row.id(), row);
      }
    });
    ForEach(plan_->objectives, touched.every_row, touched.objectives, [&](const std::string& id) {
      for (const auto& row : RenderVariations(ente_, year_, id)) {
        const bool is_addition = !row.has_proposed();
        Add(RowKind::kVariation, id, is_addition ? std::string(kAdditionPart) : row.id(), row);
      }
    });
    return std::move(rows_);
  }

 private:
  // Ids that are named and not there render to nothing.
  template <typename Entries, typename Ids, typename Render>
  void ForEach(const Entries& entries, bool all, const Ids& ids, const Render& render) {
    if (all) {
      for (const auto& [id, entry] : entries) render(id);
    } else {
      for (const std::string& id : ids) render(id);
    }
  }

  template <typename Message>
  void Add(RowKind kind, const std::string& id, std::string part, const Message& message) {
    Row& row = rows_.emplace_back();
    row.key = {ente_.id, year_, kind, id, std::move(part)};
    row.last_change_position = message.last_change_position();
    message.SerializeToString(&row.bytes);
  }

  const domain::Ente& ente_;
  const int year_;
  const domain::RomeCalendar& rome_;
  const domain::PlanYear* const plan_;
  // Used again for each objective.
  view::v1::Objective objective_;
  std::vector<Row> rows_;
};

}  // namespace

std::vector<Row> RenderTouched(const domain::Ente& ente, int year, const TouchedRows& touched,
                               const domain::RomeCalendar& rome) {
  return RowList(ente, year, rome).Of(touched);
}

std::vector<Row> RenderYear(const domain::Ente& ente, int year, const domain::RomeCalendar& rome) {
  TouchedRows everything;
  everything.every_row = true;
  return RenderTouched(ente, year, everything, rome);
}

}  // namespace traguardo::projection

// Rows with their keys, for the projector and for answers about the past.

#include <string>
#include <string_view>
#include <vector>

#include "services/projection/render/render.h"

namespace traguardo::projection {
namespace {

using VisitRow = absl::FunctionRef<void(const RowMessage&)>;

class RowRenderer {
 public:
  RowRenderer(const domain::Ente& ente, int year, const domain::RomeCalendar& rome,
              view::v1::Objective& scratch, VisitRow visit)
      : ente_(ente),
        year_(year),
        rome_(rome),
        plan_(ente.FindYear(year)),
        objective_(scratch),
        visit_(visit) {
    key_.ente = ente.id;
    key_.year = year;
  }

  // In key order: kinds, then ids.
  void Render(const TouchedRows& touched) {
    if (plan_ == nullptr) return;
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
        Add(RowKind::kVariation, id, is_addition ? kAdditionPart : std::string_view(row.id()), row);
      }
    });
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
  void Add(RowKind kind, std::string_view id, std::string_view part, const Message& message) {
    key_.kind = kind;
    key_.id = id;
    key_.part = part;
    visit_({key_, message.last_change_position(), message});
  }

  const domain::Ente& ente_;
  const int year_;
  const domain::RomeCalendar& rome_;
  const domain::PlanYear* const plan_;
  view::v1::Objective& objective_;
  const VisitRow visit_;
  RowKey key_;  // used again for each row
};

}  // namespace

void RenderTouched(const domain::Ente& ente, int year, const TouchedRows& touched,
                   const domain::RomeCalendar& rome, view::v1::Objective& scratch, VisitRow visit) {
  RowRenderer(ente, year, rome, scratch, visit).Render(touched);
}

std::vector<Row> RenderTouched(const domain::Ente& ente, int year, const TouchedRows& touched,
                               const domain::RomeCalendar& rome) {
  std::vector<Row> rows;
  view::v1::Objective scratch;
  RenderTouched(ente, year, touched, rome, scratch, [&](const RowMessage& row) {
    rows.push_back({row.key, row.last_change_position, row.message.SerializeAsString()});
  });
  return rows;
}

std::vector<Row> RenderYear(const domain::Ente& ente, int year, const domain::RomeCalendar& rome) {
  TouchedRows everything;
  everything.every_row = true;
  return RenderTouched(ente, year, everything, rome);
}

}  // namespace traguardo::projection

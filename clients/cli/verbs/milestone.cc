// traguardo milestone …: traguardi and phases that were reached.

#include "clients/cli/command/command_verb.h"
#include "clients/cli/verbs/verbs.h"

namespace traguardo::cli {

using api::v1::MonitoringService;
using client::Connection;

void AddMilestone(Verb root) {
  Verb group = root.Sub("milestone", {"traguardi e fasi", "milestones and phases"});

  Command(group, "reach",
          {"registra che un traguardo o una fase è stato raggiunto (--on dice quando)",
           "record that a milestone or phase was reached (--on says when)"},
          Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::ReachMilestone)
      .Field("milestone", "milestone.milestone", {"id del traguardo o della fase",
                                                  "id of the milestone or phase"},
             {"ID", "ID"})
      .OfUnit()
      .Field("--note", "milestone.note", {"nota", "note"}, {"TESTO", "TEXT"});
}

}  // namespace traguardo::cli

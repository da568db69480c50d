// traguardo measure …: values of indicators.

#include <algorithm>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/command/command_verb.h"
#include "clients/cli/command/session.h"
#include "clients/cli/verbs/verbs.h"

namespace traguardo::cli {

using api::v1::MonitoringService;
using client::Connection;

namespace {

// Nobody waits longer for a word about what is recorded already.
constexpr absl::Duration kPatience = absl::Seconds(3);

// Puts the unit of measure behind the value that is told: "1250 euro" and not "1250", which nobody
// can tell from euro in thousands. Asks once, and is silent when the server does not say in time:
// the value was recorded.
void AddUnitOfMeasure(Session& session, google::protobuf::Message& message) {
  auto& request = static_cast<api::v1::RecordMeasurementRequest&>(message);
  auto& measurement = *request.mutable_measurement();
  const Connection* connection = session.Connect();
  if (connection == nullptr || measurement.value().empty()) return;
  api::v1::GetObjectiveRequest question;
  question.set_objective(request.objective());
  grpc::ClientContext context;
  connection->PrepareUnary(context);
  context.set_deadline(
      absl::ToChronoTime(absl::Now() + std::min(kPatience, connection->options().deadline)));
  api::v1::GetObjectiveResponse answer;
  if (!connection->projection().GetObjective(&context, question, &answer).ok()) return;
  for (const auto& indicator : answer.objective().indicators()) {
    const auto& definition = indicator.indicator();
    if (definition.id() != measurement.indicator() || definition.unit_of_measure().empty())
      continue;
    measurement.set_value(measurement.value() + " " + definition.unit_of_measure());
  }
}

}  // namespace

void AddMeasure(Verb root) {
  Verb group = root.Sub("measure", {"misure degli indicatori", "measurements of indicators"});

  Command(group, "record",
          {"registra il valore di un indicatore; quale campo serve dipende dal suo verso",
           "record a value of an indicator; which field is needed follows its direction"},
          Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::RecordMeasurement)
      .Field("indicator", "measurement.indicator", {"id dell'indicatore", "id of the indicator"},
             {"ID", "ID"})
      .Field("--value", "measurement.value",
             {"valore, per crescente, decrescente ed esatto", "value, for up, down and exact"},
             {"NUMERO", "NUMBER"})
      .Field("--met", "measurement.met", {"per gli indicatori sì/no", "for yes/no indicators"})
      .Field("--date", "measurement.date",
             {"per gli indicatori con una data", "for indicators with a date"}, {"DATA", "DATE"})
      .Default("measurement.precision", "exact")
      .Field("--precision", "measurement.precision",
             {"quanto è preciso (senza: esatto)", "how precise it is (without it: exact)"})
      .Field("--numerator", "measurement.numerator",
             {"numeratore, se è un rapporto", "numerator, of a ratio"}, {"NUMERO", "NUMBER"})
      .Field("--denominator", "measurement.denominator", {"denominatore", "denominator"},
             {"NUMERO", "NUMBER"})
      .Field("--source", "measurement.source", {"da dove viene", "where it comes from"})
      .OfUnit()
      .Field("--note", "measurement.note", {"nota", "note"}, {"TESTO", "TEXT"})
      .BeforeTelling(AddUnitOfMeasure);
}

}  // namespace traguardo::cli

// traguardo measure …: values of indicators.

#include "clients/cli/command/command_verb.h"
#include "clients/cli/verbs/verbs.h"

namespace traguardo::cli {

using api::v1::MonitoringService;
using client::Connection;

void AddMeasure(Verb root) {
  Verb group = root.Sub("measure", {"misure degli indicatori", "measurements of indicators"});

  Command(group, "record",
          {"registra il valore di un indicatore; quale campo serve dipende dal suo verso",
           "record a value of an indicator; which field is needed follows its direction"},
          Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::RecordMeasurement)
      .Field("indicator", "measurement.indicator", {"id dell'indicatore", "id of the indicator"},
             {"ID", "ID"})
      .Field("--value", "measurement.value", {"valore, per crescente, decrescente ed esatto",
                                              "value, for up, down and exact"},
             {"NUMERO", "NUMBER"})
      .Field("--met", "measurement.met", {"per gli indicatori sì/no", "for yes/no indicators"},
             {"SÌ|NO", "YES|NO"})
      .Field("--date", "measurement.date", {"per gli indicatori con una data",
                                            "for indicators with a date"},
             {"DATA", "DATE"})
      .Default("measurement.precision", "exact")
      .Field("--precision", "measurement.precision",
             {"quanto è preciso (senza: exact)", "how precise it is (without it: exact)"})
      .Field("--numerator", "measurement.numerator", {"numeratore, se è un rapporto",
                                                      "numerator, of a ratio"},
             {"NUMERO", "NUMBER"})
      .Field("--denominator", "measurement.denominator", {"denominatore", "denominator"},
             {"NUMERO", "NUMBER"})
      .Field("--source", "measurement.source", {"da dove viene", "where it comes from"})
      .OfUnit()
      .Field("--note", "measurement.note", {"nota", "note"}, {"TESTO", "TEXT"});
}

}  // namespace traguardo::cli

// What the handlers of reads work with.

#ifndef TRAGUARDO_SERVICES_API_READS_READ_PARTS_H_
#define TRAGUARDO_SERVICES_API_READS_READ_PARTS_H_

#include "services/api/reads/bytes_cache.h"
#include "services/api/reads/read_pool.h"
#include "services/api/seal.h"
#include "services/domain/values/rome_calendar.h"
#include "services/runtime/clock/clock.h"
#include "services/runtime/time_travel/time_travel.h"
#include "services/runtime/views/view_reader.h"
#include "services/runtime/watch/watch_hub.h"

namespace traguardo::api {

// Nothing is owned. All of it may be used from any thread.
struct ReadParts {
  runtime::ViewReader* views = nullptr;
  const runtime::TimeTravel* travel = nullptr;
  runtime::WatchHub* watches = nullptr;
  const runtime::Clock* clock = nullptr;
  const domain::RomeCalendar* calendar = nullptr;
  // For what may wait on the disk or takes longer than a call's share of the transport's thread.
  ReadPool* pool = nullptr;
  const Sealer* sealer = nullptr;
  // Rows and overviews with their day-dependent fields, as they are sent.
  BytesCache* row_cache = nullptr;
  BytesCache* overview_cache = nullptr;

  domain::CivilDate Today() const { return runtime::Today(*clock, *calendar); }
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_READ_PARTS_H_

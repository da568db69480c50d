// Who is calling, in which role, and for which enti. Known from the call's metadata only.

#ifndef TRAGUARDO_SERVICES_API_CALLER_H_
#define TRAGUARDO_SERVICES_API_CALLER_H_

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::api {

struct Caller {
  std::string principal;
  event::v1::Role role = event::v1::ROLE_UNSPECIFIED;
  // Sorted ids of the enti this principal was given; meaningless when `all_enti` is set.
  std::vector<std::string> enti;
  bool all_enti = false;

  bool HasEnte(std::string_view ente) const {
    return all_enti || std::binary_search(enti.begin(), enti.end(), ente);
  }
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_CALLER_H_

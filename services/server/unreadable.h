// Why a file that somebody named cannot be read: the system's own words are English only.

#ifndef TRAGUARDO_SERVICES_SERVER_UNREADABLE_H_
#define TRAGUARDO_SERVICES_SERVER_UNREADABLE_H_

#include <string>

namespace traguardo::server {

struct Reason {
  const char* italian;
  const char* english;
};

// Looks at it again, now that opening it has failed.
Reason WhyUnreadable(const std::string& path);

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_UNREADABLE_H_

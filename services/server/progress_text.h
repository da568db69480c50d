// What the server does while it starts, for people.

#ifndef TRAGUARDO_SERVICES_SERVER_PROGRESS_TEXT_H_
#define TRAGUARDO_SERVICES_SERVER_PROGRESS_TEXT_H_

#include <string>
#include <string_view>

#include "services/api/language.h"

namespace traguardo::server {

// `doing` as CoreOptions::on_progress is told it.
std::string ProgressText(std::string_view doing, api::Language language);

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_PROGRESS_TEXT_H_

// Which language the operator reads on the terminal: Italian, or English with --lang en.

#ifndef TRAGUARDO_SERVICES_SERVER_LANGUAGE_H_
#define TRAGUARDO_SERVICES_SERVER_LANGUAGE_H_

#include <string>

#include "services/api/language.h"

namespace traguardo::server {

// One sentence in both languages.
inline const std::string& Say(api::Language language, const std::string& italian,
                              const std::string& english) {
  return language == api::Language::kItalian ? italian : english;
}

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_LANGUAGE_H_

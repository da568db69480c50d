// The particulars of an error or a warning, by stable names. They travel as ErrorInfo.metadata and
// fill the places in the texts for people.

#ifndef TRAGUARDO_SERVICES_API_DETAILS_H_
#define TRAGUARDO_SERVICES_API_DETAILS_H_

#include <map>
#include <string>

namespace traguardo::api {

using Details = std::map<std::string, std::string>;

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_DETAILS_H_

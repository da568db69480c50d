// What the YAML parser complains of, in Italian. It has its English words in its own headers.

#ifndef TRAGUARDO_CLIENTS_DOCUMENT_YAML_WORDING_H_
#define TRAGUARDO_CLIENTS_DOCUMENT_YAML_WORDING_H_

#include <string>
#include <string_view>

namespace traguardo::document {

// A sentence that it is not known to say comes back as it is.
std::string YamlComplaintInItalian(std::string_view english);

}  // namespace traguardo::document

#endif  // TRAGUARDO_CLIENTS_DOCUMENT_YAML_WORDING_H_

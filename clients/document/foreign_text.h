// Texts in another encoding than UTF-8.

#ifndef TRAGUARDO_CLIENTS_DOCUMENT_FOREIGN_TEXT_H_
#define TRAGUARDO_CLIENTS_DOCUMENT_FOREIGN_TEXT_H_

#include <optional>
#include <string_view>

#include "clients/document/text_to_message.h"

namespace traguardo::document {

// Whether the bytes are UTF-8: no overlong forms, no surrogates, nothing cut off.
bool IsUtf8(std::string_view text);

// The mistake with its line; nothing when the text is UTF-8, or says itself at its beginning that
// it is two bytes a letter, which the YAML reader understands.
std::optional<Mistake> FindForeignText(std::string_view text);

}  // namespace traguardo::document

#endif  // TRAGUARDO_CLIENTS_DOCUMENT_FOREIGN_TEXT_H_

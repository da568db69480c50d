// The language a caller reads: Italian, or English when asked for.

#ifndef TRAGUARDO_SERVICES_API_LANGUAGE_H_
#define TRAGUARDO_SERVICES_API_LANGUAGE_H_

#include <string_view>

namespace traguardo::api {

enum class Language { kItalian, kEnglish };

// From an accept-language header such as "en-GB,en;q=0.9,it;q=0.5": the known language with the
// highest quality, the first of equals; Italian when there is none, or when nothing can be read.
Language ParseAcceptLanguage(std::string_view header);

// The BCP 47 tag that a LocalizedMessage carries.
std::string_view LanguageTag(Language language);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_LANGUAGE_H_

// What people call the values and fields that facts name in the protos' own spelling: a message
// says "direzione crescente" and "la nota", never DIRECTION_UP and fact.progress_recorded.note.
// Programs find the spelling of the protos in ErrorInfo.metadata and BadRequest.

#ifndef TRAGUARDO_SERVICES_API_MESSAGES_WORDS_H_
#define TRAGUARDO_SERVICES_API_MESSAGES_WORDS_H_

#include <span>
#include <string>
#include <string_view>

#include "services/api/language.h"

namespace traguardo::api {

struct TokenWords {
  std::string_view token;
  std::string_view italian;
  std::string_view english;
};

// A value: an enum's, a kind of fact, what a change touches ("weight", "indicator:atti"). What is
// not known stays as it is.
std::string WordOf(std::string_view token, Language language);

// A figure, a date or a word, as the language writes it: "40,5", "30/06/2024", "raggiunto in
// parte".
std::string ValueText(std::string_view value, Language language);

// What the facts of a stream are about: "plans/2025/objectives/ob-1" is "obiettivo ob-1 del 2025".
std::string PlaceText(std::string_view stream, Language language);

// A field, by its path: "definition.indicators[2].target" is "valore atteso (indicatore 3)". The
// first of several commands or facts is not counted: there is mostly one.
std::string FieldWords(std::string_view path, Language language);

// What the two look things up in.
std::span<const TokenWords> ValueWordTable();
std::span<const TokenWords> FieldWordTable();
bool HasValueWord(std::string_view token);
bool HasFieldWord(std::string_view field);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_MESSAGES_WORDS_H_

// Texts for people with places for the details of the case:
//
//   {name}         the detail as it is
//   {name:date}    a civil date as the language writes it: 30/06/2024 in Italian
//   {name:number}  a decimal as the language writes it: 98,5 in Italian
//   {name:word}    what people call an enum's value, a kind of fact and the like (words.h)
//   {name:value}   a figure, a date or such a word
//   {name:place}   what a stream is about
//   {name:field}   what people call a field, by its path
//   [ … ]          left out when a detail named inside is missing or empty
//
// A missing detail outside brackets shows as "–": a text is never refused.

#ifndef TRAGUARDO_SERVICES_API_MESSAGES_TEMPLATE_H_
#define TRAGUARDO_SERVICES_API_MESSAGES_TEMPLATE_H_

#include <string>
#include <string_view>
#include <vector>

#include "services/api/details.h"
#include "services/api/language.h"

namespace traguardo::api {

std::string FillTemplate(std::string_view text, const Details& details, Language language);

// The names of the places in `text`, in order, without repetition. For tests.
std::vector<std::string> TemplatePlaces(std::string_view text);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_MESSAGES_TEMPLATE_H_

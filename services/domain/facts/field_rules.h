// The form of a message's fields, checked against the rules that stand beside them in the protos
// (traguardo/schema/v1/field_rule.proto). Knows any message: facts, requests, imported documents.
// What a value means (does the unit exist? is the date in the plan's year?) is Decide's part.
//
// Rules are compiled once per message type and kept for the life of the process; after that a check
// reads no options. Safe to call from any thread.
//
// Beyond what a rule says:
//  - A message that is nothing but one oneof (Fact, Change, TimeShape, ScostamentoSubject) must
//  have
//    a case set wherever it is present, and a text that is the case set may not be empty.
//  - Elements of a list of texts or enums are never empty.
//  - A field that this version does not know is refused: what goes into the log stays there for
//    ever, so nothing goes in that was not checked.
//  - A text or list without a rule has the bounds below. (A test holds that whatever comes in from
//    outside has one.)

#ifndef TRAGUARDO_SERVICES_DOMAIN_FACTS_FIELD_RULES_H_
#define TRAGUARDO_SERVICES_DOMAIN_FACTS_FIELD_RULES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "google/protobuf/message.h"
#include "traguardo/schema/v1/field_rule.pb.h"

namespace traguardo::domain {

enum class FieldViolationKind {
  kRequired,              // empty or invisible text, unset message, empty list, zero number
  kNoCase,                // a oneof that needs a case has none
  kTooLong,               // bytes: `limit` and `actual`
  kTooManyItems,          // elements: `limit` and `actual`
  kInvalidUtf8,           // `actual` is the offset of the first bad byte
  kControlCharacter,      // `actual` is its offset
  kDirectionControl,      // it turns the direction of writing; `actual` is its offset
  kSeveralLines,          // a one-line field holds a line end or tab; `actual` is its offset
  kDateSyntax,            // not "2024-06-30", "2024-06" or "2024"
  kDateYearOutOfRange,    // year outside 1900..2199
  kDateDoesNotExist,      // "2023-02-29", "2024-13"
  kDateNotADay,           // a month or a year where a day is needed
  kDecimalSyntax,         // "+1", "1e3", "007", "-0"
  kDecimalComma,          // "3,5"
  kDecimalTooManyDigits,  // more than 18, or more than 9 after the point
  kPercentOutOfRange,     // outside 0..100
  kIdSyntax,              // not [a-z0-9][a-z0-9_.-]{0,59}
  kNameSyntax,            // not a resource name or stream
  kUriSyntax,             // not http, https, ftp, sftp, file or urn; or spaces in it
  kSha256Syntax,          // not 64 hexadecimal digits
  kEnumUnknown,           // a number that the enum does not have: `actual` is the number
  kUnknownField,          // `actual` is the field's number; the path is the message's
};

struct FieldViolation {
  // From the message that was checked: "definition.indicators[2].target".
  std::string path;
  FieldViolationKind kind = FieldViolationKind::kRequired;
  int64_t limit = 0;
  int64_t actual = 0;
  // The offending text, quoted and shortened, always valid UTF-8; empty where it says nothing.
  std::string value;
};

// Every violation in the order of the fields, at most `max_violations` of them. Empty when the form
// is right.
std::vector<FieldViolation> CheckFields(const google::protobuf::Message& message,
                                        size_t max_violations);

// One English sentence for logs and developers; the API words its own messages.
std::string DescribeFieldViolation(const FieldViolation& violation);

// The bounds where a rule states none: on one value of this form in bytes, and on a list.
size_t DefaultMaxBytes(schema::v1::Form form);
inline constexpr size_t kDefaultMaxItems = 1000;

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_FACTS_FIELD_RULES_H_

// Whether one text has the form its rule asks for. Internal to field_rules.

#ifndef TRAGUARDO_SERVICES_DOMAIN_FACTS_FIELD_FORMS_H_
#define TRAGUARDO_SERVICES_DOMAIN_FACTS_FIELD_FORMS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "services/domain/facts/field_rules.h"

namespace traguardo::domain {

struct FormFault {
  FieldViolationKind kind;
  int64_t limit = 0;
  int64_t actual = 0;
};

// `text` is not empty. Nothing when its form is right. Allocates nothing unless the form is a name.
std::optional<FormFault> CheckForm(std::string_view text, schema::v1::Form form, size_t max_bytes);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_FACTS_FIELD_FORMS_H_

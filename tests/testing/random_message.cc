#include "tests/testing/random_message.h"

#include <array>
#include <string>
#include <string_view>

#include "google/protobuf/descriptor.h"
#include "traguardo/schema/v1/field_rule.pb.h"

namespace traguardo::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;
using google::protobuf::Reflection;
using schema::v1::FieldRule;

class Filler {
 public:
  Filler(RandomEngine& random, Filling filling) : random_(random), filling_(filling) {}

  void Fill(Message& message) {
    const google::protobuf::Descriptor& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      if (field.real_containing_oneof() != nullptr) continue;
      const bool required = RuleOf(field).required() && filling_ == Filling::kValid;
      if (field.is_repeated()) {
        FillList(message, field, required ? 1 : 0);
      } else if (required || Chance(2)) {
        FillSingle(message, field);
      }
    }
    for (int i = 0; i < type.real_oneof_decl_count(); ++i) {
      const OneofDescriptor& oneof = *type.oneof_decl(i);
      if (filling_ == Filling::kWild && Chance(4)) continue;
      FillSingle(message, *oneof.field(static_cast<int>(Below(oneof.field_count()))));
    }
  }

 private:
  static const FieldRule& RuleOf(const FieldDescriptor& field) {
    return field.options().GetExtension(schema::v1::rule);
  }

  uint64_t Below(uint64_t bound) { return random_() % bound; }
  // One time in `of`.
  bool Chance(uint64_t of) { return Below(of) == 0; }
  template <typename List>
  auto OneOf(const List& list) {
    return list[Below(list.size())];
  }

  void FillList(Message& message, const FieldDescriptor& field, uint64_t least) {
    const Reflection& reflection = *message.GetReflection();
    const uint64_t size = least + Below(3);
    for (uint64_t i = 0; i < size; ++i) {
      switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
          reflection.AddString(&message, &field, Text(field));
          break;
        case FieldDescriptor::CPPTYPE_MESSAGE:
          Fill(*reflection.AddMessage(&message, &field));
          break;
        case FieldDescriptor::CPPTYPE_ENUM:
          reflection.AddEnumValue(&message, &field, EnumNumber(field));
          break;
        case FieldDescriptor::CPPTYPE_UINT32:
          reflection.AddUInt32(&message, &field, static_cast<uint32_t>(Number()));
          break;
        case FieldDescriptor::CPPTYPE_UINT64:
          reflection.AddUInt64(&message, &field, Number());
          break;
        case FieldDescriptor::CPPTYPE_INT32:
        case FieldDescriptor::CPPTYPE_INT64:
        case FieldDescriptor::CPPTYPE_BOOL:
        case FieldDescriptor::CPPTYPE_DOUBLE:
        case FieldDescriptor::CPPTYPE_FLOAT:
          break;  // No message has a list of these.
      }
    }
  }

  void FillSingle(Message& message, const FieldDescriptor& field) {
    const Reflection& reflection = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return reflection.SetString(&message, &field, Text(field));
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Fill(*reflection.MutableMessage(&message, &field));
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection.SetEnumValue(&message, &field, EnumNumber(field));
      case FieldDescriptor::CPPTYPE_BOOL:
        return reflection.SetBool(&message, &field, Chance(2));
      case FieldDescriptor::CPPTYPE_UINT32:
        return reflection.SetUInt32(&message, &field, static_cast<uint32_t>(Number()));
      case FieldDescriptor::CPPTYPE_UINT64:
        return reflection.SetUInt64(&message, &field, Number());
      case FieldDescriptor::CPPTYPE_INT32:
        return reflection.SetInt32(&message, &field, static_cast<int32_t>(Number()));
      case FieldDescriptor::CPPTYPE_INT64:
        return reflection.SetInt64(&message, &field, static_cast<int64_t>(Number()));
      case FieldDescriptor::CPPTYPE_DOUBLE:
      case FieldDescriptor::CPPTYPE_FLOAT:
        return;  // No message has one.
    }
  }

  // Never zero, so that required numbers are kept.
  uint64_t Number() { return 1 + Below(20); }

  int EnumNumber(const FieldDescriptor& field) {
    if (filling_ == Filling::kWild) return static_cast<int>(Below(40));
    const google::protobuf::EnumDescriptor& type = *field.enum_type();
    return type.value(1 + static_cast<int>(Below(static_cast<uint64_t>(type.value_count()) - 1)))
        ->number();
  }

  std::string Text(const FieldDescriptor& field) {
    static constexpr std::array<std::string_view, 6> kWildTexts = {
        "", "x", "perché", " \n\t ", "<b>&amp;</b>", "una frase un poco più lunga delle altre"};
    static constexpr std::array<std::string_view, 4> kIds = {"a", "b", "c.1", "d-2"};
    static constexpr std::array<std::string_view, 9> kDates = {
        "2023-12-31", "2024-01-15", "2024-02-29", "2024-03",    "2024-06-30",
        "2024-06",    "2024-07-01", "2024-12-31", "2024"};
    static constexpr std::array<std::string_view, 5> kDecimals = {"0", "4.00", "100", "1357",
                                                                  "-0.5"};
    static constexpr std::array<std::string_view, 5> kPercents = {"0", "30", "50.5", "99.99",
                                                                  "100"};
    static constexpr std::array<std::string_view, 2> kDays = {"2024-03-19", "2024-11-07"};
    if (filling_ == Filling::kWild) return std::string(OneOf(kWildTexts));
    switch (RuleOf(field).form()) {
      case schema::v1::FORM_ID:
        return std::string(OneOf(kIds));
      case schema::v1::FORM_DATE:
        return std::string(OneOf(kDates));
      case schema::v1::FORM_DAY:
        return std::string(OneOf(kDays));
      case schema::v1::FORM_DECIMAL:
        return std::string(OneOf(kDecimals));
      case schema::v1::FORM_PERCENT:
        return std::string(OneOf(kPercents));
      case schema::v1::FORM_NAME:
        return "enti/demo/plans/2024/objectives/" + std::string(OneOf(kIds));
      case schema::v1::FORM_URI:
        return "https://example.org/atto-" + std::to_string(Below(9));
      case schema::v1::FORM_SHA256:
        return std::string(64, "0123456789abcdef"[Below(16)]);
      case schema::v1::FORM_UNSPECIFIED:
      case schema::v1::FORM_TEXT:
      case schema::v1::FORM_LABEL:
      case schema::v1::FORM_BYTES:
      case schema::v1::Form_INT_MIN_SENTINEL_DO_NOT_USE_:
      case schema::v1::Form_INT_MAX_SENTINEL_DO_NOT_USE_:
        return "testo " + std::to_string(Below(1000));
    }
    return {};
  }

  RandomEngine& random_;
  const Filling filling_;
};

// By the permanent numbers of Fact's kinds. A correction may be in any stream.
std::string StreamFor(int kind, RandomEngine& random) {
  static constexpr std::array<std::string_view, 3> kStreams = {
      "plans/2024/objectives/a", "plans/2024/objectives/b", "plans/2024/rounds/a"};
  if (kind < 20) return "ente";
  if (kind < 50) return "plans/2024";
  if (kind < 90) return std::string(kStreams[random() % 2]);
  if (kind < 100) return std::string(kStreams[2]);
  return std::string(kStreams[random() % kStreams.size()]);
}

}  // namespace

void FillAtRandom(Message& message, RandomEngine& random, Filling filling) {
  Filler(random, filling).Fill(message);
}

event::v1::Envelope AnyFact(RandomEngine& random, uint64_t position, Filling filling) {
  event::v1::Envelope fact;
  FillAtRandom(*fact.mutable_fact(), random, filling);
  FillAtRandom(*fact.mutable_evidence(), random, filling);
  FillAtRandom(*fact.mutable_actor(), random, filling);

  static constexpr std::array<std::string_view, 5> kDays = {"2024-01-31", "2024-06", "2024-06-01",
                                                            "2024-06-30", "2024"};
  static constexpr std::array<std::string_view, 3> kUnits = {"", "", "a"};
  fact.set_position(position);
  fact.set_ente("demo");
  fact.set_stream(StreamFor(static_cast<int>(fact.fact().kind_case()), random));
  fact.set_revision(position);
  fact.set_effective_on(std::string(kDays[random() % kDays.size()]));
  fact.set_unit(std::string(kUnits[random() % kUnits.size()]));
  fact.mutable_recorded_at()->set_seconds(1'704'096'000 + static_cast<int64_t>(position));
  return fact;
}

}  // namespace traguardo::testing

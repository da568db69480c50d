#include "services/api/wire_text.h"

#include <random>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "google/protobuf/descriptor.pb.h"
#include "gtest/gtest.h"
#include "services/api/wire_format.h"
#include "traguardo/api/v1/monitoring_service.pb.h"

namespace traguardo::api {
namespace {

using ::testing::Eq;
using ::testing::Optional;

const google::protobuf::Descriptor& Type() { return *v1::RecordFactsRequest::descriptor(); }

// RecordFactsRequest with a second command whose only proposal has this unit.
std::string RequestWithUnit(const std::string& unit) {
  std::string proposal;
  AppendBytesField(1, "enti/demo", proposal);
  AppendBytesField(2, unit, proposal);
  std::string command;
  AppendBytesField(2, proposal, command);
  std::string request;
  AppendBytesField(1, "", request);
  AppendBytesField(1, command, request);
  return request;
}

TEST(WireTextTest, FindsThePathOfATextThatIsNotUtf8) {
  const std::string bytes = RequestWithUnit("caff\xe8");
  v1::RecordFactsRequest request;
  EXPECT_FALSE(request.ParseFromString(bytes));
  EXPECT_THAT(FindInvalidText(bytes, Type()), Optional(Eq("commands[1].proposals[0].unit")));
}

// A control character is a text all the same, and a fault of its own; it hides none.
TEST(WireTextTest, LooksBeyondControlCharacters) {
  EXPECT_THAT(FindInvalidText(RequestWithUnit("\x01 caff\xe8"), Type()),
              Optional(Eq("commands[1].proposals[0].unit")));
  EXPECT_TRUE(IsUtf8("\x01 caffè"));
  EXPECT_TRUE(IsUtf8(""));
  EXPECT_FALSE(IsUtf8("\x01 caff\xe8"));
}

TEST(WireTextTest, FindsNothingInAWholeMessage) {
  EXPECT_EQ(FindInvalidText(RequestWithUnit("caffè"), Type()), std::nullopt);
  EXPECT_EQ(FindInvalidText("", Type()), std::nullopt);
}

TEST(WireTextTest, NeverReadsPastTheEnd) {
  const std::string bytes = RequestWithUnit("caff\xe8");
  for (size_t size = 0; size < bytes.size(); ++size) {
    FindInvalidText(std::string(bytes, 0, size), Type());
  }
  std::mt19937 random(20240630);
  for (int i = 0; i < 20000; ++i) {
    std::string noise(random() % 60, '\0');
    for (char& byte : noise) byte = static_cast<char>(random());
    FindInvalidText(noise, Type());
  }
}

// Nested deeper than protobuf takes: not followed for ever.
TEST(WireTextTest, IsBoundedInDepth) {
  const google::protobuf::Descriptor& recursive = *google::protobuf::DescriptorProto::descriptor();
  std::string bytes;
  AppendBytesField(google::protobuf::DescriptorProto::kNameFieldNumber, "caff\xe8", bytes);
  EXPECT_NE(FindInvalidText(bytes, recursive), std::nullopt);
  for (int i = 0; i < 5000; ++i) {
    std::string outer;
    AppendBytesField(google::protobuf::DescriptorProto::kNestedTypeFieldNumber, bytes, outer);
    bytes = std::move(outer);
  }
  EXPECT_EQ(FindInvalidText(bytes, recursive), std::nullopt);
}

}  // namespace
}  // namespace traguardo::api

// Server reflection, as a tool that has none of our files asks: which services there are, and the
// protos that describe them.

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/unknown_field_set.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/generic/generic_stub.h"
#include "gtest/gtest.h"
#include "services/api/wire_format.h"
#include "tests/services/api/api_fixture.h"

namespace traguardo::api::testing {
namespace {

using google::protobuf::UnknownFieldSet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kV1[] = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
constexpr char kV1Alpha[] = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";

// Numbers of the questions in a ServerReflectionRequest.
constexpr int kFileByFilename = 3;
constexpr int kFileContainingSymbol = 4;
constexpr int kFileContainingExtension = 5;
constexpr int kAllExtensionNumbersOfType = 6;
constexpr int kListServices = 7;

std::string Question(int number, const std::string& text) {
  std::string question;
  AppendBytesField(number, text, question);
  return question;
}

// The fields of a message by their numbers, whatever they are called.
std::vector<std::string> BytesOf(const std::string& message, int number) {
  UnknownFieldSet fields;
  EXPECT_TRUE(fields.ParseFromString(message));
  std::vector<std::string> bytes;
  for (int i = 0; i < fields.field_count(); ++i) {
    if (fields.field(i).number() == number) bytes.push_back(fields.field(i).length_delimited());
  }
  return bytes;
}
std::vector<uint64_t> NumbersOf(const std::string& message, int number) {
  UnknownFieldSet fields;
  EXPECT_TRUE(fields.ParseFromString(message));
  std::vector<uint64_t> numbers;
  for (int i = 0; i < fields.field_count(); ++i) {
    if (fields.field(i).number() == number) numbers.push_back(fields.field(i).varint());
  }
  return numbers;
}

class ReflectionTest : public ApiTest {
 protected:
  void SetUp() override {
    options_.reflection = true;
    Start();
  }

  struct Exchange {
    std::vector<std::string> answers;
    grpc::Status status;
  };
  // One question after the other, each answered before the next; then the caller has no more.
  Exchange Ask(const std::vector<std::string>& questions, const std::string& method = kV1Alpha,
               const std::string& token = "token-of-revisore") {
    grpc::GenericStub stub(Channel());
    grpc::ClientContext context;
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    grpc::CompletionQueue queue;
    const auto done = [&queue] {
      void* tag = nullptr;
      bool ok = false;
      return queue.Next(&tag, &ok) && ok;
    };
    const auto call = stub.PrepareCall(&context, method, &queue);
    call->StartCall(nullptr);
    Exchange exchange;
    bool goes_on = done();
    for (const std::string& question : questions) {
      if (!goes_on) break;
      const grpc::Slice slice(question);
      call->Write(grpc::ByteBuffer(&slice, 1), nullptr);
      grpc::ByteBuffer answer;
      goes_on = done();
      call->Read(&answer, nullptr);
      goes_on = done() && goes_on;
      if (!goes_on) break;
      grpc::Slice whole;
      EXPECT_TRUE(answer.DumpToSingleSlice(&whole).ok());
      exchange.answers.emplace_back(whole.begin(), whole.end());
    }
    call->WritesDone(nullptr);
    done();
    call->Finish(&exchange.status, nullptr);
    done();
    queue.Shutdown();
    return exchange;
  }
};

TEST_F(ReflectionTest, ListsTheServicesOfTheApi) {
  for (const char* method : {kV1, kV1Alpha}) {
    const Exchange exchange = Ask({Question(kListServices, "")}, method);
    ASSERT_TRUE(exchange.status.ok()) << exchange.status.error_message();
    ASSERT_THAT(exchange.answers, SizeIs(1));
    EXPECT_THAT(BytesOf(exchange.answers[0], 2), ElementsAre(Question(kListServices, "")));
    const auto list = BytesOf(exchange.answers[0], 6);
    ASSERT_THAT(list, SizeIs(1));
    std::vector<std::string> names;
    for (const std::string& service : BytesOf(list[0], 1)) names.push_back(BytesOf(service, 1)[0]);
    EXPECT_THAT(names,
                ElementsAre("traguardo.api.v1.AdminService", "traguardo.api.v1.MonitoringService",
                            "traguardo.api.v1.PlanService", "traguardo.api.v1.ProjectionService"));
  }
}

// What comes is enough to know every message, without a file of ours.
TEST_F(ReflectionTest, DescribesAServiceDownToItsLastField) {
  const Exchange exchange =
      Ask({Question(kFileContainingSymbol, "traguardo.api.v1.MonitoringService"),
           Question(kFileContainingSymbol, "traguardo.api.v1.MonitoringService.RecordProgress"),
           Question(kFileByFilename, "traguardo/api/v1/monitoring_service.proto")});
  ASSERT_TRUE(exchange.status.ok()) << exchange.status.error_message();
  ASSERT_THAT(exchange.answers, SizeIs(3));
  for (const std::string& answer : exchange.answers) {
    const auto response = BytesOf(answer, 4);
    ASSERT_THAT(response, SizeIs(1));
    google::protobuf::DescriptorPool pool;
    for (const std::string& bytes : BytesOf(response[0], 1)) {
      google::protobuf::FileDescriptorProto file;
      ASSERT_TRUE(file.ParseFromString(bytes));
      ASSERT_NE(pool.BuildFile(file), nullptr) << file.name();
    }
    const auto* method = pool.FindMethodByName("traguardo.api.v1.MonitoringService.RecordProgress");
    ASSERT_NE(method, nullptr);
    EXPECT_NE(method->input_type()->FindFieldByName("progress"), nullptr);
  }
}

TEST_F(ReflectionTest, KnowsTheExtensionsOfOptions) {
  constexpr char kFieldOptions[] = "google.protobuf.FieldOptions";
  const Exchange numbers = Ask({Question(kAllExtensionNumbersOfType, kFieldOptions)});
  ASSERT_THAT(numbers.answers, SizeIs(1));
  const auto response = BytesOf(numbers.answers[0], 5);
  ASSERT_THAT(response, SizeIs(1));
  EXPECT_THAT(BytesOf(response[0], 1), ElementsAre(kFieldOptions));
  const std::vector<uint64_t> extensions = NumbersOf(response[0], 2);
  ASSERT_THAT(extensions, SizeIs(1));  // traguardo.schema.v1.rule
  std::string extension;
  AppendBytesField(1, kFieldOptions, extension);
  AppendNumberField(2, extensions[0], extension);
  const Exchange file = Ask({Question(kFileContainingExtension, extension)});
  ASSERT_THAT(file.answers, SizeIs(1));
  EXPECT_THAT(BytesOf(file.answers[0], 4), SizeIs(1));
}

TEST_F(ReflectionTest, SaysWhatItDoesNotFindAndGoesOn) {
  const Exchange exchange = Ask({Question(kFileContainingSymbol, "traguardo.api.v1.Nessuno"),
                                 Question(kFileByFilename, "/etc/passwd"),
                                 Question(kAllExtensionNumbersOfType, "Nessuno"),
                                 Question(kFileContainingExtension, "\xff\xff"), "",
                                 Question(99, "?"), Question(kListServices, "")});
  ASSERT_TRUE(exchange.status.ok()) << exchange.status.error_message();
  ASSERT_THAT(exchange.answers, SizeIs(7));
  for (size_t i = 0; i < 6; ++i) {
    const auto error = BytesOf(exchange.answers[i], 7);
    ASSERT_THAT(error, SizeIs(1)) << i;
    EXPECT_THAT(NumbersOf(error[0], 1), ElementsAre(5u));  // NOT_FOUND
  }
  EXPECT_THAT(BytesOf(exchange.answers[6], 6), SizeIs(1));
}

TEST_F(ReflectionTest, RefusesWhatIsNoQuestion) {
  EXPECT_EQ(Trouble(Ask({"\xff\xff\xff"}).status).reason, "MESSAGE_MALFORMED");
  EXPECT_EQ(Trouble(Ask({Question(kFileByFilename, std::string(5000, 'x'))}).status).reason,
            "MESSAGE_TOO_LARGE");
  EXPECT_EQ(Trouble(Ask({Question(kListServices, "")}, kV1, "").status).reason, "UNAUTHENTICATED");
}

TEST_F(ReflectionTest, IsThereOnlyWhenItIsAskedFor) {
  Stop();
  options_.reflection = false;
  Start();
  const Exchange exchange = Ask({Question(kListServices, "")});
  EXPECT_THAT(exchange.answers, IsEmpty());
  EXPECT_EQ(Trouble(exchange.status).reason, "METHOD_UNKNOWN");
}

}  // namespace
}  // namespace traguardo::api::testing

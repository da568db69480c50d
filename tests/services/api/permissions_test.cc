// Every method of every service has a rule, and no role can do what is not written down.

#include "services/api/permissions.h"

#include <map>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/api/admin/admin_methods.h"
#include "services/api/commands/command_methods.h"
#include "services/api/commands/record_facts.h"
#include "services/api/reads/read_methods.h"
#include "services/api/reads/watch_handler.h"
#include "traguardo/api/v1/admin_service.pb.h"
#include "traguardo/api/v1/monitoring_service.pb.h"
#include "traguardo/api/v1/plan_service.pb.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::api {
namespace {

using event::v1::Fact;
using event::v1::Role;

struct Served {
  Access access;
  const google::protobuf::Descriptor* request;
  bool stream;
};

std::map<std::string, Served> ServedMethods() {
  MethodTable table;
  AddCommandMethods(CommandParts{}, table);
  table.Add(RecordFactsMethod(CommandParts{}));
  AddReadMethods(ReadParts{}, table);
  table.Add(WatchMethod(ReadParts{}));
  AddAdminMethods(AdminParts{}, table);
  std::map<std::string, Served> served;
  for (const UnaryMethod& method : table.unary_methods()) {
    const bool is_new =
        served
            .emplace(method.name,
                     Served{method.access, method.request_prototype->GetDescriptor(), false})
            .second;
    EXPECT_TRUE(is_new) << method.name << " is served twice";
  }
  for (const StreamMethod& method : table.stream_methods()) {
    const bool is_new =
        served
            .emplace(method.name,
                     Served{method.access, method.request_prototype->GetDescriptor(), true})
            .second;
    EXPECT_TRUE(is_new) << method.name << " is served twice";
  }
  return served;
}

TEST(PermissionsTest, EveryMethodOfEveryServiceIsServedAndHasARule) {
  std::map<std::string, Served> served = ServedMethods();
  for (const auto* file :
       {v1::DraftPlanRequest::descriptor()->file(), v1::RecordProgressRequest::descriptor()->file(),
        v1::GetOverviewRequest::descriptor()->file(), v1::ListEntiRequest::descriptor()->file()}) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const auto* method = file->service(s)->method(m);
        const std::string name = file->service(s)->full_name() + "/" + method->name();
        const auto found = served.find(name);
        ASSERT_NE(found, served.end()) << name << " is not served";
        EXPECT_NE(found->second.access, Access::kUnspecified) << name << " has no rule";
        EXPECT_EQ(found->second.request, method->input_type()) << name;
        EXPECT_EQ(found->second.stream, method->client_streaming() || method->server_streaming())
            << name;
        served.erase(found);
      }
    }
  }
  for (const auto& [name, unused] : served) ADD_FAILURE() << name << " is in no service";
}

TEST(PermissionsTest, NobodyMayDoWhatHasNoRule) {
  for (int role = event::v1::Role_MIN; role <= event::v1::Role_MAX; ++role) {
    EXPECT_FALSE(MayCall(static_cast<Role>(role), Access::kUnspecified)) << role;
    EXPECT_FALSE(MayRecord(static_cast<Role>(role), Fact::KIND_NOT_SET)) << role;
  }
  for (const Role unknown : {event::v1::ROLE_UNSPECIFIED, static_cast<Role>(99)}) {
    EXPECT_FALSE(MayCall(unknown, Access::kAnyCaller));
    EXPECT_FALSE(MayCall(unknown, Access::kRead));
    EXPECT_FALSE(MayRecord(unknown, Fact::kProgressRecorded));
    EXPECT_FALSE(MayWriteOnBehalf(unknown));
  }
}

TEST(PermissionsTest, OnlyTheAdministratorRunsTheServerAndRegistersEnti) {
  for (int i = event::v1::Role_MIN; i <= event::v1::Role_MAX; ++i) {
    const auto role = static_cast<Role>(i);
    const bool administrator = role == event::v1::ROLE_AMMINISTRATORE;
    EXPECT_EQ(MayCall(role, Access::kAdminister), administrator) << i;
    EXPECT_EQ(MayRecord(role, Fact::kEnteRegistered), administrator) << i;
  }
}

TEST(PermissionsTest, EveryRoleKeepsToItsKindsOfFact) {
  EXPECT_TRUE(MayRecord(event::v1::ROLE_SEGRETARIO, Fact::kPlanAdopted));
  EXPECT_TRUE(MayRecord(event::v1::ROLE_SEGRETARIO, Fact::kProgressRecorded));
  EXPECT_FALSE(MayRecord(event::v1::ROLE_OPERATORE, Fact::kConsentGiven));
  EXPECT_TRUE(MayRecord(event::v1::ROLE_OPERATORE, Fact::kProgressRecorded));
  EXPECT_TRUE(MayRecord(event::v1::ROLE_RESPONSABILE, Fact::kScostamentoRecorded));
  EXPECT_FALSE(MayRecord(event::v1::ROLE_RESPONSABILE, Fact::kFinalResultAssessed));
  EXPECT_FALSE(MayRecord(event::v1::ROLE_RESPONSABILE, Fact::kPlanAdopted));
  EXPECT_TRUE(MayRecord(event::v1::ROLE_NUCLEO, Fact::kFinalResultAssessed));
  EXPECT_FALSE(MayRecord(event::v1::ROLE_NUCLEO, Fact::kProgressRecorded));
  EXPECT_TRUE(MayRecord(event::v1::ROLE_ORGANO_POLITICO, Fact::kRipianificazioneApproved));
  EXPECT_FALSE(MayRecord(event::v1::ROLE_ORGANO_POLITICO, Fact::kProgressRecorded));
  for (const Role reader : {event::v1::ROLE_COLLABORATORE, event::v1::ROLE_REVISORE}) {
    EXPECT_TRUE(MayCall(reader, Access::kRead));
    EXPECT_FALSE(MayCall(reader, Access::kRecord));
    EXPECT_FALSE(MayRecord(reader, Fact::kProgressRecorded));
    EXPECT_FALSE(MayRecord(reader, Fact::kFactCorrected));
  }
}

}  // namespace
}  // namespace traguardo::api

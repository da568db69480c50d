#include "services/api/principals_file.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/api/authenticator.h"
#include "services/api/messages/bilingual_error.h"
#include "tests/testing/status_matchers.h"

namespace traguardo::api {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::Not;
using ::testing::StartsWith;
using testing::StatusIs;

const std::string kDigest(64, 'a');

std::string File(const std::string& principal) { return R"({"principals": [)" + principal + "]}"; }

std::string Principal(const std::string& id, const std::string& digest,
                      const std::string& role = "SEGRETARIO",
                      const std::string& enti = R"(["demo"])") {
  return R"({"id": ")" + id + R"(", "token_sha256": ")" + digest + R"(", "role": ")" + role +
         R"(", "enti": )" + enti + "}";
}

TEST(PrincipalsFileTest, ReadsWhatItWrites) {
  auto principals =
      ParsePrincipals(File(Principal("segretario", kDigest) + "," +
                           Principal("admin", std::string(64, 'B'), "AMMINISTRATORE", R"(["*"])")));
  ASSERT_THAT(principals, IsOk());
  ASSERT_EQ(principals->size(), 2u);
  const Caller& first = (*principals)[0].caller;
  EXPECT_EQ(first.principal, "segretario");
  EXPECT_EQ(first.role, event::v1::ROLE_SEGRETARIO);
  EXPECT_THAT(first.enti, ElementsAre("demo"));
  EXPECT_TRUE(first.HasEnte("demo"));
  EXPECT_FALSE(first.HasEnte("altro"));
  EXPECT_TRUE((*principals)[1].caller.HasEnte("altro"));

  auto again = ParsePrincipals(FormatPrincipals(*principals));
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(FormatPrincipals(*again), FormatPrincipals(*principals));
  EXPECT_EQ((*again)[1].token_digest, (*principals)[1].token_digest);
}

struct Wrong {
  std::string json;
  std::string where;
};

TEST(PrincipalsFileTest, NamesWhatIsWrongAndWhere) {
  const std::string other(64, 'b');
  for (const Wrong& wrong : {
           Wrong{"", "JSON"},
           Wrong{"{", "JSON"},
           Wrong{"{}", "principals"},
           Wrong{R"({"principals": {}})", "principals"},
           Wrong{File("3"), "entry 1 (line 1): must be an object"},
           Wrong{File(R"({"id": "a"})"), "entry 1 (line 1): role: "},
           Wrong{File(Principal("Tizio", kDigest)), "entry 1 (line 1): id: "},
           Wrong{File(Principal("a", "zz")), "entry 1 (line 1): token_sha256: "},
           Wrong{File(Principal("a", std::string(64, 'g'))), "entry 1 (line 1): token_sha256: "},
           Wrong{File(Principal("a", kDigest, "SINDACO")), "entry 1 (line 1): role: "},
           Wrong{File(Principal("a", kDigest, "UNSPECIFIED")), "entry 1 (line 1): role: "},
           Wrong{File(Principal("a", kDigest, "NUCLEO", R"("demo")")),
                 "entry 1 (line 1): enti: must be a list"},
           Wrong{File(Principal("a", kDigest, "NUCLEO", "[1]")), "enti: every ente must be a text"},
           Wrong{File(Principal("a", kDigest, "NUCLEO", R"(["*"])")), "AMMINISTRATORE only"},
           Wrong{File(Principal("a", kDigest, "NUCLEO", R"(["x", "x"])")), "twice"},
           Wrong{File(Principal("a", kDigest, "NUCLEO", R"(["Demo"])")),
                 "enti: \"Demo\" is no id of an ente"},
           Wrong{File(Principal("a", kDigest) + "," + Principal("a", other)),
                 "entry 2 (line 1): id: is that of entry 1 too"},
           Wrong{File(Principal("a", kDigest) + "," + Principal("b", kDigest)),
                 "entry 2 (line 1): token_sha256: is that of entry 1 too"},
           Wrong{File(R"({"id": "a", "password": "x"})"), "unknown field"},
       }) {
    EXPECT_THAT(ParsePrincipals(wrong.json),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(wrong.where)))
        << wrong.json;
  }
}

// As FormatPrincipals writes it, and as people do.
TEST(PrincipalsFileTest, SaysOnWhichLineAnEntryBegins) {
  const std::string other(64, 'b');
  const std::string text =
      "{\n  \"note\": [[\"principals\", {}], \"\\\"principals\"],\n\n  \"principals\": [\n    " +
      Principal("a", kDigest) + ",\n    {\n      \"id\": \"b\", \"token_sha256\": \"" + other +
      "\",\n      \"role\": \"SINDACO\", \"enti\": [\"demo\"]\n    }\n  ]\n}\n";
  const absl::Status wrong = ParsePrincipals(text).status();
  EXPECT_THAT(wrong, StatusIs(absl::StatusCode::kInvalidArgument,
                              StartsWith("entry 2 (line 6): role: \"SINDACO\" is no role")));
  EXPECT_THAT(MessageIn(wrong, Language::kItalian),
              StartsWith("voce 2 (riga 6): role: \"SINDACO\" non è un ruolo"));
}

TEST(PrincipalsFileTest, SaysOnWhichLineItIsNoJson) {
  const std::string other(64, 'b');
  // The comma between two entries is what a hand forgets.
  const std::string text =
      "{\"principals\": [\n" + Principal("a", kDigest) + "\n" + Principal("b", other) + "\n]}\n";
  const absl::Status wrong = ParsePrincipals(text).status();
  EXPECT_THAT(wrong, StatusIs(absl::StatusCode::kInvalidArgument,
                              AllOf(StartsWith("line 3: not valid JSON: "), Not(HasSubstr("\n")))));
  EXPECT_THAT(MessageIn(wrong, Language::kItalian), StartsWith("riga 3: non è JSON valido: "));
  // What the parser says of an end that comes too early points behind the text.
  EXPECT_THAT(ParsePrincipals("{").status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("not valid JSON")));
}

class AuthenticatorTest : public ::testing::Test {
 protected:
  static api::Principal With(const std::string& id, const std::string& token) {
    api::Principal principal;
    principal.caller = {.principal = id, .role = event::v1::ROLE_NUCLEO, .enti = {"demo"}};
    principal.token_digest = Sha256({token});
    return principal;
  }

  const Authenticator authenticator_{{With("one", "first-token"), With("two", "second-token")}};
};

TEST_F(AuthenticatorTest, KnowsCallersByTheirToken) {
  ASSERT_NE(authenticator_.Authenticate("Bearer first-token"), nullptr);
  EXPECT_EQ(authenticator_.Authenticate("Bearer first-token")->principal, "one");
  EXPECT_EQ(authenticator_.Authenticate("bearer second-token")->principal, "two");
}

TEST_F(AuthenticatorTest, KnowsNobodyElse) {
  const std::string digest(ViewOf(Sha256({std::string_view("first-token")})));
  for (const std::string& header :
       {std::string(), std::string("Bearer"), std::string("Bearer "), std::string("first-token"),
        std::string("Basic first-token"), std::string("Bearer first-toke"),
        std::string("Bearer first-token "), "Bearer " + digest,
        "Bearer " + std::string(5000, 'x')}) {
    EXPECT_EQ(authenticator_.Authenticate(header), nullptr) << header.substr(0, 40);
  }
}

}  // namespace
}  // namespace traguardo::api

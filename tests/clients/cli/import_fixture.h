// A server that keeps commands in memory, for importing a year and exporting it again.

#ifndef TRAGUARDO_TESTS_CLIENTS_CLI_IMPORT_FIXTURE_H_
#define TRAGUARDO_TESTS_CLIENTS_CLI_IMPORT_FIXTURE_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "clients/document/entry_command.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/program_run.h"
#include "traguardo/api/v1/monitoring_service.pb.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::cli {

// Takes everything but facts that say "rifiutami", which it refuses; repeats known answers.
class ImportTest : public ::testing::Test {
 protected:
  ImportTest() {
    server_.On("RecordFacts", [this](const std::string& bytes) { return Record(bytes); });
    server_.On("ListFacts", [this](const std::string& bytes) { return ListFacts(bytes); });
  }

  FakeAnswer Record(const std::string& bytes) {
    api::v1::RecordFactsRequest request;
    request.ParseFromString(bytes);
    api::v1::RecordFactsResponse response;
    for (const api::v1::Command& command : request.commands()) {
      if (answered_before_break_ == 0) {
        return {.status = grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no")};
      }
      --answered_before_break_;
      RecordOne(command, *response.add_results());
    }
    return {.messages = {response.SerializeAsString()}, .goes_on = true};
  }

  void RecordOne(const api::v1::Command& command, api::v1::CommandResult& result) {
    const std::string& id = command.header().request_id();
    result.set_request_id(id);
    const std::string said = command.ShortDebugString();
    const bool must_wait = said.find("aspetta") != std::string::npos && waits_ > 0;
    if (must_wait) --waits_;
    if (must_wait || said.find("rifiutami") != std::string::npos) {
      result.mutable_refusal()->set_code(9);
      result.mutable_refusal()->set_message("non va bene");
      google::rpc::ErrorInfo info;
      info.set_domain("traguardo");
      info.set_reason("OBJECTIVE_UNKNOWN");
      result.mutable_refusal()->add_details()->PackFrom(info);
      if (must_wait || busy_times_ > 0) {
        if (!must_wait) --busy_times_;
        result.mutable_refusal()->add_details()->PackFrom(google::rpc::RetryInfo());
      }
      return;
    }
    auto known = positions_.find(id);
    if (known == positions_.end()) {
      known = positions_.emplace(id, log_.size() + 1).first;
      for (int i = 0; i < command.proposals_size(); ++i) {
        const auto& proposal = command.proposals(i);
        auto& envelope = log_.emplace_back();
        envelope.set_position(log_.size());
        envelope.set_command_hash(document::CommandHash(id));
        envelope.set_stream(
            proposal.target().substr(std::min<size_t>(proposal.target().size(), 10)));
        if (envelope.stream().empty()) envelope.set_stream("ente");
        envelope.set_effective_on(proposal.effective_on().empty() ? command.header().effective_on()
                                                                  : proposal.effective_on());
        envelope.mutable_actor()->set_principal("segretario");
        envelope.mutable_actor()->set_on_behalf_of(command.header().on_behalf_of());
        envelope.set_command_index(static_cast<uint32_t>(i));
        envelope.set_unit(proposal.unit());
        if (proposal.has_evidence()) {
          *envelope.mutable_evidence() = proposal.evidence();
        } else if (command.header().has_evidence()) {
          *envelope.mutable_evidence() = command.header().evidence();
        }
        *envelope.mutable_fact() = proposal.fact();
      }
    }
    result.mutable_outcome()->set_first_position(known->second);
    result.mutable_outcome()->set_position(known->second +
                                           static_cast<uint64_t>(command.proposals_size()) - 1);
  }

  // Two facts a page, so that paging is walked. Others record in other years of the ente, too.
  FakeAnswer ListFacts(const std::string& bytes) {
    api::v1::ListFactsRequest request;
    request.ParseFromString(bytes);
    if (log_.empty()) return {.status = grpc::Status(grpc::StatusCode::NOT_FOUND, "no ente")};
    api::v1::ListFactsResponse response;
    response.set_position(log_.size());
    const bool of_ente = request.name() == "enti/demo";
    const std::string below = of_ente ? "ente" : request.name().substr(10);
    const uint64_t known_at =
        request.known_at().empty() ? log_.back().position() : std::stoul(request.known_at());
    size_t next = request.page_token().empty() ? 0 : std::stoul(request.page_token());
    for (; next < log_.size() && response.facts_size() < 2; ++next) {
      if (log_[next].stream().starts_with(below) && log_[next].position() <= known_at) {
        auto& fact = *response.add_facts();
        *fact.mutable_envelope() = log_[next];
        fact.set_private_part_withdrawn(withdrawn_.contains(log_[next].position()));
      }
    }
    if (next < log_.size()) response.set_next_page_token(std::to_string(next));
    return {.messages = {response.SerializeAsString()}};
  }

  RunResult RunVerb(const std::vector<std::string>& arguments, const std::string& in = "") {
    return RunProgramWith(arguments, {.in = in, .server = &server_});
  }

  static std::string Document(const std::string& entries) {
    return "ente: demo\nyear: 2025\neffectiveOn: 2025-01-07\nentries:\n" + entries;
  }
  static std::string Progress(const std::string& percent, const std::string& note) {
    return "  - effectiveOn: 2025-06-30\n    objective: ob-1\n    fact: {progressRecorded: "
           "{percent: " +
           percent + ", note: " + note + "}}\n";
  }

  FakeServer server_;
  std::map<std::string, uint64_t> positions_;
  std::vector<event::v1::Envelope> log_;
  std::set<uint64_t> withdrawn_;  // positions
  int busy_times_ = 0;
  int waits_ = 0;  // so often what says "aspetta" is refused for now
  int answered_before_break_ = 1 << 20;
};

}  // namespace traguardo::cli

#endif  // TRAGUARDO_TESTS_CLIENTS_CLI_IMPORT_FIXTURE_H_

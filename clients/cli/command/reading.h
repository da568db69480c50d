// What all verbs that read have in common: the moment asked for, and lists that come in pages.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_READING_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_READING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/command/session.h"
#include "clients/cli/command/verb.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::cli {

// --as-of, --known-at and --min-position as the settings have them. Who asks only what was known on
// a day wants to see things as they stood on that day, so --known-at gives the day too where it is
// one.
void FillMoment(const Session& session, api::v1::Moment* moment);
std::string AskedDay(const Session& session);

// "al 2025-06-30, noto al 2025-07-15": the moment that an answer for `day` speaks of.
std::string MomentText(const Session& session, const std::string& day);

// For people only: a line that says of which moment the rows below are, where it is not the present
// one; `day` as the answer has it, empty where it does not say.
void ShowMoment(Session& session, const std::string& day);

// The same for facts, which are of no day: as of when they were known.
void ShowFactsKnownAt(Session& session);

// The argument "plan" of verbs that read a whole plan.
void AddPlanArgument(Verb& verb, std::string* plan);
// --objective: rows of these objectives only. May be given several times.
void AddObjectives(Verb& verb, std::vector<std::string>* objectives);
// How many rows at most, from 1; without it all of them, for which `limit` stays 0.
void AddLimit(Verb& verb, uint64_t* limit);

// For people and on `err`: the limit left rows out.
void NoteMoreRows(Session& session, uint64_t limit);

// All pages of a list as one response: later pages are merged into the first. `limit` 0: all rows.
// Nothing when a call failed: then it was shown.
template <typename Stub, typename Request, typename Response>
std::optional<Response> ListAll(Session& session, Stub& (client::Connection::*stub)() const,
                                client::UnaryMethod<Stub, Request, Response> method,
                                Request request, uint64_t limit, int (*rows)(const Response&)) {
  constexpr uint32_t kPage = 500;
  Response all;
  for (;;) {
    const auto seen = static_cast<uint64_t>(rows(all));
    const uint64_t wanted = limit == 0 ? kPage : limit - seen;
    request.set_page_size(static_cast<uint32_t>(wanted < kPage ? wanted : kPage));
    auto page = session.Call(stub, method, request);
    if (!page.has_value()) return std::nullopt;
    request.set_page_token(page->next_page_token());
    all.MergeFrom(*page);
    if (request.page_token().empty() || (limit != 0 && static_cast<uint64_t>(rows(all)) >= limit)) {
      // Merging keeps a token of an earlier page; on the last one there is none.
      all.set_next_page_token(request.page_token());
      if (!request.page_token().empty()) NoteMoreRows(session, limit);
      return all;
    }
  }
}

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_READING_H_

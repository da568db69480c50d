// One run of the program: settings, the connection made from them, and how results and errors are
// shown. Belongs to one thread.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_SESSION_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_SESSION_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "clients/cli/command/exit_code.h"
#include "clients/cli/command/option_names.h"
#include "clients/cli/command/settings.h"
#include "clients/cli/screen/table.h"
#include "clients/cli/screen/text.h"
#include "clients/cpp/call.h"
#include "clients/cpp/connection.h"
#include "google/protobuf/message.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::cli {

class Session {
 public:
  // `settings` may still change while options are taken, before the first call.
  Session(std::shared_ptr<Settings> settings, Environment& environment)
      : settings_(std::move(settings)), environment_(environment) {}

  Settings& settings() { return *settings_; }
  const Settings& settings() const { return *settings_; }
  Environment& environment() { return environment_; }
  Language language() const { return settings_->language; }
  std::string_view Say(const Text& text) const { return text.In(settings_->language); }
  // What the options of this run are called, for errors that name fields.
  OptionNames& option_names() { return option_names_; }

  // What facts are called in words: the table stands with the verbs, above this folder.
  using DescribeFact = std::function<std::string(const event::v1::Fact& fact, Language language)>;
  void DescribeFactsBy(DescribeFact describe) { describe_fact_ = std::move(describe); }
  std::string FactText(const event::v1::Fact& fact) const {
    return describe_fact_ ? describe_fact_(fact, language()) : "";
  }

  // Null when there is no token that could be one, or the address is not one a token may travel to;
  // said on `err`.
  const client::Connection* Connect();
  // Without credentials, for those few calls that need none. Null when the address is none.
  const client::Connection* ConnectWithoutToken();

  // An answer, or nothing: then the error was shown and exit_code() says how to end.
  template <typename Stub, typename Request, typename Response>
  std::optional<Response> Call(Stub& (client::Connection::*stub)() const,
                               client::UnaryMethod<Stub, Request, Response> method,
                               const Request& request) {
    const client::Connection* connection = Connect();
    if (connection == nullptr) return std::nullopt;
    auto reply = client::Call(*connection, (connection->*stub)(), method, request);
    if (auto* response = std::get_if<Response>(&reply)) return std::move(*response);
    Fail(std::get<client::CallError>(reply));
    return std::nullopt;
  }

  // Shows what went wrong on `err` and returns the exit code, which exit_code() repeats.
  int Fail(ExitCode code, const std::string& message);
  // `request_id` of a command, which is said with every error that leaves its fate unknown; empty
  // for reads.
  int Fail(const client::CallError& error, const std::string& request_id = "");
  int exit_code() const { return static_cast<int>(exit_code_); }

  // A line on `out`, or on `err`.
  void Line(const std::string& text);
  void Note(const std::string& text);

  // `message` as JSON, or `table` as a table or CSV, as --format says.
  int Show(const google::protobuf::Message& message, const Table& table);
  // What came out, in one sentence for people; for programs as Show() has it.
  int ShowSentence(const std::string& sentence, const google::protobuf::Message& message,
                   const Table& table);
  // Only for people: a title, in as many lines as it takes.
  void Heading(const std::string& title);
  // Only for people: a title and a table below it; nothing when the table is empty.
  void Section(const std::string& title, const Table& table);

 private:
  struct Token {
    std::string text;
    // The option, variable or file it was found in.
    std::string source;
  };
  // The token, from wherever it is given first: typed, in the environment, in the usual file.
  // Nothing where there is none that could be one: said on `err`.
  std::optional<Token> FindToken();
  // What the server said, and about which options.
  void ShowWords(const client::CallError& error, ExitCode code);

  std::shared_ptr<Settings> settings_;
  Environment& environment_;
  OptionNames option_names_;
  DescribeFact describe_fact_;
  std::unique_ptr<client::Connection> connection_;
  ExitCode exit_code_ = ExitCode::kDone;
};

// How an error ends the program.
ExitCode ExitCodeOf(const client::CallError& error);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_SESSION_H_

#include "clients/cli/command/session.h"

#include <algorithm>
#include <fstream>
#include <ostream>
#include <vector>

#include "clients/cli/screen/display_width.h"
#include "clients/cli/screen/messages.h"
#include "clients/document/message_to_yaml.h"

namespace traguardo::cli {
namespace {

std::string Trimmed(std::string text) {
  const auto space = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  while (!text.empty() && space(text.back())) text.pop_back();
  size_t first = 0;
  while (first < text.size() && space(text[first])) ++first;
  return text.substr(first);
}

// Longer than any token; what is no text may have no end of a line for gigabytes.
constexpr size_t kMaxTokenLine = 4096;

constexpr Text kEmptyToken{"la chiave d'accesso in {} è vuota.", "the token in {} is empty."};
constexpr Text kNoTokenAtAll{
    "{} non contiene una chiave d'accesso: una chiave è una riga di lettere, cifre e segni senza "
    "accenti.",
    "{} holds no token: a token is one line of letters, digits and signs without accents."};
constexpr Text kNoAddress{
    "--server (o TRAGUARDO_SERVER): \"{}\" non è un indirizzo; si scrive 127.0.0.1:7450, con una "
    "porta da 1 a 65535.",
    "--server (or TRAGUARDO_SERVER): \"{}\" is no address; write it as 127.0.0.1:7450, with a port "
    "from 1 to 65535."};

// The first line; nothing when there is none to read.
std::optional<std::string> ReadToken(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kMaxTokenLine, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  if (text.empty()) return std::nullopt;
  return Trimmed(text.substr(0, text.find('\n')));
}

}  // namespace

ExitCode ExitCodeOf(const client::CallError& error) {
  if (!client::IsRefusal(error)) return ExitCode::kUnreachable;
  if (error.code == grpc::StatusCode::UNAUTHENTICATED ||
      error.code == grpc::StatusCode::PERMISSION_DENIED) {
    return ExitCode::kNotAllowed;
  }
  return error.code == grpc::StatusCode::NOT_FOUND ? ExitCode::kNotFound : ExitCode::kRefused;
}

std::optional<Session::Token> Session::FindToken() {
  const Settings& given = *settings_;
  Token token;
  if (given.typed_token.has_value()) {
    token = {Trimmed(*given.typed_token), "--token"};
  } else if (!given.typed_token_file.has_value() && !given.token.empty()) {
    token = {Trimmed(given.token), "TRAGUARDO_TOKEN"};
  } else {
    const std::string named = given.typed_token_file.value_or(given.token_file);
    const bool is_named = given.typed_token_file.has_value() || !named.empty();
    token.source = is_named ? named : DefaultTokenFile(environment_);
    const auto read = ReadToken(token.source);
    if (!read.has_value()) {
      is_named ? Fail(ExitCode::kFile, Fill(Say(messages::kTokenFileUnreadable), token.source))
               : Fail(ExitCode::kNotAllowed, Fill(Say(messages::kNoToken), token.source));
      return std::nullopt;
    }
    token.text = *read;
  }
  // Said before any call: the transport knows no gentler way than to end the program.
  const bool is_sendable = client::IsSendableToken(token.text);
  if (is_sendable && !token.text.empty()) return token;
  Fail(ExitCode::kNotAllowed, Fill(Say(is_sendable ? kEmptyToken : kNoTokenAtAll), token.source));
  return std::nullopt;
}

const client::Connection* Session::Connect() {
  if (connection_ != nullptr) return connection_.get();
  const std::optional<Token> token = FindToken();
  if (!token.has_value()) return nullptr;
  if (environment_.channel == nullptr && client::IsServerAddress(settings_->server) &&
      !client::IsLoopback(settings_->server)) {
    Fail(ExitCode::kUsage, Fill(Say(messages::kNotLoopback), settings_->server));
    return nullptr;
  }
  settings_->token = token->text;
  return ConnectWithoutToken();
}

const client::Connection* Session::ConnectWithoutToken() {
  if (connection_ != nullptr) return connection_.get();
  if (environment_.channel == nullptr && !client::IsServerAddress(settings_->server)) {
    Fail(ExitCode::kUsage, Fill(Say(kNoAddress), OneLine(settings_->server)));
    return nullptr;
  }
  client::ConnectionOptions options{
      .server = settings_->server,
      .token = settings_->token,
      .language = language() == Language::kEnglish ? "en" : "it",
      .deadline = absl::Seconds(settings_->deadline_seconds),
  };
  connection_ =
      environment_.channel == nullptr
          ? std::make_unique<client::Connection>(std::move(options))
          : std::make_unique<client::Connection>(std::move(options), environment_.channel);
  return connection_.get();
}

void Session::Line(const std::string& text) { environment_.out << text << "\n"; }

void Session::Note(const std::string& text) { environment_.err << text << "\n"; }

int Session::Fail(ExitCode code, const std::string& message) {
  exit_code_ = code;
  Note("traguardo: " + message);
  return exit_code();
}

int Session::Fail(const client::CallError& error, const std::string& request_id) {
  const ExitCode code = ExitCodeOf(error);
  if (client::IsUnreachable(error)) {
    Fail(code, Fill(Say(messages::kUnreachable), settings_->server));
  } else if (error.code == grpc::StatusCode::DEADLINE_EXCEEDED && error.reason.empty()) {
    Fail(code,
         std::string(Say(request_id.empty() ? messages::kDeadlineRead : messages::kDeadline)));
  } else {
    ShowWords(error, code);
  }
  if (!request_id.empty() && !client::IsRefusal(error)) {
    Note("  " + Fill(Say(client::IsUnreachable(error) ? messages::kFateUnknownIfSent
                                                      : messages::kFateUnknown),
                     request_id));
  }
  return exit_code();
}

void Session::ShowWords(const client::CallError& error, ExitCode code) {
  std::string message = OneLine(option_names_.InMessage(error));
  if (message.empty()) {
    message = Fill(Say(messages::kSilentServer), std::to_string(static_cast<int>(error.code)));
  }
  Fail(code, error.reason.empty() ? message : message + " [" + error.reason + "]");
  for (const client::FieldProblem& field : error.fields) {
    // The message names the first few fields itself.
    if (error.message.find(field.description) != std::string::npos) continue;
    Note("  " + OneLine(option_names_.OptionFor(field.field)) + ": " + OneLine(field.description));
  }
}

int Session::Show(const google::protobuf::Message& message, const Table& table) {
  switch (settings_->format) {
    case Format::kJson:
      environment_.out << document::MessageToJson(message);
      return 0;
    case Format::kCsv:
      environment_.out << FormatCsv(table);
      return 0;
    case Format::kTable:
      if (table.rows.empty()) {
        Line(std::string(Say(messages::kNothing)));
        return 0;
      }
      environment_.out << FormatTable(table, {.language = language(),
                                              .coloured = settings_->coloured,
                                              .screen_width = environment_.screen_width});
      return 0;
  }
  return 0;
}

int Session::ShowSentence(const std::string& sentence, const google::protobuf::Message& message,
                          const Table& table) {
  if (settings_->format != Format::kTable) return Show(message, table);
  Line(sentence);
  return 0;
}

void Session::Heading(const std::string& title) {
  const size_t width = environment_.screen_width;
  const std::vector<std::string> lines =
      width == 0 ? std::vector{title} : WrapWords(title, std::max<size_t>(width, 2));
  for (const std::string& line : lines) {
    Line(Coloured(line, Tone::kStrong, settings_->coloured));
  }
}

void Session::Section(const std::string& title, const Table& table) {
  if (table.rows.empty()) return;
  Line("");
  Heading(title);
  environment_.out << FormatTable(table, {.language = language(),
                                          .coloured = settings_->coloured,
                                          .screen_width = environment_.screen_width});
}

}  // namespace traguardo::cli

#include "services/api/messages/reason_text.h"
#include "services/api/messages/texts.h"

namespace traguardo::api {
namespace {

constexpr ReasonText kTexts[] = {
    {v1::ERROR_REASON_FIELD_INVALID,
     "The request was not taken: {problems}. Correct it and send it again."},
    {v1::ERROR_REASON_MESSAGE_TOO_LARGE,
     "The message has {size} bytes, the limit is {limit}. Split it into several requests."},
    {v1::ERROR_REASON_MESSAGE_MALFORMED,
     "The bytes received are not a message of this type. Check the version of the program that "
     "sent them."},
    {v1::ERROR_REASON_TEXT_NOT_UTF8,
     "The text of the field \"{field:field}\" is not UTF-8. Correct the encoding and send it "
     "again."},
    {v1::ERROR_REASON_UNAUTHENTICATED,
     "Credentials missing or unknown. Give a valid token: authorization: Bearer TOKEN."},
    {v1::ERROR_REASON_PERMISSION_DENIED,
     "The role {role:word} does not allow this[ for the ente {ente}]. Ask the segretario of the "
     "ente, "
     "or whoever runs the server."},
    {v1::ERROR_REASON_REQUEST_ID_REUSED,
     "This request id was used before with other content; nothing was recorded. Choose a new id "
     "for new content."},
    {v1::ERROR_REASON_QUEUE_FULL,
     "The queue of this ente is full; nothing was recorded. Wait a moment and send the same "
     "request again."},
    {v1::ERROR_REASON_LOG_CLOSED_FOR_WRITING,
     "The log takes no more writes after a disk error; the command may have been recorded. Call "
     "whoever runs the server: it must be restarted. After the restart send the request again with "
     "the same id, to know."},
    {v1::ERROR_REASON_SHUTTING_DOWN,
     "The server is stopping. Connect again shortly and repeat the same request."},
    {v1::ERROR_REASON_VIEW_BEHIND,
     "The views are at position {position} and did not reach {min_position} in time. Repeat the "
     "request."},
    {v1::ERROR_REASON_TOKEN_INVALID,
     "The token is not valid for this caller, ente or filter. Start again without a token."},
    {v1::ERROR_REASON_WATCHER_TOO_SLOW,
     "Updates were not read and the watch was cut. Resume it with the last token received."},
    {v1::ERROR_REASON_NOT_FOUND,
     "There is nothing under the name \"{name}\"[ at that moment: {moment}]. Check the name."},
    {v1::ERROR_REASON_METHOD_UNKNOWN,
     "The server does not know the method \"{method}\". Check the version of the program."},
    {v1::ERROR_REASON_DATA_LOSS,
     "Stored data did not verify. Call whoever runs the server: \"traguardod check\" says which."},
    {v1::ERROR_REASON_COMMAND_SHAPE,
     "The command cannot be recorded like this[: it mixes the enti {ente} and {other}][: proposal "
     "{too_large} is too large for the log]. Split it into several commands."},
    {v1::ERROR_REASON_DEADLINE_EXCEEDED,
     "The time given to the request is over. To know whether a command was recorded, send it again "
     "with the same id."},
    {v1::ERROR_REASON_TOO_MANY_STREAMS,
     "The server has as many open streams as it takes. Try again shortly."},
    {v1::ERROR_REASON_TIME_INVALID,
     "The moment \"{value}\" is not valid[: the log ends at position {head}]. For how "
     "things stood give a day (2024-06-30); for what was known, a position, an instant "
     "(2024-06-30T12:00:00Z) or a day."},
    {v1::ERROR_REASON_INTERNAL,
     "Something failed in the server. Repeat the same request; if it happens again, call whoever "
     "runs the server."},
    {v1::ERROR_REASON_SERVER_BUSY,
     "The server has as many requests under way as it takes. Try again shortly."},
    {v1::ERROR_REASON_ALREADY_RUNNING,
     "This work is running already, and is done one at a time. Wait for its end."},
    {v1::ERROR_REASON_DISK_ALMOST_FULL,
     "The server's disk is almost full; nothing was recorded. What is recorded stays and can be "
     "read. Call whoever runs the server: once there is room, recording goes on by itself."},
    {v1::ERROR_REASON_CLOCK_BEHIND_LOG,
     "The server's clock is behind the last recorded fact; nothing was recorded. Call whoever runs "
     "the server: the time has to be set right."},
};

}  // namespace

std::string_view ServerTextEn(v1::ErrorReason reason) { return TextOf(reason, kTexts); }

std::string_view FieldTextEn(domain::FieldViolationKind kind) {
  using domain::FieldViolationKind;
  switch (kind) {
    case FieldViolationKind::kRequired:
      return "is required and missing";
    case FieldViolationKind::kNoCase:
      return "must name one of its alternatives";
    case FieldViolationKind::kTooLong:
      return "has {actual} bytes, the limit is {limit}";
    case FieldViolationKind::kTooManyItems:
      return "has {actual} elements, the limit is {limit}";
    case FieldViolationKind::kInvalidUtf8:
      return "is not UTF-8 from byte {actual} on";
    case FieldViolationKind::kControlCharacter:
      return "holds a control character at byte {actual}";
    case FieldViolationKind::kDirectionControl:
      return "holds at byte {actual} an invisible character that turns the direction of writing: "
             "type it anew";
    case FieldViolationKind::kSeveralLines:
      return "must be one line: there is a line end or tab at byte {actual}";
    case FieldViolationKind::kDateSyntax:
      return "{value} is not a date like 2024-06-30, 2024-06 or 2024";
    case FieldViolationKind::kDateYearOutOfRange:
      return "{value} is outside the years that are taken, 1900 to 2199";
    case FieldViolationKind::kDateDoesNotExist:
      return "{value} does not exist in the calendar";
    case FieldViolationKind::kDateNotADay:
      return "{value} is not enough: a day is needed, like 2024-06-30";
    case FieldViolationKind::kDecimalSyntax:
      return "{value} is not a number like -12.50";
    case FieldViolationKind::kDecimalComma:
      return "{value} has a comma: write a point, like 12.50";
    case FieldViolationKind::kDecimalTooManyDigits:
      return "{value} has too many digits: at most 18, of which 9 after the point";
    case FieldViolationKind::kPercentOutOfRange:
      return "{value} is not between 0 and 100";
    case FieldViolationKind::kIdSyntax:
      return "{value} is no identifier: small letters, digits, point, dash and underscore, at most "
             "60 characters, the first a letter or digit";
    case FieldViolationKind::kNameSyntax:
      return "{value} is not a name like enti/demo/plans/2024/objectives/ob-1: it is made of ids "
             "(small letters, digits, point, dashes), not of codes or titles";
    case FieldViolationKind::kUriSyntax:
      return "{value} is not an address like https://comune.example/atto.pdf";
    case FieldViolationKind::kSha256Syntax:
      return "must have 64 hexadecimal digits";
    case FieldViolationKind::kEnumUnknown:
      return "has the value {actual}, which this server does not know";
    case FieldViolationKind::kUnknownField:
      return "holds field number {actual}, which this server does not know: update the server, or "
             "use a program of its version";
  }
  return {};
}

}  // namespace traguardo::api

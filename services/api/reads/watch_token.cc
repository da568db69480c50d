#include "services/api/reads/watch_token.h"

namespace traguardo::api {

std::string SealWatchToken(const WatchToken& token, const Sealer& sealer,
                           const SealBinding& binding) {
  return sealer.Seal(TokenWriter()
                         .Number(token.position)
                         .Number(static_cast<uint64_t>(token.day))
                         .Text(token.cursor)
                         .bytes(),
                     binding);
}

std::optional<WatchToken> OpenWatchToken(std::string_view text, const Sealer& sealer,
                                         const SealBinding& binding) {
  const auto state = sealer.Open(text, binding);
  if (!state.has_value()) return std::nullopt;
  TokenReader reader(*state);
  WatchToken token;
  token.position = reader.Number();
  token.day = static_cast<domain::DayNumber>(reader.Number());
  token.cursor = reader.Text();
  if (!reader.AtEnd()) return std::nullopt;
  return token;
}

}  // namespace traguardo::api

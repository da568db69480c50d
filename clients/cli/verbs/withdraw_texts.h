// traguardo facts withdraw-texts.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_WITHDRAW_TEXTS_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_WITHDRAW_TEXTS_H_

#include "clients/cli/command/verb.h"

namespace traguardo::cli {

void AddWithdrawTexts(Verb group);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_WITHDRAW_TEXTS_H_

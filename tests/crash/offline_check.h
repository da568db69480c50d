// Everything that can be proved about the files of a server that is not running.

#ifndef TRAGUARDO_TESTS_CRASH_OFFLINE_CHECK_H_
#define TRAGUARDO_TESTS_CRASH_OFFLINE_CHECK_H_

#include <string>

#include "tests/crash/command_ledger.h"

namespace traguardo::crash {

// Walks log, indexes and tree with the product's checker, compares the log with the ledger, and the
// live views with views that are built anew up to the same position. Changes no file below
// `data_directory`; `scratch_directory` is emptied. What is wrong becomes a violation.
void CheckOffline(const std::string& data_directory, const std::string& scratch_directory,
                  CommandLedger& ledger);

}  // namespace traguardo::crash

#endif  // TRAGUARDO_TESTS_CRASH_OFFLINE_CHECK_H_

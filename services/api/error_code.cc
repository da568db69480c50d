#include "services/api/error_code.h"

#include <array>
#include <string>

#include "absl/strings/str_cat.h"

namespace traguardo::api {
namespace {

constexpr std::string_view kPrefix = "ERROR_REASON_";

}  // namespace

google::rpc::Code CodeOf(domain::RefusalReason reason) {
  using domain::RefusalReason;
  switch (reason) {
    case RefusalReason::kCommandEmpty:
    case RefusalReason::kCommandTooLarge:
    case RefusalReason::kFactMissing:
    case RefusalReason::kFieldInvalid:
    case RefusalReason::kReasonMissing:
    case RefusalReason::kActMissing:
    case RefusalReason::kStreamMismatch:
    case RefusalReason::kUnitNotExpected:
    case RefusalReason::kEffectiveDateMissing:
    case RefusalReason::kEffectiveDateOutsidePlan:
    case RefusalReason::kPeriodEndsBeforeStart:
    case RefusalReason::kPeriodIncomplete:
    case RefusalReason::kActorMissing:
    case RefusalReason::kOrganisationChangeEmpty:
    case RefusalReason::kDuplicateId:
    case RefusalReason::kOrganisationCycle:
    case RefusalReason::kTermsOutOfOrder:
    case RefusalReason::kScopeWithoutWeightSumPolicy:
    case RefusalReason::kScopeWeightsContradictory:
    case RefusalReason::kActDiffersFromAmendment:
    case RefusalReason::kCarriedOverFromLaterYear:
    case RefusalReason::kAggregateWithoutFigure:
    case RefusalReason::kReachedExceedsAssigned:
    case RefusalReason::kDenominatorZero:
    case RefusalReason::kDenominatorNegative:
    case RefusalReason::kAmountNegative:
    case RefusalReason::kWeightNegative:
    case RefusalReason::kUnitMissing:
    case RefusalReason::kDeadlineBeforePlanYear:
    case RefusalReason::kPeriodOutsidePlanYear:
    case RefusalReason::kDeadlineOutsidePeriod:
    case RefusalReason::kSeasonalWindowsOverlap:
    case RefusalReason::kPhaseWeightsNotHundred:
    case RefusalReason::kPhasePercentNotRising:
    case RefusalReason::kIndicatorTargetMissing:
    case RefusalReason::kIndicatorTargetNotFitting:
    case RefusalReason::kGateNamesItself:
    case RefusalReason::kGateCycle:
    case RefusalReason::kMeasurementNotFitting:
    case RefusalReason::kIncomingEqualsOutgoing:
    case RefusalReason::kResultWithoutFigure:
    case RefusalReason::kResultNegative:
    case RefusalReason::kResultTooLarge:
    case RefusalReason::kDelayNegative:
    case RefusalReason::kChangeRepeated:
    case RefusalReason::kDropNotAlone:
    case RefusalReason::kRoundDueBeforeReference:
    case RefusalReason::kCorrectedFactOfOtherEnte:
    case RefusalReason::kCorrectedFactInOtherStream:
    case RefusalReason::kCorrectionOfCorrection:
    case RefusalReason::kCorrectionNotAlone:
    case RefusalReason::kOnBehalfOfOneself:
      return google::rpc::INVALID_ARGUMENT;
    case RefusalReason::kEffectiveDateInFuture:
    case RefusalReason::kEffectiveDateNotOver:
    case RefusalReason::kActInFuture:
    case RefusalReason::kActBeforeWhatItDecides:
    case RefusalReason::kDateInFuture:
    case RefusalReason::kDatedBeforeWhatItFollows:
    case RefusalReason::kUnitNotValid:
    case RefusalReason::kUnitHasUnitsBelow:
    case RefusalReason::kConsentNotGiven:
    case RefusalReason::kRuleSetMissing:
    case RefusalReason::kRuleSetVersionNotNext:
    case RefusalReason::kObjectivesContradictRuleSet:
    case RefusalReason::kPlanNotAdopted:
    case RefusalReason::kDefinitionFixedByAdoption:
    case RefusalReason::kAmendmentMissing:
    case RefusalReason::kPlanWithoutObjectives:
    case RefusalReason::kWeightsNotTotal:
    case RefusalReason::kLatenessReasonMissing:
    case RefusalReason::kAmendmentBeforeAdoption:
    case RefusalReason::kObjectiveRemoved:
    case RefusalReason::kObjectiveNamedByGate:
    case RefusalReason::kWeightMissing:
    case RefusalReason::kWeightInUnweightedScope:
    case RefusalReason::kUnitNotOfObjective:
    case RefusalReason::kPhaseConventionMismatch:
    case RefusalReason::kObjectiveExcluded:
    case RefusalReason::kObjectiveDropped:
    case RefusalReason::kObjectiveAssessed:
    case RefusalReason::kObjectiveAlreadySuspended:
    case RefusalReason::kObjectiveNotSuspended:
    case RefusalReason::kObjectiveAlreadyExcluded:
    case RefusalReason::kOutgoingNotResponsible:
    case RefusalReason::kIncomingAlreadyResponsible:
    case RefusalReason::kScostamentoClosed:
    case RefusalReason::kObjectiveWithoutDeadline:
    case RefusalReason::kMeasureSettled:
    case RefusalReason::kScostamentoNotReplanned:
    case RefusalReason::kRipianificazioneDecided:
    case RefusalReason::kChangeWithoutEffect:
    case RefusalReason::kRoundClosed:
    case RefusalReason::kNothingDueInRound:
    case RefusalReason::kObjectiveNotDueFromResponsabile:
    case RefusalReason::kReportNotSubmitted:
    case RefusalReason::kConsuntivoVersionNotNext:
    case RefusalReason::kFrozenPositionInvalid:
    case RefusalReason::kFrozenPositionInsideCommand:
    case RefusalReason::kConsuntivoNotFrozen:
    case RefusalReason::kConsuntivoVersionNotCurrent:
    case RefusalReason::kFrozenPositionDiffers:
    case RefusalReason::kConsuntivoNotApproved:
    case RefusalReason::kConsuntivoAwaitsValidation:
    case RefusalReason::kConsuntivoNotValidated:
    case RefusalReason::kRelazioneNotPublished:
    case RefusalReason::kYearClosed:
    case RefusalReason::kStructuralFactNotCorrectable:
    case RefusalReason::kCorrectedFactHasFollowers:
      return google::rpc::FAILED_PRECONDITION;
    case RefusalReason::kEnteNotRegistered:
    case RefusalReason::kUnitUnknown:
    case RefusalReason::kStrategicNodeUnknown:
    case RefusalReason::kPositionUnknown:
    case RefusalReason::kPlanNotDrafted:
    case RefusalReason::kScopeUnknown:
    case RefusalReason::kObjectiveUnknown:
    case RefusalReason::kGateObjectiveUnknown:
    case RefusalReason::kIndicatorUnknown:
    case RefusalReason::kPhaseUnknown:
    case RefusalReason::kMilestoneUnknown:
    case RefusalReason::kScostamentoUnknown:
    case RefusalReason::kMeasureUnknown:
    case RefusalReason::kRipianificazioneUnknown:
    case RefusalReason::kRoundUnknown:
    case RefusalReason::kCorrectedFactUnknown:
      return google::rpc::NOT_FOUND;
    case RefusalReason::kEnteAlreadyRegistered:
    case RefusalReason::kConsentAlreadyGiven:
    case RefusalReason::kPlanAlreadyDrafted:
    case RefusalReason::kPlanAlreadyAdopted:
    case RefusalReason::kAlreadyCarriedOver:
    case RefusalReason::kObjectiveAlreadyDefined:
    case RefusalReason::kMilestoneAlreadyReached:
    case RefusalReason::kSegnalazioneExists:
    case RefusalReason::kScostamentoExists:
    case RefusalReason::kMeasureExists:
    case RefusalReason::kRipianificazioneExists:
    case RefusalReason::kRoundExists:
    case RefusalReason::kReportAlreadySubmitted:
    case RefusalReason::kConsuntivoAlreadyApproved:
    case RefusalReason::kConsuntivoAlreadyValidated:
    case RefusalReason::kValidationAlreadyRefused:
    case RefusalReason::kRelazioneAlreadyPublished:
    case RefusalReason::kFactAlreadyCorrected:
      return google::rpc::ALREADY_EXISTS;
    case RefusalReason::kRevisionMismatch:
      return google::rpc::ABORTED;
    case RefusalReason::kRoleMayNotRecord:
    case RefusalReason::kOperatorWithoutConsent:
    case RefusalReason::kNotResponsible:
    case RefusalReason::kNucleoNotNamed:
    case RefusalReason::kOwnObjectiveAssessed:
      return google::rpc::PERMISSION_DENIED;
  }
  return google::rpc::UNKNOWN;
}

google::rpc::Code CodeOf(v1::ErrorReason reason) {
  struct ReasonCode {
    v1::ErrorReason reason;
    google::rpc::Code code;
  };
  static constexpr ReasonCode kCodes[] = {
      {v1::ERROR_REASON_FIELD_INVALID, google::rpc::INVALID_ARGUMENT},
      {v1::ERROR_REASON_MESSAGE_TOO_LARGE, google::rpc::RESOURCE_EXHAUSTED},
      {v1::ERROR_REASON_MESSAGE_MALFORMED, google::rpc::INVALID_ARGUMENT},
      {v1::ERROR_REASON_TEXT_NOT_UTF8, google::rpc::INVALID_ARGUMENT},
      {v1::ERROR_REASON_UNAUTHENTICATED, google::rpc::UNAUTHENTICATED},
      {v1::ERROR_REASON_PERMISSION_DENIED, google::rpc::PERMISSION_DENIED},
      {v1::ERROR_REASON_REQUEST_ID_REUSED, google::rpc::ALREADY_EXISTS},
      {v1::ERROR_REASON_QUEUE_FULL, google::rpc::RESOURCE_EXHAUSTED},
      {v1::ERROR_REASON_LOG_CLOSED_FOR_WRITING, google::rpc::UNAVAILABLE},
      {v1::ERROR_REASON_SHUTTING_DOWN, google::rpc::UNAVAILABLE},
      {v1::ERROR_REASON_VIEW_BEHIND, google::rpc::UNAVAILABLE},
      {v1::ERROR_REASON_TOKEN_INVALID, google::rpc::INVALID_ARGUMENT},
      {v1::ERROR_REASON_WATCHER_TOO_SLOW, google::rpc::ABORTED},
      {v1::ERROR_REASON_NOT_FOUND, google::rpc::NOT_FOUND},
      {v1::ERROR_REASON_METHOD_UNKNOWN, google::rpc::UNIMPLEMENTED},
      {v1::ERROR_REASON_DATA_LOSS, google::rpc::DATA_LOSS},
      {v1::ERROR_REASON_COMMAND_SHAPE, google::rpc::INVALID_ARGUMENT},
      {v1::ERROR_REASON_DEADLINE_EXCEEDED, google::rpc::DEADLINE_EXCEEDED},
      {v1::ERROR_REASON_TOO_MANY_STREAMS, google::rpc::RESOURCE_EXHAUSTED},
      {v1::ERROR_REASON_TIME_INVALID, google::rpc::INVALID_ARGUMENT},
      {v1::ERROR_REASON_INTERNAL, google::rpc::INTERNAL},
      {v1::ERROR_REASON_SERVER_BUSY, google::rpc::RESOURCE_EXHAUSTED},
      {v1::ERROR_REASON_ALREADY_RUNNING, google::rpc::ABORTED},
      {v1::ERROR_REASON_DISK_ALMOST_FULL, google::rpc::RESOURCE_EXHAUSTED},
      {v1::ERROR_REASON_CLOCK_BEHIND_LOG, google::rpc::FAILED_PRECONDITION},
  };
  for (const ReasonCode& entry : kCodes) {
    if (entry.reason == reason) return entry.code;
  }
  return google::rpc::UNKNOWN;
}

v1::ErrorReason ErrorReasonOf(domain::RefusalReason reason) {
  static const auto* const twins = [] {
    auto* reasons = new std::array<v1::ErrorReason, domain::kRefusalReasonCount>;
    for (int i = 0; i < domain::kRefusalReasonCount; ++i) {
      const std::string_view name =
          domain::RefusalReasonName(static_cast<domain::RefusalReason>(i));
      v1::ErrorReason twin = v1::ERROR_REASON_UNSPECIFIED;
      v1::ErrorReason_Parse(absl::StrCat(std::string(kPrefix), std::string(name)), &twin);
      (*reasons)[i] = twin;
    }
    return reasons;
  }();
  return (*twins)[static_cast<int>(reason)];
}

std::string_view ReasonName(v1::ErrorReason reason) {
  return std::string_view(v1::ErrorReason_Name(reason)).substr(kPrefix.size());
}

}  // namespace traguardo::api

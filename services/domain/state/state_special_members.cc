// Construction, copying and comparing of the state's larger parts. All of it is what the compiler
// would write, but written once: instantiating these containers anew in every source that sees a
// state was a third of the whole build.

#include "services/domain/state/state.h"

namespace traguardo::domain {

UnitResult::UnitResult() = default;
UnitResult::UnitResult(const UnitResult&) = default;
UnitResult::UnitResult(UnitResult&&) noexcept = default;
UnitResult& UnitResult::operator=(const UnitResult&) = default;
UnitResult& UnitResult::operator=(UnitResult&&) noexcept = default;
UnitResult::~UnitResult() = default;
bool operator==(const UnitResult&, const UnitResult&) = default;

Scostamento::Scostamento() = default;
Scostamento::Scostamento(const Scostamento&) = default;
Scostamento::Scostamento(Scostamento&&) noexcept = default;
Scostamento& Scostamento::operator=(const Scostamento&) = default;
Scostamento& Scostamento::operator=(Scostamento&&) noexcept = default;
Scostamento::~Scostamento() = default;
bool operator==(const Scostamento&, const Scostamento&) = default;

Objective::Objective() = default;
Objective::Objective(const Objective&) = default;
Objective::Objective(Objective&&) noexcept = default;
Objective& Objective::operator=(const Objective&) = default;
Objective& Objective::operator=(Objective&&) noexcept = default;
Objective::~Objective() = default;
bool operator==(const Objective&, const Objective&) = default;

Round::Round() = default;
Round::Round(const Round&) = default;
Round::Round(Round&&) noexcept = default;
Round& Round::operator=(const Round&) = default;
Round& Round::operator=(Round&&) noexcept = default;
Round::~Round() = default;
bool operator==(const Round&, const Round&) = default;

ConsuntivoVersion::ConsuntivoVersion() = default;
ConsuntivoVersion::ConsuntivoVersion(const ConsuntivoVersion&) = default;
ConsuntivoVersion::ConsuntivoVersion(ConsuntivoVersion&&) noexcept = default;
ConsuntivoVersion& ConsuntivoVersion::operator=(const ConsuntivoVersion&) = default;
ConsuntivoVersion& ConsuntivoVersion::operator=(ConsuntivoVersion&&) noexcept = default;
ConsuntivoVersion::~ConsuntivoVersion() = default;
bool operator==(const ConsuntivoVersion&, const ConsuntivoVersion&) = default;

PlanYear::PlanYear() = default;
PlanYear::PlanYear(const PlanYear&) = default;
PlanYear::PlanYear(PlanYear&&) noexcept = default;
PlanYear& PlanYear::operator=(const PlanYear&) = default;
PlanYear& PlanYear::operator=(PlanYear&&) noexcept = default;
PlanYear::~PlanYear() = default;
bool operator==(const PlanYear&, const PlanYear&) = default;

EnteBase::EnteBase() = default;
EnteBase::EnteBase(const EnteBase&) = default;
EnteBase::EnteBase(EnteBase&&) noexcept = default;
EnteBase& EnteBase::operator=(const EnteBase&) = default;
EnteBase& EnteBase::operator=(EnteBase&&) noexcept = default;
EnteBase::~EnteBase() = default;
bool operator==(const EnteBase&, const EnteBase&) = default;

Ente::Ente() = default;
Ente::Ente(const Ente&) = default;
Ente::Ente(Ente&&) noexcept = default;
Ente& Ente::operator=(const Ente&) = default;
Ente& Ente::operator=(Ente&&) noexcept = default;
Ente::~Ente() = default;
bool operator==(const Ente&, const Ente&) = default;

}  // namespace traguardo::domain

// When a fact holds and who recorded it, kept small: every entry of the state has one of these.
//
// The fold does not depend on the order in which facts arrive. Each register of the state keeps the
// FactOrder of the fact that set it, and a later one wins: (first day of effective_on, position).
// Positions are unique in the log, so there are no ties, and meeting a fact twice changes nothing.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATE_FACT_ORDER_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATE_FACT_ORDER_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "services/domain/state/frozen.h"
#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::domain {

struct FactOrder {
  // First day of effective_on.
  DayNumber day = 0;
  DatePrecision precision = DatePrecision::kDay;
  // 0: no fact.
  uint64_t position = 0;

  bool is_set() const { return position != 0; }
  // Last day of effective_on. What is said of a month was so by its end, as far as anybody can
  // tell: whether something came in time is asked of this day.
  DayNumber last_day() const;
  // effective_on as it was recorded, with its precision; empty when there is no fact.
  std::string EffectiveOn() const;
  // The same as a date; none when there is no fact.
  std::optional<CivilDate> Date() const;

  friend bool operator==(const FactOrder&, const FactOrder&) = default;
  friend std::strong_ordering operator<=>(const FactOrder& a, const FactOrder& b) {
    if (auto by_day = a.day <=> b.day; by_day != 0) return by_day;
    return a.position <=> b.position;
  }
};

// Of any envelope, also of one that no Decide would have accepted: a date that does not exist
// counts as the first day of 1900.
FactOrder OrderOf(const event::v1::Envelope& fact);

// Three ids that repeat together all over an ente; held once per ente (see Ente::actors).
struct ActorNames {
  std::string principal;
  std::string on_behalf_of;
  // Who answered for the objective on the day the fact speaks of; of a fact that is about none,
  // empty.
  std::string responsabile_then;

  friend auto operator<=>(const ActorNames&, const ActorNames&) = default;
};

// Who said it, and when it became known. What view.v1.Provenance shows.
struct Provenance {
  FactOrder order;
  // Seconds since the epoch, UTC.
  int64_t recorded_at_seconds = 0;
  Frozen<ActorNames> actor;

  bool is_set() const { return order.is_set(); }
  uint64_t position() const { return order.position; }
  const std::string& principal() const { return actor->principal; }
  const std::string& on_behalf_of() const { return actor->on_behalf_of; }
  const std::string& responsabile_then() const { return actor->responsabile_then; }

  friend bool operator==(const Provenance&, const Provenance&) = default;
};

// A value that later facts replace.
template <typename T>
struct Register {
  FactOrder order;
  T value{};

  bool is_set() const { return order.is_set(); }
  // True when `candidate` is the later one and has taken the place.
  bool Offer(const FactOrder& by, T candidate) {
    if (is_set() && by <= order) return false;
    order = by;
    value = std::move(candidate);
    return true;
  }

  friend bool operator==(const Register&, const Register&) = default;
};

// The same for values whose author and time of recording a view shows.
template <typename T>
struct Attributed {
  Provenance by;
  T value{};

  bool is_set() const { return by.is_set(); }
  const FactOrder& order() const { return by.order; }
  bool Offer(const Provenance& provenance, T candidate) {
    if (is_set() && provenance.order <= by.order) return false;
    by = provenance;
    value = std::move(candidate);
    return true;
  }

  friend bool operator==(const Attributed&, const Attributed&) = default;
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATE_FACT_ORDER_H_

//! Prospects: where they come from, what we know of whether they can become clients, and how far they are
//! (`DOMAIN.md` 14).
//!
//! A prospect has at least one source, five answers (need twice: of use and of standing; ability, authority,
//! access) and a stage. Nobody deletes one that does not answer: it is parked, with a reason and a day on
//! which to look again.
//!
//! `ability` and `authority` read facts and roles as evidence for two of the answers; `time_in_stage` counts days.
//!
//! Reading order: `words` → `qualification` → `next_question` → `endless_chain` (does each talk lead on) →
//! `referral_graph` (who opens doors) → `source_yield` (what a source brings and costs) → `next_effort` → `win_chance` →
//! `calibration` (did chances come true) → `spotter_fees` → `spotter_dues` (what is to be paid of them) →
//! `spotter_checks` (what is looked at before); `ways_in` (who of us is received); `asking` (whom to ask for a name
//! today); `reading` (what is to be read today); `capture` reads a jotted line, `pasted` one of a pasted list;
//! `rhythm` says how often one is meant to be spoken with.

mod ability;
mod asking;
mod authority;
mod calibration;
mod capture;
mod endless_chain;
mod next_effort;
mod next_question;
mod observations;
mod pasted;
mod qualification;
mod reading;
mod referral_graph;
mod rhythm;
mod source_yield;
mod spotter_accrual;
mod spotter_checks;
mod spotter_dues;
mod spotter_fees;
mod time_in_stage;
mod ways_in;
mod win_chance;
mod words;

pub use ability::{AbilityFact, AbilitySuggestion, FactKind, ability};
pub use asking::{
    ASKING_DAYS, Asking, AskingFacts, AskingKind, AskingObstacle, AskingSort, AskingState, LedOn,
    OurWord, SurveyWord, asking,
};
pub use authority::may_decide;
pub use calibration::{
    Calibration, ChanceMethod, FeatureHalves, Halves, ReasonsTried, better, calibration, outcomes,
    reasons_tried,
};
pub use capture::{Captured, captured};
pub use endless_chain::{
    Asked, Contact, Generation, Link, MATURITY_DAYS, Member, Reproduction, broke_at,
    expected_in_generation, expected_total, extinction, extinction_observed, generations,
    mean_names, reproduction,
};
pub use next_effort::{Gain, gain, larger_first};
pub use next_question::{Expectation, NextQuestion, cheapest_order, expected_cost, next_question};
pub use observations::ObservationState;
pub use pasted::{Pasted, pasted};
pub use qualification::{Answers, Part, Qualification, Verdict, qualify};
pub use reading::{LATE_DAYS_MAX, PublicationKind, READING_EVERY_DAYS, ReadingDue, reading_due};
pub use referral_graph::{CREDIT_DAYS, DISCOUNT, Referral, ReferralGraph};
pub use rhythm::{
    COLD_DAYS, CONTACTED_DAYS, NEW_DAYS, PROMISING_DAYS, ProspectClass, ProspectRhythmRule,
    ProspectSilence,
};
pub use source_yield::{
    Prior, SOURCES_LEAST, Tally, UnitCost, Yield, prior, source_yield, unit_cost,
};
pub use spotter_accrual::{AccrualMonth, MonthStanding, accrual};
pub use spotter_checks::{CheckVerdict, SpotterCheck, spotter_checks};
pub use spotter_dues::{FeeAmounts, FeeKind, NameDays, SpotterKind, due, earned, fee_state};
pub use spotter_fees::{
    FeeFacts, FeeTerms, Fees, SpotterFacts, SpotterObstacle, against_name, against_payment,
    clawback, fees,
};
pub use time_in_stage::{days_in_stages, days_since};
pub use ways_in::{WARM_DAYS, Way, WayKind, best_first, of_better_standing};
pub use win_chance::{
    Decile, Enough, Forecast, Model, Outcome, Outcomes, WinChance, brier, reliability,
};
pub use words::{Answer, LossReason, Question, SourceKind, Stage};

#[cfg(test)]
mod tests;

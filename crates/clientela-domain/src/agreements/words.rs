//! The words of agreements.

use crate::execution::{Dimension, Metric};
use crate::obligations::{ObligationKind, coded};

coded! {
    /// How far an agreement is.
    AgreementState {
        /// Being written.
        Draft = "draft", "agreement-state-draft";
        /// Put before the client.
        Offered = "offered", "agreement-state-offered";
        /// Both sides are bound.
        InForce = "in_force", "agreement-state-in-force";
        /// No longer.
        Ended = "ended", "agreement-state-ended";
        /// Written down by mistake.
        Withdrawn = "withdrawn", "agreement-state-withdrawn";
    }
}

impl AgreementState {
    /// May an agreement go from here to there?
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use AgreementState as S;
        matches!(
            (self, next),
            (S::Draft, S::Offered | S::InForce | S::Withdrawn)
                | (S::Offered, S::Draft | S::InForce | S::Ended | S::Withdrawn)
                | (S::InForce, S::Ended | S::Withdrawn)
                | (S::Ended, S::InForce | S::Withdrawn)
                | (S::Withdrawn, S::Draft)
        )
    }
}

coded! {
    /// Whether a version of the terms needs the director.
    ApprovalState {
        /// Within the limits.
        NotNeeded = "not_needed", "approval-not-needed";
        /// Waits for a decision.
        Waiting = "waiting", "approval-waiting";
        /// Approved.
        Approved = "approved", "approval-approved";
        /// Refused.
        Refused = "refused", "approval-refused";
    }
}

impl ApprovalState {
    /// Terms of this kind may bind us.
    #[must_use]
    pub const fn is_free(self) -> bool {
        matches!(self, Self::NotNeeded | Self::Approved)
    }
}

/// The kind of obligation that follows from a clause about this side of the work.
#[must_use]
pub const fn obligation_kind(dimension: Dimension) -> ObligationKind {
    match dimension {
        Dimension::Quality => ObligationKind::Quality,
        Dimension::Delivery => ObligationKind::Delivery,
        Dimension::Deadline => ObligationKind::Deadline,
        Dimension::Service => ObligationKind::Service,
    }
}

/// In what a promise is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricUnit {
    /// A share, written in per cent; more is better.
    Share,
    /// Pieces in a million; less is better.
    PerMillion,
    /// Working days; less is better.
    Days,
    /// A plain number: nobody measures it here.
    Number,
}

/// In what a metric is counted; without one, people tell.
#[must_use]
pub const fn metric_unit(metric: Option<Metric>) -> MetricUnit {
    match metric {
        None => MetricUnit::Number,
        Some(Metric::DefectsPerMillion) => MetricUnit::PerMillion,
        Some(Metric::ComplaintDays) => MetricUnit::Days,
        Some(_) => MetricUnit::Share,
    }
}

coded! {
    /// For which span of days a clause is measured.
    ClausePeriod {
        /// A month of the calendar.
        Month = "month", "period-month";
        /// A quarter.
        Quarter = "quarter", "period-quarter";
        /// A half of a year.
        HalfYear = "half_year", "period-half-year";
        /// A year.
        Year = "year", "period-year";
    }
}

coded! {
    /// Who measures.
    Measurer {
        /// We do.
        Us = "us", "measurer-us";
        /// The client does.
        Them = "them", "measurer-them";
        /// Somebody else does.
        Third = "third", "measurer-third";
    }
}

coded! {
    /// A step of a negotiation.
    RoundKind {
        /// An offer.
        Offer = "offer", "round-offer";
        /// An answer with other terms.
        CounterOffer = "counter_offer", "round-counter-offer";
        /// Something given up in return for something.
        Concession = "concession", "round-concession";
    }
}

coded! {
    /// What the firm limits.
    LimitKind {
        /// Discount, in per cent.
        Discount = "discount", "limit-discount";
        /// Days until payment.
        Payment = "payment", "limit-payment";
        /// Credit given.
        Credit = "credit", "limit-credit";
        /// Guarantee given.
        Guarantee = "guarantee", "limit-guarantee";
    }
}

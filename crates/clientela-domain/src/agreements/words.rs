//! The words of agreements.

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

coded! {
    /// What a clause is about.
    Dimension {
        /// That goods are as good as was said.
        Quality = "quality", "clause-dimension-quality";
        /// That all of it comes.
        Delivery = "delivery", "clause-dimension-delivery";
        /// That it comes in time.
        Deadline = "deadline", "clause-dimension-deadline";
        /// What is done around it.
        Service = "service", "clause-dimension-service";
        /// Anything else.
        Other = "other", "clause-dimension-other";
    }
}

impl Dimension {
    /// The kind of obligation that follows from a clause about this.
    #[must_use]
    pub const fn obligation(self) -> ObligationKind {
        match self {
            Self::Quality => ObligationKind::Quality,
            Self::Delivery => ObligationKind::Delivery,
            Self::Deadline => ObligationKind::Deadline,
            Self::Service => ObligationKind::Service,
            Self::Other => ObligationKind::Other,
        }
    }
}

coded! {
    /// What of a clause is measured.
    ClauseMetric {
        /// Lines that came in time.
        OnTimeLines = "on_time_lines", "clause-metric-on-time-lines";
        /// Orders of which every line came in time.
        OnTimeOrders = "on_time_orders", "clause-metric-on-time-orders";
        /// Lines that came whole.
        InFullLines = "in_full_lines", "clause-metric-in-full-lines";
        /// Lines that came whole and in time.
        OtifLines = "otif_lines", "clause-metric-otif-lines";
        /// Orders that came whole and in time.
        OtifOrders = "otif_orders", "clause-metric-otif-orders";
        /// Quantity that came in time, of the quantity ordered.
        VolumeFill = "volume_fill", "clause-metric-volume-fill";
        /// Defective pieces in a million.
        DefectsPerMillion = "defects_per_million", "clause-metric-defects-per-million";
        /// Working days until half of the complaints were settled.
        ComplaintDays = "complaint_days", "clause-metric-complaint-days";
        /// Share of services that were rendered in time.
        ServiceAttainment = "service_attainment", "clause-metric-service-attainment";
        /// Something only people can tell.
        Other = "other", "clause-metric-other";
    }
}

/// In what a metric is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricUnit {
    /// A share, written in per cent; more is better.
    Share,
    /// Pieces in a million; less is better.
    Ppm,
    /// Working days; less is better.
    Days,
    /// Nothing that is counted.
    None,
}

impl ClauseMetric {
    /// In what it is counted.
    #[must_use]
    pub const fn unit(self) -> MetricUnit {
        match self {
            Self::DefectsPerMillion => MetricUnit::Ppm,
            Self::ComplaintDays => MetricUnit::Days,
            Self::Other => MetricUnit::None,
            _ => MetricUnit::Share,
        }
    }

    /// The dimension it usually stands for.
    #[must_use]
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::OnTimeLines | Self::OnTimeOrders => Dimension::Deadline,
            Self::InFullLines | Self::OtifLines | Self::OtifOrders | Self::VolumeFill => {
                Dimension::Delivery
            }
            Self::DefectsPerMillion => Dimension::Quality,
            Self::ComplaintDays | Self::ServiceAttainment => Dimension::Service,
            Self::Other => Dimension::Other,
        }
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
    /// How a clause stands.
    ClauseState {
        /// The target is met.
        Kept = "kept", "clause-state-kept";
        /// Below the target and within its tolerance, or not certain enough.
        AtRisk = "at_risk", "clause-state-at-risk";
        /// The target is missed by more than its tolerance.
        Breached = "breached", "clause-state-breached";
        /// Nothing can be said.
        Unknown = "unknown", "clause-state-unknown";
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

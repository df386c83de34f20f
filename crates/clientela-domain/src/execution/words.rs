//! What is measured, of which side of the work, and how a line or a promise stands.

use crate::obligations::coded;

coded! {
    /// The side of our work that a measure looks at.
    Dimension {
        /// That goods are as good as was said.
        Quality = "quality", "dimension-quality";
        /// That what was ordered comes, whole.
        Delivery = "delivery", "dimension-delivery";
        /// That it comes in time.
        Deadline = "deadline", "dimension-deadline";
        /// That a question or a complaint is dealt with.
        Service = "service", "dimension-service";
    }
}

coded! {
    /// What is measured.
    Metric {
        /// Share of due lines that came inside their window.
        OnTimeLines = "on_time_lines", "metric-on-time-lines";
        /// Share of due orders all lines of which came inside their windows.
        OnTimeOrders = "on_time_orders", "metric-on-time-orders";
        /// Share of due lines that came whole, whenever they came.
        InFullLines = "in_full_lines", "metric-in-full-lines";
        /// Share of due lines that came whole inside their window.
        OtifLines = "otif_lines", "metric-otif-lines";
        /// Share of due orders all lines of which came whole inside their windows.
        OtifOrders = "otif_orders", "metric-otif-orders";
        /// Quantity that came inside the windows, of the quantity ordered.
        VolumeFill = "volume_fill", "metric-volume-fill";
        /// Defective units of a million.
        DefectsPerMillion = "defects_per_million", "metric-defects-per-million";
        /// Working days until half of the complaints are resolved.
        ComplaintDays = "complaint_days", "metric-complaint-days";
        /// Share of services rendered in time.
        ServiceAttainment = "service_attainment", "metric-service-attainment";
    }
}

impl Metric {
    /// The side of the work it belongs to.
    #[must_use]
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::OnTimeLines | Self::OnTimeOrders => Dimension::Deadline,
            Self::InFullLines | Self::OtifLines | Self::OtifOrders | Self::VolumeFill => {
                Dimension::Delivery
            }
            Self::DefectsPerMillion => Dimension::Quality,
            Self::ComplaintDays | Self::ServiceAttainment => Dimension::Service,
        }
    }

    /// A greater value is better; otherwise a smaller one.
    #[must_use]
    pub const fn more_is_better(self) -> bool {
        !matches!(self, Self::DefectsPerMillion | Self::ComplaintDays)
    }

    /// Its values are fractions of one.
    #[must_use]
    pub const fn is_share(self) -> bool {
        self.more_is_better()
    }
}

coded! {
    /// How a line, an order or a service stands on a day.
    LineState {
        /// Its window is open and it is not complete.
        NotDue = "not_due", "line-state-not-due";
        /// As agreed.
        Ok = "ok", "line-state-ok";
        /// Not as agreed.
        Fail = "fail", "line-state-fail";
        /// Due, and nobody recorded what became of it.
        Unknown = "unknown", "line-state-unknown";
    }
}

coded! {
    /// How a measured promise stands.
    TermState {
        /// The target is reached.
        Kept = "kept", "term-state-kept";
        /// Below the target but within its tolerance, or the period is not over.
        AtRisk = "at_risk", "term-state-at-risk";
        /// The period is over and the target was missed by more than its tolerance.
        Breached = "breached", "term-state-breached";
        /// What is known does not say.
        Unknown = "unknown", "term-state-unknown";
    }
}

coded! {
    /// What somebody records of the execution.
    EventKind {
        /// An ordered line, or a part of one, that came or was to come.
        Delivery = "delivery", "execution-kind-delivery";
        /// A promised day that was moved, by whom and why.
        Moved = "moved", "execution-kind-moved";
        /// A complaint, opened and perhaps closed.
        Complaint = "complaint", "execution-kind-complaint";
        /// Units looked at and the defective ones among them.
        Quality = "quality", "execution-kind-quality";
        /// A service that was to be rendered by a day.
        Service = "service", "execution-kind-service";
    }
}

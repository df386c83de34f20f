//! The table of states and events (`DOMAIN.md` 10, after Singh 1999, "An ontology for commitments in
//! multiagent systems").

use super::words::{Party, coded};

coded! {
    /// How far a promise is.
    State {
        /// Offered, not accepted yet.
        Proposed = "proposed", "obligation-state-proposed";
        /// Accepted, but something has to come true first.
        Conditional = "conditional", "obligation-state-conditional";
        /// Owed.
        Open = "open", "obligation-state-open";
        /// Its day has passed, the days of grace have not.
        Due = "due", "obligation-state-due";
        /// Kept in time.
        Kept = "kept", "obligation-state-kept";
        /// Kept after its day, within the days of grace.
        KeptInGrace = "kept_in_grace", "obligation-state-kept-in-grace";
        /// Not kept.
        Broken = "broken", "obligation-state-broken";
        /// Not kept in time, performed later.
        BrokenCured = "broken_cured", "obligation-state-broken-cured";
        /// The creditor let it go before it was broken.
        Waived = "waived", "obligation-state-waived";
        /// Both agreed on another promise in its place.
        Renegotiated = "renegotiated", "obligation-state-renegotiated";
        /// The offer or its condition came to nothing.
        Expired = "expired", "obligation-state-expired";
        /// Taken back before it bound anybody.
        Withdrawn = "withdrawn", "obligation-state-withdrawn";
        /// Broken, and the creditor let it go.
        Forgiven = "forgiven", "obligation-state-forgiven";
        /// The creditor says it was not kept.
        Disputed = "disputed", "obligation-state-disputed";
    }
}

coded! {
    /// What can happen to a promise.
    Event {
        /// Accepted as it is.
        AcceptUnconditional = "accept_unconditional", "obligation-event-accept-unconditional";
        /// Accepted under its condition.
        AcceptConditional = "accept_conditional", "obligation-event-accept-conditional";
        /// Not accepted.
        Reject = "reject", "obligation-event-reject";
        /// Taken back by whoever offered it.
        Withdraw = "withdraw", "obligation-event-withdraw";
        /// The offer came to nothing by itself.
        Lapse = "lapse", "obligation-event-lapse";
        /// The condition came true.
        AntecedentTrue = "antecedent_true", "obligation-event-antecedent-true";
        /// The condition cannot come true any more.
        AntecedentFailed = "antecedent_failed", "obligation-event-antecedent-failed";
        /// The creditor lets it go.
        Release = "release", "obligation-event-release";
        /// The debtor says it will not be done.
        Cancel = "cancel", "obligation-event-cancel";
        /// Both agree on something else.
        Renegotiate = "renegotiate", "obligation-event-renegotiate";
        /// The end of its day has come.
        DueReached = "due_reached", "obligation-event-due-reached";
        /// Done.
        Discharge = "discharge", "obligation-event-discharge";
        /// The last day of grace has passed.
        GracePassed = "grace_passed", "obligation-event-grace-passed";
        /// The creditor says it was not kept.
        Contest = "contest", "obligation-event-contest";
        /// Settled: it was kept.
        ResolveKept = "resolve_kept", "obligation-event-resolve-kept";
        /// Settled: it was not kept.
        ResolveBroken = "resolve_broken", "obligation-event-resolve-broken";
    }
}

coded! {
    /// States as a list shows them (`DESIGN.md` 8.5).
    Group {
        /// Nothing final yet.
        Open = "open", "obligation-group-open";
        /// Past its day, within the days of grace.
        Due = "due", "obligation-group-due";
        /// Kept in time.
        Kept = "kept", "obligation-group-kept";
        /// Kept in grace, or broken and then performed.
        KeptLate = "kept_late", "obligation-group-kept-late";
        /// Not kept.
        Broken = "broken", "obligation-group-broken";
        /// Let go by the creditor.
        Waived = "waived", "obligation-group-waived";
        /// Another promise stands in its place.
        Renegotiated = "renegotiated", "obligation-group-renegotiated";
        /// Never came to bind anybody.
        Ended = "ended", "obligation-group-ended";
    }
}

/// Who can make an event happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Whoever owes.
    Debtor,
    /// Whoever is owed.
    Creditor,
    /// Both together.
    Both,
    /// The calendar alone.
    Calendar,
    /// The course of things.
    Anything,
}

impl Actor {
    /// The side that acts, when it is one side; `debtor` is who owes.
    #[must_use]
    pub const fn party(self, debtor: Party) -> Option<Party> {
        match self {
            Self::Debtor => Some(debtor),
            Self::Creditor => Some(debtor.other()),
            Self::Both | Self::Calendar | Self::Anything => None,
        }
    }
}

impl Event {
    /// Who can make it happen.
    #[must_use]
    pub const fn actor(self) -> Actor {
        match self {
            Self::AcceptUnconditional
            | Self::AcceptConditional
            | Self::Reject
            | Self::Release
            | Self::Contest => Actor::Creditor,
            Self::Withdraw | Self::Cancel | Self::Discharge => Actor::Debtor,
            Self::Renegotiate | Self::ResolveKept | Self::ResolveBroken => Actor::Both,
            Self::DueReached | Self::GracePassed => Actor::Calendar,
            Self::Lapse | Self::AntecedentTrue | Self::AntecedentFailed => Actor::Anything,
        }
    }

    /// What people can say happened; the rest is the calendar's.
    #[must_use]
    pub fn is_said(self) -> bool {
        self.actor() != Actor::Calendar
    }

    /// Its place among events that happened in the same moment: the order of a promise's life.
    pub(super) fn rank(self) -> usize {
        Self::ALL
            .iter()
            .position(|one| *one == self)
            .unwrap_or(Self::ALL.len())
    }
}

impl State {
    /// The state after an event; `None` when the event cannot happen here, and then it is refused.
    #[must_use]
    pub const fn after(self, event: Event) -> Option<Self> {
        use Event as E;
        Some(match (self, event) {
            (Self::Proposed, E::AcceptUnconditional) => Self::Open,
            (Self::Proposed, E::AcceptConditional) => Self::Conditional,
            (Self::Proposed, E::Reject | E::Withdraw) => Self::Withdrawn,
            (Self::Proposed, E::Lapse) => Self::Expired,
            (Self::Conditional, E::AntecedentTrue) => Self::Open,
            (Self::Conditional, E::AntecedentFailed) => Self::Expired,
            (Self::Conditional, E::Cancel) => Self::Withdrawn,
            (Self::Open, E::DueReached) => Self::Due,
            (Self::Open, E::Discharge) => Self::Kept,
            (Self::Due, E::Discharge) => Self::KeptInGrace,
            (Self::Due, E::GracePassed) => Self::Broken,
            (Self::Open | Self::Due, E::Cancel) => Self::Broken,
            (Self::Conditional | Self::Open | Self::Due, E::Release) => Self::Waived,
            (Self::Conditional | Self::Open | Self::Due, E::Renegotiate) => Self::Renegotiated,
            (Self::Broken, E::Discharge) => Self::BrokenCured,
            (Self::Broken, E::Release) => Self::Forgiven,
            (Self::Kept | Self::KeptInGrace, E::Contest) => Self::Disputed,
            (Self::Disputed, E::ResolveKept) => Self::Kept,
            (Self::Disputed, E::ResolveBroken) => Self::Broken,
            _ => return None,
        })
    }

    /// Where a list shows it.
    #[must_use]
    pub const fn group(self) -> Group {
        match self {
            Self::Proposed | Self::Conditional | Self::Open | Self::Disputed => Group::Open,
            Self::Due => Group::Due,
            Self::Kept => Group::Kept,
            Self::KeptInGrace | Self::BrokenCured => Group::KeptLate,
            Self::Broken => Group::Broken,
            Self::Waived | Self::Forgiven => Group::Waived,
            Self::Renegotiated => Group::Renegotiated,
            Self::Expired | Self::Withdrawn => Group::Ended,
        }
    }

    /// Something is still to be done: also what is broken is owed until it is performed or let go.
    #[must_use]
    pub const fn is_owed(self) -> bool {
        matches!(self, Self::Open | Self::Due | Self::Broken)
    }

    /// What the calendar may still change.
    #[must_use]
    pub const fn waits_for_a_day(self) -> bool {
        matches!(self, Self::Open | Self::Due)
    }

    /// What people can say happened to a promise in this state, in the order of a promise's life.
    #[must_use]
    pub fn possible(self) -> Vec<Event> {
        let fits = |event: &Event| event.is_said() && self.after(*event).is_some();
        Event::ALL.iter().copied().filter(fits).collect()
    }
}

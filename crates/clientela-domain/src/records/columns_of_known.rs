//! Columns of files of what is known of clients and of whoever may become one.

use super::column::RecordColumn;

impl RecordColumn {
    /// Columns of a file of clients' problems.
    pub const OF_PROBLEMS: &'static [Self] = &[
        Self::Code,
        Self::Account,
        Self::What,
        Self::Harm,
        Self::Cost,
        Self::SaidBy,
        Self::Owner,
        Self::Solution,
        Self::Alternatives,
        Self::Day,
        Self::State,
        Self::Shown,
        Self::Confirmed,
        Self::Currency,
        Self::ConfirmedOn,
        Self::ConfirmedBy,
        Self::Note,
    ];

    /// Columns of a file of prospects.
    pub const OF_PROSPECTS: &'static [Self] = &[
        Self::Code,
        Self::Name,
        Self::ContactPerson,
        Self::Phone,
        Self::Email,
        Self::City,
        Self::Country,
        Self::RegistrationNumber,
        Self::Website,
        Self::ProspectSource,
        Self::SourceDetail,
        Self::Referrer,
        Self::ReferredOn,
        Self::FunctionalNeed,
        Self::PrestigeNeed,
        Self::Ability,
        Self::Authority,
        Self::Access,
        Self::Evidence,
        Self::Owner,
        Self::State,
        Self::WonOn,
        Self::NextStep,
        Self::NextOn,
        Self::Note,
    ];

    /// Columns of a file of competitors' positions.
    pub const OF_POSITIONS: &'static [Self] = &[
        Self::Code,
        Self::Account,
        Self::Competitor,
        Self::ProductGroup,
        Self::ShareLow,
        Self::ShareHigh,
        Self::PriceIndex,
        Self::ContractEnd,
        Self::Since,
        Self::KnownFrom,
        Self::Day,
        Self::Note,
    ];

    /// Columns of a file of what clients buy in all.
    pub const OF_PURCHASES: &'static [Self] = &[
        Self::Code,
        Self::Account,
        Self::ProductGroup,
        Self::Period,
        Self::AmountLow,
        Self::AmountHigh,
        Self::Currency,
        Self::KnownFrom,
        Self::Confidence,
        Self::Day,
        Self::Note,
    ];

    /// Columns of a file of visits.
    pub const OF_VISITS: &'static [Self] = &[
        Self::Code,
        Self::Day,
        Self::Account,
        Self::OfProspect,
        Self::Owner,
        Self::Hours,
        Self::What,
        Self::State,
        Self::MissedReason,
        Self::Note,
    ];

    /// Columns of a file of threats.
    pub const OF_THREATS: &'static [Self] = &[
        Self::Code,
        Self::Account,
        Self::ThreatKind,
        Self::What,
        Self::Likelihood,
        Self::Severity,
        Self::Prepared,
        Self::EarlySign,
        Self::Owner,
        Self::Day,
        Self::ReviewDay,
        Self::State,
        Self::Note,
    ];

    /// Columns of a file of answers how satisfied clients are.
    pub const OF_SURVEY_ANSWERS: &'static [Self] = &[
        Self::Code,
        Self::Account,
        Self::Person,
        Self::Decides,
        Self::Day,
        Self::Recommend,
        Self::Satisfied,
        Self::Effort,
        Self::Note,
    ];

    /// Columns of a file of opportunities.
    pub const OF_OPPORTUNITIES: &'static [Self] = &[
        Self::Code,
        Self::What,
        Self::Account,
        Self::OfProspect,
        Self::ProductGroups,
        Self::Value,
        Self::ValueHigh,
        Self::Currency,
        Self::State,
        Self::OpenedOn,
        Self::ClosedOn,
        Self::ExpectedOn,
        Self::Owner,
        Self::Person,
        Self::Competitor,
        Self::Reason,
        Self::Note,
    ];

    /// Columns of a file of agreements with those who find prospects.
    pub const OF_SPOTTERS: &'static [Self] = &[
        Self::Code,
        Self::WithWhom,
        Self::SpotterKind,
        Self::Person,
        Self::Contract,
        Self::ValidFrom,
        Self::ValidTo,
        Self::FeeName,
        Self::FeeQualified,
        Self::FeeShare,
        Self::WindowDays,
        Self::MostByProspect,
        Self::ListPrice,
        Self::Currency,
        Self::PaymentDays,
        Self::Official,
        Self::EmployerConsent,
        Self::TaxDocument,
        Self::Note,
    ];

    /// True for columns that hold days.
    #[must_use]
    pub const fn is_day(self) -> bool {
        matches!(
            self,
            Self::AcquiredOn
                | Self::FirstDay
                | Self::LastDay
                | Self::ConsentDay
                | Self::RetainUntil
                | Self::Day
                | Self::MadeOn
                | Self::DueDay
                | Self::ClosedOn
                | Self::DecisionDay
                | Self::UntilDay
                | Self::ConfirmedOn
                | Self::ThankedOn
                | Self::SettledOn
                | Self::SignedOn
                | Self::ValidFrom
                | Self::ValidTo
                | Self::RequestedDay
                | Self::PromisedDay
                | Self::DoneDay
                | Self::ReferredOn
                | Self::NextOn
                | Self::WonOn
                | Self::OpenedOn
                | Self::ExpectedOn
                | Self::ContractEnd
                | Self::Since
                | Self::ReviewDay
        )
    }
}

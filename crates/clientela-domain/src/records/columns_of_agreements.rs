//! Columns of files of what was agreed and what was done of it.

use super::column::RecordColumn;

impl RecordColumn {
    /// Columns of a file of agreements on confidentiality.
    pub const OF_CONFIDENTIALITY: &'static [Self] = &[
        Self::Code,
        Self::Account,
        Self::WithWhom,
        Self::Scope,
        Self::MayKnow,
        Self::AgreementText,
        Self::Day,
        Self::UntilDay,
    ];

    /// Columns of a file of agreements and their clauses.
    pub const OF_AGREEMENTS: &'static [Self] = &[
        Self::Account,
        Self::AgreementNumber,
        Self::AgreementTitle,
        Self::SignedOn,
        Self::ValidFrom,
        Self::ValidTo,
        Self::NoticeDays,
        Self::AutoRenew,
        Self::State,
        Self::Owner,
        Self::Currency,
        Self::Discount,
        Self::PaymentDays,
        Self::CreditLimit,
        Self::Guarantee,
        Self::Product,
        Self::ProductPrice,
        Self::ProductDiscount,
        Self::ClauseNumber,
        Self::ClauseText,
        Self::Dimension,
        Self::Metric,
        Self::Target,
        Self::TargetUnit,
        Self::Tolerance,
        Self::LateDays,
        Self::ClausePeriod,
        Self::CreditTiers,
        Self::CreditFee,
        Self::Note,
    ];

    /// Columns of a file of executed promises.
    pub const OF_EXECUTIONS: &'static [Self] = &[
        Self::Code,
        Self::Account,
        Self::ExecutionKind,
        Self::Day,
        Self::Document,
        Self::What,
        Self::ComplaintClass,
        Self::RequestedDay,
        Self::PromisedDay,
        Self::DoneDay,
        Self::Ordered,
        Self::Delivered,
        Self::Received,
        Self::Defects,
        Self::MovedBy,
        Self::Reason,
        Self::Note,
    ];
}

//! Agreements, as the use cases tell them and as forms say them.

pub use clientela_app::approval_settings::ApprovalSettings;
pub use clientela_app::clause_behind::ClauseBehind;
pub use clientela_app::follow_agreements::level_text;
pub use clientela_app::keep_agreements::{AgreementDraft, NEW_CLAUSE, RoundDraft, draft_of};
pub use clientela_app::list_agreements::{
    AgreementLine, AgreementPage, AgreementQuery, AgreementView, ClauseLine, RoundLine,
    VersionLine, cursor_text, read_cursor, worst,
};
pub use clientela_domain::agreements::{
    AgreementState, AgreementTerms, ApprovalState, Clause, ClausePeriod, CreditTier, Exceeded,
    LimitKind, Measurer, Phase, PortfolioLine, RoundKind, TermChange, TermEntry, TermValue,
    entries,
};
pub use clientela_domain::execution::{Dimension, Metric, TermState};

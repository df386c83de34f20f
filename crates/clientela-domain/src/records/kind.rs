//! What a file brings.

use super::column::RecordColumn;

/// What a file brings into the book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// Lines of sales.
    #[default]
    Sales,
    /// Clients.
    Accounts,
    /// People at clients.
    People,
    /// What happened with clients.
    Interactions,
    /// What clients and we owe each other.
    Obligations,
    /// Who is who at clients.
    PeopleMap,
    /// What was given and received.
    Gifts,
    /// How clients and we supported each other.
    Support,
    /// Agreements on confidentiality.
    Confidentiality,
    /// What was agreed with clients.
    Agreements,
    /// What was done of what was promised.
    Executions,
    /// What hurts clients.
    Problems,
    /// What clients answered when asked how satisfied they are.
    SurveyAnswers,
    /// Who may become a client.
    Prospects,
    /// Where competitors stand at clients.
    Positions,
    /// What clients buy in all.
    Purchases,
    /// What threatens the business with clients.
    Threats,
    /// What clients and prospects may buy from us.
    Opportunities,
    /// Agreements with those who find prospects for a fee.
    Spotters,
    /// Visits that are meant or took place.
    Visits,
}

impl FileKind {
    /// All kinds, in the order in which a new book needs them.
    pub const ALL: [Self; 20] = [
        Self::Sales,
        Self::Accounts,
        Self::People,
        Self::Interactions,
        Self::Obligations,
        Self::PeopleMap,
        Self::Gifts,
        Self::Support,
        Self::Agreements,
        Self::Confidentiality,
        Self::Executions,
        Self::Problems,
        Self::SurveyAnswers,
        Self::Spotters,
        Self::Prospects,
        Self::Opportunities,
        Self::Positions,
        Self::Purchases,
        Self::Threats,
        Self::Visits,
    ];

    /// Stable code, as in the API and in settings.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sales => "sales",
            Self::Accounts => "accounts",
            Self::People => "people",
            Self::Interactions => "interactions",
            Self::Obligations => "obligations",
            Self::PeopleMap => "people_map",
            Self::Gifts => "gifts",
            Self::Support => "support",
            Self::Confidentiality => "confidentiality",
            Self::Agreements => "agreements",
            Self::Executions => "executions",
            Self::Problems => "problems",
            Self::SurveyAnswers => "survey_answers",
            Self::Prospects => "prospects",
            Self::Positions => "positions",
            Self::Purchases => "purchases",
            Self::Threats => "threats",
            Self::Opportunities => "opportunities",
            Self::Spotters => "spotters",
            Self::Visits => "visits",
        }
    }

    /// The code as the command line and message ids write it.
    #[must_use]
    pub fn word(self) -> String {
        self.code().replace('_', "-")
    }

    /// The kind of a stable code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The columns such a file may have; sales have columns of their own
    /// ([`crate::sales::column::Column`]).
    #[must_use]
    pub const fn columns(self) -> &'static [RecordColumn] {
        match self {
            Self::Sales => &[],
            Self::Accounts => RecordColumn::OF_ACCOUNTS,
            Self::People => RecordColumn::OF_PEOPLE,
            Self::Interactions => RecordColumn::OF_INTERACTIONS,
            Self::Obligations => RecordColumn::OF_OBLIGATIONS,
            Self::PeopleMap => RecordColumn::OF_PEOPLE_MAP,
            Self::Gifts => RecordColumn::OF_GIFTS,
            Self::Support => RecordColumn::OF_SUPPORT,
            Self::Confidentiality => RecordColumn::OF_CONFIDENTIALITY,
            Self::Agreements => RecordColumn::OF_AGREEMENTS,
            Self::Executions => RecordColumn::OF_EXECUTIONS,
            Self::Problems => RecordColumn::OF_PROBLEMS,
            Self::SurveyAnswers => RecordColumn::OF_SURVEY_ANSWERS,
            Self::Prospects => RecordColumn::OF_PROSPECTS,
            Self::Positions => RecordColumn::OF_POSITIONS,
            Self::Purchases => RecordColumn::OF_PURCHASES,
            Self::Threats => RecordColumn::OF_THREATS,
            Self::Opportunities => RecordColumn::OF_OPPORTUNITIES,
            Self::Spotters => RecordColumn::OF_SPOTTERS,
            Self::Visits => RecordColumn::OF_VISITS,
        }
    }
}

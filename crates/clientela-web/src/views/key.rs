//! Verdicts, criteria and profiles.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::AccountId;
use clientela_domain::why::Why;

use super::UploadedFile;

/// The verdict of a profile (`DOMAIN.md` 1, step 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Key.
    Key,
    /// Open answers decide.
    Undecided,
    /// Not key.
    NotKey,
}

impl Verdict {
    /// All, in the order of filters.
    pub const ALL: [Self; 3] = [Self::Key, Self::Undecided, Self::NotKey];

    /// Stable code, as in addresses and JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Undecided => "undecided",
            Self::NotKey => "not_key",
        }
    }

    /// The verdict of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}

/// A Pareto class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The clients that make the first 80 %.
    A,
    /// The next 15 %.
    B,
    /// The rest.
    C,
}

impl Class {
    /// All, best first.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// Stable code, as in addresses and JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }

    /// The class of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.code() == code)
    }
}

/// The five criteria of the mission, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Criterion {
    /// Buys or can reach a significant volume; computed.
    Volume,
    /// Own purchasing policy.
    PurchasingPolicy,
    /// Own bodies for selecting and buying.
    SelectionBodies,
    /// Market power that sets negotiation, terms and guarantees.
    MarketPower,
    /// Professionalism, strict rules, organisation.
    Professionalism,
}

impl Criterion {
    /// All, in the order of the mission.
    pub const ALL: [Self; 5] = [
        Self::Volume,
        Self::PurchasingPolicy,
        Self::SelectionBodies,
        Self::MarketPower,
        Self::Professionalism,
    ];

    /// Stable code, as in JSON and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Volume => "volume",
            Self::PurchasingPolicy => "purchasing_policy",
            Self::SelectionBodies => "selection_bodies",
            Self::MarketPower => "market_power",
            Self::Professionalism => "professionalism",
        }
    }

    /// The criterion of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|criterion| criterion.code() == code)
    }

    /// Codes of the cues people tick for it; message ids are `cue-<code>`.
    #[must_use]
    pub const fn cues(self) -> &'static [&'static str] {
        match self {
            Self::Volume => &[],
            Self::PurchasingPolicy => &[
                "supplier_code",
                "tender_rules",
                "frame_contract",
                "category_strategy",
                "central_contract",
            ],
            Self::SelectionBodies => &[
                "buying_committee",
                "category_managers",
                "supplier_portal",
                "audits",
                "approved_suppliers",
                "stricter_specification",
            ],
            Self::MarketPower => &[
                "own_contract_form",
                "longer_payment",
                "retro_bonus",
                "listing_fee",
                "penalty_clauses",
                "bank_guarantees",
                "price_match",
            ],
            Self::Professionalism => &[
                "scorecards",
                "electronic_interchange",
                "delivery_windows",
                "agenda_and_minutes",
                "few_order_errors",
            ],
        }
    }
}

/// What is answered to a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnswerWord {
    /// Yes.
    Yes,
    /// Partly.
    Partly,
    /// No.
    No,
    /// Nobody knows.
    Unknown,
}

impl AnswerWord {
    /// All, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Yes, Self::Partly, Self::No, Self::Unknown];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    /// The answer of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.code() == code)
    }
}

/// How sure an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// With evidence.
    Proven,
    /// Somebody said so.
    Stated,
    /// Nothing is known.
    Unknown,
}

impl Proof {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Stated => "stated",
            Self::Unknown => "unknown",
        }
    }
}

/// A score between 0 and 1 with what it is made of: `low` is proven, `stated` comes on top of it when
/// what people say holds, `high` is the best the open answers allow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreView {
    /// With every open answer at its worst.
    pub low: f64,
    /// What stated answers without evidence would add.
    pub stated: f64,
    /// With every open answer at its best.
    pub high: f64,
    /// From which a client is key.
    pub threshold: f64,
}

/// One criterion of one client.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionView {
    /// Which.
    pub criterion: Criterion,
    /// What is answered (for the volume: what the ledger says).
    pub answer: AnswerWord,
    /// How sure it is.
    pub proof: Proof,
    /// Lower end of what it adds, 0 to 1.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Weight in the profile shown.
    pub weight: f64,
    /// Evidence older than 18 months.
    pub stale: bool,
    /// Cues found, by code.
    pub cues: Vec<String>,
    /// Cues looked for and not found.
    pub cues_absent: Vec<String>,
    /// The evidence, when somebody answered.
    pub evidence: Option<EvidenceView>,
    /// How we know.
    pub why: Why,
}

/// What stands behind an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceView {
    /// Free text.
    pub text: String,
    /// A link, `https://…`.
    pub link: String,
    /// A document.
    pub file: Option<EvidenceFileView>,
    /// A figure, as written.
    pub figure: String,
    /// The day it was true.
    pub day: Date,
    /// Who said it.
    pub author: String,
    /// How sure they were.
    pub confidence: ConfidenceWord,
}

/// A document that proves an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceFileView {
    /// Its name.
    pub name: String,
    /// Its hash, by which it is opened; `None` when only a name was written down.
    pub sha256: Option<String>,
}

/// How sure somebody is of what they say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConfidenceWord {
    /// Hearsay.
    Low,
    /// From somebody who knows.
    #[default]
    Medium,
    /// Seen.
    High,
}

impl ConfidenceWord {
    /// All, surest first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// Stable code; the message id is `confidence-<code>`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The word of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.code() == code)
    }
}

/// A profile's verdict on one client.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileView {
    /// `equal`, `sales`, `purchasing` or the firm's own.
    pub id: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// Its score.
    pub score: ScoreView,
    /// Weights in the order of the criteria.
    pub weights: [f64; 5],
    /// The criterion whose answer would change most.
    pub next_question: Option<Criterion>,
}

/// What a client could buy in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct PotentialView {
    /// At least.
    pub low: Amount,
    /// Most likely.
    pub likely: Amount,
    /// At most.
    pub high: Amount,
    /// Currency.
    pub currency: Currency,
    /// Where the figures come from.
    pub source: String,
    /// The day they were stated.
    pub day: Date,
    /// By whom.
    pub author: String,
}

/// One change of a client's status.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusChange {
    /// When.
    pub day: Date,
    /// What it became.
    pub verdict: Verdict,
    /// Score then.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// Why: `answer`, `potential`, `import`, `undo`, `settings` (message id `cause-<code>`).
    pub cause: String,
}

/// What the list of key clients is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyRequest {
    /// Profile whose verdict sorts the list; the firm's default when empty.
    pub profile: String,
    /// Everybody, not only the key ones and the undecided of class A.
    pub all: bool,
    /// Page, from 1.
    pub page: u64,
}

/// The list of key clients.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyAccountsView {
    /// Days the volume is about.
    pub period: Option<Period>,
    /// Currency of revenue.
    pub currency: Currency,
    /// Profile whose verdict sorts the list.
    pub profile: String,
    /// Ids of the profiles, in the order of the columns.
    pub profiles: Vec<String>,
    /// The clients of this page.
    pub accounts: Vec<KeyAccountView>,
    /// Clients in all pages.
    pub total: u64,
    /// Key clients by the sorting profile.
    pub key: u64,
    /// Undecided clients of class A.
    pub undecided: u64,
    /// Share of the firm's revenue the key ones carry.
    pub key_share: Option<f64>,
    /// Page shown, from 1.
    pub page: u64,
    /// Clients on one page.
    pub per_page: u64,
}

/// One client in that list.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyAccountView {
    /// Id.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// Pareto class.
    pub class: Option<Class>,
    /// Net revenue of the period.
    pub revenue: Option<Amount>,
    /// Share of revenue.
    pub share: Option<f64>,
    /// Verdict of each profile, in the order of [`KeyAccountsView::profiles`].
    pub profiles: Vec<ProfileView>,
}

/// An answer as the form gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerForm {
    /// To which criterion.
    pub criterion: Criterion,
    /// The answer; `None` lets the cues decide (`DOMAIN.md` 1).
    pub answer: Option<AnswerWord>,
    /// Cues found.
    pub cues: Vec<String>,
    /// Cues looked for and not found.
    pub cues_absent: Vec<String>,
    /// Evidence as text.
    pub text: String,
    /// Evidence as a link.
    pub link: String,
    /// Evidence as a figure.
    pub figure: String,
    /// The day it was true; today when not said.
    pub day: Option<Date>,
    /// A document.
    pub file: Option<UploadedFile>,
    /// Without a new document: the one of the answer before stays.
    pub keep_file: bool,
    /// How sure.
    pub confidence: ConfidenceWord,
}

/// A potential as the form gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct PotentialForm {
    /// At least.
    pub low: Amount,
    /// Most likely.
    pub likely: Amount,
    /// At most.
    pub high: Amount,
    /// Where the figures come from.
    pub source: String,
}

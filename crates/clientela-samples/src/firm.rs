//! What a sample firm consists of.

/// A sample firm: a sales export as an ERP would write it, and what its people have found out.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleFirm {
    /// Name of the firm with its legal form.
    pub firm_name: String,
    /// Name of the export, as a file name.
    pub file_name: String,
    /// The sales export: CSV in UTF-8 with a byte-order mark, `;` between fields, decimal comma,
    /// days as `dd.mm.yyyy`, `\r\n` at line ends.
    pub csv: Vec<u8>,
    /// Answered key criteria.
    pub answers: Vec<SampleAnswer>,
    /// Stated potentials.
    pub potentials: Vec<SamplePotential>,
    /// People at the biggest clients.
    pub people: Vec<SamplePerson>,
    /// What happened with the bigger clients, and what is next.
    pub happenings: SampleHappenings,
    /// Who is who at the biggest clients, and how they buy.
    pub maps: Vec<crate::maps::SampleMap>,
    /// Answers about the conditions that call for a key account manager.
    pub conditions: Vec<SampleCondition>,
}

/// A person somebody of the firm knows.
#[derive(Clone, Debug, PartialEq)]
pub struct SamplePerson {
    /// Given name.
    pub given_name: &'static str,
    /// Family name.
    pub family_name: &'static str,
    /// Languages they speak, two-letter codes.
    pub languages: Vec<&'static str>,
    /// Telephone as people write it.
    pub phone: String,
    /// E-mail; empty when nobody has it.
    pub email: String,
    /// Stable word of the consent: `unknown` or `given`.
    pub consent: &'static str,
    /// Places, the present one first.
    pub places: Vec<SamplePlace>,
}

/// A place of a person at a client.
#[derive(Clone, Debug, PartialEq)]
pub struct SamplePlace {
    /// The client's code in the export.
    pub customer_code: String,
    /// Title.
    pub title: &'static str,
    /// Department; empty when unknown.
    pub unit: &'static str,
    /// Years before the sample's day in which they came.
    pub years_since: i16,
    /// Years before the sample's day in which they left; `None` when they are there.
    pub years_until: Option<i16>,
}

/// How a client buys something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplePurchase {
    /// What is bought.
    pub name: &'static str,
    /// When and how the budget is made.
    pub budget_cycle: &'static str,
    /// Days until it is decided.
    pub budget_in: i64,
    /// Steps: what, the title of who decides, days until it is due, done already.
    pub steps: Vec<(&'static str, &'static str, i64, bool)>,
    /// Criteria: what, the title of whose it is, weight of a hundred.
    pub criteria: Vec<(&'static str, &'static str, u8)>,
}

/// One answer about one of the eight conditions, or a part of one, at one client.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleCondition {
    /// The client's code in the export.
    pub customer_code: String,
    /// Stable code of the question, for example `packages` or `essential_goods.supply_risk`.
    pub question: &'static str,
    /// It holds at least and at most so far, 0 to 1.
    pub bounds: (f64, f64),
    /// What the answer rests on; empty for a statement without evidence.
    pub evidence_text: String,
    /// Age of the answer on the day the sample is made for, in days.
    pub days_ago: u16,
    /// Who answered.
    pub author: &'static str,
}

/// One answer to one key criterion of one client.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleAnswer {
    /// The client's code in the export.
    pub customer_code: String,
    /// Stable code of the criterion: `purchasing_policy`, `selection_bodies`, `market_power` or
    /// `professionalism`. `volume` is computed and never answered.
    pub criterion: &'static str,
    /// Stable code of the answer: `yes`, `partly` or `no`.
    pub answer: &'static str,
    /// What the answer rests on; empty for a statement without evidence.
    pub evidence_text: String,
    /// Link to the evidence; empty when there is none.
    pub evidence_link: String,
    /// Age of the answer on the day the sample is made for, in days.
    pub days_ago: u16,
    /// Who answered.
    pub author: &'static str,
    /// How sure the author is, 0 to 1.
    pub confidence: f64,
}

/// What a client could buy from the firm in a year, net of VAT, in whole euro.
#[derive(Clone, Debug, PartialEq)]
pub struct SamplePotential {
    /// The client's code in the export.
    pub customer_code: String,
    /// At least, euro a year.
    pub low: i64,
    /// Most likely, euro a year.
    pub likely: i64,
    /// At most, euro a year.
    pub high: i64,
    /// Where the figures come from.
    pub source: String,
}

/// What happened with the clients of a sample firm, and what is next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SampleHappenings {
    /// Calls, visits, letters.
    pub interactions: Vec<SampleInteraction>,
    /// Notes.
    pub notes: Vec<SampleNote>,
    /// Next steps, open and done.
    pub steps: Vec<SampleStep>,
    /// What the firm and its clients owe or owed each other.
    pub obligations: Vec<SampleObligation>,
    /// What was given and received.
    pub gifts: Vec<SampleGift>,
    /// How the firm and its clients supported each other.
    pub supports: Vec<SampleSupport>,
    /// What was agreed to be kept confidential.
    pub confidentiality: Vec<SampleConfidentiality>,
    /// What the firm and its clients agreed on.
    pub agreements: Vec<SampleAgreement>,
    /// What was recorded of deliveries, complaints, quality and services.
    pub executions: Vec<SampleExecution>,
    /// How far the relationships with its clients have come.
    pub stages: Vec<SampleStage>,
    /// What visits are expected to bring.
    pub responses: Vec<crate::visits::SampleResponse>,
    /// The visits of the week.
    pub visits: Vec<crate::visits::SampleVisit>,
    /// What hurts clients.
    pub problems: Vec<SampleProblem>,
    /// What threatens the business with them.
    pub threats: Vec<SampleThreat>,
    /// What stands in their plans.
    pub plan_entries: Vec<SamplePlanEntry>,
    /// What the fields of their plans say.
    pub plan_fields: Vec<SamplePlanField>,
    /// What they answered when asked how satisfied they are; without any mark when they have not.
    pub answers: Vec<SampleMarks>,
    /// Who else sells to them, what was won and lost, what they buy in all.
    pub market: crate::market::SampleMarket,
    /// Who may become a client.
    pub prospects: Vec<crate::prospects::SampleProspect>,
    /// What the firm reads for prospects.
    pub publications: Vec<crate::reading::SamplePublication>,
    /// What its people saw.
    pub observations: Vec<crate::reading::SampleObservation>,
    /// Where several of them come from together.
    pub origins: Vec<crate::prospects::SampleOrigin>,
    /// Who finds prospects for a fee.
    pub spotters: Vec<crate::spotters::SampleSpotter>,
}

/// An agreement with a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleAgreement {
    /// The client's code in the export.
    pub customer_code: String,
    /// Its number.
    pub number: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// Stable code of its state.
    pub state: &'static str,
    /// Days since its first day; below zero when it is to begin.
    pub valid_from: i64,
    /// Days to its last day; absent without end.
    pub valid_in: Option<i64>,
    /// Days of notice.
    pub notice_days: Option<u16>,
    /// Without notice it goes on.
    pub is_renewed: bool,
    /// Discount in per cent.
    pub discount: Option<i64>,
    /// Days until payment.
    pub payment_days: Option<u16>,
    /// Credit in whole euro.
    pub credit: Option<i64>,
    /// Products: name, whether it is a group, discount in per cent.
    pub products: &'static [(&'static str, bool, i64)],
    /// What is promised.
    pub clauses: &'static [SampleClause],
    /// The rounds of the negotiation.
    pub rounds: &'static [SampleRound],
}

/// A clause of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleClause {
    /// Its number.
    pub number: &'static str,
    /// What it says.
    pub text: &'static str,
    /// Stable code of the metric.
    pub metric: &'static str,
    /// What is promised: per cent or days.
    pub target: i64,
    /// By how much it may be missed.
    pub tolerance: i64,
    /// Days a delivery may come late.
    pub late_days: u16,
    /// Tiers of the credit, as written.
    pub tiers: &'static str,
    /// Of which amount, in whole euro.
    pub fee: Option<i64>,
}

/// A round of a negotiation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleRound {
    /// Stable code of the kind.
    pub kind: &'static str,
    /// `us` or `them`.
    pub side: &'static str,
    /// What.
    pub what: &'static str,
    /// What for.
    pub purpose: &'static str,
    /// In return for what.
    pub in_return: &'static str,
    /// Days ago.
    pub days_ago: i64,
}

/// A problem of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleProblem {
    /// The client's code in the export.
    pub customer_code: String,
    /// What hurts.
    pub what: &'static str,
    /// What comes of it.
    pub effect: &'static str,
    /// What it costs the client a year, in whole euro; absent when nobody knows.
    pub cost: Option<i64>,
    /// What the firm proposes; empty when nothing yet.
    pub solution: &'static str,
    /// What else could be done.
    pub alternatives: &'static str,
    /// Stable code of the state, for example `open`.
    pub state: &'static str,
    /// What the firm says its solution was worth, in whole euro.
    pub shown: Option<i64>,
    /// What the client confirmed, in whole euro.
    pub confirmed: Option<i64>,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
}

/// A threat to the business with a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleThreat {
    /// The client's code in the export.
    pub customer_code: String,
    /// Stable code of the kind, for example `price`.
    pub kind: &'static str,
    /// What may come.
    pub what: &'static str,
    /// How likely, 1 to 5; absent when nobody judged.
    pub likelihood: Option<i64>,
    /// How bad, 1 to 5.
    pub effect: Option<i64>,
    /// What is prepared; empty when nothing.
    pub alternative: &'static str,
    /// By what it will be noticed.
    pub early_sign: &'static str,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
}

/// A thing of the plan of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplePlanEntry {
    /// The client's code in the export.
    pub customer_code: String,
    /// Stable code of the kind, for example `objective`.
    pub kind: &'static str,
    /// In a few words.
    pub what: &'static str,
    /// Stable code of the measure of an objective; empty for anything else.
    pub measure: &'static str,
    /// Where the measure began and where it should be.
    pub from_to: Option<(&'static str, &'static str)>,
    /// Place of the client's person among its people.
    pub person: Option<usize>,
    /// Likelihood and effect of a risk.
    pub degrees: Option<(i64, i64)>,
    /// What is done when a risk comes; empty for nothing.
    pub reply: &'static str,
    /// Days after the day the sample is made for.
    pub days_ahead: Option<i64>,
    /// Agreed with the client.
    pub for_client: bool,
}

/// What is said of a field of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplePlanField {
    /// The client's code in the export.
    pub customer_code: String,
    /// Stable code of the field.
    pub field: &'static str,
    /// What is so; empty when it is unknown and was asked for.
    pub words: &'static str,
    /// Whence it is known.
    pub source: &'static str,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
}

/// What somebody of a client answered when asked how satisfied they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleMarks {
    /// The client's code in the export.
    pub customer_code: String,
    /// Which of the client's people in their order, from 0; nobody named when absent.
    pub person: Option<usize>,
    /// They decide about buying.
    pub decides: bool,
    /// Would they recommend the firm, 0 to 10; the question is open when absent.
    pub recommend: Option<u8>,
    /// How satisfied they are, 1 to 5.
    pub satisfied: Option<u8>,
    /// How easy it is to work with the firm, 1 to 7.
    pub effort: Option<u8>,
    /// In their own words.
    pub comment: &'static str,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
}

/// A gift given or received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleGift {
    /// The client's code in the export.
    pub customer_code: String,
    /// `given` or `received`.
    pub direction: &'static str,
    /// Stable code of the kind, for example `meal`.
    pub kind: &'static str,
    /// What.
    pub what: &'static str,
    /// On what occasion.
    pub occasion: &'static str,
    /// Its value in whole euro; absent when nobody knows it.
    pub euro: Option<i64>,
    /// Whether the receiver is a public official: `no`, `yes` or `unknown`.
    pub official: &'static str,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
}

/// Something recorded of what was promised. Days are counted back from the day the sample is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleExecution {
    /// The client's code in the export.
    pub customer_code: String,
    /// Stable code of the kind, for example `complaint`.
    pub kind: &'static str,
    /// Number of the order; empty without.
    pub document: &'static str,
    /// What.
    pub what: &'static str,
    /// What a complaint is about; why a day was moved.
    pub reason: &'static str,
    /// Noted, or a complaint made, so many days before.
    pub days_ago: i64,
    /// Promised for so many days before.
    pub promised_ago: Option<i64>,
    /// Done so many days before.
    pub done_ago: Option<i64>,
    /// Quantity ordered.
    pub ordered: Option<i64>,
    /// Quantity delivered, or units looked at.
    pub delivered: Option<i64>,
    /// Defective units.
    pub defects: Option<u32>,
    /// Who moved a day: `us`, `them`, or empty.
    pub moved_by: &'static str,
}

/// Support one side gave the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleSupport {
    /// The client's code in the export.
    pub customer_code: String,
    /// Who gives it: `us`, `them` or `both`.
    pub side: &'static str,
    /// Stable code of the kind, for example `reference`.
    pub kind: &'static str,
    /// What.
    pub what: &'static str,
    /// Before whom; empty without.
    pub before_whom: &'static str,
    /// `name`, `logo`, `name_and_logo`, or empty.
    pub mark: &'static str,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
    /// Ends so many days after that day; before it when negative.
    pub ends_in: Option<i64>,
    /// What we say it was worth, in whole euro.
    pub stated: Option<i64>,
    /// What the client confirmed it was worth, in whole euro.
    pub confirmed: Option<i64>,
    /// Thanked for so many days before that day.
    pub thanked_days_ago: Option<i64>,
}

/// An agreement on confidentiality with a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleConfidentiality {
    /// The client's code in the export.
    pub customer_code: String,
    /// With whom; the client itself when empty.
    pub with_whom: &'static str,
    /// What is kept.
    pub scope: &'static str,
    /// Who may know.
    pub may_know: &'static str,
    /// What it says, in short.
    pub text: &'static str,
    /// Begins so many days before the day the sample is made for.
    pub days_ago: i64,
    /// Ends so many days after it; without end when absent.
    pub ends_in: Option<i64>,
}

/// A promise between the firm and a client, or a gift, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleObligation {
    /// The client's code in the export.
    pub customer_code: String,
    /// Who owes: `us` or `them`.
    pub debtor: &'static str,
    /// What.
    pub what: &'static str,
    /// Stable code of the kind, for example `delivery`.
    pub kind: &'static str,
    /// Stable code of whence it came, for example `clause`.
    pub origin: &'static str,
    /// Where it is written; empty when nowhere.
    pub source: &'static str,
    /// Promised so many days before the day the sample is made for.
    pub made_days_ago: i64,
    /// Due so many days after the day the sample is made for; absent for one without a day.
    pub due_in: Option<i64>,
    /// Days of grace.
    pub grace_days: u16,
    /// From 1 to 3.
    pub importance: u8,
    /// A kindness that binds nobody.
    pub is_gift: bool,
    /// What happened: stable code, days before the day the sample is made for, proof or reason.
    pub events: Vec<(&'static str, i64, &'static str)>,
}

/// Something that happened with a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleInteraction {
    /// The client's code in the export.
    pub customer_code: String,
    /// Stable code of the kind, for example `call`.
    pub kind: &'static str,
    /// `in`, `out`, or empty.
    pub direction: &'static str,
    /// Minutes; 0 for what has no length.
    pub minutes: i64,
    /// How it felt, from -2 to 2.
    pub mood: i8,
    /// What was said.
    pub summary: &'static str,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
}

/// A note on a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleNote {
    /// The client's code in the export.
    pub customer_code: String,
    /// The words.
    pub text: &'static str,
    /// Days before the day the sample is made for.
    pub days_ago: i64,
}

/// A next step for a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleStep {
    /// The client's code in the export.
    pub customer_code: String,
    /// What.
    pub what: &'static str,
    /// Due so many days after the day the sample is made for; absent for one without a day.
    pub due_in: Option<i64>,
    /// Planned so many days before.
    pub planned_days_ago: i64,
    /// Done so many days before; absent while it is open.
    pub done_days_ago: Option<i64>,
}

/// How far the relationship with one client has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleStage {
    /// The client's code in the export.
    pub customer_code: String,
    /// What is known of facts: stable code, `yes`, `no` or `unknown`, what shows it, how many days ago.
    pub facts: &'static [SampleFact],
    /// What the reviews set, the earliest first.
    pub reviews: &'static [SampleReview],
}

/// What somebody said of a fact: stable code, `yes`, `no` or `unknown`, what shows it, how many days ago.
pub type SampleFact = (&'static str, &'static str, &'static str, i64);

/// A review: what the facts spoke for at least and at most, the stage and the target as stable codes (empty for
/// none), why, how many days ago.
pub type SampleReview = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    i64,
);

//! Prospects, and what each way of finding them brings, as they leave the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::opportunities::SalesSinceAnswer;
use super::value::{EstimateAnswer, WhyAnswer};

/// Answer of `prospects list` and of `GET /prospects`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProspectsAnswer {
    /// Prospects in the order asked for.
    pub prospects: Vec<ProspectAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How many fit.
    pub matching: u64,
}

/// A prospect.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProspectAnswer {
    /// Id.
    pub id: String,
    /// Name of the organisation.
    pub name: String,
    /// The first way in which it came, a stable word; absent when nobody wrote it down.
    pub source: Option<String>,
    /// The firm's own name of that way.
    pub channel: Option<String>,
    /// Who gave it to us: a person or a client.
    pub referrer: Option<NamedAnswer>,
    /// What is known of the four parts.
    pub qualification: QualificationAnswer,
    /// `qualified`, `disqualified` or `open`.
    pub verdict: String,
    /// The parts that are missing for certain: `need`, `ability`, `authority`, `access`.
    pub failing: Vec<String>,
    /// The chance that it becomes a client, by the way it came; absent while the firm has no history.
    pub chance: Option<ChanceAnswer>,
    /// The question to ask next; absent when the verdict stands.
    pub next_question: Option<String>,
    /// `prospect`, `contacted`, `qualified`, `offered`, `won`, `lost` or `parked`.
    pub stage: String,
    /// Since when it is there, ISO 8601.
    pub stage_day: String,
    /// Why it was lost, a stable word.
    pub reason: Option<String>,
    /// Why it was lost or parked, in words.
    pub stage_note: String,
    /// When a parked one is looked at again, ISO 8601.
    pub review_on: Option<String>,
    /// City.
    pub city: String,
    /// Country, two letters.
    pub country: String,
    /// Registration number.
    pub registration_number: String,
    /// Web address.
    pub website: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Who of us answers for it.
    pub owner: Option<NamedAnswer>,
    /// What is to be done next.
    pub next_step: String,
    /// When, ISO 8601.
    pub next_on: Option<String>,
    /// When the people there were told whence we have their data, ISO 8601.
    pub informed_on: Option<String>,
    /// More about it.
    pub note: String,
    /// The client it became.
    pub account: Option<NamedAnswer>,
    /// Sales confirm that it became a client; absent for one that is none.
    pub confirmed: Option<bool>,
    /// Days it has stood in its stage.
    pub days_in_stage: i64,
    /// Version, for changing it.
    pub version: i64,
}

/// Answers: `yes`, `partly`, `no` or `unknown`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct QualificationAnswer {
    /// Either need: the better of the two.
    pub need: String,
    /// The need of use.
    pub functional_need: String,
    /// The wish for standing.
    pub prestige_need: String,
    /// Can it pay?
    pub ability: String,
    /// May the person we talk with decide?
    pub authority: String,
    /// Can we reach that person?
    pub access: String,
}

/// A chance between two ends, fractions of one.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChanceAnswer {
    /// Lower end.
    pub low: f64,
    /// The likeliest.
    pub likely: f64,
    /// Upper end.
    pub high: f64,
    /// How it is told: `reasons` (by all that is known) or `source` (by the way it came alone).
    pub method: String,
    /// Why it is as it is, the weightiest first.
    pub reasons: Vec<ChanceReasonAnswer>,
}

/// Something that is known of a prospect and moves its chance.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChanceReasonAnswer {
    /// `source`, `country` or a question, a stable word.
    pub feature: String,
    /// It raises the chance; otherwise it lowers it.
    pub raises: bool,
    /// What it adds to the log-odds.
    pub log_odds: f64,
}

/// A prospect with everything that is known of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProspectFullAnswer {
    /// The prospect.
    #[serde(flatten)]
    pub prospect: ProspectAnswer,
    /// With whom we speak there.
    pub people: Vec<ProspectPersonAnswer>,
    /// The ways in which it came, the earliest first.
    pub sources: Vec<ProspectSourceAnswer>,
    /// All answers ever given, the newest first.
    pub answers: Vec<GivenAnswerAnswer>,
    /// The steps it took, the newest first.
    pub moves: Vec<StageMoveAnswer>,
    /// What the client bought since it became one; absent for one that is none.
    pub sales: Option<SalesSinceAnswer>,
    /// What is known of its ability to pay.
    pub ability: AbilityAnswer,
    /// Who may decide there; nobody where that question is answered.
    pub may_decide: Vec<MayDecideAnswer>,
    /// Who of us reaches somebody there, the best way first.
    pub ways: Vec<WayInAnswer>,
}

/// What is known of the ability of a prospect to pay.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AbilityAnswer {
    /// The answer the facts suggest: `yes`, `partly`, `no` or `unknown`.
    pub suggestion: String,
    /// The kinds of facts it rests on.
    pub because: Vec<String>,
    /// The suggestion is another than the answer that stands.
    pub differs: bool,
    /// What it is planned to owe us at most.
    pub exposure: EstimateAnswer,
    /// In which currency, ISO 4217 code.
    pub currency: String,
    /// Its registration number: `missing`, `valid` or `unproven`.
    pub number: String,
    /// Clients that have the number, or of whose firm it is a branch.
    pub clients: Vec<NamedAnswer>,
    /// Other prospects that have the number.
    pub prospects: Vec<NamedAnswer>,
    /// All facts, the newest first.
    pub facts: Vec<ProspectFactAnswer>,
    /// How the suggestion came about.
    pub why: WhyAnswer,
}

/// A fact about the ability of a prospect to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProspectFactAnswer {
    /// `credit_limit`, `exposure`, `accounts`, `insolvency`, `refused`, `deposit` or `reference`.
    pub fact: String,
    /// It is so; otherwise it is no longer so, or was looked up and is not so.
    pub holds: bool,
    /// The sum, a decimal string.
    pub amount: Option<String>,
    /// ISO 4217 code of the sums.
    pub currency: Option<String>,
    /// The year of filed accounts.
    pub year: Option<i64>,
    /// Revenue of that year, a decimal string.
    pub revenue: Option<String>,
    /// Result of that year, a decimal string.
    pub result: Option<String>,
    /// Who says so, or where it stands.
    pub source: String,
    /// Since when, ISO 8601.
    pub day: String,
    /// Who wrote it; absent for the program.
    pub author: Option<String>,
}

/// Somebody who may decide at a prospect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MayDecideAnswer {
    /// Who.
    pub person: NamedAnswer,
    /// What they are.
    pub role: String,
    /// The client on whose map they decide; absent for somebody of the prospect.
    pub client: Option<NamedAnswer>,
    /// Who of us leads to them.
    pub through: Option<NamedAnswer>,
    /// That way is warm.
    pub warm: Option<bool>,
}

/// How one of us reaches somebody at a prospect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WayInAnswer {
    /// Who of us.
    pub user: NamedAnswer,
    /// `spoken` (with somebody there), `named` (with who named it) or `worked_together` (with a former colleague).
    pub kind: String,
    /// How many steps it takes.
    pub steps: u8,
    /// Who was spoken with.
    pub person: NamedAnswer,
    /// The client where a former colleague is.
    pub account: Option<NamedAnswer>,
    /// When they last spoke, ISO 8601.
    pub last_talk: String,
    /// Lately enough.
    pub warm: bool,
}

/// Somebody at a prospect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProspectPersonAnswer {
    /// Id of the person.
    pub person: String,
    /// Name.
    pub name: String,
    /// What they are there.
    pub role: String,
    /// Telephone or e-mail.
    pub contact: String,
}

/// One way in which a prospect came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProspectSourceAnswer {
    /// Id.
    pub id: String,
    /// Which way, a stable word.
    pub source: String,
    /// The firm's own name of it.
    pub channel: Option<String>,
    /// On which day, ISO 8601.
    pub day: String,
    /// Who gave it to us.
    pub person: Option<NamedAnswer>,
    /// Which client gave it to us.
    pub account: Option<NamedAnswer>,
    /// Through which campaign.
    pub campaign: Option<String>,
    /// In what we read it was found.
    pub publication: Option<NamedAnswer>,
    /// In which batch of cold contacts.
    pub batch: Option<String>,
    /// More about it.
    pub detail: String,
    /// What it cost, a decimal string; unknown when absent.
    pub cost: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
}

/// An answer to one of the five questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct GivenAnswerAnswer {
    /// The question, a stable word.
    pub question: String,
    /// `yes`, `partly`, `no` or `unknown`.
    pub answer: String,
    /// Whence it is known.
    pub evidence: String,
    /// Since when, ISO 8601.
    pub day: String,
    /// Who says so; absent for the program.
    pub author: Option<String>,
}

/// A step a prospect took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StageMoveAnswer {
    /// To which stage.
    pub stage: String,
    /// On which day, ISO 8601.
    pub day: String,
    /// Days it stood there, until today where it still stands.
    pub days: i64,
    /// Why it was lost, a stable word.
    pub reason: Option<String>,
    /// Why, in words.
    pub note: String,
    /// When it was to be looked at again, ISO 8601.
    pub review_on: Option<String>,
    /// Who took it; absent for the program.
    pub author: Option<String>,
}

/// A prospect that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProspectWrittenAnswer {
    /// Id of the prospect.
    pub prospect: String,
}

/// A prospect that became a client.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProspectWonAnswer {
    /// Id of the prospect.
    pub prospect: String,
    /// Id of the client.
    pub account: String,
}

/// Answer of `POST /prospects/upsert`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProspectUpsertedAnswer {
    /// `created`, `updated` or `unchanged`.
    pub result: String,
    /// The prospect as it stands now.
    pub record: ProspectFullAnswer,
}

/// Answer of `sources` and of `GET /prospects/sources`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SourcesAnswer {
    /// The ways, those that brought most names first.
    pub sources: Vec<SourceAnswer>,
    /// All prospects, each counted once.
    pub names: u64,
    /// Those that were qualified at some time.
    pub qualified: u64,
    /// Those that became clients.
    pub won: u64,
    /// Those of them that came by cold contact and no other way.
    pub cold: SourceTotalsAnswer,
    /// All others.
    pub without_cold: SourceTotalsAnswer,
    /// Whether such chances came true; absent where history is too short to say.
    pub calibration: Option<CalibrationAnswer>,
    /// How chances are told: `reasons` (by all that is known) or `source` (by the way alone), whichever did better.
    pub chance_method: String,
    /// The same trial of chances told by all that is known; absent where history is too short.
    pub by_reasons: Option<TrialAnswer>,
    /// What further efforts are measured by: `won`, or `qualified` while nobody became a client.
    pub counts: String,
    /// Where the next 1,000 of the currency go, the largest gain first; unknown ones are left out.
    pub next_euro: Vec<EffortAnswer>,
    /// Where the next 10 hours go, the largest gain first; unknown ones are left out.
    pub next_hour: Vec<EffortAnswer>,
    /// What each of us made of each way.
    pub by_representative: Vec<RepresentativeSourceAnswer>,
    /// In which currency costs are.
    pub currency: String,
}

/// Prospects, each counted once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SourceTotalsAnswer {
    /// How many.
    pub names: u64,
    /// Those that were qualified at some time.
    pub qualified: u64,
    /// Those that became clients.
    pub won: u64,
}

/// Chances learned from the earlier half of prospects, tried on the later half.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CalibrationAnswer {
    /// Prospects the chances were learned from.
    pub learned_from: u64,
    /// Prospects they were tried on.
    pub tried_on: u64,
    /// Mean squared distance of the chances from what happened (Brier); less is better.
    pub brier: f64,
    /// The same of one chance for everybody.
    pub brier_of_base_rate: f64,
    /// Chances by tenths, against what happened.
    pub table: Vec<CalibrationTenthAnswer>,
}

/// Chances that were tried on prospects they were not learned from.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TrialAnswer {
    /// Mean squared distance of the chances from what happened (Brier); less is better.
    pub brier: f64,
    /// Chances by tenths, against what happened.
    pub table: Vec<CalibrationTenthAnswer>,
}

/// What a further effort into one way brings.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct EffortAnswer {
    /// The way, a stable word; absent where nobody wrote down how prospects came.
    pub source: Option<String>,
    /// The firm's own name of it.
    pub channel: Option<String>,
    /// Hours of talks with its people.
    pub hours: EstimateAnswer,
    /// What is gained, with its 95 % interval.
    pub gain: SpanAnswer,
}

/// What one of us made of one way.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RepresentativeSourceAnswer {
    /// Who of us; absent for those nobody answers for.
    pub representative: Option<NamedAnswer>,
    /// The way, a stable word; absent where nobody wrote down how prospects came.
    pub source: Option<String>,
    /// The firm's own name of it.
    pub channel: Option<String>,
    /// Prospects.
    pub names: u64,
    /// Those of them that were qualified at some time.
    pub qualified: u64,
    /// Those of them that became clients.
    pub won: u64,
    /// The part that became clients, as counted.
    pub conversion: Option<f64>,
}

/// Prospects whose chances lie near each other.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CalibrationTenthAnswer {
    /// Lower end of their chances.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How many they are.
    pub prospects: u64,
    /// Their mean chance.
    pub chance: f64,
    /// The part that became clients.
    pub won: f64,
}

/// What one way of finding prospects brings and costs.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SourceAnswer {
    /// The way, a stable word; absent where nobody wrote down how prospects came.
    pub source: Option<String>,
    /// The firm's own name of it.
    pub channel: Option<String>,
    /// What is known to have been paid.
    pub cost: EstimateAnswer,
    /// Prospects it brought.
    pub names: u64,
    /// Those of them that were qualified at some time.
    pub qualified: u64,
    /// Those of them that became clients.
    pub won: u64,
    /// The part of its names that became clients, as counted.
    pub conversion: Option<f64>,
    /// What part is expected to be qualified, with its interval.
    pub chance_to_qualify: Option<SpanAnswer>,
    /// What part is expected to become clients, with its interval.
    pub chance_to_win: Option<SpanAnswer>,
    /// What one qualified prospect costs.
    pub cost_per_qualified: SpanAnswer,
}

/// A value between two ends; what is absent is unknown.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SpanAnswer {
    /// Lower end.
    pub low: Option<f64>,
    /// The likeliest.
    pub likely: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

//! Support both sides give each other, as it leaves the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::WhyAnswer;

/// Answer of `support list` and of `GET /support`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SupportsAnswer {
    /// Support, the latest first.
    pub support: Vec<SupportAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How much fits.
    pub matching: u64,
}

/// Support one side gave the other, or both gave together.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SupportAnswer {
    /// Id.
    pub id: String,
    /// The client.
    pub account: NamedAnswer,
    /// Who gives it, or whose name or logo it is: `us`, `them` or `both`.
    pub side: String,
    /// `reference`, `testimonial`, `introduction`, `advocacy`, `standing_by`, `joint_tender`,
    /// `joint_event`, `permission`, `use`, `fair`, `anniversary`, `review`, `incident`,
    /// `added_value` or `service`.
    pub kind: String,
    /// `favour`, `joint`, `festival`, `brand` or `value`.
    pub family: String,
    /// What.
    pub what: String,
    /// Before whom, or to whom.
    pub before_whom: String,
    /// Who of the client's people.
    pub person: Option<NamedAnswer>,
    /// Who of us.
    pub owner: Option<NamedAnswer>,
    /// `name`, `logo` or `name_and_logo`, for permissions and uses.
    pub mark: Option<String>,
    /// Where it is written.
    pub document: String,
    /// When, or from when on, ISO 8601.
    pub day: String,
    /// The last day, ISO 8601; absent without an end.
    pub until: Option<String>,
    /// What we say it was worth, a decimal string; unknown when absent.
    pub stated: Option<String>,
    /// What the client confirmed, a decimal string; absent while they have not.
    pub confirmed: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// When the client confirmed it, ISO 8601.
    pub confirmed_on: Option<String>,
    /// Who confirmed it.
    pub confirmed_by: Option<NamedAnswer>,
    /// When it was thanked for, ISO 8601.
    pub thanked_on: Option<String>,
    /// Thanks for it are due.
    pub thanks_owed: bool,
    /// When an incident was settled, ISO 8601.
    pub settled_on: Option<String>,
    /// More about it.
    pub note: String,
    /// `planned`, `done` or `withdrawn`.
    pub state: String,
    /// Who of the client's people was asked.
    pub people: Vec<AskedAnswer>,
    /// Who of us was asked.
    pub users: Vec<AskedAnswer>,
    /// Of a use: how it stands to the permission.
    pub cover: Option<CoverAnswer>,
    /// Version, for changing it.
    pub version: i64,
}

/// Somebody who was asked to something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AskedAnswer {
    /// Who.
    #[serde(flatten)]
    pub who: NamedAnswer,
    /// They came.
    pub came: bool,
}

/// How a use stands to the permission.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CoverAnswer {
    /// `covered`, `before`, `after` or `missing`.
    pub cover: String,
    /// The permission that covers it, or comes nearest to.
    pub permission: Option<String>,
    /// How that came about.
    pub why: WhyAnswer,
}

/// Support that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct SupportWrittenAnswer {
    /// Id of the support.
    pub support: String,
}

/// Answer of `support due` and of `GET /support/due`: what asks for a deed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SupportDueAnswer {
    /// Favours of clients nobody has thanked for yet, the oldest first.
    pub thanks_owed_by_us: Vec<SupportAnswer>,
    /// Ours for which no client has thanked.
    pub thanks_owed_to_us: Vec<SupportAnswer>,
    /// Permissions and uses that end soon, the earliest first.
    pub expiring: Vec<SupportAnswer>,
    /// Uses without permission, or after it.
    pub uncovered: Vec<SupportAnswer>,
    /// Incidents that are not settled.
    pub unsettled: Vec<SupportAnswer>,
}

//! How strong the book is, as it leaves the program.

use clientela_domain::authority::Support;
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::{EstimateAnswer, WhyAnswer};
use crate::measure_authority::{Member, Standing};

/// Answer of `authority` and of `GET /authority`. Amounts are in `currency`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AuthorityAnswer {
    /// Whose book; absent for everybody's.
    pub user: Option<NamedAnswer>,
    /// Currency of every amount.
    pub currency: String,
    /// How many clients there are.
    pub clients: usize,
    /// Of how many nobody knows what they bring.
    pub clients_without_value: usize,
    /// How many kept or broke a promise.
    pub clients_with_promises: usize,
    /// How many clients came how.
    pub by_origin: Vec<OriginCountAnswer>,
    /// How many clients of equal value would be as spread as these.
    pub effective_clients: EstimateAnswer,
    /// Value weighted by how they keep their word.
    pub trust_weighted_value: EstimateAnswer,
    /// The same between the ends of every client's interval.
    pub trust_weighted_between: EstimateAnswer,
    /// Mean trust by value.
    pub mean_trust: EstimateAnswer,
    /// The most clients each of whom brings, weighted by trust, as many units as there are of them.
    pub solid_clients: EstimateAnswer,
    /// The same between the ends of every client's interval.
    pub solid_between: EstimateAnswer,
    /// The size of a solid client.
    pub unit: f64,
    /// What we did for them.
    pub support_given: SupporterAnswer,
    /// What they did for us.
    pub support_received: SupporterAnswer,
    /// From -1, only we support, to 1, only they do.
    pub signed: EstimateAnswer,
    /// Clients who did more for us than we for them.
    pub supporters: Vec<NamedAnswer>,
    /// The clients behind it, those that bring most first.
    pub members: Vec<MemberAnswer>,
    /// How this came about.
    pub why: WhyAnswer,
}

/// How many clients came in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OriginCountAnswer {
    /// `won`, `inherited`, `introduced`, `former_employee` or `foreign`; absent where nobody said.
    pub origin: Option<String>,
    /// How many.
    pub clients: usize,
}

/// What one side did for the other.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SupporterAnswer {
    /// What it was worth: exact, or at least so much.
    pub worth: EstimateAnswer,
    /// How many times nobody said what it was worth.
    pub unvalued: usize,
}

/// A client of the book.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MemberAnswer {
    /// Which client.
    pub account: NamedAnswer,
    /// What it brings in a year; absent when nobody knows.
    pub value: Option<f64>,
    /// How it keeps its word, 0 to 1; absent while too few promises are closed.
    pub trust: Option<f64>,
    /// Closed promises behind that.
    pub n: usize,
    /// What we did for it.
    pub support_given: SupporterAnswer,
    /// What it did for us.
    pub support_received: SupporterAnswer,
}

impl From<Support> for SupporterAnswer {
    fn from(support: Support) -> Self {
        // What is at least so much has no upper end in JSON.
        let worth = EstimateAnswer::Interval {
            low: support.valued,
            high: support.valued,
        };
        Self {
            worth,
            unvalued: support.unvalued,
        }
    }
}

impl Standing {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> AuthorityAnswer {
        let own = &self.authority;
        let named = |member: &Member| NamedAnswer {
            id: member.bound.id.to_string(),
            name: member.name.clone(),
        };
        AuthorityAnswer {
            user: self.user.as_ref().map(|(id, name)| NamedAnswer {
                id: id.to_string(),
                name: name.clone(),
            }),
            currency: self.currency.to_string(),
            clients: own.clients,
            clients_without_value: own.without_value,
            clients_with_promises: own.with_promises,
            by_origin: self
                .by_entry
                .iter()
                .map(|(entry, clients)| OriginCountAnswer {
                    origin: entry.map(|entry| entry.code().to_owned()),
                    clients: *clients,
                })
                .collect(),
            effective_clients: (&own.effective).into(),
            trust_weighted_value: (&own.weighted).into(),
            trust_weighted_between: (&own.weighted_between).into(),
            mean_trust: (&own.mean_trust).into(),
            solid_clients: (&own.solid).into(),
            solid_between: (&own.solid_between).into(),
            unit: self.unit,
            support_given: own.given.into(),
            support_received: own.received.into(),
            signed: (&own.signed).into(),
            supporters: self
                .members
                .iter()
                .filter(|member| own.supporters.contains(&member.bound.id))
                .map(named)
                .collect(),
            members: self
                .members
                .iter()
                .map(|member| MemberAnswer {
                    account: named(member),
                    value: member.bound.value,
                    trust: member.trust.trust.known().map(|opinion| opinion.mean),
                    n: member.trust.marks.len(),
                    support_given: member.bound.given.into(),
                    support_received: member.bound.received.into(),
                })
                .collect(),
            why: (&own.why).into(),
        }
    }
}

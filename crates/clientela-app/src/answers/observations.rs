//! What people saw and read, as it leaves the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use crate::jot_down::named;
use crate::keep_observations::{Jotted, ObservationLine};

/// Answer of `observations list` and of `GET /observations`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ObservationsAnswer {
    /// Observations, the newest first.
    pub observations: Vec<ObservationAnswer>,
}

/// Something somebody saw or read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ObservationAnswer {
    /// Id.
    pub id: String,
    /// What was seen or read.
    pub line: String,
    /// On which day, ISO 8601.
    pub day: String,
    /// `new`, `prospect`, `evidence`, `note` or `set_aside`.
    pub state: String,
    /// Why it was set aside.
    pub reason: String,
    /// The prospect it led to.
    pub prospect: Option<NamedAnswer>,
    /// The client it led to.
    pub account: Option<NamedAnswer>,
    /// What it was read in; absent for what own eyes saw.
    pub publication: Option<NamedAnswer>,
    /// Name of who jotted it down.
    pub author: String,
    /// So many earlier ones say the same.
    pub said_before: usize,
    /// Version, for turning it.
    pub version: i64,
}

/// An observation that was jotted down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ObservedAnswer {
    /// Id of the observation.
    pub observation: String,
    /// So many earlier ones say the same.
    pub said_before: usize,
}

impl ObservationLine {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> ObservationAnswer {
        let own = &self.observation;
        let seen = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let prospect = own.turned.prospect_id.zip(seen(&self.prospect_name));
        let account = own.turned.account_id.zip(seen(&self.account_name));
        let publication = own.publication_id.zip(seen(&self.publication_name));
        ObservationAnswer {
            publication: publication.map(|(id, name)| named(&id, &name)),
            id: own.id.to_string(),
            line: own.line.clone(),
            day: own.day.to_string(),
            state: own.turned.state.code().to_owned(),
            reason: own.turned.reason.clone(),
            prospect: prospect.map(|(id, name)| named(&id, &name)),
            account: account.map(|(id, name)| named(&id, &name)),
            author: self.author_name.clone(),
            said_before: self.twins,
            version: own.version,
        }
    }
}

impl From<Jotted> for ObservedAnswer {
    fn from(jotted: Jotted) -> Self {
        Self {
            observation: jotted.id.to_string(),
            said_before: jotted.said_before,
        }
    }
}

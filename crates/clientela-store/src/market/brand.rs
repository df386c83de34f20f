//! What others see of us and of the market: incidents, and what is said. Of one client, or of none in particular.

use clientela_domain::brand::{IncidentSeverity, MentionTone, RemarkAbout, ToldOrigin};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorId, IncidentId, PersonId, RemarkId};
use clientela_domain::names::fold;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::records::{MarketRecord, Stored};
use crate::error::StoreError;
use crate::sql::{Row, Values, binds};

/// Something that went wrong and may hurt our name, as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewIncident {
    /// At which client; absent when it was of none in particular.
    pub account_id: Option<AccountId>,
    /// With which group of products; may be empty.
    pub product_group: String,
    /// What went wrong.
    pub what: String,
    /// How bad it was.
    pub severity: IncidentSeverity,
    /// Where we know it from.
    pub origin: ToldOrigin,
    /// What we did; may be empty.
    pub done: String,
    /// The day it was settled; absent while it is open.
    pub closed_on: Option<Date>,
    /// When it happened.
    pub day: Date,
    /// More about it; may be empty.
    pub note: String,
    /// Written down by mistake: it counts nowhere.
    pub withdrawn: bool,
}

/// Something said of us, or a note on the market, as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRemark {
    /// At which client; absent when it was at none in particular.
    pub account_id: Option<AccountId>,
    /// Who said it; absent when nobody of the book did.
    pub person_id: Option<PersonId>,
    /// Of which competitor it tells.
    pub competitor_id: Option<CompetitorId>,
    /// Whether it is about us or about the market.
    pub about: RemarkAbout,
    /// How it speaks of us; unknown when absent.
    pub tone: Option<MentionTone>,
    /// Of which group of products; may be empty.
    pub product_group: String,
    /// What was said or seen.
    pub what: String,
    /// Where it comes from.
    pub origin: ToldOrigin,
    /// Where it can be read; may be empty.
    pub link: String,
    /// When it was said or seen.
    pub day: Date,
    /// More about it; may be empty.
    pub note: String,
    /// Written down by mistake: it counts nowhere.
    pub withdrawn: bool,
}

impl MarketRecord for NewIncident {
    type Id = IncidentId;
    const WORD: &'static str = "incident";

    fn id_of(id: Uuid) -> IncidentId {
        IncidentId(id)
    }

    fn key_of(id: IncidentId) -> Uuid {
        id.0
    }

    fn account(&self) -> Option<AccountId> {
        self.account_id
    }

    fn competitor(&self) -> Option<CompetitorId> {
        None
    }

    fn staying_with(&self, _: &Self) -> Self {
        self.clone()
    }
}

impl Stored for NewIncident {
    const TABLE: &'static str = "incidents";
    const COLUMNS: &'static [&'static str] = &[
        "product_group",
        "group_folded",
        "what",
        "severity",
        "origin",
        "done",
        "closed_on",
        "day",
        "note",
        "withdrawn",
    ];
    const BROUGHT: bool = false;
    const CLIENT_OPTIONAL: bool = true;

    fn written(&self) -> Values {
        binds![
            &self.product_group,
            fold(&self.product_group),
            &self.what,
            self.severity.code(),
            self.origin.code(),
            &self.done,
            self.closed_on,
            self.day,
            &self.note,
            self.withdrawn,
        ]
    }

    #[expect(private_interfaces, reason = "only this crate reads rows")]
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            account_id: row.uuid_if_any("account_id")?.map(AccountId),
            product_group: row.text("product_group")?,
            what: row.text("what")?,
            severity: row.word("severity", IncidentSeverity::from_code)?,
            origin: row.word("origin", ToldOrigin::from_code)?,
            done: row.text("done")?,
            closed_on: row.day_if_any("closed_on")?,
            day: row.day("day")?,
            note: row.text("note")?,
            withdrawn: row.truth("withdrawn")?,
        })
    }

    fn json(&self) -> Json {
        json!({
            "account": self.account_id.map(|id| id.to_string()),
            "product_group": self.product_group,
            "what": self.what,
            "incident_severity": self.severity.code(),
            "told_origin": self.origin.code(),
            "incident_done": self.done,
            "closed_on": self.closed_on.map(|day| day.to_string()),
            "day": self.day.to_string(),
            "note": self.note,
            "withdrawn": self.withdrawn,
        })
    }
}

impl MarketRecord for NewRemark {
    type Id = RemarkId;
    const WORD: &'static str = "remark";

    fn id_of(id: Uuid) -> RemarkId {
        RemarkId(id)
    }

    fn key_of(id: RemarkId) -> Uuid {
        id.0
    }

    fn account(&self) -> Option<AccountId> {
        self.account_id
    }

    fn competitor(&self) -> Option<CompetitorId> {
        self.competitor_id
    }

    fn person(&self) -> Option<PersonId> {
        self.person_id
    }

    fn staying_with(&self, _: &Self) -> Self {
        self.clone()
    }
}

impl Stored for NewRemark {
    const TABLE: &'static str = "remarks";
    const COLUMNS: &'static [&'static str] = &[
        "person_id",
        "competitor_id",
        "about",
        "tone",
        "product_group",
        "group_folded",
        "what",
        "origin",
        "link",
        "day",
        "note",
        "withdrawn",
    ];
    const BROUGHT: bool = false;
    const CLIENT_OPTIONAL: bool = true;

    fn written(&self) -> Values {
        binds![
            self.person_id.map(|id| id.0),
            self.competitor_id.map(|id| id.0),
            self.about.code(),
            self.tone.map(|tone| tone.code().to_owned()),
            &self.product_group,
            fold(&self.product_group),
            &self.what,
            self.origin.code(),
            &self.link,
            self.day,
            &self.note,
            self.withdrawn,
        ]
    }

    #[expect(private_interfaces, reason = "only this crate reads rows")]
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            account_id: row.uuid_if_any("account_id")?.map(AccountId),
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            competitor_id: row.uuid_if_any("competitor_id")?.map(CompetitorId),
            about: row.word("about", RemarkAbout::from_code)?,
            tone: row.word_if_any("tone", MentionTone::from_code)?,
            product_group: row.text("product_group")?,
            what: row.text("what")?,
            origin: row.word("origin", ToldOrigin::from_code)?,
            link: row.text("link")?,
            day: row.day("day")?,
            note: row.text("note")?,
            withdrawn: row.truth("withdrawn")?,
        })
    }

    fn json(&self) -> Json {
        json!({
            "account": self.account_id.map(|id| id.to_string()),
            "person": self.person_id.map(|id| id.to_string()),
            "competitor": self.competitor_id.map(|id| id.to_string()),
            "remark_about": self.about.code(),
            "mention_tone": self.tone.map(MentionTone::code),
            "product_group": self.product_group,
            "what": self.what,
            "told_origin": self.origin.code(),
            "link": self.link,
            "day": self.day.to_string(),
            "note": self.note,
            "withdrawn": self.withdrawn,
        })
    }
}

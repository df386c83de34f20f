//! Incidents and remarks as they leave the program.

use clientela_domain::brand::MentionTone;
use clientela_domain::day::Date;
use clientela_store::market::{NewIncident, NewRemark};

use crate::answers::brand::{IncidentAnswer, IncidentsAnswer, RemarkAnswer, RemarksAnswer};
use crate::answers::happenings::NamedAnswer;
use crate::list_market::{Listed, MarketLine, MarketPage, cursor_text};

impl Listed for NewIncident {
    fn listed_on(&self) -> Date {
        self.day
    }
}

impl Listed for NewRemark {
    fn listed_on(&self) -> Date {
        self.day
    }
}

impl MarketLine<NewIncident> {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> IncidentAnswer {
        let own = &self.kept.record;
        IncidentAnswer {
            id: self.kept.id.to_string(),
            account: self.client(),
            product_group: own.product_group.clone(),
            what: own.what.clone(),
            severity: own.severity.code().to_owned(),
            origin: own.origin.code().to_owned(),
            done: own.done.clone(),
            closed_on: own.closed_on.map(|day| day.to_string()),
            day: own.day.to_string(),
            note: own.note.clone(),
            withdrawn: own.withdrawn,
            version: self.kept.version,
        }
    }
}

impl MarketLine<NewRemark> {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> RemarkAnswer {
        let own = &self.kept.record;
        RemarkAnswer {
            id: self.kept.id.to_string(),
            account: self.client(),
            person: own.person_id.map(|id| NamedAnswer {
                id: id.to_string(),
                name: self.person_name.clone(),
            }),
            competitor: self.competitor(),
            about: own.about.code().to_owned(),
            tone: own.tone.map(MentionTone::code).map(str::to_owned),
            product_group: own.product_group.clone(),
            what: own.what.clone(),
            origin: own.origin.code().to_owned(),
            link: own.link.clone(),
            day: own.day.to_string(),
            note: own.note.clone(),
            withdrawn: own.withdrawn,
            version: self.kept.version,
        }
    }
}

impl MarketPage<NewIncident> {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> IncidentsAnswer {
        let lines = self.lines.iter();
        IncidentsAnswer {
            incidents: lines.map(MarketLine::<NewIncident>::answer).collect(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}

impl MarketPage<NewRemark> {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> RemarksAnswer {
        let lines = self.lines.iter();
        RemarksAnswer {
            remarks: lines.map(MarketLine::<NewRemark>::answer).collect(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}

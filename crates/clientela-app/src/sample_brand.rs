//! What went wrong at the sample firm and what is said of it, as the book keeps it.

use std::collections::HashMap;

use clientela_domain::brand::{IncidentSeverity, MentionTone, RemarkAbout, ToldOrigin};
use clientela_domain::ids::{AccountId, CompetitorId};
use clientela_samples::{SampleIncident, SampleMarket, SampleRemark};
use clientela_store::Viewer;
use clientela_store::market::competitors::NewCompetitor;
use clientela_store::market::{NewIncident, NewRemark};
use clientela_store::sample_happenings::Dated;

use crate::context::Context;
use crate::sample_happenings::{day, moment};

/// The codes of the clients of which it tells.
pub(crate) fn codes(market: &SampleMarket) -> impl Iterator<Item = &String> {
    let incidents = market.incidents.iter().map(|one| &one.customer_code);
    let remarks = market.remarks.iter().map(|one| &one.customer_code);
    incidents.chain(remarks).filter(|code| !code.is_empty())
}

/// Incidents and remarks of the sample firm. `known` are its clients by their keys.
pub(crate) fn brand(
    context: &Context,
    viewer: &Viewer,
    told: &SampleMarket,
    known: &HashMap<String, AccountId>,
    competitors: &[(CompetitorId, NewCompetitor)],
) -> (Vec<Dated<NewIncident>>, Vec<Dated<NewRemark>>) {
    let today = context.clock.today();
    // What was at a client that is not in the book is left out.
    let at_client = |code: &str| match code {
        "" => Some(None),
        code => known.get(&format!("c:{code}")).map(|id| Some(*id)),
    };
    let incident = |one: &SampleIncident| {
        let settled = one
            .settled_after
            .map(|after| day(today, one.days_ago - after));
        let new = NewIncident {
            account_id: at_client(&one.customer_code)?,
            product_group: one.product_group.to_owned(),
            what: one.what.to_owned(),
            severity: IncidentSeverity::from_code(one.severity)?,
            origin: ToldOrigin::from_code(one.origin)?,
            done: one.done.to_owned(),
            closed_on: settled,
            day: day(today, one.days_ago),
            note: String::new(),
            withdrawn: false,
        };
        Some(Dated {
            what: new,
            author: viewer.user,
            at: moment(today, one.days_ago),
        })
    };
    let remark = |one: &SampleRemark| {
        let competitor = competitors
            .iter()
            .find(|(_, known)| known.name == one.competitor);
        let new = NewRemark {
            account_id: at_client(&one.customer_code)?,
            person_id: None,
            competitor_id: competitor.map(|(id, _)| *id),
            about: RemarkAbout::from_code(one.about)?,
            tone: one.tone.and_then(MentionTone::from_code),
            product_group: one.product_group.to_owned(),
            what: one.what.to_owned(),
            origin: ToldOrigin::from_code(one.origin)?,
            link: String::new(),
            day: day(today, one.days_ago),
            note: String::new(),
            withdrawn: false,
        };
        Some(Dated {
            what: new,
            author: viewer.user,
            at: moment(today, one.days_ago),
        })
    };
    (
        told.incidents.iter().filter_map(incident).collect(),
        told.remarks.iter().filter_map(remark).collect(),
    )
}

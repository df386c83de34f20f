//! The people maps of the sample firm: they are found by the posts of its people and go with it.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::estimate::Truth;
use clientela_domain::ids::{
    AccountId, MapStatementId, PersonId, PlaceholderId, PurchaseProcessId,
};
use clientela_domain::people_map::{
    Attitude, BuyingRole, Node, Said, Statement, Strength, TieKind,
};
use clientela_samples::{SampleFirm, SampleMap, SampleMapMember, SamplePurchase};
use clientela_store::new_id::new_id;
use clientela_store::people_map::{self, NewPlaceholder, SampleMaps};
use clientela_store::purchase_processes::{NewPurchaseProcess, PurchaseCriterion, PurchaseStep};
use clientela_store::{Viewer, accounts, affiliations};

use crate::context::Context;
use crate::error::AppError;
use crate::sample_happenings::{day, moment};

/// People of one client that are looked through.
const PEOPLE_MAX: u64 = 100;

/// The people of each client of the sample that has a map or was talked with, by their posts.
pub(crate) type Posts = HashMap<AccountId, Vec<(String, PersonId)>>;

/// Finds the people of the sample's clients with maps.
pub(crate) async fn posts(
    context: &Context,
    viewer: &Viewer,
    firm: &SampleFirm,
) -> Result<(HashMap<String, AccountId>, Posts), AppError> {
    let read = context.store.read(viewer);
    let keys: Vec<String> = firm
        .maps
        .iter()
        .map(|map| format!("c:{}", map.customer_code))
        .collect();
    let known = accounts::by_customer_keys(&read, &keys).await?;
    let mut posts = Posts::new();
    for map in &firm.maps {
        let Some(account) = known.get(&format!("c:{}", map.customer_code)) else {
            continue;
        };
        let people = affiliations::people_at(&read, &[*account], PEOPLE_MAX).await?;
        let present = people
            .into_iter()
            .filter(|one| !one.affiliation.values.former);
        let mut held: Vec<(String, PersonId)> = present
            .map(|one| (one.affiliation.values.title, one.affiliation.person_id))
            .collect();
        let place = |title: &str| map.members.iter().position(|one| one.title == title);
        held.sort_by_key(|(title, person)| (place(title), *person));
        posts.insert(*account, held);
    }
    Ok((known, posts))
}

/// Writes the maps of the sample firm into the book.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book cannot be written.
pub(crate) async fn record_maps(
    context: &Context,
    viewer: &Viewer,
    firm: &SampleFirm,
    (known, posts): &(HashMap<String, AccountId>, Posts),
) -> Result<(), AppError> {
    let today = context.clock.today();
    let mut all = SampleMaps::default();
    for map in &firm.maps {
        let Some(account) = known.get(&format!("c:{}", map.customer_code)) else {
            continue;
        };
        let held = posts.get(account).map(Vec::as_slice).unwrap_or_default();
        Drawing::new(*account, held, viewer, today).draw(map, &mut all);
    }
    context
        .store
        .write_with(viewer, all, |tx, all| {
            Box::pin(people_map::create_samples(tx, all))
        })
        .await?;
    Ok(())
}

/// One map in the making.
struct Drawing<'a> {
    account: AccountId,
    nodes: HashMap<&'static str, Node>,
    held: &'a [(String, PersonId)],
    viewer: &'a Viewer,
    today: Date,
}

impl<'a> Drawing<'a> {
    fn new(
        account: AccountId,
        held: &'a [(String, PersonId)],
        viewer: &'a Viewer,
        today: Date,
    ) -> Self {
        Self {
            account,
            nodes: HashMap::new(),
            held,
            viewer,
            today,
        }
    }

    fn draw(mut self, map: &SampleMap, all: &mut SampleMaps) {
        for member in &map.members {
            let person = self.held.iter().find(|(title, _)| title == member.title);
            let node = match person {
                Some((_, person)) => Node::Person(*person),
                None => {
                    let id = PlaceholderId(new_id(moment(self.today, member.days_ago)));
                    all.placeholders.push((id, self.unknown(member)));
                    Node::Placeholder(id)
                }
            };
            self.nodes.insert(member.title, node);
        }
        for member in &map.members {
            for said in self.said(member) {
                self.state(member.title, said, (member.days_ago, member.evidence), all);
            }
        }
        for tie in &map.ties {
            let (Some(kind), Some(to)) = (TieKind::from_code(tie.kind), self.nodes.get(tie.to))
            else {
                continue;
            };
            let said = Said::Tie(kind, *to, Strength::from_code(tie.strength));
            self.state(tie.from, said, (tie.days_ago, ""), all);
        }
        if let Some(purchase) = &map.purchase {
            let id = PurchaseProcessId(new_id(moment(self.today, 0)));
            all.purchases.push((id, self.purchase(purchase)));
        }
    }

    fn unknown(&self, member: &SampleMapMember) -> NewPlaceholder {
        NewPlaceholder {
            account_id: self.account,
            title: member.title.to_owned(),
            unit: member.unit.to_owned(),
            person_id: None,
        }
    }

    fn said(&self, member: &SampleMapMember) -> Vec<Said> {
        let roles = member
            .roles
            .iter()
            .filter_map(|role| BuyingRole::from_code(role));
        let mut said: Vec<Said> = roles.map(|role| Said::Role(role, true)).collect();
        let attitude = Attitude::from_code(member.attitude);
        said.extend(attitude.map(|attitude| Said::Attitude(Some(attitude))));
        let influence = Some(member.influence).filter(|influence| *influence > 0);
        said.extend(influence.map(|influence| Said::Influence(Some(influence))));
        match member.veto {
            "yes" => said.push(Said::Veto(Truth::True)),
            "no" => said.push(Said::Veto(Truth::False)),
            _ => {}
        }
        said.push(Said::ReportsTo(self.nodes.get(member.reports_to).copied()));
        // Whoever loads the sample knows those who think well of the firm.
        if attitude.is_some_and(|attitude| attitude >= Attitude::Neutral) {
            said.extend(self.viewer.user.map(|user| Said::Counterpart(Some(user))));
        }
        said
    }

    fn state(
        &self,
        title: &str,
        said: Said,
        (days_ago, evidence): (i64, &str),
        all: &mut SampleMaps,
    ) {
        let Some(about) = self.nodes.get(title) else {
            return;
        };
        let at = moment(self.today, days_ago);
        let statement = Statement {
            id: MapStatementId(new_id(at)),
            about: *about,
            said,
            day: day(self.today, days_ago),
            at,
            author: self.viewer.user,
            evidence: evidence.to_owned(),
        };
        all.statements.push((self.account, statement));
    }

    fn purchase(&self, told: &SamplePurchase) -> NewPurchaseProcess {
        let due = |days: i64| day(self.today, -days);
        NewPurchaseProcess {
            account_id: self.account,
            name: told.name.to_owned(),
            budget_cycle: told.budget_cycle.to_owned(),
            budget_day: Some(due(told.budget_in)),
            note: String::new(),
            steps: told
                .steps
                .iter()
                .map(|(what, title, days, done)| PurchaseStep {
                    what: (*what).to_owned(),
                    decider: self.nodes.get(title).copied(),
                    deadline: Some(due(*days)),
                    done_on: done.then(|| due(*days - 2)),
                })
                .collect(),
            criteria: told
                .criteria
                .iter()
                .map(|(what, title, weight)| PurchaseCriterion {
                    what: (*what).to_owned(),
                    weight: Some(*weight),
                    decider: self.nodes.get(title).copied(),
                })
                .collect(),
        }
    }
}

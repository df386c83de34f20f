//! The people map of a client: who is who in the purchase as of a day, and what that says.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, MapStatementId, PersonId, UserId};
use clientela_domain::names::fold;
use clientela_domain::people_map::{
    self, Chart, Known, MapReading, Node, NodeState, Point, Statement, Tie,
};
use clientela_store::affiliations::{self, PersonAtAccount};
use clientela_store::people_map::{MapContact, MapStatement, Placeholder};
use clientela_store::purchase_processes::{self, PurchaseProcess};
use clientela_store::{Viewer, accounts, names_of, people_map as maps};
use jiff::Span;

use crate::context::Context;
use crate::error::AppError;

/// Kinds of things a map is made of.
const RESTS_ON: [&str; 10] = [
    "people_map",
    "map_placeholder",
    "purchase_process",
    "account",
    "person",
    "affiliation",
    "interaction",
    "user",
    "import",
    "book",
];

/// What the map of a day is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct MapKey {
    account: AccountId,
    /// Number of the last change of what it is made of.
    changed: u64,
    as_of: Date,
    today: Date,
}

/// Most people drawn on one map.
const PEOPLE_MAX: u64 = 500;

/// Somebody on the map.
#[derive(Clone, Debug)]
pub struct MapNode {
    /// Who.
    pub node: Node,
    /// Name; empty for somebody nobody knows yet.
    pub name: String,
    /// Position; empty when unknown.
    pub title: String,
    /// Department; empty when unknown.
    pub unit: String,
    /// Who they are, as statements tell.
    pub state: NodeState,
    /// What the book knows beside them.
    pub known: Known,
    /// Name of our counterpart; empty without one.
    pub counterpart: String,
    /// The placeholder, for somebody nobody knows yet.
    pub placeholder: Option<Placeholder>,
}

/// Who of us knows whom of them, and how well.
#[derive(Clone, Debug)]
pub struct OurPerson {
    /// Who of us.
    pub user: Option<UserId>,
    /// Their name.
    pub name: String,
    /// With each of the map's people: the last day, how often within a year.
    pub with: HashMap<Node, (Date, u64)>,
}

/// The people map of a client as of a day.
#[derive(Clone, Debug)]
pub struct PeopleMap {
    /// Which client.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// As of which day.
    pub as_of: Date,
    /// Today.
    pub today: Date,
    /// Everybody on it, in the order in which they are drawn and listed.
    pub nodes: Vec<MapNode>,
    /// Informal ties that hold.
    pub ties: Vec<Tie>,
    /// What the map says.
    pub reading: MapReading,
    /// Where everybody stands on the organisation chart.
    pub chart: Chart,
    /// Where everybody stands in the network.
    pub network: Vec<Point>,
    /// Who of us knows whom.
    pub ours: Vec<OurPerson>,
    /// People of the client who are not on the map, with their names.
    pub others: Vec<(PersonId, String)>,
    /// Everything that was said up to the day, the latest first; what was taken back is among it.
    pub statements: Vec<MapStatement>,
    /// Names of colleagues.
    pub colleagues: HashMap<UserId, String>,
    /// How the client buys.
    pub processes: Vec<PurchaseProcess>,
}

impl PeopleMap {
    /// Somebody on the map.
    #[must_use]
    pub fn node(&self, node: Node) -> Option<&MapNode> {
        self.nodes.iter().find(|one| one.node == node)
    }

    /// Somebody on the map by the id of their record.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&MapNode> {
        self.nodes
            .iter()
            .find(|one| one.node.id().to_string() == id)
    }

    /// The people of whom a name or a part of it, or a position, speaks; several when it is not clear.
    #[must_use]
    pub fn named(&self, text: &str) -> Vec<&MapNode> {
        let wanted = fold(text);
        let exact = |one: &&MapNode| {
            fold(&one.name) == wanted || (one.name.is_empty() && fold(&one.title) == wanted)
        };
        let found: Vec<&MapNode> = self.nodes.iter().filter(exact).collect();
        if !found.is_empty() || wanted.is_empty() {
            return found;
        }
        let part = |one: &&MapNode| {
            let text = fold(&format!("{} {}", one.name, one.title));
            wanted
                .split(' ')
                .all(|word| text.split(' ').any(|own| own.starts_with(word)))
        };
        self.nodes.iter().filter(part).collect()
    }

    /// What was said, by statement.
    #[must_use]
    pub fn statement(&self, id: MapStatementId) -> Option<&MapStatement> {
        self.statements.iter().find(|one| one.statement.id == id)
    }

    /// The map is shown as it was, and not as it is.
    #[must_use]
    pub fn is_past(&self) -> bool {
        self.as_of < self.today
    }

    /// Name of a colleague; empty for the program itself.
    #[must_use]
    pub fn colleague(&self, user: Option<UserId>) -> &str {
        user.and_then(|user| self.colleagues.get(&user))
            .map_or("", String::as_str)
    }
}

/// The people map of a client as of a day; of today without one.
///
/// # Errors
/// [`AppError::NotFound`] when the viewer may see no such client.
pub async fn show_people_map(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    as_of: Option<Date>,
) -> Result<Arc<PeopleMap>, AppError> {
    let state = context.book_state(viewer).await?;
    let card = state
        .directory
        .card(account)
        .ok_or(AppError::NotFound("account"))?;
    let today = context.clock.today();
    let as_of = as_of.unwrap_or(today).min(today);
    let key = MapKey {
        account,
        changed: state.changes.of(&RESTS_ON),
        as_of,
        today,
    };
    // Whoever sees a client sees all that is said on its map, so viewers share what was read.
    context
        .maps_cache
        .get_or_compute(key, || read_map(context, viewer, &key, card.name.clone()))
        .await
}

async fn read_map(
    context: &Context,
    viewer: &Viewer,
    key: &MapKey,
    account_name: String,
) -> Result<PeopleMap, AppError> {
    let MapKey {
        account,
        as_of,
        today,
        ..
    } = *key;
    let read = context.store.read(viewer);
    let mut statements = maps::of_account(&read, account).await?;
    statements.retain(|one| one.statement.day <= as_of);
    let counting: Vec<Statement> = statements
        .iter()
        .filter(|one| one.taken_back.is_none())
        .map(|one| one.statement.clone())
        .collect();
    let map = people_map::read_map(&counting, as_of);
    let placeholders = maps::placeholders_of(&read, account).await?;
    let places = affiliations::people_at(&read, &[account], PEOPLE_MAX).await?;
    let since = as_of.saturating_sub(Span::new().days(365));
    let contacts = maps::contacts_with(&read, account, (since, as_of)).await?;
    let colleagues: HashMap<UserId, String> = context
        .colleagues(viewer)
        .await?
        .iter()
        .map(|colleague| (colleague.id, colleague.name.clone()))
        .collect();
    let mut members = Members::new(&map.nodes, as_of);
    members.add_people(&places);
    members.add_named(&read).await?;
    members.add_placeholders(context, &placeholders);
    let (mut nodes, others) = members.done();
    add_contacts(&mut nodes, &contacts, &colleagues);
    let known: Vec<Known> = nodes.iter().map(|node| node.known.clone()).collect();
    let rhythm = match accounts::record(&read, account).await? {
        Some(record) => record
            .values
            .details
            .rhythm_days
            .and_then(|days| u32::try_from(days).ok()),
        None => None,
    };
    let reading = people_map::read(&map, &known, rhythm, as_of);
    Ok(PeopleMap {
        account,
        account_name,
        as_of,
        today,
        chart: chart(&nodes),
        network: network(&nodes, &map.ties),
        ours: ours(&nodes, &contacts, &colleagues),
        processes: purchase_processes::of_account(&read, account).await?,
        ties: map.ties,
        nodes,
        reading,
        others,
        statements,
        colleagues,
    })
}

/// Who is on the map, found in turn among people with a place, people something was said about, and
/// those nobody knows yet.
struct Members<'a> {
    states: &'a BTreeMap<Node, NodeState>,
    as_of: Date,
    found: Vec<MapNode>,
    others: Vec<(PersonId, String)>,
}

impl<'a> Members<'a> {
    const fn new(states: &'a BTreeMap<Node, NodeState>, as_of: Date) -> Self {
        Self {
            states,
            as_of,
            found: Vec::new(),
            others: Vec::new(),
        }
    }

    fn state(&self, node: Node) -> NodeState {
        let found = self.states.get(&node).cloned();
        found.unwrap_or_else(|| NodeState::unknown(node))
    }

    fn push(&mut self, node: Node, name: String, (title, unit): (String, String)) {
        let state = self.state(node);
        self.found.push(MapNode {
            node,
            name,
            title,
            known: Known {
                node,
                unit: fold(&unit),
                last_contact: None,
                met: 0,
                met_by: Vec::new(),
            },
            unit,
            state,
            counterpart: String::new(),
            placeholder: None,
        });
    }

    /// People with a place there on the day, unless somebody took them off the map.
    fn add_people(&mut self, places: &[PersonAtAccount]) {
        let mut seen: BTreeSet<PersonId> = BTreeSet::new();
        for place in places.iter().filter(|place| !place.erased) {
            let person = place.affiliation.person_id;
            let node = Node::Person(person);
            if !seen.insert(person) {
                continue;
            }
            let values = &place.affiliation.values;
            let name = format!("{} {}", place.given_name, place.family_name);
            let name = name.trim().to_owned();
            let there = holds_on(values, self.as_of);
            let on_map = self.state(node).place.unwrap_or(there);
            if on_map {
                let words = (values.title.clone(), values.unit.clone());
                self.push(node, name, words);
            } else {
                self.others.push((person, name));
            }
        }
    }

    /// People something was said about who have no place at the client.
    async fn add_named(&mut self, read: &clientela_store::Read) -> Result<(), AppError> {
        let known: BTreeSet<PersonId> = self
            .found
            .iter()
            .filter_map(|one| match one.node {
                Node::Person(id) => Some(id),
                Node::Placeholder(_) => None,
            })
            .chain(self.others.iter().map(|(id, _)| *id))
            .collect();
        let wanted: Vec<PersonId> = self
            .states
            .iter()
            .filter_map(|(node, state)| match node {
                Node::Person(id) if state.place != Some(false) => Some(*id),
                _ => None,
            })
            .filter(|id| !known.contains(id))
            .collect();
        let names = names_of::people(read, &wanted).await?;
        for id in wanted {
            if let Some(name) = names.get(&id).filter(|name| !name.is_empty()) {
                self.push(Node::Person(id), name.clone(), Default::default());
            }
        }
        self.found
            .sort_by_cached_key(|one| (fold(&one.name), one.node));
        Ok(())
    }

    fn add_placeholders(&mut self, context: &Context, placeholders: &[Placeholder]) {
        for one in placeholders {
            let node = Node::Placeholder(one.id);
            let written = context.clock.local(one.created_at).date();
            let is_there = written <= self.as_of || self.states.contains_key(&node);
            let is_open = one.placeholder.person_id.is_none();
            if is_open && is_there && self.state(node).place != Some(false) {
                let words = (one.placeholder.title.clone(), one.placeholder.unit.clone());
                self.push(node, String::new(), words);
                if let Some(last) = self.found.last_mut() {
                    last.placeholder = Some(one.clone());
                }
            }
        }
    }

    fn done(self) -> (Vec<MapNode>, Vec<(PersonId, String)>) {
        (self.found, self.others)
    }
}

/// Does somebody have their place on a day? A former one without a last day is over.
fn holds_on(place: &affiliations::AffiliationValues, day: Date) -> bool {
    let order = |text: &Option<String>| {
        let known = text.as_deref().and_then(EventDay::parse);
        known.map(|known| known.order())
    };
    let now = EventDay::from(day).order();
    let begun = order(&place.first_day).is_none_or(|first| first <= now);
    let ended = match order(&place.last_day) {
        Some(last) => last < now,
        None => place.former,
    };
    begun && !ended
}

fn add_contacts(
    nodes: &mut [MapNode],
    contacts: &[MapContact],
    colleagues: &HashMap<UserId, String>,
) {
    for node in nodes {
        let name = |user: UserId| colleagues.get(&user).cloned();
        node.counterpart = node.state.counterpart.and_then(name).unwrap_or_default();
        let Node::Person(person) = node.node else {
            continue;
        };
        let theirs = contacts.iter().filter(|one| one.person == person);
        for one in theirs {
            let last = node.known.last_contact;
            node.known.last_contact = Some(last.map_or(one.last, |last| last.max(one.last)));
            // Met by two of us at once is met once: as often as with who met them most.
            let times = u32::try_from(one.times).unwrap_or(u32::MAX);
            node.known.met = node.known.met.max(times);
            node.known.met_by.extend(one.user.filter(|_| one.times > 0));
        }
    }
}

fn place_of(nodes: &[MapNode]) -> HashMap<Node, usize> {
    let places = nodes.iter().enumerate();
    places.map(|(place, one)| (one.node, place)).collect()
}

fn chart(nodes: &[MapNode]) -> Chart {
    let places = place_of(nodes);
    let above: Vec<Option<usize>> = nodes
        .iter()
        .map(|one| one.state.reports_to.and_then(|to| places.get(&to).copied()))
        .collect();
    people_map::org_chart(&above)
}

fn network(nodes: &[MapNode], ties: &[Tie]) -> Vec<Point> {
    let places = place_of(nodes);
    let weights: Vec<Option<u8>> = nodes
        .iter()
        .map(|one| one.state.influence.ends().map(|(_, most)| most))
        .collect();
    let ends = ties
        .iter()
        .filter_map(|tie| Some((*places.get(&tie.from)?, *places.get(&tie.to)?)));
    people_map::network_layout(&weights, &ends.collect::<Vec<_>>())
}

/// Who of us knows whom, those who know most first; counterparts are among them.
fn ours(
    nodes: &[MapNode],
    contacts: &[MapContact],
    colleagues: &HashMap<UserId, String>,
) -> Vec<OurPerson> {
    let mut found: BTreeMap<Option<UserId>, HashMap<Node, (Date, u64)>> = BTreeMap::new();
    for one in contacts {
        let node = Node::Person(one.person);
        if nodes.iter().any(|known| known.node == node) {
            let with = found.entry(one.user).or_default();
            with.insert(node, (one.last, one.times));
        }
    }
    for user in nodes.iter().filter_map(|one| one.state.counterpart) {
        found.entry(Some(user)).or_default();
    }
    let name = |user: Option<UserId>| {
        user.and_then(|user| colleagues.get(&user))
            .cloned()
            .unwrap_or_default()
    };
    let mut ours: Vec<OurPerson> = found
        .into_iter()
        .map(|(user, with)| OurPerson {
            user,
            name: name(user),
            with,
        })
        .collect();
    ours.sort_by_cached_key(|one| (std::cmp::Reverse(one.with.len()), one.name.clone()));
    ours
}

//! What people say about who is who: a list that only grows, read as of a day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use uuid::Uuid;

use super::words::{Attitude, BuyingRole, Strength, TieKind};
use crate::day::{Date, day_number};
use crate::estimate::Truth;
use crate::ids::{MapStatementId, PersonId, PlaceholderId, UserId};

/// Days after which an opinion counts no longer: what somebody thought a year ago is not known today.
pub const OPINION_DAYS: i32 = 365;

/// Most influence somebody can have.
pub const INFLUENCE_MAX: u8 = 5;

/// Somebody on a people map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A person we know.
    Person(PersonId),
    /// Somebody we do not know yet.
    Placeholder(PlaceholderId),
}

impl Node {
    /// The id of the record behind it.
    #[must_use]
    pub const fn id(self) -> Uuid {
        match self {
            Self::Person(id) => id.0,
            Self::Placeholder(id) => id.0,
        }
    }
}

/// What a statement says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// They have a role, or not.
    Role(BuyingRole, bool),
    /// What they think of us; `None` for asked and not known.
    Attitude(Option<Attitude>),
    /// How much they weigh, from 1 to 5; `None` for asked and not known.
    Influence(Option<u8>),
    /// They can stop a decision alone.
    Veto(Truth),
    /// To whom they report; `None` for nobody at this client.
    ReportsTo(Option<Node>),
    /// Who of us is their counterpart; `None` for nobody.
    Counterpart(Option<UserId>),
    /// A tie to somebody, this strong; `None` once it has ended.
    Tie(TieKind, Node, Option<Strength>),
    /// They belong on the map.
    Place(bool),
}

/// A statement: who says what about whom, since which day, and whence it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Which one.
    pub id: MapStatementId,
    /// About whom.
    pub about: Node,
    /// What.
    pub said: Said,
    /// Since which day it is so.
    pub day: Date,
    /// When it was written.
    pub at: Timestamp,
    /// Who says so; absent for the program itself.
    pub author: Option<UserId>,
    /// Whence it is known; empty for nowhere.
    pub evidence: String,
}

impl Statement {
    /// Something stands behind it.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        !self.evidence.is_empty()
    }

    /// What it speaks about: of two statements with the same, the later stands.
    const fn subject(&self) -> Subject {
        match self.said {
            Said::Role(role, _) => Subject::Role(role),
            Said::Attitude(_) => Subject::Attitude,
            Said::Influence(_) => Subject::Influence,
            Said::Veto(_) => Subject::Veto,
            Said::ReportsTo(_) => Subject::ReportsTo,
            Said::Counterpart(_) => Subject::Counterpart,
            Said::Tie(kind, to, _) => Subject::Tie(kind, to),
            Said::Place(_) => Subject::Place,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Role(BuyingRole),
    Attitude,
    Influence,
    Veto,
    ReportsTo,
    Counterpart,
    Tie(TieKind, Node),
    Place,
}

/// What is thought of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged<T> {
    /// This.
    As(T),
    /// Those who know them differ: from the worse to the better.
    Between(T, T),
    /// Nobody knows, or what was said is too old.
    Unknown,
}

impl<T: Copy + Ord> Judged<T> {
    /// The worse and the better end; `None` when unknown.
    #[must_use]
    pub fn ends(self) -> Option<(T, T)> {
        match self {
            Self::As(one) => Some((one, one)),
            Self::Between(low, high) => Some((low, high)),
            Self::Unknown => None,
        }
    }

    fn of(said: impl Iterator<Item = T>) -> Self {
        let all: BTreeSet<T> = said.collect();
        match (all.first(), all.last()) {
            (Some(low), Some(high)) if low == high => Self::As(*low),
            (Some(low), Some(high)) => Self::Between(*low, *high),
            _ => Self::Unknown,
        }
    }
}

/// Who somebody is as of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeState {
    /// Who.
    pub node: Node,
    /// Roles they have.
    pub roles: Vec<BuyingRole>,
    /// What they think of us.
    pub attitude: Judged<Attitude>,
    /// How much they weigh.
    pub influence: Judged<u8>,
    /// Can they stop a decision alone?
    pub veto: Truth,
    /// To whom they report.
    pub reports_to: Option<Node>,
    /// Somebody said to whom, or that it is nobody.
    pub is_placed: bool,
    /// Who of us is their counterpart.
    pub counterpart: Option<UserId>,
    /// They belong on the map; `None` when nobody said.
    pub place: Option<bool>,
    /// The statements this rests on, the latest first; opinions that are too old are among them.
    pub rests_on: Vec<MapStatementId>,
    /// An opinion of them is too old to count.
    pub is_stale: bool,
    /// Everything that counts of attitude, influence and veto has evidence.
    pub is_proven: bool,
}

impl NodeState {
    /// Somebody about whom nothing was said.
    #[must_use]
    pub const fn unknown(node: Node) -> Self {
        Self {
            node,
            roles: Vec::new(),
            attitude: Judged::Unknown,
            influence: Judged::Unknown,
            veto: Truth::Undecided,
            reports_to: None,
            is_placed: false,
            counterpart: None,
            place: None,
            rests_on: Vec::new(),
            is_stale: false,
            is_proven: false,
        }
    }

    /// They have a role in the purchase.
    #[must_use]
    pub fn has(&self, role: BuyingRole) -> bool {
        self.roles.contains(&role)
    }
}

/// An informal tie that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// From whom.
    pub from: Node,
    /// To whom.
    pub to: Node,
    /// What kind.
    pub kind: TieKind,
    /// How strong.
    pub strength: Strength,
    /// Since when.
    pub since: Date,
    /// The statement it rests on.
    pub rests_on: MapStatementId,
    /// Something stands behind it.
    pub is_proven: bool,
}

/// A people map as of a day, as far as statements tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapState {
    /// Everybody something was said about.
    pub nodes: BTreeMap<Node, NodeState>,
    /// Ties that hold, by their two ends.
    pub ties: Vec<Tie>,
}

/// Reads statements as of a day. Of what the same author says about the same thing the latest stands,
/// by its day and then by when it was written, so that the order in which statements come says nothing.
/// Opinions (attitude, influence, veto) of several authors stand beside each other and expire after
/// [`OPINION_DAYS`]; of facts (roles, lines, ties) the latest stands, whoever said it.
#[must_use]
pub fn read_map(statements: &[Statement], day: Date) -> MapState {
    let mut known: Vec<&Statement> = statements.iter().filter(|one| one.day <= day).collect();
    known.sort_by_key(|one| (one.about, one.subject(), one.day, one.at, one.id));
    let mut map = MapState::default();
    for group in
        known.chunk_by(|one, other| (one.about, one.subject()) == (other.about, other.subject()))
    {
        let about = group[0].about;
        let node = map
            .nodes
            .entry(about)
            .or_insert_with(|| NodeState::unknown(about));
        if let Some(tie) = read_group(node, group, day) {
            map.ties.push(tie);
        }
    }
    let by_id: BTreeMap<MapStatementId, &Statement> =
        known.iter().map(|one| (one.id, *one)).collect();
    for node in map.nodes.values_mut() {
        settle(node, &by_id, day);
    }
    map.ties.sort_by_key(|tie| (tie.from, tie.to, tie.kind));
    map
}

/// Reads what is said about one thing of one person; gives the tie when it is one that holds.
fn read_group(node: &mut NodeState, group: &[&Statement], day: Date) -> Option<Tie> {
    let last = group.last()?;
    match last.said {
        Said::Role(role, holds) => {
            if holds {
                node.roles.push(role);
            }
        }
        Said::Attitude(_) => {
            let opinions = opinions(node, group, day);
            node.attitude = Judged::of(opinions.iter().filter_map(|one| match one.said {
                Said::Attitude(attitude) => attitude,
                _ => None,
            }));
            return None;
        }
        Said::Influence(_) => {
            let opinions = opinions(node, group, day);
            node.influence = Judged::of(opinions.iter().filter_map(|one| match one.said {
                Said::Influence(influence) => influence,
                _ => None,
            }));
            return None;
        }
        Said::Veto(_) => {
            let opinions = opinions(node, group, day);
            let said = opinions.iter().filter_map(|one| match one.said {
                Said::Veto(Truth::Undecided) => None,
                Said::Veto(veto) => Some(veto),
                _ => None,
            });
            node.veto = match Judged::of(said) {
                Judged::As(veto) => veto,
                Judged::Between(..) | Judged::Unknown => Truth::Undecided,
            };
            return None;
        }
        Said::ReportsTo(to) => {
            node.reports_to = to;
            node.is_placed = true;
        }
        Said::Counterpart(who) => node.counterpart = who,
        Said::Place(place) => node.place = Some(place),
        Said::Tie(kind, to, strength) => {
            node.rests_on.push(last.id);
            return strength.map(|strength| Tie {
                from: node.node,
                to,
                kind,
                strength,
                since: began(group),
                rests_on: last.id,
                is_proven: last.is_proven(),
            });
        }
    }
    node.rests_on.push(last.id);
    None
}

/// Since when a tie holds without a break.
fn began(group: &[&Statement]) -> Date {
    let holds = |one: &&&Statement| matches!(one.said, Said::Tie(.., Some(_)));
    let unbroken = group.iter().rev().take_while(holds).last();
    unbroken.or(group.last()).map_or(Date::MIN, |one| one.day)
}

/// The latest opinion of each author, without those that are too old.
fn opinions<'a>(node: &mut NodeState, group: &[&'a Statement], day: Date) -> Vec<&'a Statement> {
    let mut of_authors: BTreeMap<Option<UserId>, &Statement> = BTreeMap::new();
    for one in group {
        of_authors.insert(one.author, one);
    }
    let is_old = |one: &Statement| day_number(day) - day_number(one.day) > OPINION_DAYS;
    node.is_stale |= of_authors.values().all(|one| is_old(one));
    node.rests_on.extend(of_authors.values().map(|one| one.id));
    of_authors
        .into_values()
        .filter(|one| !is_old(one))
        .collect()
}

/// Brings what a node rests on into order, and says whether all of its opinions have evidence.
fn settle(node: &mut NodeState, by_id: &BTreeMap<MapStatementId, &Statement>, day: Date) {
    let mut behind: Vec<&Statement> = node
        .rests_on
        .iter()
        .filter_map(|id| by_id.get(id).copied())
        .collect();
    behind.sort_by_key(|one| std::cmp::Reverse((one.day, one.at, one.id)));
    node.rests_on = behind.iter().map(|one| one.id).collect();
    let mut opinions = behind
        .iter()
        .filter(|one| {
            matches!(one.said, Said::Attitude(Some(_)) | Said::Influence(Some(_)))
                && day_number(day) - day_number(one.day) <= OPINION_DAYS
        })
        .peekable();
    node.is_proven = opinions.peek().is_some() && opinions.all(|one| one.is_proven());
}

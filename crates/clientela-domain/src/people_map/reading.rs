//! What a people map says: how a decision may go, whom we speak with, how thin the thread is.

use super::coverage::{Threads, coverage, no_contact_left, threads};
use super::decision::{Blocker, Decision, Member, NextToWin, decide};
use super::network::{Network, WarmPath};
use super::statements::{Judged, MapState, Node, NodeState};
use super::words::{Attitude, BuyingRole};
use crate::day::{Date, day_number};
use crate::estimate::{Estimate, Truth};
use crate::ids::UserId;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Days within which a two-way contact counts as one we have.
pub const ACTIVE_DAYS: i32 = 90;

/// Part of people who leave their place within a year, unless the client's own is known.
pub const YEARLY_TURNOVER: f64 = 0.2;

/// Days after which a champion counts as silent when the client has no rhythm.
pub const CHAMPION_DAYS: u32 = 30;

/// How far we reach somebody we spoke with within [`ACTIVE_DAYS`], within a year, and otherwise at
/// least. Conventions, as the chances of an attitude are.
const ACCESS: (f64, f64, f64) = (1.0, 0.6, 0.1);

/// What the book knows of somebody beside the statements.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Who.
    pub node: Node,
    /// Department; empty when unknown.
    pub unit: String,
    /// The last two-way contact.
    pub last_contact: Option<Date>,
    /// Two-way contacts within a year.
    pub met: u32,
    /// Who of us met them within a year.
    pub met_by: Vec<UserId>,
}

impl Known {
    fn days_since(&self, today: Date) -> Option<i32> {
        let last = self.last_contact?;
        Some(day_number(today) - day_number(last))
    }

    /// We spoke with them within [`ACTIVE_DAYS`].
    #[must_use]
    pub fn is_active(&self, today: Date) -> bool {
        self.days_since(today)
            .is_some_and(|days| days <= ACTIVE_DAYS)
    }
}

/// Do we speak with somebody of a role?
#[derive(Clone, Debug, PartialEq)]
pub struct RoleCoverage {
    /// Which role.
    pub role: BuyingRole,
    /// A two-way contact within [`ACTIVE_DAYS`]; undecided when nobody knows who has the role.
    pub covered: Truth,
    /// Who has it.
    pub nodes: Vec<Node>,
}

/// How much a relation hangs on few people.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// People we spoke with within [`ACTIVE_DAYS`].
    pub active: Vec<Node>,
    /// The chance that none of them is left within a year.
    pub none_left: f64,
    /// How evenly the year's contacts are spread; `None` when there were none.
    pub threads: Option<Threads>,
    /// With whom most of them were.
    pub main: Option<Node>,
    /// All of whom we speak with sit in one department.
    pub in_one_unit: bool,
    /// Only one of us knows them.
    pub one_of_us: Option<UserId>,
    /// How it came about.
    pub why: Why,
}

impl Thread {
    /// One person holds the relation.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.active.len() == 1 || self.threads.is_some_and(|threads| threads.is_single)
    }
}

/// A way to somebody over people who think well of us.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// To whom.
    pub to: Node,
    /// Over whom, from somebody we speak with to them.
    pub over: Vec<Node>,
    /// How warm it is, 0 to 1.
    pub warmth: f64,
}

/// What a people map says.
#[derive(Clone, Debug, PartialEq)]
pub struct MapReading {
    /// Those with a say, in the order of the map.
    pub members: Vec<Member>,
    /// How a decision may go.
    pub decision: Decision,
    /// How its chance came about.
    pub chance_why: Why,
    /// The part of the roles we speak with, by weight.
    pub coverage: Estimate,
    /// How it came about.
    pub coverage_why: Why,
    /// Role by role.
    pub roles: Vec<RoleCoverage>,
    /// How much hangs on few people.
    pub thread: Thread,
    /// Champions we have not spoken with for too long.
    pub silent_champions: Vec<Node>,
    /// The warmest way to everybody who can block and everybody worth winning whom we do not reach.
    pub ways: Vec<Way>,
    /// Without whom the others fall apart.
    pub holding_together: Vec<Node>,
    /// How often each stands between two others, of everybody on the map, in the map's order.
    pub between: Vec<f64>,
}

/// Reads a map as of a day. `known` holds everybody who is drawn, in their order; somebody nothing was
/// said about is among them. `rhythm_days` is how often we want to be in touch with the client.
#[must_use]
pub fn read(map: &MapState, known: &[Known], rhythm_days: Option<u32>, today: Date) -> MapReading {
    let states: Vec<NodeState> = known
        .iter()
        .map(|one| {
            let found = map.nodes.get(&one.node).cloned();
            found.unwrap_or_else(|| NodeState::unknown(one.node))
        })
        .collect();
    let network = network(map, &states);
    let warmth: Vec<f64> = states.iter().map(warmth).collect();
    let active: Vec<usize> = (0..known.len())
        .filter(|place| known[*place].is_active(today))
        .collect();
    let reach = network.warmth_from(&active, &warmth);
    let ways: Vec<Option<WarmPath>> = (0..known.len()).map(|to| reach.path_to(to)).collect();
    let members = members(&states, known, &ways, today);
    let decision = decide(&members);
    let roles = roles(&states, known, today);
    let said: Vec<(BuyingRole, Truth)> = roles.iter().map(|one| (one.role, one.covered)).collect();
    let coverage = if roles.iter().all(|one| one.nodes.is_empty()) {
        coverage(&[])
    } else {
        coverage(&said)
    };
    let node = |place: usize| known[place].node;
    MapReading {
        chance_why: chance_why(&members, &decision),
        coverage_why: coverage_why(&roles),
        silent_champions: silent(&states, known, rhythm_days, today),
        ways: wanted_ways(&decision, known, &ways),
        thread: thread(known, &active),
        holding_together: network.holding_together().into_iter().map(node).collect(),
        between: network.betweenness(),
        members,
        decision,
        coverage,
        roles,
    }
}

/// People and along whom a good word can go: reporting lines both ways, ties that carry.
fn network(map: &MapState, states: &[NodeState]) -> Network {
    let place = |node: Node| states.iter().position(|state| state.node == node);
    let mut ties = Vec::new();
    for (from, state) in states.iter().enumerate() {
        if let Some(above) = state.reports_to.and_then(place) {
            ties.extend([(from, above), (above, from)]);
        }
    }
    for tie in map.ties.iter().filter(|tie| tie.kind.carries()) {
        if let (Some(from), Some(to)) = (place(tie.from), place(tie.to)) {
            ties.push((from, to));
            if !tie.kind.is_one_way() {
                ties.push((to, from));
            }
        }
    }
    Network::new(states.len(), ties)
}

/// How warm somebody is to us, at the worse end of what is known.
fn warmth(state: &NodeState) -> f64 {
    match state.attitude.ends() {
        Some((worst, _)) => worst.chance(),
        None => super::decision::OPEN.0,
    }
}

/// Everybody with a role or who can stop a decision, with how far we reach them.
fn members(
    states: &[NodeState],
    known: &[Known],
    ways: &[Option<WarmPath>],
    today: Date,
) -> Vec<Member> {
    let has_say = |state: &NodeState| !state.roles.is_empty() || state.veto == Truth::True;
    states
        .iter()
        .zip(known)
        .zip(ways)
        .filter(|((state, _), _)| has_say(state))
        .map(|((state, known), way)| Member {
            node: state.node,
            power: state.influence,
            veto: state.veto,
            attitude: state.attitude,
            access: access(known, way.as_ref(), today),
        })
        .collect()
}

fn access(known: &Known, way: Option<&WarmPath>, today: Date) -> f64 {
    match known.days_since(today) {
        Some(days) if days <= ACTIVE_DAYS => ACCESS.0,
        Some(days) if days <= 365 => ACCESS.1,
        _ => way.map_or(ACCESS.2, |way| way.warmth.max(ACCESS.2)),
    }
}

fn roles(states: &[NodeState], known: &[Known], today: Date) -> Vec<RoleCoverage> {
    BuyingRole::ALL
        .iter()
        .map(|role| {
            let held: Vec<usize> = (0..states.len())
                .filter(|place| states[*place].has(*role))
                .collect();
            let covered = if held.is_empty() {
                Truth::Undecided
            } else if held.iter().any(|place| known[*place].is_active(today)) {
                Truth::True
            } else {
                Truth::False
            };
            RoleCoverage {
                role: *role,
                covered,
                nodes: held.into_iter().map(|place| known[place].node).collect(),
            }
        })
        .collect()
}

fn thread(known: &[Known], active: &[usize]) -> Thread {
    let met: Vec<u32> = known.iter().map(|one| one.met).collect();
    let main = known
        .iter()
        .filter(|one| one.met > 0)
        .max_by_key(|one| (one.met, std::cmp::Reverse(one.node)))
        .map(|one| one.node);
    let units: Vec<&str> = active
        .iter()
        .map(|place| known[*place].unit.as_str())
        .collect();
    let in_one_unit =
        units.len() > 1 && !units[0].is_empty() && units.iter().all(|unit| *unit == units[0]);
    let mut ours: Vec<UserId> = known
        .iter()
        .flat_map(|one| one.met_by.iter().copied())
        .collect();
    ours.sort_unstable();
    ours.dedup();
    let contacts = u32::try_from(active.len()).unwrap_or(u32::MAX);
    let none_left = no_contact_left(contacts, YEARLY_TURNOVER);
    let threads = threads(&met);
    let mut why = why("S11/T");
    why.inputs.push(count("input-map-active", contacts.into()));
    why.inputs
        .push(setting("input-map-turnover", YEARLY_TURNOVER));
    if let Some(threads) = threads {
        why.inputs
            .push(number("input-map-threads", threads.effective));
        why.inputs
            .push(share("input-map-main-share", threads.main_share));
    }
    Thread {
        active: active.iter().map(|place| known[*place].node).collect(),
        none_left,
        threads,
        main,
        in_one_unit,
        one_of_us: match ours[..] {
            [one] => Some(one),
            _ => None,
        },
        why,
    }
}

fn silent(
    states: &[NodeState],
    known: &[Known],
    rhythm_days: Option<u32>,
    today: Date,
) -> Vec<Node> {
    let limit = i32::try_from(rhythm_days.unwrap_or(CHAMPION_DAYS)).unwrap_or(i32::MAX);
    let is_champion = |state: &NodeState| matches!(state.attitude.ends(), Some((worst, _)) if worst == Attitude::Champion);
    states
        .iter()
        .zip(known)
        .filter(|(state, known)| {
            is_champion(state) && known.days_since(today).is_none_or(|days| days > limit)
        })
        .map(|(state, _)| state.node)
        .collect()
}

/// The ways to those who can block and those to be won, where they lead over somebody else.
fn wanted_ways(decision: &Decision, known: &[Known], ways: &[Option<WarmPath>]) -> Vec<Way> {
    let mut wanted: Vec<Node> = decision.blockers.iter().map(|one| one.node).collect();
    wanted.extend(decision.next_to_win.iter().map(|one| one.node));
    let mut found: Vec<Way> = Vec::new();
    for to in wanted {
        if found.iter().any(|way| way.to == to) {
            continue;
        }
        let place = known.iter().position(|one| one.node == to);
        let way = place.and_then(|place| ways[place].as_ref());
        if let Some(way) = way.filter(|way| way.people.len() > 1) {
            found.push(Way {
                to,
                over: way.people.iter().map(|place| known[*place].node).collect(),
                warmth: way.warmth,
            });
        }
    }
    found
}

impl MapReading {
    /// How the worth of winning somebody came about.
    #[must_use]
    pub fn why_win(&self, next: &NextToWin) -> Why {
        let mut why = why("S11/G");
        let Some(member) = self.members.iter().find(|one| one.node == next.node) else {
            return why;
        };
        let (no, yes) = next.turns;
        why.inputs
            .push(word("input-map-attitude", attitude_word(member.attitude)));
        why.inputs.push(share("input-map-chance-no", no));
        why.inputs.push(share("input-map-chance-yes", yes));
        why.inputs.push(share("input-map-access", member.access));
        if next.find_out {
            why.missing.push(Missing {
                name: "missing-map-attitude",
                effect: yes - no,
            });
        }
        why
    }

    /// How it came about that somebody can block.
    #[must_use]
    pub fn why_block(&self, blocker: &Blocker) -> Why {
        let mut why = why("S11/B");
        let Some(member) = self.members.iter().find(|one| one.node == blocker.node) else {
            return why;
        };
        why.inputs
            .push(word("input-map-attitude", attitude_word(member.attitude)));
        why.inputs
            .push(word("input-map-veto", veto_word(member.veto)));
        if let Some((low, high)) = member.power.ends() {
            why.inputs.push(Input {
                value: InputValue::Interval(low.into(), high.into()),
                ..count("input-map-influence", 0)
            });
        }
        why.inputs.push(share("input-map-blocks", blocker.weight));
        why
    }
}

fn chance_why(members: &[Member], decision: &Decision) -> Why {
    let mut why = why("S11/P");
    why.inputs
        .push(count("input-map-members", members.len() as u64));
    let vetoes = members.iter().filter(|one| one.veto == Truth::True).count();
    why.inputs.push(count("input-map-vetoes", vetoes as u64));
    why.inputs.push(setting("input-map-quota", 0.5));
    for (member, importance) in members.iter().zip(&decision.importance) {
        if member.attitude == Judged::Unknown {
            why.missing.push(Missing {
                name: "missing-map-attitude",
                effect: 0.9 * importance,
            });
        }
        if member.power == Judged::Unknown {
            why.missing.push(Missing {
                name: "missing-map-influence",
                effect: *importance,
            });
        }
    }
    why
}

fn coverage_why(roles: &[RoleCoverage]) -> Why {
    let mut why = why("S11/C");
    let all: f64 = BuyingRole::ALL
        .iter()
        .map(|role| f64::from(role.weight()))
        .sum();
    for one in roles {
        let weight = f64::from(one.role.weight()) / all;
        match one.covered {
            Truth::Undecided => why.missing.push(Missing {
                name: one.role.message_id(),
                effect: weight,
            }),
            Truth::True => why
                .inputs
                .push(word(one.role.message_id(), "map-role-covered")),
            Truth::False => why
                .inputs
                .push(word(one.role.message_id(), "map-role-open")),
        }
    }
    why
}

/// The message that names what is thought of somebody.
#[must_use]
pub fn attitude_word(attitude: Judged<Attitude>) -> &'static str {
    match attitude {
        Judged::As(attitude) => attitude.message_id(),
        Judged::Between(..) => "attitude-differs",
        Judged::Unknown => "attitude-unknown",
    }
}

/// The message that says whether somebody can stop a decision alone.
#[must_use]
pub const fn veto_word(veto: Truth) -> &'static str {
    match veto {
        Truth::True => "veto-yes",
        Truth::False => "veto-no",
        Truth::Undecided => "veto-unknown",
    }
}

fn why(rule: &'static str) -> Why {
    Why {
        rule,
        ..Why::default()
    }
}

fn input(name: &'static str, value: InputValue) -> Input {
    Input {
        name,
        value,
        day: None,
        source: Source::Book,
    }
}

fn word(name: &'static str, word: &'static str) -> Input {
    input(name, InputValue::Word(word))
}

fn share(name: &'static str, share: f64) -> Input {
    input(name, InputValue::Share(share))
}

fn number(name: &'static str, number: f64) -> Input {
    input(name, InputValue::Number(number))
}

fn count(name: &'static str, count: u64) -> Input {
    input(name, InputValue::Count(count))
}

fn setting(name: &'static str, value: f64) -> Input {
    Input {
        source: Source::Setting,
        ..share(name, value)
    }
}

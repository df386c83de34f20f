//! Parts of people maps: cards, lines, words of roles and attitudes, who of us knows whom.

use clientela_domain::day::day_number;
use clientela_domain::why::Why;
use clientela_texts::{Texts, evidence, format};

use crate::charts::people_map::{MapCard, MapLine, matrix, network, org_chart};
use crate::markup::Markup;
use crate::views::people_map::{
    ACTIVE_DAYS, Attitude, BuyingRole, INFLUENCE_MAX, Judged, MapNode, Node, PeopleMap, TieKind,
    attitude_word,
};

/// How a map is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// Who reports to whom.
    Chart,
    /// Who is tied to whom.
    Network,
    /// Power against attitude.
    Matrix,
    /// As a table.
    List,
}

impl View {
    pub(super) const ALL: [Self; 4] = [Self::Chart, Self::Network, Self::Matrix, Self::List];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Chart => "chart",
            Self::Network => "network",
            Self::Matrix => "matrix",
            Self::List => "list",
        }
    }

    pub(super) fn from_code(code: &str) -> Self {
        let found = Self::ALL.into_iter().find(|view| view.code() == code);
        found.unwrap_or(Self::Chart)
    }

    pub(super) const fn message_id(self) -> &'static str {
        match self {
            Self::Chart => "map-view-chart",
            Self::Network => "map-view-network",
            Self::Matrix => "map-view-matrix",
            Self::List => "map-view-list",
        }
    }
}

/// What of a map is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    /// All of it.
    Whole,
    /// Names, positions, lines and our people: nothing anybody thinks of anybody.
    WithoutOpinions,
}

/// The name of somebody; of somebody nobody knows yet, that it is not known.
pub(super) fn shown_name(t: Texts, one: &MapNode) -> String {
    match (one.name.as_str(), one.title.as_str()) {
        ("", "") => t.get("map-unknown-person").into_owned(),
        ("", title) => t.with1("map-unknown-titled", "title", title),
        (name, _) => name.to_owned(),
    }
}

pub(super) fn role_names(t: Texts, roles: &[BuyingRole]) -> String {
    let names: Vec<String> = roles
        .iter()
        .map(|role| t.get(role.message_id()).into_owned())
        .collect();
    names.join(", ")
}

/// `+1 supporter`, or that nobody knows, or both ends when opinions differ.
pub(super) fn attitude_text(t: Texts, attitude: Judged<Attitude>) -> String {
    let one = |attitude: Attitude| {
        let level = match attitude.level() {
            0 => "0".to_owned(),
            level if level > 0 => format!("+{level}"),
            level => format!("\u{2212}{}", level.abs()),
        };
        format!("{level} {}", t.get(attitude.message_id()))
    };
    match attitude {
        Judged::As(attitude) => one(attitude),
        Judged::Between(low, high) => format!("{} / {}", one(low), one(high)),
        Judged::Unknown => t.get(attitude_word(attitude)).into_owned(),
    }
}

pub(super) fn influence_text(t: Texts, influence: Judged<u8>) -> String {
    match influence {
        Judged::As(number) => t.with1("map-of-five", "number", number),
        Judged::Between(low, high) => format!("{low} – {}", t.with1("map-of-five", "number", high)),
        Judged::Unknown => t.get("unknown").into_owned(),
    }
}

/// The class of the badge of an attitude.
pub(super) fn badge_of(attitude: Judged<Attitude>) -> &'static str {
    match attitude.ends() {
        Some((worst, best)) if worst == best => match worst.level() {
            1.. => "badge badge-ok",
            0 => "badge",
            -1 => "badge badge-warn",
            _ => "badge badge-bad",
        },
        _ => "badge",
    }
}

fn attitude_class(attitude: Judged<Attitude>) -> &'static str {
    match attitude {
        Judged::As(attitude) => match attitude.level() {
            1.. => "att-2",
            0 => "att-0",
            -1 => "att-w",
            _ => "att-m",
        },
        Judged::Between(..) | Judged::Unknown => "att-0",
    }
}

fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    let letters = first.into_iter().chain(last);
    letters.flat_map(char::to_uppercase).collect()
}

/// The people of a map as cards; `leads` says where each leads.
pub(super) fn cards(
    t: Texts,
    map: &PeopleMap,
    chosen: Option<Node>,
    leads: impl Fn(&MapNode) -> (String, Node),
) -> Vec<MapCard> {
    let card = |one: &MapNode| {
        let (href, node) = leads(one);
        let state = &one.state;
        let name = if one.name.is_empty() {
            t.get("map-unknown-person").into_owned()
        } else {
            one.name.clone()
        };
        let attitude = attitude_text(t, state.attitude);
        let contact = contact_text(t, map, one);
        let label = [
            name.as_str(),
            &one.title,
            &role_names(t, &state.roles),
            &attitude,
            &t.with1(
                "map-influence-label",
                "influence",
                influence_text(t, state.influence),
            ),
            &contact,
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
        let known = state.attitude.ends().is_some() || state.influence.ends().is_some();
        MapCard {
            id: node.id().to_string(),
            href,
            initials: match one.name.as_str() {
                "" => "?".to_owned(),
                name => initials(name),
            },
            name,
            title: one.title.clone(),
            label,
            influence: state
                .influence
                .ends()
                .map_or(0.0, |(_, most)| f64::from(most.min(INFLUENCE_MAX))),
            contact,
            attitude,
            attitude_class: attitude_class(state.attitude),
            proof: known.then_some(state.is_proven),
            is_open: one.placeholder.is_some(),
            is_chosen: chosen == Some(node),
        }
    };
    map.nodes.iter().map(card).collect()
}

/// Days since the last contact, and the letters of our person.
fn contact_text(t: Texts, map: &PeopleMap, one: &MapNode) -> String {
    let days = one.known.last_contact.map_or_else(
        || t.get("map-never").into_owned(),
        |last| {
            let days = day_number(map.as_of) - day_number(last);
            t.with1("map-days", "days", days)
        },
    );
    let ours = match one.counterpart.as_str() {
        "" => t.get("map-none-short").into_owned(),
        name => initials(name),
    };
    format!("{days} · {ours}")
}

/// The map as SVG.
pub(super) fn drawn(
    t: Texts,
    map: &PeopleMap,
    view: View,
    mut cards: Vec<MapCard>,
    chosen: Option<Node>,
    what: Drawn,
) -> Markup {
    let label = t.with(
        "map-drawing",
        &[
            ("name", &map.account_name),
            ("view", &t.get(view.message_id())),
        ],
    );
    if what == Drawn::WithoutOpinions {
        for (card, one) in cards.iter_mut().zip(&map.nodes) {
            bare(t, card, one);
        }
        let places = (map.chart.places.as_slice(), map.chart.parents.as_slice());
        return Markup::safe(org_chart(&label, &cards, places, &[], &[]));
    }
    let lines = lines(t, map);
    let path = path(map, chosen);
    let places = (map.chart.places.as_slice(), map.chart.parents.as_slice());
    Markup::safe(match view {
        View::Chart => org_chart(&label, &cards, places, &lines, &path),
        View::Network => network(&label, &cards, &map.network, &lines, &path),
        View::Matrix => by_power(t, &label, map, &cards),
        View::List => String::new(),
    })
}

/// A card that shows nothing anybody thinks.
fn bare(t: Texts, card: &mut MapCard, one: &MapNode) {
    card.influence = 0.0;
    card.contact = String::new();
    card.attitude = String::new();
    card.attitude_class = "att-0";
    card.proof = None;
    let ours = match one.counterpart.as_str() {
        "" => String::new(),
        name => t.with1("map-our-person", "name", name),
    };
    let parts = [card.name.as_str(), &one.title, &ours];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    card.label = said.join(", ");
}

fn place_of(map: &PeopleMap, node: Node) -> Option<usize> {
    map.nodes.iter().position(|one| one.node == node)
}

fn lines(t: Texts, map: &PeopleMap) -> Vec<MapLine> {
    let ties = map.ties.iter();
    ties.filter_map(|tie| {
        Some(MapLine {
            from: place_of(map, tie.from)?,
            to: place_of(map, tie.to)?,
            class: match tie.kind {
                TieKind::Opposes => "tie tie-opp",
                _ => "tie tie-infl",
            },
            text: t.get(tie.kind.message_id()).into_owned(),
        })
    })
    .collect()
}

/// The warmest path to who is chosen; without anybody chosen, to the first worth winning who has one.
fn path(map: &PeopleMap, chosen: Option<Node>) -> Vec<usize> {
    let reading = &map.reading;
    let wanted = reading.decision.next_to_win.iter().map(|one| one.node);
    let way = match chosen {
        Some(chosen) => reading.ways.iter().find(|way| way.to == chosen),
        None => wanted
            .into_iter()
            .find_map(|node| reading.ways.iter().find(|way| way.to == node)),
    };
    let over = way.map(|way| way.over.as_slice()).unwrap_or_default();
    over.iter()
        .filter_map(|node| place_of(map, *node))
        .collect()
}

fn by_power(t: Texts, label: &str, map: &PeopleMap, cards: &[MapCard]) -> String {
    let mut columns: Vec<String> = Attitude::ALL
        .iter()
        .map(|attitude| attitude_text(t, Judged::As(*attitude)))
        .collect();
    columns.push(t.get("attitude-differs-or-unknown").into_owned());
    let cell = |power: Option<u8>, column: usize| -> Vec<usize> {
        let stands = |one: &MapNode| {
            let own = match one.state.attitude {
                Judged::As(attitude) => Attitude::ALL.iter().position(|known| *known == attitude),
                Judged::Between(..) | Judged::Unknown => None,
            };
            let weight = one.state.influence.ends().map(|(_, most)| most);
            weight == power && own.unwrap_or(Attitude::ALL.len()) == column
        };
        let places = map.nodes.iter().enumerate();
        places
            .filter(|(_, one)| stands(one))
            .map(|(place, _)| place)
            .collect()
    };
    let powers = (1..=INFLUENCE_MAX).rev().map(Some).chain([None]);
    let rows: Vec<(String, Vec<Vec<usize>>)> = powers
        .map(|power| {
            let name = match power {
                Some(power) => t.with1("map-of-five", "number", power),
                None => t.get("unknown").into_owned(),
            };
            (
                name,
                (0..columns.len())
                    .map(|column| cell(power, column))
                    .collect(),
            )
        })
        .collect();
    matrix(label, &columns, &rows, cards)
}

/// How a value came about, in sentences.
pub(super) struct WhySaid {
    pub(super) lines: Vec<String>,
}

pub(super) fn why_said(t: Texts, why: &Why) -> WhySaid {
    let inputs = why.inputs.iter().map(|input| evidence::input(t, input));
    let missing = why.missing.iter().map(|one| evidence::missing(t, one));
    WhySaid {
        lines: inputs.chain(missing).collect(),
    }
}

/// Who of us knows whom of them: the name, and a class and words for each of the map's people.
pub(super) fn ours_rows(t: Texts, map: &PeopleMap) -> Vec<(String, Vec<(&'static str, String)>)> {
    let row = |ours: &clientela_app::show_people_map::OurPerson| {
        let cell = |one: &MapNode| {
            let Some((last, times)) = ours.with.get(&one.node) else {
                return ("h-x", String::new());
            };
            let days = day_number(map.as_of) - day_number(*last);
            let class = match (days, times) {
                (days, times) if days <= ACTIVE_DAYS && *times >= 4 => "h-s3",
                (days, _) if days <= ACTIVE_DAYS => "h-s2",
                _ => "h-s1",
            };
            let text = t.with("map-met", &[("times", times), ("days", &days)]);
            (class, text)
        };
        let name = match ours.name.as_str() {
            "" => t.get("map-nobody-named").into_owned(),
            name => name.to_owned(),
        };
        (name, map.nodes.iter().map(cell).collect())
    };
    map.ours.iter().map(row).collect()
}

/// A day as people read it.
pub(super) fn day_text(t: Texts, day: Option<clientela_domain::day::Date>) -> String {
    day.map(|day| format::day(t.language, day))
        .unwrap_or_default()
}

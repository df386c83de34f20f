//! Somebody chosen on a people map: who they are, everything that was said of them, and the forms by
//! which more is said.

use clientela_domain::estimate::Truth;
use clientela_texts::format;

use super::obligation_parts::options;
use super::people_map::PeopleMapPage;
use super::people_map_parts::{attitude_text, badge_of, influence_text, role_names, shown_name};
use super::shared::SelectOption;
use crate::urls;
use crate::views::people_map::{
    Attitude, BuyingRole, INFLUENCE_MAX, Judged, MapNode, Node, Said as Says, Strength, TieKind,
    said_in_words, veto_word,
};

pub(super) struct Said {
    pub(super) text: String,
    pub(super) to: String,
    pub(super) day: String,
    pub(super) iso: String,
    pub(super) by: String,
    pub(super) evidence: String,
    pub(super) taken_back: bool,
    /// The statement, when whoever looks may take it back.
    pub(super) take_back: String,
}

pub(super) struct Chosen {
    pub(super) name: String,
    pub(super) person_href: String,
    pub(super) facts: Vec<(String, String)>,
    pub(super) badge: &'static str,
    pub(super) attitude: String,
}

impl PeopleMapPage {
    pub(super) fn chosen_node(&self) -> Option<&MapNode> {
        self.chosen.and_then(|place| self.map.nodes.get(place))
    }

    pub(super) fn chosen(&self) -> Option<Chosen> {
        let (t, one) = (self.t, self.chosen_node()?);
        let state = &one.state;
        let unknown = || t.get("unknown").into_owned();
        let or_unknown = |text: String| if text.is_empty() { unknown() } else { text };
        let above = match (state.reports_to, state.is_placed) {
            (Some(to), _) => self.name(to),
            (None, true) => t.get("map-nobody-above").into_owned(),
            (None, false) => unknown(),
        };
        let fact = |id: &str, value: String| (t.get(id).into_owned(), value);
        let mut facts = vec![
            fact("place-title", or_unknown(one.title.clone())),
            fact("place-unit", or_unknown(one.unit.clone())),
            fact("map-aspect-role", or_unknown(role_names(t, &state.roles))),
            fact("map-aspect-influence", influence_text(t, state.influence)),
            fact("map-aspect-veto", t.get(veto_word(state.veto)).into_owned()),
            fact("map-aspect-reports-to", above),
            fact(
                "map-aspect-counterpart",
                if one.counterpart.is_empty() {
                    t.get("map-no-counterpart").into_owned()
                } else {
                    one.counterpart.clone()
                },
            ),
            fact("map-last-contact", self.last(one)),
        ];
        if state.is_stale {
            facts.push(fact("map-stale", t.get("map-stale-text").into_owned()));
        }
        Some(Chosen {
            name: shown_name(t, one),
            person_href: match one.node {
                Node::Person(id) => urls::person(id),
                Node::Placeholder(_) => String::new(),
            },
            facts,
            badge: badge_of(state.attitude),
            attitude: attitude_text(t, state.attitude),
        })
    }

    /// Everything that was said of who is chosen, and ties others have to them.
    pub(super) fn said(&self) -> Vec<Said> {
        let (t, Some(one)) = (self.t, self.chosen_node()) else {
            return Vec::new();
        };
        let user = self.frame.user.as_ref();
        let statements = self.map.statements.iter();
        statements
            .filter(|known| known.statement.about == one.node)
            .map(|known| {
                let statement = &known.statement;
                let own =
                    statement.author.is_some() && statement.author == user.map(|user| user.id);
                let may = own || user.is_some_and(|user| user.is_administrator);
                let taken_back = known.taken_back.is_some();
                Said {
                    text: said_in_words(t, statement.said),
                    to: self.to_whom(statement.said),
                    day: format::day(t.language, statement.day),
                    iso: statement.day.to_string(),
                    by: self.map.colleague(statement.author).to_owned(),
                    evidence: statement.evidence.clone(),
                    taken_back,
                    take_back: if may && self.may_edit && !taken_back {
                        statement.id.to_string()
                    } else {
                        String::new()
                    },
                }
            })
            .collect()
    }

    pub(super) fn to_whom(&self, said: Says) -> String {
        match said {
            Says::ReportsTo(Some(to)) | Says::Tie(_, to, _) => self.name(to),
            Says::ReportsTo(None) | Says::Counterpart(None) => {
                self.t.get("map-value-none").into_owned()
            }
            Says::Counterpart(Some(user)) => self.map.colleague(Some(user)).to_owned(),
            _ => String::new(),
        }
    }

    pub(super) fn chosen_id(&self) -> String {
        let chosen = self.chosen_node();
        chosen.map_or_else(String::new, |one| one.node.id().to_string())
    }

    pub(super) fn role_options(&self) -> Vec<SelectOption> {
        let has = |role: &BuyingRole| self.chosen_node().is_some_and(|one| one.state.has(*role));
        BuyingRole::ALL
            .iter()
            .map(|role| SelectOption {
                value: role.code().to_owned(),
                name: self.t.get(role.message_id()).into_owned(),
                selected: has(role),
            })
            .collect()
    }

    pub(super) fn attitude_options(&self) -> Vec<SelectOption> {
        let now = self.chosen_node().and_then(|one| match one.state.attitude {
            Judged::As(attitude) => Some(attitude),
            Judged::Between(..) | Judged::Unknown => None,
        });
        options(self.t, Attitude::ALL, now, |one| {
            (one.code(), one.message_id())
        })
    }

    pub(super) fn influence_options(&self) -> Vec<SelectOption> {
        let now = self
            .chosen_node()
            .and_then(|one| match one.state.influence {
                Judged::As(influence) => Some(influence),
                Judged::Between(..) | Judged::Unknown => None,
            });
        (1..=INFLUENCE_MAX)
            .map(|number| SelectOption {
                value: number.to_string(),
                name: self.t.with1("map-of-five", "number", number),
                selected: now == Some(number),
            })
            .collect()
    }

    pub(super) fn veto_options(&self) -> Vec<SelectOption> {
        let now = self.chosen_node().map(|one| one.state.veto);
        [(Truth::True, "yes"), (Truth::False, "no")]
            .into_iter()
            .map(|(truth, value)| SelectOption {
                value: value.to_owned(),
                name: self.t.get(veto_word(truth)).into_owned(),
                selected: now == Some(truth),
            })
            .collect()
    }

    /// Everybody else on the map; who is above them is chosen.
    pub(super) fn others(&self) -> Vec<SelectOption> {
        let chosen = self.chosen_node();
        let above = chosen.and_then(|one| one.state.reports_to);
        let others = self.map.nodes.iter();
        others
            .filter(|one| chosen.is_none_or(|chosen| chosen.node != one.node))
            .map(|one| SelectOption {
                value: one.node.id().to_string(),
                name: shown_name(self.t, one),
                selected: above == Some(one.node),
            })
            .collect()
    }

    /// Everybody a tie can lead to.
    pub(super) fn tie_ends(&self) -> Vec<SelectOption> {
        let mut others = self.others();
        for option in &mut others {
            option.selected = option.value == self.tie_to;
        }
        others
    }

    pub(super) fn counterpart_options(&self) -> Vec<SelectOption> {
        let chosen = self.chosen_node().and_then(|one| one.state.counterpart);
        super::next_steps::owner_options(&self.colleagues, chosen)
    }

    pub(super) fn tie_options(&self) -> Vec<SelectOption> {
        options(self.t, TieKind::ALL, None, |kind| {
            (kind.code(), kind.message_id())
        })
    }

    pub(super) fn strength_options(&self) -> Vec<SelectOption> {
        options(self.t, Strength::ALL, Some(Strength::Plain), |one| {
            (one.code(), one.message_id())
        })
    }

    /// Ties of who is chosen that can be said to have ended: value and words.
    pub(super) fn own_ties(&self) -> Vec<(String, String)> {
        let Some(one) = self.chosen_node() else {
            return Vec::new();
        };
        let own = self.map.ties.iter().filter(|tie| tie.from == one.node);
        own.map(|tie| {
            let value = format!("{}.{}", tie.kind.code(), tie.to.id());
            let words = format!(
                "{} {}",
                self.t.get(tie.kind.message_id()),
                self.name(tie.to)
            );
            (value, words)
        })
        .collect()
    }

    /// The placeholder that is chosen: position, department, version.
    pub(super) fn placeholder(&self) -> Option<(String, String, i64)> {
        let placeholder = self.chosen_node()?.placeholder.as_ref()?;
        let own = &placeholder.placeholder;
        Some((own.title.clone(), own.unit.clone(), placeholder.version))
    }

    /// People a placeholder may turn out to be.
    pub(super) fn known_people(&self) -> Vec<SelectOption> {
        let on_map = self.map.nodes.iter().filter_map(|one| match one.node {
            Node::Person(id) => Some((id, shown_name(self.t, one))),
            Node::Placeholder(_) => None,
        });
        on_map
            .chain(self.map.others.iter().cloned())
            .map(|(id, name)| SelectOption {
                value: id.to_string(),
                name,
                selected: false,
            })
            .collect()
    }

    /// People of the client who are not on the map.
    pub(super) fn absent(&self) -> Vec<(String, String)> {
        let others = self.map.others.iter();
        others
            .map(|(id, name)| (id.to_string(), name.clone()))
            .collect()
    }
}

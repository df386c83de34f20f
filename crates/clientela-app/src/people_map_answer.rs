//! A people map in the shape of `--json` and of the API.

use clientela_domain::estimate::Truth;
use clientela_domain::people_map::{Judged, Node, Said, Tie, Way};
use clientela_store::people_map::{MapStatement, Placeholder};
use clientela_store::purchase_processes::PurchaseProcess;
use clientela_texts::Texts;

use crate::answers::happenings::NamedAnswer;
use crate::answers::people_map::{
    MapBlockerAnswer, MapCoverageAnswer, MapDecisionAnswer, MapNextAnswer, MapNodeAnswer,
    MapPathAnswer, MapRisksAnswer, MapRoleAnswer, MapStatementAnswer, MapTieAnswer,
    PeopleMapAnswer, PlaceholderAnswer, PurchaseAnswer, PurchaseCriterionAnswer,
    PurchaseStepAnswer,
};
use crate::answers::value::{EstimateAnswer, WhyAnswer};
use crate::show_people_map::{MapNode, PeopleMap};

/// How many of those worth winning leave the program.
pub const NEXT_SHOWN: usize = 3;

fn id(node: Node) -> String {
    node.id().to_string()
}

const fn word(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Undecided => "unknown",
    }
}

impl PeopleMap {
    /// The shape that leaves the program.
    #[must_use]
    pub fn answer(&self) -> PeopleMapAnswer {
        let reading = &self.reading;
        PeopleMapAnswer {
            account: NamedAnswer {
                id: self.account.to_string(),
                name: self.account_name.clone(),
            },
            as_of: self.as_of.to_string(),
            nodes: self
                .nodes
                .iter()
                .zip(&reading.between)
                .map(|(node, between)| self.node_answer(node, *between))
                .collect(),
            ties: self.ties.iter().map(tie_answer).collect(),
            coverage: self.coverage_answer(),
            decision: self.decision_answer(),
            risks: self.risks_answer(),
            next_to_win: self.next_answer(),
            purchases: self.processes.iter().map(purchase_answer).collect(),
        }
    }

    fn node_answer(&self, one: &MapNode, between: f64) -> MapNodeAnswer {
        let state = &one.state;
        let ends = |low: &str, high: &str| {
            if low == high {
                vec![low.to_owned()]
            } else {
                vec![low.to_owned(), high.to_owned()]
            }
        };
        MapNodeAnswer {
            id: id(one.node),
            name: one.name.clone(),
            placeholder: one.placeholder.is_some(),
            title: one.title.clone(),
            unit: one.unit.clone(),
            roles: state
                .roles
                .iter()
                .map(|role| role.code().to_owned())
                .collect(),
            attitude: state
                .attitude
                .ends()
                .map(|(low, high)| ends(low.code(), high.code())),
            influence: match state.influence {
                Judged::As(one) => Some(vec![one]),
                Judged::Between(low, high) => Some(vec![low, high]),
                Judged::Unknown => None,
            },
            veto: word(state.veto).to_owned(),
            reports_to: state.reports_to.map(id),
            counterpart: state.counterpart.map(|user| NamedAnswer {
                id: user.to_string(),
                name: one.counterpart.clone(),
            }),
            last_contact: one.known.last_contact.map(|day| day.to_string()),
            proven: state.is_proven,
            stale: state.is_stale,
            between,
            statements: state
                .rests_on
                .iter()
                .filter_map(|statement| self.statement(*statement))
                .map(|statement| self.statement_answer(statement))
                .collect(),
        }
    }

    fn statement_answer(&self, one: &MapStatement) -> MapStatementAnswer {
        let said = SaidWords::of(one.statement.said);
        MapStatementAnswer {
            id: one.statement.id.to_string(),
            aspect: said.aspect.to_owned(),
            detail: said.detail.to_owned(),
            value: said.value,
            to: said.to,
            day: one.statement.day.to_string(),
            evidence: one.statement.evidence.clone(),
            by: self.colleague(one.statement.author).to_owned(),
        }
    }

    fn coverage_answer(&self) -> MapCoverageAnswer {
        let reading = &self.reading;
        MapCoverageAnswer {
            share: EstimateAnswer::from(&reading.coverage),
            why: WhyAnswer::from(&reading.coverage_why),
            roles: reading
                .roles
                .iter()
                .map(|one| MapRoleAnswer {
                    role: one.role.code().to_owned(),
                    covered: word(one.covered).to_owned(),
                    people: one.nodes.iter().copied().map(id).collect(),
                })
                .collect(),
            gaps: reading
                .roles
                .iter()
                .filter(|one| one.covered != Truth::True)
                .map(|one| one.role.code().to_owned())
                .collect(),
        }
    }

    fn way_to(&self, node: Node) -> Option<MapPathAnswer> {
        let found = self.reading.ways.iter().find(|way| way.to == node)?;
        Some(path_answer(found))
    }

    fn decision_answer(&self) -> MapDecisionAnswer {
        let reading = &self.reading;
        MapDecisionAnswer {
            chance: EstimateAnswer::from(&reading.decision.chance),
            why: WhyAnswer::from(&reading.chance_why),
            blockers: reading
                .decision
                .blockers
                .iter()
                .map(|one| MapBlockerAnswer {
                    id: id(one.node),
                    weight: one.weight,
                    veto: word(one.veto).to_owned(),
                    path: self.way_to(one.node),
                    why: WhyAnswer::from(&reading.why_block(one)),
                })
                .collect(),
        }
    }

    fn next_answer(&self) -> Vec<MapNextAnswer> {
        let reading = &self.reading;
        let next = reading.decision.next_to_win.iter().take(NEXT_SHOWN);
        next.map(|one| MapNextAnswer {
            id: id(one.node),
            name: self.label(one.node).to_owned(),
            gain: one.gain,
            find_out: one.find_out,
            chance_if_no: one.turns.0,
            chance_if_yes: one.turns.1,
            path: self.way_to(one.node),
            why: WhyAnswer::from(&reading.why_win(one)),
        })
        .collect()
    }

    /// The name of somebody on the map; the position of somebody nobody knows yet.
    #[must_use]
    pub fn label(&self, node: Node) -> &str {
        self.node(node).map_or("", |one| {
            if one.name.is_empty() {
                &one.title
            } else {
                &one.name
            }
        })
    }

    fn risks_answer(&self) -> MapRisksAnswer {
        let (reading, thread) = (&self.reading, &self.reading.thread);
        let ids = |nodes: &[Node]| nodes.iter().copied().map(id).collect();
        MapRisksAnswer {
            single_thread: thread.is_single(),
            active: ids(&thread.active),
            none_left: thread.none_left,
            effective_threads: thread.threads.map(|threads| threads.effective),
            main: thread.main.map(id),
            one_department: thread.in_one_unit,
            only_one_of_us: thread
                .one_of_us
                .map(|user| self.colleague(Some(user)).to_owned()),
            silent_champions: ids(&reading.silent_champions),
            holding_together: ids(&reading.holding_together),
            why: WhyAnswer::from(&thread.why),
        }
    }
}

/// What a statement says, in stable words.
pub(crate) struct SaidWords {
    pub(crate) aspect: &'static str,
    pub(crate) detail: &'static str,
    pub(crate) value: String,
    pub(crate) to: Option<String>,
}

impl SaidWords {
    pub(crate) fn of(said: Said) -> Self {
        let (aspect, detail, value, to) = match said {
            Said::Role(role, holds) => ("role", role.code(), yes_or_no(holds).to_owned(), None),
            Said::Attitude(attitude) => {
                let value = attitude.map_or("unknown", |attitude| attitude.code());
                ("attitude", "", value.to_owned(), None)
            }
            Said::Influence(influence) => {
                let value = influence.map_or("unknown".to_owned(), |one| one.to_string());
                ("influence", "", value, None)
            }
            Said::Veto(veto) => ("veto", "", word(veto).to_owned(), None),
            Said::ReportsTo(to) => ("reports_to", "", String::new(), to.map(id)),
            Said::Counterpart(user) => (
                "counterpart",
                "",
                String::new(),
                user.map(|user| user.to_string()),
            ),
            Said::Tie(kind, to, strength) => {
                let value = strength.map_or("none", |strength| strength.code());
                ("tie", kind.code(), value.to_owned(), Some(id(to)))
            }
            Said::Place(place) => ("place", "", yes_or_no(place).to_owned(), None),
        };
        Self {
            aspect,
            detail,
            value,
            to,
        }
    }
}

const fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn tie_answer(tie: &Tie) -> MapTieAnswer {
    MapTieAnswer {
        from: id(tie.from),
        to: id(tie.to),
        kind: tie.kind.code().to_owned(),
        strength: tie.strength.code().to_owned(),
        since: tie.since.to_string(),
    }
}

fn path_answer(way: &Way) -> MapPathAnswer {
    MapPathAnswer {
        over: way.over.iter().copied().map(id).collect(),
        warmth: way.warmth,
    }
}

/// A purchase in the shape that leaves the program.
#[must_use]
pub fn purchase_answer(of: &PurchaseProcess) -> PurchaseAnswer {
    let own = &of.process;
    let day = |day: Option<clientela_domain::day::Date>| day.map(|day| day.to_string());
    PurchaseAnswer {
        id: of.id.to_string(),
        name: own.name.clone(),
        budget_cycle: own.budget_cycle.clone(),
        budget_day: day(own.budget_day),
        note: own.note.clone(),
        steps: own
            .steps
            .iter()
            .map(|step| PurchaseStepAnswer {
                what: step.what.clone(),
                decider: step.decider.map(id),
                deadline: day(step.deadline),
                done_on: day(step.done_on),
            })
            .collect(),
        criteria: own
            .criteria
            .iter()
            .map(|one| PurchaseCriterionAnswer {
                what: one.what.clone(),
                weight: one.weight,
                decider: one.decider.map(id),
            })
            .collect(),
        version: of.version,
    }
}

/// A placeholder in the shape that leaves the program.
#[must_use]
pub fn placeholder_answer(of: &Placeholder) -> PlaceholderAnswer {
    PlaceholderAnswer {
        id: of.id.to_string(),
        account: of.placeholder.account_id.to_string(),
        title: of.placeholder.title.clone(),
        unit: of.placeholder.unit.clone(),
        person: of.placeholder.person_id.map(|person| person.to_string()),
        version: of.version,
    }
}

/// What a statement of a people map says, from its stable words.
#[must_use]
pub fn said_words(texts: Texts, aspect: &str, detail: &str, value: &str) -> String {
    let word = |prefix: &str, code: &str| {
        let id = format!("{prefix}-{code}").replace('_', "-");
        texts.get(&id).into_owned()
    };
    let name = word("map-aspect", aspect);
    let detail = match aspect {
        "role" => word("buying-role", detail),
        "tie" => word("tie", detail),
        _ => String::new(),
    };
    let value = match (aspect, value) {
        (_, "") => String::new(),
        (_, "none") => texts.get("map-value-none").into_owned(),
        (_, "unknown") => texts.get("unknown").into_owned(),
        (_, "yes") => texts.get("map-value-yes").into_owned(),
        (_, "no") => texts.get("map-value-no").into_owned(),
        ("attitude", code) => word("attitude", code),
        ("tie", code) => word("tie-strength", code),
        (_, other) => other.to_owned(),
    };
    let said: Vec<&str> = [name.as_str(), detail.as_str(), value.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    match said[..] {
        [name, ref rest @ ..] if !rest.is_empty() => format!("{name}: {}", rest.join(", ")),
        _ => name,
    }
}

/// What a statement says, in words: what it is about, and what of it.
#[must_use]
pub fn said_in_words(texts: Texts, said: Said) -> String {
    let words = SaidWords::of(said);
    said_words(texts, words.aspect, words.detail, &words.value)
}

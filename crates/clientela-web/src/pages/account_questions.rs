//! What a new key account manager asks first of a client, each answered in one sentence with the way to the whole: who
//! decides, who may block, what both sides owe, whether the agreement is kept, what hurts, who competes, what next.

use std::sync::Arc;

use askama::Template;
use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use clientela_texts::{Texts, format};

use super::account_bond::owed;
use super::happening_parts::{due_text, part};
use super::people_map_parts::shown_name;
use crate::error::WebError;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::agreements::{AgreementLine, AgreementQuery, AgreementState, TermState};
use crate::views::happenings::Attention;
use crate::views::known::{ProblemPage, ProblemQuery, ProblemState, ThreatPage, ThreatQuery};
use crate::views::market::{MarketFilter, MarketPage, MarketQuery, NewPosition};
use crate::views::obligations::{Bond, ObligationLine, Party};
use crate::views::people_map::{BuyingRole, Node, PeopleMap};

/// Names, promises or problems named in one sentence.
const NAMED: usize = 3;

/// Agreements looked at; nobody has more in force with one client.
const AGREEMENTS_LOOKED_AT: u64 = 50;

/// Positions looked at; few competitors stand at one client with more groups of products.
const POSITIONS_LOOKED_AT: u64 = 50;

/// One question with its answer.
struct Question {
    /// Part of its id on the page.
    id: &'static str,
    question: String,
    answer: String,
    /// Where the whole answer stands.
    href: String,
    /// What the link is called.
    whole: String,
    /// Something to be looked at now.
    warns: bool,
}

#[derive(Template)]
#[template(path = "parts/account_questions.html")]
struct Section {
    t: Texts,
    questions: Vec<Question>,
}

/// What the answers are made of.
struct Known {
    t: Texts,
    id: AccountId,
    map: Arc<PeopleMap>,
    bond: Arc<Bond>,
    agreements: Vec<AgreementLine>,
    problems: ProblemPage,
    threats: ThreatPage,
    positions: MarketPage<NewPosition>,
    attention: Attention,
    today: Date,
}

/// The section of a client's page.
pub(super) async fn section(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<Markup, WebError> {
    let (desk, user) = (&state.desk, &visitor.user);
    let in_force = AgreementQuery {
        account: Some(id),
        states: vec![AgreementState::InForce],
        limit: AGREEMENTS_LOOKED_AT,
        ..AgreementQuery::default()
    };
    let limit = u64::try_from(NAMED).unwrap_or(u64::MAX);
    let problems = ProblemQuery {
        account: Some(id),
        states: vec![
            ProblemState::Open,
            ProblemState::Proposed,
            ProblemState::Underway,
        ],
        limit,
        ..ProblemQuery::default()
    };
    let threats = ThreatQuery {
        account: Some(id),
        limit,
        ..ThreatQuery::default()
    };
    let positions = MarketQuery {
        filter: MarketFilter {
            account: Some(id),
            ..MarketFilter::default()
        },
        ending_soon: false,
        cursor: None,
        limit: POSITIONS_LOOKED_AT,
    };
    let known = Known {
        t: visitor.t,
        id,
        map: desk.people_map(user, id, None).await?,
        bond: desk.bond(user, id).await?,
        agreements: desk.agreements(user, &in_force).await?.lines,
        problems: desk.problems(user, &problems).await?,
        threats: desk.threats(user, &threats).await?,
        positions: desk.positions(user, &positions).await?,
        attention: desk.attention(user, id).await?,
        today: desk.today(),
    };
    part(&Section {
        t: visitor.t,
        questions: known.questions(),
    })
}

impl Known {
    fn questions(&self) -> Vec<Question> {
        vec![
            self.decides(),
            self.blocks(),
            self.owes(Party::Us),
            self.owes(Party::Them),
            self.kept(),
            self.hurts(),
            self.competes(),
            self.next(),
        ]
    }

    fn question(
        &self,
        id: &'static str,
        answer: String,
        (href, whole): (String, &str),
        warns: bool,
    ) -> Question {
        Question {
            id,
            question: self.t.get(&format!("question-{id}")).into_owned(),
            answer,
            href,
            whole: self.t.get(whole).into_owned(),
            warns,
        }
    }

    /// Names with how many more there are.
    fn named(&self, all: &[String]) -> String {
        let mut said = all.iter().take(NAMED).cloned().collect::<Vec<_>>();
        if all.len() > NAMED {
            said.push(self.t.with1("journal-more", "count", all.len() - NAMED));
        }
        said.join(", ")
    }

    fn names(&self, nodes: impl Iterator<Item = Node>) -> Vec<String> {
        let found = nodes.filter_map(|node| self.map.node(node));
        found.map(|one| shown_name(self.t, one)).collect()
    }

    fn decides(&self) -> Question {
        let deciders = self.map.nodes.iter();
        let deciders = deciders.filter(|one| one.state.has(BuyingRole::Decider));
        let names = self.names(deciders.map(|one| one.node));
        let answer = if names.is_empty() {
            self.t.get("answer-decides-nobody").into_owned()
        } else {
            self.named(&names)
        };
        let whole = (urls::people_map(self.id), "map-title");
        self.question("decides", answer, whole, names.is_empty())
    }

    fn blocks(&self) -> Question {
        let blockers = self.map.reading.decision.blockers.iter();
        let names = self.names(blockers.map(|one| one.node));
        let answer = if !names.is_empty() {
            self.named(&names)
        } else if self.map.reading.members.is_empty() {
            self.t.get("answer-blocks-unknown").into_owned()
        } else {
            self.t.get("answer-blocks-nobody").into_owned()
        };
        let whole = (urls::people_map(self.id), "map-title");
        self.question("blocks", answer, whole, !names.is_empty())
    }

    fn owes(&self, party: Party) -> Question {
        let lines = owed(&self.bond, party);
        let late = |line: &&ObligationLine| {
            let due = line.obligation.obligation.due_day;
            due.is_some_and(|due| due < self.today)
        };
        let late = lines.iter().copied().filter(late).count();
        let answer = match lines.first() {
            None => self.t.get("answer-owes-nothing").into_owned(),
            Some(first) => {
                let own = &first.obligation.obligation;
                let due = due_text(self.t, own.due_day);
                self.t.with(
                    "answer-owes",
                    &[
                        ("count", &lines.len()),
                        ("late", &late),
                        ("what", &own.what.as_str()),
                        ("due", &due),
                    ],
                )
            }
        };
        let id = match party {
            Party::Us => "we-owe",
            Party::Them => "they-owe",
        };
        let account = self.id.to_string();
        let href = urls::with_query(
            urls::OBLIGATIONS,
            &[
                ("account", &account),
                ("debtor", party.code()),
                ("state", "owed"),
            ],
        );
        self.question(id, answer, (href, "nav-obligations"), late > 0)
    }

    fn kept(&self) -> Question {
        let t = self.t;
        let of = |state: TermState| {
            let lines = self.agreements.iter();
            lines.filter(move |line| line.worst() == Some(state))
        };
        let numbers = |state: TermState| -> Vec<String> {
            of(state)
                .map(|line| line.agreement.agreement.number.clone())
                .collect()
        };
        let worst = [
            (TermState::Breached, "answer-kept-breached"),
            (TermState::AtRisk, "answer-kept-at-risk"),
            (TermState::Unknown, "answer-kept-unknown"),
            (TermState::Kept, "answer-kept-kept"),
        ];
        let found = worst.iter().find(|(state, _)| of(*state).next().is_some());
        let (answer, warns) = match found {
            Some((state, id)) => {
                let answer = t.with1(id, "numbers", self.named(&numbers(*state)));
                let warns = matches!(state, TermState::Breached | TermState::AtRisk);
                (answer, warns)
            }
            None if self.agreements.is_empty() => {
                (t.get("answer-kept-no-agreement").into_owned(), false)
            }
            None => (t.get("answer-kept-no-clause").into_owned(), false),
        };
        let href = found.and_then(|(state, _)| of(*state).next());
        let href = match href {
            Some(line) => urls::agreement(line.agreement.id),
            None => urls::agreements_with(self.id),
        };
        self.question("kept", answer, (href, "nav-agreements"), warns)
    }

    fn hurts(&self) -> Question {
        let whats: Vec<String> = self
            .problems
            .lines
            .iter()
            .map(|line| line.problem.problem.what.clone())
            .collect();
        let more = usize::try_from(self.problems.matching).unwrap_or(usize::MAX);
        let answer = if whats.is_empty() {
            self.t.get("answer-hurts-nothing").into_owned()
        } else {
            let mut said = whats.join("; ");
            if more > whats.len() {
                let more = self.t.with1("journal-more", "count", more - whats.len());
                said.push_str(&format!("; {more}"));
            }
            said
        };
        let whole = (urls::problems_of(self.id), "nav-problems");
        self.question("hurts", answer, whole, false)
    }

    /// Competitors that stand here; threats that are watched as long as nobody wrote of any.
    fn competes(&self) -> Question {
        let mut names: Vec<String> = Vec::new();
        for line in &self.positions.lines {
            if !names.contains(&line.competitor_name) {
                names.push(line.competitor_name.clone());
            }
        }
        if !names.is_empty() {
            let account = self.id.to_string();
            let href = urls::with_query(urls::POSITIONS, &[("account", account.as_str())]);
            let whole = (href, "positions-title");
            return self.question("competes", self.named(&names), whole, false);
        }
        let whats: Vec<String> = self
            .threats
            .lines
            .iter()
            .map(|line| line.threat.threat.what.clone())
            .collect();
        let answer = if whats.is_empty() {
            self.t.get("answer-competes-unknown").into_owned()
        } else {
            self.t
                .with1("answer-competes-threats", "threats", whats.join("; "))
        };
        let whole = (urls::threats_of(self.id), "nav-threats");
        self.question("competes", answer, whole, false)
    }

    fn next(&self) -> Question {
        let step = self.attention.next_step.as_ref();
        let answer = step.map_or_else(
            || self.t.get("steps-none-of-client").into_owned(),
            |step| {
                let due = step.due_day.map(|day| format::day(self.t.language, day));
                let due = due.unwrap_or_else(|| due_text(self.t, None));
                format!("{} · {due} · {}", step.what, step.owner_name)
            },
        );
        let late = step.and_then(|step| step.due_day);
        let late = late.is_some_and(|due| due < self.today);
        let whole = ("#next-steps".to_owned(), "nav-next-steps");
        self.question("next", answer, whole, late || step.is_none())
    }
}

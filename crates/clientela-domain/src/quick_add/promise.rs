//! One line about what somebody owes: until when, who does what for whom, at which client.
//!
//! „До 15.12 да пратим мостри на Мария #изгрев“ says that we owe; „Изгрев да плати фактура 14 до
//! петък“ that they do. What does not say is asked, never guessed.

use super::assemble::Reading;
use super::clauses::Clause;
use super::days::day_phrases;
use super::directory::{Candidate, Directory, PersonCandidate};
use super::names::{Name, names};
use super::proposal::{Due, Piece, PieceKind, Resolved, Text, Unclear, UnclearReason};
use super::words::{Word, words};
use crate::day::Date;
use crate::obligations::{ObligationKind, Party};

/// What a line about a promise proposes. Nothing of it is true until a person confirms it.
#[derive(Debug)]
pub struct PromiseLine<D: Directory> {
    /// Who owes; `None` when the line does not say.
    pub debtor: Option<Party>,
    /// Which client.
    pub client: Option<Resolved<Candidate<D::Client>>>,
    /// Who on the client's side.
    pub people: Vec<Resolved<PersonCandidate<D::Client, D::Person>>>,
    /// Who of us; `None` means whoever wrote the line.
    pub colleague: Option<Resolved<Candidate<D::Colleague>>>,
    /// What is owed.
    pub what: Option<Text>,
    /// Until when.
    pub due: Option<Due>,
    /// What kind of thing, as far as its words say.
    pub kind: ObligationKind,
    /// A kindness that binds nobody.
    pub is_gift: bool,
    /// Everything recognised, in the order of the line.
    pub pieces: Vec<Piece>,
    /// What was not understood, in the order of the line; what the line lacks stands last.
    pub unclear: Vec<Unclear>,
}

/// Words after which stands what is owed.
const OPENERS: &[&str] = &["da", "shte", "will", "must", "should", "shall", "to"];

/// Us, as a word of its own.
const OURS: &[&str] = &[
    "az",
    "nie",
    "i",
    "we",
    "obeshtah",
    "obeshtahme",
    "dalzha",
    "dalzhim",
    "poeh",
    "poehme",
    "ill",
    "well",
];

/// Them, as a word of its own.
const THEIRS: &[&str] = &[
    "te",
    "they",
    "theyll",
    "obeshtaha",
    "poeha",
    "dalzhat",
    "owes",
    "tya",
    "toy",
    "he",
    "she",
];

/// Verbs of promising, which say whose promise it is and are no part of it.
const PROMISING: &[&str] = &[
    "obeshtah",
    "obeshtahme",
    "obeshtaha",
    "obeshta",
    "poeh",
    "poehme",
    "poeha",
    "poe",
    "promised",
    "promise",
    "owe",
    "owes",
    "dalzha",
    "dalzhim",
    "dalzhat",
    "dalzhi",
];

/// Orders in English with which a line of ours may begin.
const ORDERS: &[&str] = &[
    "send",
    "prepare",
    "deliver",
    "bring",
    "pay",
    "call",
    "write",
    "give",
    "show",
    "introduce",
    "repair",
    "replace",
    "train",
    "offer",
    "quote",
    "return",
    "confirm",
    "invite",
    "visit",
];

/// Words that say a kindness binds nobody.
const GIFTS: &[&str] = &[
    "podarak",
    "podarihme",
    "podariha",
    "bezvazmezdno",
    "gift",
    "kindness",
];

/// Beginnings of folded words that say what kind of thing is owed; the first that fits counts.
const KINDS: &[(ObligationKind, &[&str])] = &[
    (
        ObligationKind::Payment,
        &[
            "plat",
            "faktur",
            "pay",
            "invoice",
            "priveda",
            "preved",
            "vazstanov",
            "refund",
        ],
    ),
    (
        ObligationKind::Reference,
        &[
            "prepor",
            "referents",
            "reference",
            "testimonial",
            "recommend",
            "predstav",
            "introduc",
        ],
    ),
    (
        ObligationKind::Quality,
        &[
            "kachestv",
            "quality",
            "reklamats",
            "defekt",
            "defect",
            "zamen",
            "replace",
        ],
    ),
    (
        ObligationKind::Service,
        &[
            "serviz", "obsluzh", "remont", "montazh", "obuch", "service", "repair", "train",
            "install",
        ],
    ),
    (
        ObligationKind::Information,
        &[
            "ofert",
            "offer",
            "quote",
            "prognoz",
            "forecast",
            "otchet",
            "report",
            "inform",
            "spisak",
            "list",
            "katalog",
            "catalogue",
            "tsen",
            "price",
            "danni",
            "data",
            "planogram",
            "otgovor",
        ],
    ),
    (
        ObligationKind::Delivery,
        &[
            "dostav", "deliver", "mostr", "sample", "prat", "ship", "send", "stok", "goods",
        ],
    ),
    (
        ObligationKind::Deadline,
        &["srok", "deadline", "gotov", "ready"],
    ),
    (
        ObligationKind::Protection,
        &["zasht", "protect", "defend", "podkrep"],
    ),
];

/// Reads a line about a promise as of a day.
#[must_use]
pub fn parse_promise<D: Directory>(line: &str, today: Date, directory: &D) -> PromiseLine<D> {
    let (words, end) = words(line);
    let days = day_phrases(&words, today);
    let in_days = |at: usize| days.iter().any(|day| day.first <= at && at < day.end);
    let found = names(line, &words, directory, in_days, |_, _| false);
    let opener = opener(&words, &found, &in_days);
    let clause = Clause {
        first: 0,
        end: words.len(),
        is_plan: true,
        body: 0,
        opener: opener.unwrap_or(0),
    };
    let mut reading = Reading {
        line,
        words,
        days,
        names: found,
        clauses: if opener.is_some() {
            vec![clause.clone()]
        } else {
            Vec::new()
        },
        channels: Vec::new(),
        pieces: Vec::new(),
        unclear: Vec::new(),
    };
    if end < line.len() {
        reading.note(UnclearReason::TooLong, Some(end..line.len()));
    }
    reading.promise(clause, opener)
}

/// Where what is owed begins: after a name or at the start of a part of the line, never inside a name
/// or a day.
fn opener<D: Directory>(
    words: &[Word],
    names: &[Name<D>],
    in_days: &impl Fn(usize) -> bool,
) -> Option<usize> {
    let in_name = |at: usize| names.iter().any(|name| name.first <= at && at < name.end);
    let opens = |at: &usize| {
        let word = words[*at].folded.as_str();
        let after_name = names.iter().any(|name| name.end == *at);
        let follows = at
            .checked_sub(1)
            .map_or("", |before| words[before].folded.as_str());
        let is_to = word == "to";
        OPENERS.contains(&word)
            && !in_days(*at)
            && !in_name(*at)
            && (!is_to || after_name || PROMISING.contains(&follows))
    };
    (0..words.len()).find(opens)
}

impl<D: Directory> Reading<'_, D> {
    fn promise(mut self, clause: Clause, opener: Option<usize>) -> PromiseLine<D> {
        if self.words.is_empty() {
            self.note(UnclearReason::Empty, None);
        }
        let debtor = self.debtor(opener);
        let subject = opener.and_then(|at| self.subject(at));
        let doer = self.doer();
        let client = self.client();
        let client_span = client.as_ref().and_then(|client| client.span.clone());
        let people = self.people(client.as_ref().and_then(Resolved::one));
        let client = client.or_else(|| super::assemble::client_of_people(&people));
        let colleague = doer.or_else(|| self.colleagues().into_iter().next());
        // All of the line is about what is owed, so each of its days is a day until when.
        self.clauses = vec![clause.clone()];
        let due = self.due(None);
        let what = self.what_is_owed(&clause, opener, subject, client_span.as_ref());
        self.mark_text(PieceKind::What, what.as_ref());
        if !self.words.is_empty() {
            self.note_what_lacks(client.is_some(), debtor.is_some(), what.is_some());
        }
        self.unclear
            .sort_by_key(|unclear| unclear.span.as_ref().map_or(usize::MAX, |span| span.start));
        PromiseLine {
            debtor,
            client,
            people,
            colleague,
            kind: self.kind(),
            is_gift: self.has_word(GIFTS),
            what,
            due,
            pieces: self.pieces,
            unclear: self.unclear,
        }
    }

    fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.as_str())
    }

    fn has_word(&self, wanted: &[&str]) -> bool {
        self.words
            .iter()
            .any(|word| wanted.contains(&word.folded.as_str()))
    }

    /// The words of the name right before what is owed, when one stands there.
    fn subject(&self, opener: usize) -> Option<(usize, usize)> {
        let name = self.names.iter().find(|name| name.end == opener)?;
        Some((name.first, name.end))
    }

    fn debtor(&self, opener: Option<usize>) -> Option<Party> {
        let subject = opener.and_then(|at| self.names.iter().find(|name| name.end == at));
        if let Some(name) = subject {
            let is_ours = !name.colleagues.is_empty() || self.words[name.first].is_addressed;
            return Some(if is_ours { Party::Us } else { Party::Them });
        }
        let (mut ours, mut theirs) = (self.has_word(OURS), self.has_word(THEIRS));
        // „Дължат ни“ and `owe us`: who is owed stands beside.
        if self.has_word(&["owe", "owes", "promised"]) && self.has_word(&["us"]) {
            (ours, theirs) = (false, true);
        }
        match (ours, theirs) {
            (true, false) => return Some(Party::Us),
            (false, true) => return Some(Party::Them),
            _ => {}
        }
        match opener {
            Some(at) => self.person_of_verb(at),
            None => self.promised_by_name().or_else(|| self.order()),
        }
    }

    /// „Пратим“ and „пратя“ are ours, „платят“ and „плати“ theirs.
    fn person_of_verb(&self, opener: usize) -> Option<Party> {
        const SHORT: &[&str] = &[
            "se", "si", "mu", "im", "i", "go", "gi", "ya", "vi", "ti", "ni", "mi",
        ];
        let verb = (opener + 1..self.words.len())
            .map(|at| self.folded(at))
            .find(|word| !SHORT.contains(word))?;
        match self.folded(opener) {
            "da" | "shte" => {
                let is_ours = verb.ends_with('a') || verb.ends_with('m') || verb.ends_with("me");
                Some(if is_ours { Party::Us } else { Party::Them })
            }
            _ => None,
        }
    }

    /// „Изгрев обеща …“, `Mill promised …`.
    fn promised_by_name(&self) -> Option<Party> {
        let promises = |name: &&Name<D>| PROMISING.contains(&self.folded(name.end));
        let name = self.names.iter().find(promises)?;
        Some(if name.colleagues.is_empty() {
            Party::Them
        } else {
            Party::Us
        })
    }

    /// `Send samples …` is an order to oneself.
    fn order(&self) -> Option<Party> {
        let begins = (0..self.words.len()).find(|at| self.day_at(*at).is_none())?;
        ORDERS.contains(&self.folded(begins)).then_some(Party::Us)
    }

    fn kind(&self) -> ObligationKind {
        let begins = |beginnings: &[&str]| {
            let fits = |word: &Word| {
                beginnings
                    .iter()
                    .any(|begin| word.folded.starts_with(begin))
            };
            self.words.iter().any(fits)
        };
        let found = KINDS.iter().find(|(_, beginnings)| begins(beginnings));
        found.map_or(ObligationKind::Other, |(kind, _)| *kind)
    }

    /// The line without its days, without who owes, and without the client where it only says at whom.
    fn what_is_owed(
        &self,
        clause: &Clause,
        opener: Option<usize>,
        subject: Option<(usize, usize)>,
        client: Option<&super::Span>,
    ) -> Option<Text> {
        let is_client =
            |at: usize| client.is_some_and(|span| span.contains(&self.words[at].span.start));
        let names_place = client.is_some_and(|span| {
            let first = self
                .words
                .iter()
                .position(|word| word.span.start == span.start);
            first.is_some_and(|at| {
                let before = at.checked_sub(1).map_or("", |at| self.folded(at));
                self.words[at].is_tagged
                    || self.words[at].starts_clause
                    || matches!(before, "ot" | "pri" | "from" | "at")
            })
        });
        let is_head = |at: usize| {
            let word = self.folded(at);
            let is_english = matches!(word, "will" | "to" | "must" | "should" | "shall");
            PROMISING.contains(&word)
                || opener.is_some_and(|opener| {
                    at < opener && (OURS.contains(&word) || THEIRS.contains(&word))
                        || at == opener && is_english
                })
        };
        let cuts = |at: usize| {
            self.day_at(at).is_some_and(|day| !day.ahead.is_empty())
                || (names_place && is_client(at))
                || subject.is_some_and(|(first, end)| first <= at && at < end)
                || is_head(at)
        };
        let text = self.remainder(clause, &cuts, false);
        (!text.text.is_empty()).then_some(text)
    }

    fn note_what_lacks(&mut self, has_client: bool, has_debtor: bool, has_what: bool) {
        let names_client = self.unclear.iter().any(|unclear| {
            matches!(
                unclear.reason,
                UnclearReason::UnknownName(super::Side::Client) | UnclearReason::NameOfTwoKinds
            )
        });
        if !has_client && !names_client {
            self.note(UnclearReason::NoClient, None);
        }
        if !has_debtor {
            self.note(UnclearReason::NoDebtor, None);
        }
        if !has_what {
            self.note(UnclearReason::NothingOwed, None);
        }
    }
}

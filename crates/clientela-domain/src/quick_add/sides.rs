//! Names of a line sorted into clients, people and our own.

use super::assemble::Reading;
use super::directory::{Candidate, Directory, PersonCandidate};
use super::names::Name;
use super::proposal::{PieceKind, Resolved, Side, Unclear, UnclearReason};

/// Kinds of directory entries a name may mean.
fn kinds<D: Directory>(name: &Name<D>) -> usize {
    usize::from(!name.clients.is_empty())
        + usize::from(!name.people.is_empty())
        + usize::from(!name.colleagues.is_empty())
}

impl<D: Directory> Reading<'_, D> {
    /// The one of us who is to do it: the name before what opens the plan, or `@name`.
    pub(super) fn doer(&mut self) -> Option<Resolved<Candidate<D::Colleague>>> {
        let is_doer = |name: &&mut Name<D>| {
            let opens = self.clauses.iter().any(|clause| {
                clause.is_plan && clause.opener == name.end && clause.first <= name.first
            });
            (opens && !name.colleagues.is_empty()) || self.words[name.first].is_addressed
        };
        let name = self.names.iter_mut().find(is_doer)?;
        let (span, written) = (name.span.clone(), name.written.clone());
        if name.colleagues.is_empty() {
            name.expected = Some(Side::Colleague);
            return None;
        }
        let is_addressed = self.words[name.first].is_addressed;
        if !is_addressed && kinds(name) > 1 {
            return None;
        }
        let candidates = std::mem::take(&mut name.colleagues);
        name.people.clear();
        name.clients.clear();
        // Taken: an empty expectation without candidates is passed over later.
        name.expected = None;
        self.settle(
            PieceKind::Colleague,
            Side::Colleague,
            Resolved {
                written,
                span: Some(span),
                candidates,
            },
        )
    }

    fn settle<T>(&mut self, kind: PieceKind, side: Side, name: Resolved<T>) -> Option<Resolved<T>> {
        if let Some(span) = &name.span {
            self.pieces.push(super::Piece {
                kind,
                span: span.clone(),
            });
            if name.candidates.len() > 1 {
                self.unclear.push(Unclear {
                    reason: UnclearReason::SeveralNames(side),
                    span: Some(span.clone()),
                });
            }
        }
        Some(name)
    }

    /// The client: of all names that can be clients only, the one before a colon, or the one outside
    /// the plan; two different ones are one ambiguous client.
    pub(super) fn client(&mut self) -> Option<Resolved<Candidate<D::Client>>> {
        self.decide_kinds();
        let is_client = |name: &&Name<D>| !name.clients.is_empty() && kinds(name) == 1;
        let all: Vec<(usize, bool, bool)> = self
            .names
            .iter()
            .filter(is_client)
            .map(|name| {
                (
                    name.first,
                    self.words[name.end - 1].has_colon,
                    self.in_plan(name.first),
                )
            })
            .collect();
        let titled: Vec<usize> = all
            .iter()
            .filter(|(_, colon, _)| *colon)
            .map(|(at, ..)| *at)
            .take(1)
            .collect();
        let outside: Vec<usize> = all
            .iter()
            .filter(|(.., plan)| !plan)
            .map(|(at, ..)| *at)
            .collect();
        let every: Vec<usize> = all.iter().map(|(at, ..)| *at).collect();
        let chosen = [titled, outside, every]
            .into_iter()
            .find(|chosen| !chosen.is_empty())?;
        let mut client: Option<Resolved<Candidate<D::Client>>> = None;
        for name in self
            .names
            .iter()
            .filter(|name| chosen.contains(&name.first))
        {
            match &mut client {
                None => {
                    client = Some(Resolved {
                        written: name.written.clone(),
                        span: Some(name.span.clone()),
                        candidates: name.clients.clone(),
                    });
                }
                Some(client) => {
                    // The same client named again narrows; another one widens.
                    let again = |known: &Candidate<D::Client>| {
                        name.clients.iter().any(|other| other.id == known.id)
                    };
                    if client.candidates.iter().any(again) {
                        client.candidates.retain(again);
                    } else {
                        client.candidates.extend(name.clients.iter().cloned());
                    }
                }
            }
        }
        self.settle(PieceKind::Client, Side::Client, client?)
    }

    /// Lets the words around a name decide what it is where they do, and says so where they do not.
    fn decide_kinds(&mut self) {
        for name in &mut self.names {
            let span = Some(name.span.clone());
            match kinds(name) {
                0 => {
                    if let Some(side) = name.expected {
                        self.unclear.push(Unclear {
                            reason: UnclearReason::UnknownName(side),
                            span,
                        });
                    }
                }
                1 => {}
                _ if name.expected == Some(Side::Client) && !name.clients.is_empty() => {
                    name.people.clear();
                    name.colleagues.clear();
                }
                _ => self.unclear.push(Unclear {
                    reason: UnclearReason::NameOfTwoKinds,
                    span,
                }),
            }
        }
    }

    /// People on the client's side. Of several of one name those stay who work for the client, when
    /// it is known and any of them does.
    pub(super) fn people(
        &mut self,
        client: Option<&Candidate<D::Client>>,
    ) -> Vec<Resolved<PersonCandidate<D::Client, D::Person>>> {
        let client = client.map(|client| client.id.clone());
        let mut found: Vec<Resolved<PersonCandidate<D::Client, D::Person>>> = Vec::new();
        let named: Vec<_> = self
            .names
            .iter()
            .filter(|name| !name.people.is_empty() && kinds(name) == 1)
            .map(|name| (name.written.clone(), name.span.clone(), name.people.clone()))
            .collect();
        for (written, span, mut candidates) in named {
            let works_there = |person: &PersonCandidate<D::Client, D::Person>| {
                person
                    .clients
                    .iter()
                    .any(|known| Some(&known.id) == client.as_ref())
            };
            if candidates.iter().any(works_there) {
                candidates.retain(works_there);
            }
            let is_known = |known: &Resolved<PersonCandidate<D::Client, D::Person>>| {
                known.one().is_some_and(|known| {
                    candidates.len() == 1 && candidates[0].person.id == known.person.id
                })
            };
            if found.iter().any(is_known) {
                continue;
            }
            let person = self.settle(
                PieceKind::Person,
                Side::Person,
                Resolved {
                    written,
                    span: Some(span),
                    candidates,
                },
            );
            found.extend(person);
        }
        found
    }

    /// Our own people who took part.
    pub(super) fn colleagues(&mut self) -> Vec<Resolved<Candidate<D::Colleague>>> {
        let named: Vec<_> = self
            .names
            .iter()
            .filter(|name| !name.colleagues.is_empty() && kinds(name) == 1)
            .map(|name| Resolved {
                written: name.written.clone(),
                span: Some(name.span.clone()),
                candidates: name.colleagues.clone(),
            })
            .collect();
        named
            .into_iter()
            .filter_map(|name| self.settle(PieceKind::Colleague, Side::Colleague, name))
            .collect()
    }
}

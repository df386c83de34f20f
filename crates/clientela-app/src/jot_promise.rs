//! One line about what somebody owes becomes an obligation: until when, who does what for whom, at
//! which client. Shown piece by piece, and written only when nothing stays open.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ObligationId, PersonId, UserId};
use clientela_domain::obligations::{ObligationKind, Party};
use clientela_domain::quick_add::{self as rule, PromiseLine, UnclearReason};
use clientela_store::{Permission, Viewer};

use crate::answers::happenings::UnclearAnswer;
use crate::answers::obligations::PromiseLineAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::jot_down::{
    JotNames, JottedPiece, JottedUnclear, LINE_CHARACTERS_MAX, cut, doubts, named, names, only,
};
use crate::keep_obligations::{ObligationDraft, write_obligation};
use crate::log_interaction::invalid;

/// What a line about a promise means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promised {
    /// The line.
    pub line: String,
    /// The line cut into pieces.
    pub pieces: Vec<JottedPiece>,
    /// Who owes; absent when the line does not say.
    pub debtor: Option<Party>,
    /// Clients it may mean; exactly one when it is clear.
    pub accounts: Vec<(AccountId, String)>,
    /// People it may mean, one list for each name.
    pub people: Vec<Vec<(PersonId, String)>>,
    /// Who of us may be meant; empty for whoever wrote the line.
    pub owners: Vec<(UserId, String)>,
    /// What is owed.
    pub what: String,
    /// What kind of thing.
    pub kind: ObligationKind,
    /// Days until which; empty when the line does not say.
    pub due: Vec<Date>,
    /// A kindness that binds nobody.
    pub is_gift: bool,
    /// What was not understood.
    pub unclear: Vec<JottedUnclear>,
}

/// What a line about a promise means to this viewer.
///
/// # Errors
/// [`AppError::Invalid`] for a line that is too long; when the book cannot answer.
pub async fn read_promise(
    context: &Context,
    viewer: &Viewer,
    line: &str,
) -> Result<Promised, AppError> {
    let line = line.trim();
    if line.chars().count() > LINE_CHARACTERS_MAX {
        return Err(invalid("line", "too-long", ""));
    }
    let names = names(context, viewer).await?;
    let read = rule::parse_promise(line, context.clock.today(), &*names);
    Ok(promised(line, &read))
}

fn promised(line: &str, read: &PromiseLine<JotNames>) -> Promised {
    Promised {
        line: line.to_owned(),
        pieces: cut(line, &read.pieces, &read.unclear),
        debtor: read.debtor,
        accounts: read.client.iter().flat_map(candidates).collect(),
        people: read
            .people
            .iter()
            .map(|one| {
                let candidates = one.candidates.iter();
                candidates
                    .map(|one| (one.person.id, one.person.name.clone()))
                    .collect()
            })
            .collect(),
        owners: read.colleague.iter().flat_map(candidates).collect(),
        what: read
            .what
            .as_ref()
            .map_or_else(String::new, |what| what.text.clone()),
        kind: read.kind,
        due: read
            .due
            .as_ref()
            .map_or_else(Vec::new, |due| due.days.clone()),
        is_gift: read.is_gift,
        unclear: doubts(
            line,
            &read.unclear,
            (
                read.client.as_slice(),
                &read.people,
                read.colleague.as_slice(),
            ),
        ),
    }
}

fn candidates<T: Copy>(one: &rule::Resolved<rule::Candidate<T>>) -> Vec<(T, String)> {
    let candidates = one.candidates.iter();
    candidates.map(|one| (one.id, one.name.clone())).collect()
}

impl Promised {
    /// The client, when exactly one is meant.
    #[must_use]
    pub fn account(&self) -> Option<&(AccountId, String)> {
        only(&self.accounts)
    }

    /// Their person, when exactly one is meant.
    #[must_use]
    pub fn person(&self) -> Option<&(PersonId, String)> {
        only(&self.people).and_then(|one| only(one))
    }

    /// Nothing stays open that a person would have to decide before it is written down.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        let stays = |one: &JottedUnclear| {
            matches!(
                one.reason,
                UnclearReason::UnknownName(_) | UnclearReason::TooLong
            )
        };
        self.account().is_some()
            && self.debtor.is_some()
            && !self.what.is_empty()
            && self.unclear.iter().all(stays)
    }

    /// The obligation it is taken for; what stays open is left for people to say.
    #[must_use]
    pub fn draft(&self) -> ObligationDraft {
        let debtor = self.debtor.unwrap_or(Party::Us);
        ObligationDraft {
            kind: self.kind,
            person: self.person().map(|(id, _)| *id),
            owner: only(&self.owners).map(|(id, _)| *id),
            due: only(&self.due).map(ToString::to_string).unwrap_or_default(),
            is_gift: self.is_gift,
            ..ObligationDraft::new(debtor, self.what.clone())
        }
    }

    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self, written: Option<ObligationId>) -> PromiseLineAnswer {
        PromiseLineAnswer {
            line: self.line.clone(),
            account: self.account().map(|(id, name)| named(id, name)),
            debtor: self.debtor.map(|party| party.code().to_owned()),
            person: self.person().map(|(id, name)| named(id, name)),
            owner: only(&self.owners).map(|(id, name)| named(id, name)),
            what: Some(self.what.clone()).filter(|what| !what.is_empty()),
            kind: self.kind.code().to_owned(),
            due: only(&self.due).map(ToString::to_string),
            gift: self.is_gift,
            unclear: self
                .unclear
                .iter()
                .map(|one| UnclearAnswer {
                    reason: one.reason.message_id().to_owned(),
                    words: Some(one.words.clone()).filter(|words| !words.is_empty()),
                    candidates: one.candidates.clone(),
                })
                .collect(),
            obligation: written.map(|id| id.to_string()),
        }
    }
}

/// Reads a line and writes down what it means, when nothing stays open; otherwise only says what it
/// was taken for and what was not understood. With `dry_run` nothing is written.
///
/// # Errors
/// [`AppError::Invalid`]; [`AppError::Forbidden`]; when the book cannot answer.
pub async fn jot_promise(
    context: &Context,
    viewer: &Viewer,
    line: &str,
    dry_run: bool,
) -> Result<PromiseLineAnswer, AppError> {
    if !dry_run {
        viewer.require(Permission::EditAccounts)?;
    }
    let read = read_promise(context, viewer, line).await?;
    let account = read.account().map(|(id, _)| *id);
    let Some(account) = account.filter(|_| read.is_clear() && !dry_run) else {
        return Ok(read.answer(None));
    };
    let written = write_obligation(context, viewer, account, &read.draft()).await?;
    Ok(read.answer(Some(written)))
}

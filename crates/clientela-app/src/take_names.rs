//! Whom somebody named when they were asked: each name becomes a prospect of the endless chain, and the client
//! whose person named them is owed thanks.

use clientela_domain::ids::{AccountId, PersonId, ProspectId};
use clientela_domain::prospects::{Asked, SourceKind};
use clientela_domain::support::{SupportKind, SupportSide, SupportState};
use clientela_store::interactions::NewInteraction;
use clientela_store::people::{self, PersonValues};
use clientela_store::prospects::{self, NewProspect, NewSource};
use clientela_store::supports::{self, NewSupport};
use clientela_store::{StoreError, Tx, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_obligations::OBLIGATION_CHARACTERS_MAX;
use crate::keep_prospects::{self, ContactPersonDraft, ProspectDraft};
use crate::log_interaction::invalid;

/// Most names of one talk: who gives more gives a list, and that is a file.
pub const NAMES_MAX: usize = 20;

/// What separates an organisation from the person there.
const PERSON_AFTER: [&str; 4] = [" – ", " — ", " - ", ";"];

/// Names as somebody writes them down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesDraft {
    /// Who gave them; the one person of the talk when absent.
    pub given_by: Option<PersonId>,
    /// One organisation a line, and after a dash or a semicolon the person to ask for there.
    pub lines: String,
}

/// Names that may be written.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    source: NewSource,
    new: Vec<NewName>,
    known: Vec<ProspectId>,
    thanks: Option<NewSupport>,
}

#[derive(Clone, Debug)]
struct NewName {
    prospect: NewProspect,
    person: Option<(PersonValues, String)>,
}

impl Names {
    /// How many of them were not in the book.
    pub(crate) const fn new_names(&self) -> usize {
        self.new.len()
    }
}

/// What names of a talk would write; `None` without any. Whoever gives a name was asked, and was there. Clients of
/// the book are no new names.
pub(crate) async fn checked(
    context: &Context,
    viewer: &Viewer,
    draft: &NamesDraft,
    talk: &mut NewInteraction,
) -> Result<Option<Names>, AppError> {
    let lines: Vec<&str> = draft.lines.lines().map(str::trim).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return Ok(None);
    }
    if lines.len() > NAMES_MAX {
        return Err(invalid("names", "too-many-names", ""));
    }
    // A prospect and thanks are seen by others, so they would tell of a talk nobody else may see.
    if talk.private {
        return Err(invalid("names", "names-need-open", ""));
    }
    let day = talk.day.date();
    let day = day.ok_or_else(|| invalid("names", "names-need-day", ""))?;
    let giver = giver(draft, talk)?;
    talk.asked = Asked::Yes;
    let source = NewSource {
        kind: SourceKind::Chain,
        channel: String::new(),
        day,
        person_id: giver,
        account_id: talk.account_id,
        campaign_id: None,
        publication_id: None,
        batch_id: None,
        spotter_id: None,
        detail: String::new(),
        cost: None,
        currency: None,
    };
    let state = context.book_state(viewer).await?;
    let read = context.store.read(viewer);
    let (mut new, mut known, mut told) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        let (name, person) = split(line);
        if state.directory.find(name).is_some() {
            continue;
        }
        told.push(name);
        let twins = prospects::twins(&read, (name, ""), None).await?;
        match twins.first() {
            Some(twin) => known.push(twin.id),
            None => new.push(new_name(viewer, (name, person), day)?),
        }
    }
    let thanks = talk.account_id.filter(|_| !told.is_empty());
    let thanks = thanks.map(|account| introduction(viewer, (account, giver), talk, &told));
    Ok(Some(Names {
        source,
        new,
        known,
        thanks,
    }))
}

/// Who gave the names. They took part in the talk.
fn giver(draft: &NamesDraft, talk: &mut NewInteraction) -> Result<Option<PersonId>, AppError> {
    match (draft.given_by, talk.people.as_slice()) {
        (Some(giver), people) => {
            if !people.contains(&giver) {
                talk.people.push(giver);
            }
            Ok(Some(giver))
        }
        (None, []) => Ok(None),
        (None, [only]) => Ok(Some(*only)),
        (None, _) => Err(invalid("given_by", "given-by-unclear", "")),
    }
}

/// The organisation of a line, and the person there; empty without one.
fn split(line: &str) -> (&str, &str) {
    let first = PERSON_AFTER
        .iter()
        .filter_map(|mark| line.find(mark).map(|place| (place, mark.len())))
        .min();
    match first {
        Some((place, length)) => (line[..place].trim(), line[place + length..].trim()),
        None => (line, ""),
    }
}

fn new_name(
    viewer: &Viewer,
    (name, person): (&str, &str),
    today: clientela_domain::day::Date,
) -> Result<NewName, AppError> {
    let at_names = |error: AppError| match error {
        AppError::Invalid { code, value, .. } => invalid("names", code, &value),
        other => other,
    };
    let draft = ProspectDraft {
        name: name.to_owned(),
        owner: viewer.user,
        ..ProspectDraft::default()
    };
    let contact = ContactPersonDraft {
        name: person.to_owned(),
        ..ContactPersonDraft::default()
    };
    Ok(NewName {
        prospect: keep_prospects::checked(&draft, today).map_err(at_names)?,
        person: keep_prospects::checked_person(&contact).map_err(at_names)?,
    })
}

fn introduction(
    viewer: &Viewer,
    (account_id, person_id): (AccountId, Option<PersonId>),
    talk: &NewInteraction,
    names: &[&str],
) -> NewSupport {
    let names = names.join(", ");
    NewSupport {
        account_id,
        side: SupportSide::Them,
        kind: SupportKind::Introduction,
        what: names.chars().take(OBLIGATION_CHARACTERS_MAX).collect(),
        before_whom: String::new(),
        person_id,
        owner_id: viewer.user,
        mark: None,
        document: String::new(),
        day: talk.day.date().map_or_else(|| talk.day.into(), Into::into),
        until_day: None,
        stated: None,
        confirmed: None,
        currency: None,
        confirmed_on: None,
        confirmed_by: None,
        thanked_on: None,
        settled_on: None,
        note: String::new(),
        state: SupportState::Done,
        people: Vec::new(),
        users: Vec::new(),
    }
}

/// Writes names down in the transaction of their talk. What was written before is not written again, and not thanked
/// for twice.
pub(crate) async fn write(tx: &mut Tx, names: &Names) -> Result<(), StoreError> {
    for one in &names.new {
        let sources = std::slice::from_ref(&names.source);
        let id = prospects::create(tx, &one.prospect, sources).await?;
        if let Some((values, role)) = &one.person {
            let person = people::create(tx, values, None).await?;
            prospects::add_person(tx, id, (person, role), 1).await?;
        }
    }
    let mut says_new = !names.new.is_empty();
    for id in &names.known {
        let found = prospects::get(tx, *id).await?;
        let found = found.ok_or(StoreError::Missing("prospect"))?;
        let came = prospects::sources_of(tx, *id).await?;
        let said_before = came.iter().any(|one| one.source == names.source);
        if !said_before {
            prospects::add_source(tx, *id, &names.source, found.version).await?;
            says_new = true;
        }
    }
    if let Some(thanks) = names.thanks.as_ref().filter(|_| says_new) {
        supports::create(tx, thanks).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_line_is_an_organisation_and_perhaps_a_person_there() {
        assert_eq!(split("Хотел Рила"), ("Хотел Рила", ""));
        assert_eq!(
            split("Хотел Рила – Иван Петров"),
            ("Хотел Рила", "Иван Петров")
        );
        assert_eq!(
            split("Радка-Стил; Ана Колева"),
            ("Радка-Стил", "Ана Колева")
        );
        assert_eq!(split("A - B – C"), ("A", "B – C"));
    }
}

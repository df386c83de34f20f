//! `people …`: people at clients, their places, their rights.

use clientela_app::affiliate;
use clientela_app::answers::person::{PersonAnswer, PersonEntryAnswer};
use clientela_app::context::Context;
use clientela_app::edit_person::{change_person, create_person, delete_person, erase_person};
use clientela_app::error::AppError;
use clientela_app::export_cards::{card_version, export_all_cards, export_cards};
use clientela_app::export_person::export_person;
use clientela_app::find_similar::{person_typed, similar_people};
use clientela_app::list_people::{PeopleQuery, PlaceChoice, list_people};
use clientela_app::people_retention::{people_retention, set_retention};
use clientela_app::show_person::{entry_answer, find_person, show_person};
use clientela_app::upsert_records::{PersonMatch, upsert_person};
use clientela_domain::ids::{AffiliationId, PersonId};
use clientela_store::Viewer;
use serde_json::{Value, json};

use super::{arguments, record_fields, similar};
use crate::cli::Global;
use crate::cli::people::PeopleCommand;
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// People of one step when all are asked for.
const STEP: usize = 500;

/// Who asks, of which book, and where it is printed.
struct Session<'a> {
    context: &'a Context,
    viewer: &'a Viewer,
    printer: &'a Printer,
}

pub async fn run(
    global: &Global,
    command: &PeopleCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let session = Session {
        context: &context,
        viewer: &viewer,
        printer,
    };
    match command {
        PeopleCommand::List { .. } => session.list(command).await?,
        PeopleCommand::Show { person } => {
            let id = session.find(person).await?;
            session.show(id).await?;
        }
        PeopleCommand::Add {
            match_by,
            anyway,
            fields,
            account,
            place,
        } => {
            let changes = record_fields::person_changes(fields)?;
            let place = account
                .as_ref()
                .map(|account| record_fields::place_changes(Some(account), place));
            let by = record_fields::word(match_by.as_deref(), PersonMatch::from_code)?;
            if by.is_none() && !anyway {
                let typed = person_typed(&changes, account.as_deref());
                let found = similar_people(&context, &viewer, &typed, None).await?;
                if similar::hold_back(printer, &found) {
                    return Ok(Exit::NotWritten);
                }
            }
            let id = match by {
                None => create_person(&context, &viewer, &changes, place.as_ref()).await,
                Some(by) => {
                    let place = place.as_ref();
                    let done = upsert_person(&context, &viewer, by, &changes, place).await;
                    done.map(|(id, _)| id)
                }
            };
            session.show(id.map_err(AppError::from)?).await?;
        }
        PeopleCommand::Set { person, fields } => {
            let id = session.find(person).await?;
            let changes = record_fields::person_changes(fields)?;
            let changed = change_person(&context, &viewer, id, None, &changes).await;
            changed.map_err(AppError::from)?;
            session.show(id).await?;
        }
        PeopleCommand::Affiliate { .. } => session.affiliate(command).await?,
        PeopleCommand::Delete { person } => {
            let id = session.find(person).await?;
            delete_person(&context, &viewer, id, None).await?;
            session.done(id, "deleted", "terminal-person-deleted");
        }
        PeopleCommand::Export { person } => {
            let id = session.find(person).await?;
            let held = export_person(&context, &viewer, id).await?;
            let value = serde_json::to_value(&held).unwrap_or_default();
            printer.answer(&held, |page| held_lines(page, &value, 0));
        }
        PeopleCommand::Cards { person, vcard } => {
            let version =
                card_version(vcard).ok_or_else(|| Failure::Usage("usage-vcard", vcard.clone()))?;
            let text = match person {
                Some(person) => {
                    let id = session.find(person).await?;
                    export_cards(&context, &viewer, &[id], version).await?
                }
                None => export_all_cards(&context, &viewer, version).await?,
            };
            let answer = json!({ "cards": text });
            printer.answer(&answer, |page| page.line(text.trim_end()));
        }
        PeopleCommand::Erase { person, yes } => {
            let id = PersonId::parse(person).ok_or(AppError::NotFound("person"))?;
            if !yes {
                return Err(Failure::Usage("usage-erase", person.clone()));
            }
            erase_person(&context, &viewer, id).await?;
            session.done(id, "erased", "terminal-person-erased");
        }
        PeopleCommand::Retention { set_months } => {
            if let Some(months) = set_months {
                let months = Some(*months).filter(|months| *months > 0);
                set_retention(&context, &viewer, months).await?;
            }
            session.retention().await?;
        }
    }
    Ok(Exit::Done)
}

impl Session<'_> {
    async fn find(&self, wanted: &str) -> Result<PersonId, Failure> {
        Ok(find_person(self.context, self.viewer, wanted).await?)
    }

    fn done(&self, id: PersonId, deed: &str, message: &str) {
        let answer = json!({ "person": id.to_string(), deed: true });
        self.printer.answer(&answer, |page| page.say(message));
    }

    async fn list(&self, command: &PeopleCommand) -> Result<(), Failure> {
        let PeopleCommand::List {
            search,
            account,
            clients,
            places,
            limit,
        } = command
        else {
            return Ok(());
        };
        let state = self.context.book_state(self.viewer).await?;
        let account = account
            .as_deref()
            .map(|wanted| arguments::account(&state.directory, wanted));
        let mut query = PeopleQuery {
            search: search.clone().unwrap_or_default(),
            account: account.transpose()?,
            clients: record_fields::filter(&state.directory, clients)?,
            class: record_fields::class(clients)?,
            verdict: record_fields::verdict(clients)?,
            places: record_fields::word(Some(places), PlaceChoice::from_code)?.unwrap_or_default(),
            limit: if *limit == 0 { STEP } else { *limit },
            ..PeopleQuery::default()
        };
        let mut people: Vec<PersonEntryAnswer> = Vec::new();
        loop {
            let found = list_people(self.context, self.viewer, &query).await?;
            people.extend(found.rows.iter().map(entry_answer));
            query.after = found.next;
            if *limit > 0 || query.after.is_none() {
                break;
            }
        }
        let answer = json!({ "people": people });
        self.printer.answer(&answer, |page| table(page, &people));
        Ok(())
    }

    async fn show(&self, id: PersonId) -> Result<(), Failure> {
        let answer = show_person(self.context, self.viewer, id).await?.answer();
        self.printer.answer(&answer, |page| page_of(page, &answer));
        Ok(())
    }

    async fn affiliate(&self, command: &PeopleCommand) -> Result<(), Failure> {
        let PeopleCommand::Affiliate {
            person,
            account,
            place,
            end,
            moving_from,
        } = command
        else {
            return Ok(());
        };
        let id = self.find(person).await?;
        let changes = record_fields::place_changes(Some(account), place);
        let (context, viewer) = (self.context, self.viewer);
        let written = if *end {
            let last_day = place.until.clone();
            let place = self
                .present_place(id, account, place.title.as_deref())
                .await?;
            let ended = affiliate::end_place(context, viewer, place, None, last_day);
            ended.await.map(drop)
        } else if let Some(old) = moving_from {
            let from = self.present_place(id, old, None).await?;
            let moved = affiliate::move_on(context, viewer, from, &changes);
            moved.await.map(drop)
        } else {
            let added = affiliate::add_place(context, viewer, id, &changes);
            added.await.map(drop)
        };
        written.map_err(AppError::from)?;
        self.show(id).await
    }

    /// The present place of a person at a client; the one of the title given when there are several.
    async fn present_place(
        &self,
        person: PersonId,
        account: &str,
        title: Option<&str>,
    ) -> Result<AffiliationId, Failure> {
        let state = self.context.book_state(self.viewer).await?;
        let account = arguments::account(&state.directory, account)?;
        let page = show_person(self.context, self.viewer, person).await?;
        let mut found = page.places.iter().filter(|one| {
            one.values.account_id == account
                && !one.values.former
                && title.is_none_or(|title| one.values.title == title)
        });
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one.id),
            _ => Err(AppError::NotFound("affiliation").into()),
        }
    }

    async fn retention(&self) -> Result<(), Failure> {
        let answer = people_retention(self.context, self.viewer).await?.answer();
        self.printer.answer(&answer, |page| {
            let texts = page.texts();
            match answer.months {
                Some(months) => page.line(&texts.with1("retention-rule", "count", months)),
                None => page.say("retention-no-rule"),
            }
            if answer.people.is_empty() {
                page.say("retention-none");
                return;
            }
            let unknown = || "—".to_owned();
            let rows = answer.people.iter().map(|one| {
                vec![
                    one.name.clone(),
                    one.retain_until.clone().unwrap_or_else(unknown),
                    one.last_contact.clone().unwrap_or_else(unknown),
                    one.known_since.clone(),
                    one.person.clone(),
                ]
            });
            let header = [
                ("people-name", '<'),
                ("person-field-retain-until", '<'),
                ("retention-contact", '<'),
                ("retention-since", '<'),
                ("terminal-id", '<'),
            ];
            page.table(&header, rows.collect());
        });
        Ok(())
    }
}

fn table(page: &mut Page, people: &[PersonEntryAnswer]) {
    let rows = people.iter().map(|person| {
        let place = person.affiliations.first();
        let of =
            |read: fn(&clientela_app::answers::person::AffiliationAnswer) -> Option<String>| {
                place.and_then(read).unwrap_or_default()
            };
        vec![
            person.name.clone(),
            of(|place| Some(place.account_name.clone())),
            of(|place| place.title.clone()),
            person
                .contacts
                .first()
                .map_or_else(String::new, |contact| contact.value.clone()),
            person.person.clone(),
        ]
    });
    let header = [
        ("people-name", '<'),
        ("accounts-client", '<'),
        ("place-title", '<'),
        ("people-contact", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, rows.collect());
}

fn page_of(page: &mut Page, answer: &PersonAnswer) {
    let texts = page.texts();
    if answer.erased {
        page.say("person-erased");
        return;
    }
    page.line(&format!("{}  {}", answer.name, answer.person));
    let mut pairs: Vec<(String, String)> = Vec::new();
    for place in &answer.affiliations {
        let facts = [
            Some(&place.account_name),
            place.title.as_ref(),
            place.unit.as_ref(),
        ];
        let mut facts: Vec<String> = facts.into_iter().flatten().cloned().collect();
        if let Some(day) = &place.first_day {
            facts.push(texts.with1("place-since", "day", day.as_str()));
        }
        if let Some(day) = &place.last_day {
            facts.push(texts.with1("place-until", "day", day.as_str()));
        }
        let kind = if place.former {
            "place-former"
        } else {
            "people-place"
        };
        pairs.push((texts.get(kind).into_owned(), facts.join(", ")));
    }
    for contact in &answer.contacts {
        let kind = texts.get(&format!("contact-{}", contact.kind)).into_owned();
        pairs.push((kind, contact.value.clone()));
    }
    let word = |prefix: &str, word: &str| {
        texts
            .get(&format!("{prefix}-{}", word.replace('_', "-")))
            .into_owned()
    };
    let facts = [
        ("person-field-languages", answer.languages.join(", ")),
        ("person-field-consent", word("consent", &answer.consent)),
        (
            "person-field-lawful-basis",
            word("basis", &answer.lawful_basis),
        ),
        (
            "person-field-retain-until",
            answer.retain_until.clone().unwrap_or_default(),
        ),
        (
            "person-field-birthday",
            answer.birthday.clone().unwrap_or_default(),
        ),
        ("person-field-note", answer.note.clone().unwrap_or_default()),
    ];
    for (id, value) in facts {
        if !value.is_empty() {
            pairs.push((texts.get(id).into_owned(), value));
        }
    }
    page.pairs(&pairs);
}

/// Everything that is held, a value a line.
fn held_lines(page: &mut Page, value: &Value, depth: usize) {
    let texts = page.texts();
    let Value::Object(fields) = value else {
        return;
    };
    for (name, value) in fields {
        let id = format!("held-{}", name.replace('_', "-"));
        let name = if texts.has(&id) {
            texts.get(&id).into_owned()
        } else {
            name.clone()
        };
        let indent = "  ".repeat(depth);
        let items = match value {
            Value::Null => continue,
            Value::Array(items) => items.clone(),
            single => vec![single.clone()],
        };
        for item in items {
            match &item {
                Value::Object(_) => {
                    page.line(&format!("{indent}{name}:"));
                    held_lines(page, &item, depth + 1);
                }
                Value::String(text) => page.line(&format!("{indent}{name}: {text}")),
                Value::Bool(yes) => {
                    let word = texts.get(if *yes { "yes" } else { "no" });
                    page.line(&format!("{indent}{name}: {word}"));
                }
                other => page.line(&format!("{indent}{name}: {other}")),
            }
        }
    }
}

//! The part of a client's page that shows who is there and who used to be.

use askama::Template;
use clientela_domain::ids::AccountId;
use clientela_texts::Texts;

use super::person::{shown_name, time_of};
use crate::markup::Markup;
use crate::urls;
use crate::views::AccountPersonView;

/// People at a client.
#[derive(Template)]
#[template(path = "parts/account_people.html")]
pub(super) struct AccountPeople<'a> {
    pub t: Texts,
    pub id: AccountId,
    pub people: &'a [AccountPersonView],
    /// What the people map says.
    pub map: &'a Markup,
    pub may_edit: bool,
}

struct Row {
    href: String,
    name: String,
    title: String,
    unit: String,
    contact: String,
    time: String,
}

impl AccountPeople<'_> {
    /// As HTML.
    pub(super) fn markup(&self) -> Markup {
        Markup::safe(self.render().unwrap_or_default())
    }

    fn rows(&self, former: bool) -> Vec<Row> {
        let people = self
            .people
            .iter()
            .filter(|person| person.place.former == former);
        people
            .map(|person| Row {
                href: urls::person(person.place.person),
                name: shown_name(self.t, &person.name),
                title: person.place.title.clone(),
                unit: person.place.unit.clone(),
                contact: person.contact.clone(),
                time: time_of(self.t, &person.place.first_day, &person.place.last_day),
            })
            .collect()
    }

    fn lead(&self) -> String {
        let present = self.people.iter().filter(|person| !person.place.former);
        let units: std::collections::BTreeSet<&str> = present
            .clone()
            .map(|person| person.place.unit.as_str())
            .filter(|unit| !unit.is_empty())
            .collect();
        match (present.count(), units.len()) {
            (0, _) => self.t.get("account-people-none").into_owned(),
            (people, units) => self.t.with(
                "account-people-lead",
                &[("people", &people), ("units", &units)],
            ),
        }
    }

    fn add(&self) -> String {
        urls::person_new_at(self.id)
    }

    fn all(&self) -> String {
        urls::people_of(self.id)
    }
}

//! One person: how to reach them, where they work and worked, on what basis we keep their data.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::day::Date;
use clientela_domain::ids::PersonId;
use clientela_store::duplicate_pairs::PairKind;
use clientela_texts::{Texts, format};

use super::export::attachment;
use super::person_on_maps::{self, OnMap};
use super::person_timeline;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{PersonView, PlaceView};

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    frame: Frame,
    t: Texts,
    view: PersonView,
    may_edit: bool,
    may_erase: bool,
    happenings: Markup,
    /// What was given to them and by them.
    gifts: Markup,
    /// Support they gave or took part in.
    support: Markup,
    /// Names they gave us.
    names: Markup,
    /// What the maps of their clients say of them.
    maps: Vec<OnMap>,
    /// People who may be the same as this one.
    twins: Markup,
}

struct Reach {
    kind: String,
    value: String,
    href: String,
    label: String,
    preferred: bool,
}

struct Fact {
    name: String,
    value: String,
}

struct PlaceRow {
    account: String,
    account_href: String,
    title: String,
    unit: String,
    time: String,
    former: bool,
    edit: String,
    move_on: String,
    end: String,
    version: String,
}

/// `GET /people/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = PersonId::parse(&id).ok_or(WebError::NotFound)?;
    let view = match state.desk.person(&visitor.user, id).await {
        // An old link to somebody who was merged into another leads to that one.
        Err(DeskError::NotFound) => {
            let other = state.desk.surviving_person(&visitor.user, id).await?;
            let other = other.ok_or(WebError::NotFound)?;
            return Ok(Redirect::to(&urls::person(other)).into_response());
        }
        view => view?,
    };
    let name = shown_name(visitor.t, &view.name);
    let may_edit = visitor.user.may_edit && !view.erased;
    let happenings = person_timeline::section(&state, &visitor, id, may_edit).await?;
    let page = PersonPage {
        frame: visitor.frame(name, Area::People),
        t: visitor.t,
        may_edit,
        may_erase: visitor.user.is_administrator && !view.erased,
        happenings,
        gifts: super::account_gifts::of_person(&state, &visitor, id).await?,
        support: super::account_support::of_person(&state, &visitor, id).await?,
        names: super::names_section::of_person(&state, &visitor, id).await?,
        maps: person_on_maps::of_person(&state, &visitor, &view, id).await?,
        twins: super::similar::twins(&state, &visitor, PairKind::Person, id.0).await?,
        view,
    };
    Ok(render(&page)?.into_response())
}

/// A person's name, or the word for one whose data was erased.
pub(super) fn shown_name(t: Texts, name: &str) -> String {
    if name.is_empty() {
        t.get("person-erased").into_owned()
    } else {
        name.to_owned()
    }
}

/// The time of a place, as far as it is known: `2019 – май 2024`.
pub(super) fn time_of(t: Texts, first: &str, last: &str) -> String {
    let shown = |text: &str| match text.parse::<Date>() {
        Ok(day) => format::day(t.language, day),
        Err(_) => match text.split_once('-') {
            Some((year, month)) => format!("{month}.{year}"),
            None => text.to_owned(),
        },
    };
    match (first, last) {
        ("", "") => String::new(),
        (first, "") => t.with1("place-since", "day", shown(first)),
        ("", last) => t.with1("place-until", "day", shown(last)),
        (first, last) => format!("{} – {}", shown(first), shown(last)),
    }
}

impl PersonPage {
    fn name(&self) -> String {
        shown_name(self.t, &self.view.name)
    }

    fn reaches(&self) -> Vec<Reach> {
        let reach = |contact: &crate::views::ContactView| {
            let value = &contact.value;
            let href = match contact.kind.as_str() {
                "phone" | "mobile" if value.starts_with('+') => format!("tel:{value}"),
                "email" => format!("mailto:{value}"),
                "website" => value.clone(),
                _ => String::new(),
            };
            Reach {
                kind: self
                    .t
                    .get(&format!("contact-{}", contact.kind))
                    .into_owned(),
                value: value.clone(),
                href,
                label: contact.label.clone(),
                preferred: contact.preferred,
            }
        };
        self.view.contacts.iter().map(reach).collect()
    }

    fn places(&self, former: bool) -> Vec<PlaceRow> {
        let places = self
            .view
            .places
            .iter()
            .filter(|place| place.former == former);
        places.map(|place| self.place_row(place)).collect()
    }

    fn place_row(&self, place: &PlaceView) -> PlaceRow {
        let step = |step: &str| urls::place_step(self.view.id, place.id, step);
        PlaceRow {
            account: place.account_name.clone(),
            account_href: urls::account(place.account),
            title: place.title.clone(),
            unit: place.unit.clone(),
            time: time_of(self.t, &place.first_day, &place.last_day),
            former: place.former,
            edit: urls::place(self.view.id, place.id),
            move_on: step("move"),
            end: step("end"),
            version: place.version.to_string(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let t = self.t;
        let view = &self.view;
        let day = |day: Option<Date>| day.map(|day| format::day(t.language, day));
        let fact = |id: &str, value: String| Fact {
            name: t.get(id).into_owned(),
            value: if value.is_empty() {
                t.get("unknown").into_owned()
            } else {
                value
            },
        };
        let mut consent = t.get(&format!("consent-{}", view.consent)).into_owned();
        if let Some(day) = day(view.consent_day) {
            consent = format!("{consent}, {day}");
        }
        let basis = format!("basis-{}", view.lawful_basis.replace('_', "-"));
        let mut facts = vec![
            fact("person-field-languages", view.languages.join(", ")),
            fact("person-field-consent", consent),
            fact("person-field-lawful-basis", t.get(&basis).into_owned()),
            fact(
                "person-field-retain-until",
                day(view.retain_until).unwrap_or_default(),
            ),
            fact(
                "person-field-birthday",
                view.birthday
                    .map(|birthday| format::birthday(t.language, birthday))
                    .unwrap_or_default(),
            ),
        ];
        if !view.codes.is_empty() {
            facts.push(fact("person-field-codes", view.codes.replace('\n', ", ")));
        }
        facts
    }

    fn card(&self) -> String {
        urls::person_step(self.view.id, "card.vcf")
    }

    fn edit(&self) -> String {
        urls::person_edit(self.view.id)
    }

    fn step(&self, step: &str) -> String {
        urls::person_step(self.view.id, step)
    }

    fn place_new(&self) -> String {
        urls::place_new(self.view.id)
    }

    fn version(&self) -> String {
        self.view.version.to_string()
    }
}

#[derive(Template)]
#[template(path = "person_export.html")]
struct ExportPage {
    frame: Frame,
    t: Texts,
    name: String,
    lines: Vec<ExportLine>,
    person: String,
    json: String,
}

/// A line of what is held: its depth, its name and its value.
struct ExportLine {
    depth: usize,
    name: String,
    value: String,
}

/// `GET /people/{id}/export`
pub async fn export(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = PersonId::parse(&id).ok_or(WebError::NotFound)?;
    let held = state.desk.export_person(&visitor.user, id).await?;
    let json: serde_json::Value = serde_json::from_str(&held.json).unwrap_or_default();
    let mut lines = Vec::new();
    push_lines(visitor.t, &json, 0, &mut lines);
    let page = ExportPage {
        frame: visitor.frame(visitor.t.get("person-export"), Area::People),
        t: visitor.t,
        name: shown_name(visitor.t, &held.name),
        lines,
        person: urls::person(id),
        json: urls::person_step(id, "export.json"),
    };
    Ok(render(&page)?.into_response())
}

/// `GET /people/{id}/export.json`
pub async fn export_json(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = PersonId::parse(&id).ok_or(WebError::NotFound)?;
    let held = state.desk.export_person(&visitor.user, id).await?;
    let name = format!("person-{id}.json");
    Ok(attachment(
        "application/json",
        &name,
        held.json.into_bytes(),
    ))
}

/// What a file of cards is, for browsers and programs.
pub(super) const CARD_KIND: &str = "text/vcard; charset=utf-8";

/// `GET /people/{id}/card.vcf`; `version` is 3 or 4.
pub async fn card(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = PersonId::parse(&id).ok_or(WebError::NotFound)?;
    let fields = Fields::parse(&visitor.query);
    let text = state
        .desk
        .cards(&visitor.user, &[id], fields.get("version"))
        .await?;
    let name = format!("person-{id}.vcf");
    Ok(attachment(CARD_KIND, &name, text.into_bytes()))
}

/// Every value of a JSON document on its own line; empty ones are left out.
fn push_lines(t: Texts, json: &serde_json::Value, depth: usize, lines: &mut Vec<ExportLine>) {
    use serde_json::Value;
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Bool(yes) => t.get(if *yes { "yes" } else { "no" }).into_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let Value::Object(fields) = json else {
        return;
    };
    for (name, value) in fields {
        let id = format!("held-{}", name.replace('_', "-"));
        let name = if t.has(&id) {
            t.get(&id).into_owned()
        } else {
            name.clone()
        };
        let line = |value: String| ExportLine {
            depth,
            name: name.clone(),
            value,
        };
        match value {
            Value::Null => {}
            Value::Array(items) if items.is_empty() => {}
            Value::Array(items) if items.iter().all(|item| !item.is_object()) => {
                lines.push(line(items.iter().map(text).collect::<Vec<_>>().join(", ")));
            }
            Value::Array(items) => {
                for item in items {
                    lines.push(line(String::new()));
                    push_lines(t, item, depth + 1, lines);
                }
            }
            Value::Object(_) => {
                lines.push(line(String::new()));
                push_lines(t, value, depth + 1, lines);
            }
            single => lines.push(line(text(single))),
        }
    }
}

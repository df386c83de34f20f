//! The list of people: search, filters that follow them to their clients, order, keyset pages, export.

use askama::Template;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_domain::ids::AccountId;
use clientela_texts::{Texts, format};

use super::export::{Cell, CsvStyle, Table, attachment, streamed};
use super::filter_chips::{FilterChip, FilterChips};
use super::form_fields::words;
use super::relation_filters::{self, RelationFilters};
use super::shared::{SelectOption, class_name, verdict_name};
use super::{account_edit, done, person, person_edit, person_places};
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::limits::{PEOPLE_PER_PAGE, SEARCH_CHARACTERS_MAX};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{
    ChoiceView, Class, PeopleRequest, PeopleView, PersonRowView, RetentionView, Verdict,
};
use crate::workbook::XLSX_KIND;

const PLACES: [&str; 3] = ["present", "former", "all"];
const CONSENTS: [&str; 4] = ["unknown", "given", "refused", "withdrawn"];
const SORTS: [&str; 3] = ["name", "family", "created"];

/// Addresses of people and of the forms of clients.
pub fn people_routes() -> Router<WebState> {
    Router::new()
        .route(
            urls::ACCOUNT_NEW,
            get(account_edit::new).post(account_edit::create),
        )
        .route(
            "/accounts/{id}/edit",
            get(account_edit::edit).post(account_edit::change),
        )
        .route("/accounts/{id}/delete", post(account_edit::delete))
        .route(urls::PEOPLE, get(list))
        .route("/people.csv", get(csv))
        .route("/people.xlsx", get(xlsx))
        .route("/people.vcf", get(cards))
        .route(urls::EXPORT_ALL, get(export_all))
        .route(urls::EXPORT_SALES, get(export_sales))
        .route(
            urls::PERSON_NEW,
            get(person_edit::new).post(person_edit::create),
        )
        .route(urls::PEOPLE_RETENTION, get(retention).post(set_retention))
        .route("/people/{id}", get(person::show))
        .route(
            "/people/{id}/edit",
            get(person_edit::edit).post(person_edit::change),
        )
        .route("/people/{id}/delete", post(person_edit::delete))
        .route("/people/{id}/erase", post(person_edit::erase))
        .route("/people/{id}/export", get(person::export))
        .route("/people/{id}/export.json", get(person::export_json))
        .route("/people/{id}/card.vcf", get(person::card))
        .route(
            "/people/{id}/places/new",
            get(person_places::new).post(person_places::add),
        )
        .route(
            "/people/{id}/places/{place}",
            get(person_places::edit).post(person_places::change),
        )
        .route(
            "/people/{id}/places/{place}/move",
            get(person_places::move_form).post(person_places::move_on),
        )
        .route("/people/{id}/places/{place}/end", post(person_places::end))
        .route(
            "/people/{id}/places/{place}/delete",
            post(person_places::remove),
        )
}

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    frame: Frame,
    t: Texts,
    request: PeopleRequest,
    view: PeopleView,
    may_edit: bool,
}

struct Row {
    href: String,
    name: String,
    account: String,
    account_href: String,
    title: String,
    more: String,
    former: bool,
    phone: String,
    email: String,
    consent: String,
}

/// `GET /people`
pub async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let request = request_of(&Fields::parse(&visitor.query), PEOPLE_PER_PAGE);
    let view = state.desk.people(&visitor.user, &request).await?;
    let page = PeoplePage {
        frame: visitor.frame(visitor.t.get("nav-people"), Area::People),
        t: visitor.t,
        may_edit: visitor.user.may_edit,
        request,
        view,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /people.csv`
pub async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let style = CsvStyle::asked(&Fields::parse(&visitor.query), visitor.language());
    Ok(table(&state, &visitor).await?.csv_in(style))
}

/// `GET /people.xlsx`
pub async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

/// `GET /people.vcf`: the people of the list as cards.
pub async fn cards(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let request = PeopleRequest {
        after: String::new(),
        ..request_of(&fields, 0)
    };
    let view = state.desk.people(&visitor.user, &request).await?;
    let ids: Vec<_> = view.people.iter().map(|person| person.id).collect();
    let text = state
        .desk
        .cards(&visitor.user, &ids, fields.get("version"))
        .await?;
    Ok(attachment(
        person::CARD_KIND,
        "people.vcf",
        text.into_bytes(),
    ))
}

/// `GET /export.xlsx`: everything one may see, a sheet for each kind of record.
pub async fn export_all(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let language = visitor.language();
    let bytes = state.desk.export_all(&visitor.user, language).await?;
    Ok(attachment(XLSX_KIND, "clientela.xlsx", bytes))
}

/// `GET /export/sales.csv`: the sales lines one may see, as they come out of the ledger.
pub async fn export_sales(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let language = visitor.language();
    let style = CsvStyle::asked(&Fields::parse(&visitor.query), language);
    let lines = state
        .desk
        .export_sales(&visitor.user, language, style)
        .await?;
    Ok(streamed("sales.csv", Body::from_stream(lines)))
}

async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let request = PeopleRequest {
        after: String::new(),
        ..request_of(&Fields::parse(&visitor.query), 0)
    };
    let view = state.desk.people(&visitor.user, &request).await?;
    let t = visitor.t;
    let header = [
        "people-name",
        "accounts-client",
        "place-title",
        "place-unit",
        "place-first-day",
        "place-last-day",
        "contact-phone",
        "contact-email",
        "person-field-consent",
    ];
    let mut rows = Vec::new();
    for person in &view.people {
        let consent = t.get(&format!("consent-{}", person.consent)).into_owned();
        let line = |account: &str, title: &str, unit: &str, first: &str, last: &str| {
            [
                person.name.as_str(),
                account,
                title,
                unit,
                first,
                last,
                &person.phone,
                &person.email,
                &consent,
            ]
            .map(|text| Cell::Text(text.to_owned()))
            .into()
        };
        if person.places.is_empty() {
            rows.push(line("", "", "", "", ""));
        }
        rows.extend(person.places.iter().map(|place| {
            line(
                &place.account_name,
                &place.title,
                &place.unit,
                &place.first_day,
                &place.last_day,
            )
        }));
    }
    Ok(Table {
        name: "people",
        header: header.map(|id| t.get(id).into_owned()).into(),
        rows,
    })
}

fn request_of(fields: &Fields, per_page: usize) -> PeopleRequest {
    let word = |name: &str, known: &[&str]| {
        let given = fields.get(name);
        known
            .iter()
            .find(|one| **one == given)
            .map_or_else(String::new, |one| (*one).to_owned())
    };
    PeopleRequest {
        search: fields
            .get("q")
            .chars()
            .take(SEARCH_CHARACTERS_MAX)
            .collect(),
        account: AccountId::parse(fields.get("account")),
        class: Class::from_code(fields.get("class")),
        verdict: Verdict::from_code(fields.get("verdict")),
        relations: relation_filters::request_of(fields),
        places: word("places", &PLACES),
        without_place: fields.get("place") == "none",
        consent: word("consent", &CONSENTS),
        language: fields.get("language").chars().take(2).collect(),
        sort: word("sort", &SORTS),
        reversed: fields.get("order") == "down",
        after: fields
            .get("after")
            .chars()
            .take(SEARCH_CHARACTERS_MAX * 8)
            .collect(),
        per_page,
    }
}

fn pairs(request: &PeopleRequest) -> Vec<(&'static str, String)> {
    let mut pairs = vec![
        ("q", request.search.clone()),
        (
            "account",
            request
                .account
                .map_or_else(String::new, |id| id.to_string()),
        ),
        (
            "class",
            request
                .class
                .map_or_else(String::new, |class| class.code().to_owned()),
        ),
        (
            "verdict",
            request
                .verdict
                .map_or_else(String::new, |one| one.code().to_owned()),
        ),
    ];
    pairs.extend(relation_filters::pairs(&request.relations));
    let on = |yes: bool, word: &str| if yes { word.to_owned() } else { String::new() };
    pairs.extend([
        ("places", request.places.clone()),
        ("place", on(request.without_place, "none")),
        ("consent", request.consent.clone()),
        ("language", request.language.clone()),
        ("sort", request.sort.clone()),
        ("order", on(request.reversed, "down")),
        ("after", request.after.clone()),
    ]);
    pairs
}

fn address(request: &PeopleRequest) -> String {
    let pairs = pairs(request);
    let borrowed: Vec<_> = pairs
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    urls::with_query(urls::PEOPLE, &borrowed)
}

impl PeoplePage {
    fn headline(&self) -> String {
        match self.view.total {
            Some(total) => self.t.with1("people-headline", "count", total),
            None => self.t.get("people-headline-own").into_owned(),
        }
    }

    fn is_first(&self) -> bool {
        self.request.after.is_empty()
    }

    fn is_bare(&self) -> bool {
        let bare = PeopleRequest {
            per_page: self.request.per_page,
            sort: self.request.sort.clone(),
            reversed: self.request.reversed,
            ..PeopleRequest::default()
        };
        self.request == bare
    }

    fn first(&self) -> String {
        address(&PeopleRequest {
            after: String::new(),
            ..self.request.clone()
        })
    }

    fn next(&self) -> String {
        address(&PeopleRequest {
            after: self.view.next.clone(),
            ..self.request.clone()
        })
    }

    fn export(&self, kind: &str, style: &str) -> String {
        let address = self.first();
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let mark = if query.is_empty() { "" } else { "&" };
        let style = if style.is_empty() {
            query.to_owned()
        } else {
            format!("{query}{mark}style={style}")
        };
        urls::people_export(kind, &style)
    }

    fn filters(&self) -> Markup {
        RelationFilters::new(self.t, &self.request.relations, &self.view.choices).markup()
    }

    fn options(&self, choices: Vec<ChoiceView>, chosen: &str) -> Vec<SelectOption> {
        let option = |choice: ChoiceView| SelectOption {
            selected: choice.value == chosen,
            value: choice.value,
            name: choice.name,
        };
        choices.into_iter().map(option).collect()
    }

    fn class_options(&self) -> Vec<SelectOption> {
        let choice = |class: Class| ChoiceView {
            value: class.code().to_owned(),
            name: class_name(self.t, Some(class)),
        };
        let chosen = self.request.class.map_or("", Class::code);
        self.options(Class::ALL.into_iter().map(choice).collect(), chosen)
    }

    fn verdict_options(&self) -> Vec<SelectOption> {
        let choice = |verdict: Verdict| ChoiceView {
            value: verdict.code().to_owned(),
            name: verdict_name(self.t, verdict),
        };
        let chosen = self.request.verdict.map_or("", Verdict::code);
        self.options(Verdict::ALL.into_iter().map(choice).collect(), chosen)
    }

    fn places_options(&self) -> Vec<SelectOption> {
        self.options(words(self.t, "places", &PLACES), &self.request.places)
    }

    fn consent_options(&self) -> Vec<SelectOption> {
        self.options(words(self.t, "consent", &CONSENTS), &self.request.consent)
    }

    fn sort_options(&self) -> Vec<SelectOption> {
        self.options(words(self.t, "people-sort", &SORTS), &self.request.sort)
    }

    fn chips(&self) -> Vec<FilterChip> {
        let (t, request) = (self.t, &self.request);
        let first_page = |request: &PeopleRequest| {
            address(&PeopleRequest {
                after: String::new(),
                ..request.clone()
            })
        };
        let word = |prefix: &str, word: &str| match word {
            "" => String::new(),
            word => t.get(&format!("{prefix}-{word}")).into_owned(),
        };
        let client = request.account.map(|_| self.view.account_name.clone());
        let class = request.class.map(|class| class_name(t, Some(class)));
        let verdict = request.verdict.map(|verdict| verdict_name(t, verdict));
        let nowhere = request
            .without_place
            .then(|| t.get("relation-none").into_owned());
        let relations = RelationFilters::new(t, &request.relations, &self.view.choices);
        FilterChips::new(t, request, &first_page)
            .value("accounts-search", &request.search, |one| one.search.clear())
            .value("accounts-client", client.unwrap_or_default(), |one| {
                one.account = None
            })
            .value("accounts-class", class.unwrap_or_default(), |one| {
                one.class = None
            })
            .value("accounts-verdict", verdict.unwrap_or_default(), |one| {
                one.verdict = None
            })
            .value("people-places", word("places", &request.places), |one| {
                one.places.clear()
            })
            .value("people-place", nowhere.unwrap_or_default(), |one| {
                one.without_place = false
            })
            .value(
                "person-field-consent",
                word("consent", &request.consent),
                |one| {
                    one.consent.clear();
                },
            )
            .value("people-language", &request.language, |one| {
                one.language.clear()
            })
            .relations(relations.chips(), |one, without| one.relations = without)
            .all()
    }

    fn rows(&self) -> Vec<Row> {
        let row = |person: &PersonRowView| {
            // With a filter on one client its place is shown, else the first one.
            let place = person
                .places
                .iter()
                .find(|place| Some(place.account) == self.request.account)
                .or(person.places.first());
            let others = person.places.len().saturating_sub(1);
            Row {
                href: urls::person(person.id),
                name: person.name.clone(),
                account: place.map_or_else(String::new, |place| place.account_name.clone()),
                account_href: place.map_or_else(String::new, |place| urls::account(place.account)),
                title: place.map_or_else(String::new, |place| place.title.clone()),
                more: if others == 0 {
                    String::new()
                } else {
                    self.t.with1("people-more-places", "count", others)
                },
                former: place.is_some_and(|place| place.former),
                phone: person.phone.clone(),
                email: person.email.clone(),
                consent: self
                    .t
                    .get(&format!("consent-{}", person.consent))
                    .into_owned(),
            }
        };
        self.view.people.iter().map(row).collect()
    }
}

#[derive(Template)]
#[template(path = "people_retention.html")]
struct RetentionPage {
    frame: Frame,
    t: Texts,
    view: RetentionView,
    may_set: bool,
}

struct RetentionRow {
    href: String,
    name: String,
    until: String,
    contact: String,
    since: String,
}

/// `GET /people/retention`
pub async fn retention(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let page = RetentionPage {
        frame: visitor.frame(visitor.t.get("retention-title"), Area::People),
        t: visitor.t,
        view: state.desk.people_retention(&visitor.user).await?,
        may_set: visitor.user.is_administrator,
    };
    Ok(render(&page)?.into_response())
}

/// `POST /people/retention`
pub async fn set_retention(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let months = match fields.get("months") {
        "" => None,
        text => Some(text.parse::<u32>().map_err(|_| WebError::Invalid {
            field: "months",
            message: "field-months-invalid",
        })?),
    };
    state.desk.set_retention(&visitor.user, months).await?;
    Ok(done(&visitor, urls::PEOPLE_RETENTION, "saved"))
}

impl RetentionPage {
    fn rule(&self) -> String {
        match self.view.months {
            Some(months) => self.t.with1("retention-rule", "count", months),
            None => self.t.get("retention-no-rule").into_owned(),
        }
    }

    fn months(&self) -> String {
        self.view
            .months
            .map_or_else(String::new, |months| months.to_string())
    }

    fn rows(&self) -> Vec<RetentionRow> {
        let day = |day| format::day(self.t.language, day);
        let unknown = || format::UNKNOWN.to_owned();
        let row = |one: &crate::views::RetentionRowView| RetentionRow {
            href: urls::person(one.id),
            name: one.name.clone(),
            until: one.retain_until.map_or_else(unknown, day),
            contact: match one.last_contact.parse() {
                Ok(found) => day(found),
                Err(_) if one.last_contact.is_empty() => unknown(),
                Err(_) => one.last_contact.clone(),
            },
            since: day(one.known_since),
        };
        self.view.people.iter().map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_its_address() {
        let query = "q=%D0%B8%D0%B2&class=A&city=%D0%92%D0%B0%D1%80%D0%BD%D0%B0&places=all&sort=family&order=down";
        let request = request_of(&Fields::parse(query), 50);
        let address = address(&request);
        assert_eq!(address, format!("/people?{query}"));
        let (_, again) = address.split_once('?').expect("a query");
        assert_eq!(request_of(&Fields::parse(again), 50), request);
    }
}

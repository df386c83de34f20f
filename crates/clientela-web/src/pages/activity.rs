//! What happened: with one client, or with all the viewer may see. Filters are chips, each state an
//! address, pages go on below the last entry.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use clientela_app::show_timeline::{cursor_text, read_cursor};
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::typed_day::{self, Side};
use clientela_texts::{Texts, event_days};

use super::export::{Cell, Table};
use super::filter_chips::{FilterChip, FilterChips};
use super::happening_parts::{kind_name, timeline_markup, undo_notice};
use super::shared::SelectOption;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_EXPORTED_MAX, ENTRIES_PER_PAGE, SEARCH_CHARACTERS_MAX};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::{Colleague, EntryKind, TimelinePage, TimelineQuery};

#[derive(Template)]
#[template(path = "activity.html")]
struct ActivityPage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    account: Option<(AccountId, String)>,
    fields: FilterFields,
    colleagues: Vec<Colleague>,
    own: UserId,
    entries: Markup,
    empty: bool,
    next: String,
    first: bool,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilterFields {
    search: String,
    kinds: Vec<EntryKind>,
    author: String,
    from: String,
    to: String,
}

/// `GET /activity`
pub async fn all(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    page(&state, &visitor, None).await
}

/// `GET /accounts/{id}/timeline`
pub async fn of_account(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    page(&state, &visitor, Some(id)).await
}

/// `GET /activity.csv`
pub async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /activity.xlsx`
pub async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    account: Option<AccountId>,
) -> Result<Response, WebError> {
    let t = visitor.t;
    let asked = Fields::parse(&visitor.query);
    let fields = filter_of(&asked);
    let account = match account {
        Some(id) => Some((id, state.desk.account_name(&visitor.user, id).await?)),
        None => None,
    };
    let query = TimelineQuery {
        cursor: read_cursor(asked.get("after")),
        limit: ENTRIES_PER_PAGE,
        ..query_of(
            &fields,
            account.as_ref().map(|(id, _)| *id),
            visitor.user.id,
            state.desk.today(),
        )
    };
    let found = state.desk.timeline(&visitor.user, &query).await?;
    let title = match &account {
        Some((_, name)) => t.with1("activity-of", "name", name.as_str()),
        None => t.get("nav-activity").into_owned(),
    };
    let area = if account.is_some() {
        Area::Accounts
    } else {
        Area::Activity
    };
    let frame = visitor.frame(title, area);
    let page = ActivityPage {
        undo: undo_notice(visitor, &frame)?,
        entries: timeline_markup(t, &found.entries, account.is_none())?,
        empty: found.entries.is_empty(),
        next: next_address(&fields, account.as_ref(), &found),
        first: query.cursor.is_none(),
        colleagues: state.desk.colleagues(&visitor.user).await?,
        own: visitor.user.id,
        frame,
        t,
        account,
        fields,
    };
    Ok(render(&page)?.into_response())
}

async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let t = visitor.t;
    let fields = filter_of(&Fields::parse(&visitor.query));
    let query = TimelineQuery {
        limit: ENTRIES_EXPORTED_MAX,
        ..query_of(&fields, None, visitor.user.id, state.desk.today())
    };
    let found = state.desk.timeline(&visitor.user, &query).await?;
    let header = [
        "activity-day",
        "activity-kind",
        "accounts-client",
        "activity-text",
        "activity-people",
        "activity-users",
        "activity-author",
        "activity-minutes",
    ];
    let names = |names: Vec<&str>| Cell::Text(names.join(", "));
    let rows = found.entries.iter().map(|entry| {
        let answer = entry.answer();
        vec![
            Cell::Text(event_days::event_day(t.language, &entry.day)),
            Cell::Text(kind_name(t, entry.kind())),
            Cell::Text(
                answer
                    .account
                    .as_ref()
                    .map(|one| one.name.clone())
                    .unwrap_or_default(),
            ),
            Cell::Text(answer.text.clone()),
            names(answer.people.iter().map(|one| one.name.as_str()).collect()),
            names(answer.users.iter().map(|one| one.name.as_str()).collect()),
            Cell::Text(
                answer
                    .author
                    .as_ref()
                    .map(|one| one.name.clone())
                    .unwrap_or_default(),
            ),
            Cell::Number(answer.duration_minutes.map(f64::from)),
        ]
    });
    Ok(Table {
        name: "activity",
        header: header
            .into_iter()
            .map(|id| t.get(id).into_owned())
            .collect(),
        rows: rows.collect(),
    })
}

fn filter_of(fields: &Fields) -> FilterFields {
    FilterFields {
        search: fields
            .get("q")
            .chars()
            .take(SEARCH_CHARACTERS_MAX)
            .collect(),
        kinds: fields
            .all("kind")
            .filter_map(EntryKind::from_code)
            .collect(),
        author: fields.get("author").to_owned(),
        from: fields.get("from").to_owned(),
        to: fields.get("to").to_owned(),
    }
}

fn query_of(
    fields: &FilterFields,
    account: Option<AccountId>,
    own: UserId,
    today: clientela_domain::day::Date,
) -> TimelineQuery {
    let day = |text: &str| typed_day::read(text, today, Side::Behind);
    TimelineQuery {
        account,
        kinds: fields.kinds.clone(),
        author: match fields.author.as_str() {
            "me" => Some(own),
            other => UserId::parse(other),
        },
        mentioning: (fields.author == "mentions").then_some(own),
        search: fields.search.clone(),
        from: day(&fields.from),
        to: day(&fields.to),
        ..TimelineQuery::default()
    }
}

impl FilterFields {
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("q", self.search.clone())];
        pairs.extend(
            self.kinds
                .iter()
                .map(|kind| ("kind", kind.code().to_owned())),
        );
        pairs.push(("author", self.author.clone()));
        pairs.push(("from", self.from.clone()));
        pairs.push(("to", self.to.clone()));
        pairs
    }

    fn address(&self, path: &str, after: &str) -> String {
        let mut pairs = self.pairs();
        pairs.push(("after", after.to_owned()));
        let borrowed: Vec<(&str, &str)> = pairs
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        urls::with_query(path, &borrowed)
    }
}

fn path_of(account: Option<&(AccountId, String)>) -> String {
    account.map_or_else(
        || urls::ACTIVITY.to_owned(),
        |(id, _)| urls::account_timeline(*id),
    )
}

fn next_address(
    fields: &FilterFields,
    account: Option<&(AccountId, String)>,
    found: &TimelinePage,
) -> String {
    found.next.as_ref().map_or_else(String::new, |key| {
        fields.address(&path_of(account), &cursor_text(key))
    })
}

impl ActivityPage {
    fn path(&self) -> String {
        path_of(self.account.as_ref())
    }

    fn start(&self) -> String {
        self.fields.address(&self.path(), "")
    }

    fn export(&self, format: &str) -> String {
        self.fields
            .address(&format!("{}.{format}", urls::ACTIVITY), "")
    }

    fn kind_options(&self) -> Vec<SelectOption> {
        let option = |kind: EntryKind| SelectOption {
            value: kind.code().to_owned(),
            name: kind_name(self.t, kind.code()),
            selected: self.fields.kinds.contains(&kind),
        };
        EntryKind::all().into_iter().map(option).collect()
    }

    fn author_options(&self) -> Vec<SelectOption> {
        let option = |value: &str, name: String| SelectOption {
            selected: self.fields.author == value,
            value: value.to_owned(),
            name,
        };
        let mut options = vec![
            option("me", self.t.get("activity-by-me").into_owned()),
            option("mentions", self.t.get("activity-mentions").into_owned()),
        ];
        let others = self
            .colleagues
            .iter()
            .filter(|colleague| colleague.id != self.own);
        options.extend(others.map(|one| option(&one.id.to_string(), one.name.clone())));
        options
    }

    fn chips(&self) -> Vec<FilterChip> {
        let t = self.t;
        let address = |fields: &FilterFields| fields.address(&self.path(), "");
        let mut chips = FilterChips::new(t, &self.fields, &address).value(
            "accounts-search",
            &self.fields.search,
            |one| one.search.clear(),
        );
        for kind in &self.fields.kinds {
            let name = kind_name(t, kind.code());
            chips = chips.value("activity-kind", name, |one| {
                one.kinds.retain(|kept| kept != kind)
            });
        }
        chips
            .choice("activity-author", self.author_options(), |one| {
                one.author.clear()
            })
            .value("activity-from", &self.fields.from, |one| one.from.clear())
            .value("activity-to", &self.fields.to, |one| one.to.clear())
            .all()
    }

    fn is_filtered(&self) -> bool {
        self.fields != FilterFields::default()
    }

    fn account_href(&self) -> String {
        self.account
            .as_ref()
            .map_or_else(String::new, |(id, _)| urls::account(*id))
    }

    fn account_title(&self) -> String {
        self.account
            .as_ref()
            .map_or_else(String::new, |(_, name)| name.clone())
    }
}

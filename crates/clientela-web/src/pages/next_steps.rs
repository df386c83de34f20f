//! What is to be done, the earliest due first: done with one click, and taken back with another.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_app::list_next_steps::{cursor_text, read_cursor};
use clientela_domain::ids::{NextStepId, UserId};
use clientela_texts::Texts;

use super::conflict::{self, Conflict, FieldVersion};
use super::done;
use super::due_filters::{due_options, whose_options};
use super::export::{Cell, Table};
use super::filter_chips::{FilterChip, FilterChips};
use super::happening_parts::{StepRow, Undoable, back_of, undo_notice};
use super::prospect_reviews::{DueReview, due_reviews};
use super::shared::SelectOption;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_EXPORTED_MAX, ENTRIES_PER_PAGE, SEARCH_CHARACTERS_MAX};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::{
    Colleague, DueGroup, StepDraft, StepOwner, StepPage, StepQuery, StepState, StepView,
};
use crate::views::prospects::Whose;

#[derive(Template)]
#[template(path = "next_steps.html")]
struct NextStepsPage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    fields: FilterFields,
    colleagues: Vec<Colleague>,
    own: UserId,
    found: StepPage,
    next: String,
    may_edit: bool,
    reviews: Vec<DueReview>,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilterFields {
    search: String,
    owner: String,
    due: String,
    state: String,
}

struct Group {
    title: String,
    anchor: &'static str,
    rows: Vec<StepRow>,
}

/// `GET /next-steps`
pub async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let t = visitor.t;
    let asked = Fields::parse(&visitor.query);
    let fields = filter_of(&asked);
    let query = StepQuery {
        cursor: read_cursor(asked.get("after")),
        limit: ENTRIES_PER_PAGE,
        ..query_of(&fields, visitor.user.id)
    };
    let found = state.desk.next_steps(&visitor.user, &query).await?;
    let frame = visitor.frame(t.get("nav-next-steps"), Area::NextSteps);
    let page = NextStepsPage {
        undo: undo_notice(&visitor, &frame)?,
        next: found
            .next
            .as_ref()
            .map_or_else(String::new, |key| fields.address(&cursor_text(key))),
        colleagues: state.desk.colleagues(&visitor.user).await?,
        own: visitor.user.id,
        may_edit: visitor.user.may_edit,
        frame,
        t,
        reviews: reviews(&state, &visitor, &fields).await?,
        fields,
        found,
    };
    Ok(render(&page)?.into_response())
}

/// Parked prospects whose day has come: a reason for a step that is written nowhere. With the steps of oneself, and
/// where nothing was asked for in particular.
async fn reviews(
    state: &WebState,
    visitor: &SignedIn,
    fields: &FilterFields,
) -> Result<Vec<DueReview>, WebError> {
    let mine = FilterFields {
        owner: "me".to_owned(),
        ..FilterFields::default()
    };
    if *fields != mine && *fields != FilterFields::default() {
        return Ok(Vec::new());
    }
    let query = due_reviews(Whose::Of(visitor.user.id));
    let page = state.desk.prospects(&visitor.user, &query).await?;
    Ok(DueReview::all(visitor.t, &page))
}

/// `GET /next-steps.csv`
pub async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /next-steps.xlsx`
pub async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let t = visitor.t;
    let query = StepQuery {
        limit: ENTRIES_EXPORTED_MAX,
        ..query_of(&filter_of(&Fields::parse(&visitor.query)), visitor.user.id)
    };
    let found = state.desk.next_steps(&visitor.user, &query).await?;
    let header = [
        "step-due",
        "step-what",
        "accounts-client",
        "step-owner",
        "step-person",
        "step-state",
    ];
    let rows = found.lines.iter().map(|line| {
        let step = &line.step.step;
        vec![
            Cell::Text(step.due_day.map(|day| day.to_string()).unwrap_or_default()),
            Cell::Text(step.what.clone()),
            Cell::Text(line.account_name.clone()),
            Cell::Text(line.owner_name.clone()),
            Cell::Text(line.person_name.clone()),
            Cell::Text(
                t.get(&format!("step-state-{}", line.step.state.code()))
                    .into_owned(),
            ),
        ]
    });
    Ok(Table {
        name: "next-steps",
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
        owner: fields.get("owner").to_owned(),
        due: fields.get("due").to_owned(),
        state: fields.get("state").to_owned(),
    }
}

fn query_of(fields: &FilterFields, own: UserId) -> StepQuery {
    StepQuery {
        states: StepState::from_code(&fields.state).into_iter().collect(),
        owner: match fields.owner.as_str() {
            "" => StepOwner::Anybody,
            "me" => StepOwner::User(own),
            "nobody" => StepOwner::Nobody,
            other => UserId::parse(other).map_or(StepOwner::Anybody, StepOwner::User),
        },
        due: DueGroup::from_code(&fields.due),
        search: fields.search.clone(),
        ..StepQuery::default()
    }
}

impl FilterFields {
    fn address_of(&self, path: &str, after: &str) -> String {
        urls::with_query(
            path,
            &[
                ("q", &self.search),
                ("owner", &self.owner),
                ("due", &self.due),
                ("state", &self.state),
                ("after", after),
            ],
        )
    }

    fn address(&self, after: &str) -> String {
        self.address_of(urls::NEXT_STEPS, after)
    }
}

impl NextStepsPage {
    fn headline(&self) -> String {
        let count = self.found.matching;
        if self.found.is_many() {
            return self.t.with1("steps-headline-many", "count", count);
        }
        self.t.with1("steps-headline", "count", count)
    }

    fn export(&self, format: &str) -> String {
        self.fields
            .address_of(&format!("{}.{format}", urls::NEXT_STEPS), "")
    }

    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for line in &self.found.lines {
            let anchor = if line.step.state == StepState::Open {
                line.due.code()
            } else {
                "closed"
            };
            let row = StepRow::new(self.t, line);
            match groups.last_mut() {
                Some(last) if last.anchor == anchor => last.rows.push(row),
                _ => groups.push(Group {
                    title: self.t.get(&format!("due-{anchor}")).into_owned(),
                    anchor,
                    rows: vec![row],
                }),
            }
        }
        groups
    }

    fn owner_options(&self) -> Vec<SelectOption> {
        whose_options(self.t, &self.colleagues, self.own, &self.fields.owner)
    }

    fn due_options(&self) -> Vec<SelectOption> {
        due_options(self.t, &self.fields.due)
    }

    fn state_options(&self) -> Vec<SelectOption> {
        let option = |state: StepState| SelectOption {
            value: state.code().to_owned(),
            name: self
                .t
                .get(&format!("step-state-{}", state.code()))
                .into_owned(),
            selected: self.fields.state == state.code()
                || (self.fields.state.is_empty() && state == StepState::Open),
        };
        StepState::ALL.iter().copied().map(option).collect()
    }

    fn chips(&self) -> Vec<FilterChip> {
        let mut states = self.state_options();
        // Open ones are shown unless somebody asks: no filter.
        states.retain(|_| !self.fields.state.is_empty());
        FilterChips::new(self.t, &self.fields, &|fields| fields.address(""))
            .value("accounts-search", &self.fields.search, |one| {
                one.search.clear()
            })
            .choice("step-owner", self.owner_options(), |one| one.owner.clear())
            .choice("step-due", self.due_options(), |one| one.due.clear())
            .choice("step-state", states, |one| one.state.clear())
            .all()
    }

    fn without_step(&self) -> String {
        urls::with_query(urls::ACCOUNTS, &[("need", "no_next_step")])
    }

    fn here(&self) -> String {
        super::happening_parts::without_undo(&self.frame.here)
    }
}

/// `POST /next-steps/{id}/{deed}`
pub async fn act(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, deed)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = NextStepId::parse(&id).ok_or(WebError::NotFound)?;
    let back = back_of(&fields);
    let (desk, user) = (&state.desk, &visitor.user);
    match deed.as_str() {
        "done" | "drop" => {
            let to = if deed == "done" {
                StepState::Done
            } else {
                StepState::Dropped
            };
            desk.close_next_step(user, id, to).await?;
            Ok(Redirect::to(&Undoable::Closed(id).after(&back)).into_response())
        }
        "reopen" => {
            desk.reopen_next_step(user, id).await?;
            Ok(done(&visitor, &back, "step-reopened"))
        }
        "move" => {
            desk.move_next_step(user, id, fields.get("due")).await?;
            Ok(done(&visitor, &back, "step-moved"))
        }
        "delete" => {
            let version = fields.get("version").parse().unwrap_or(0);
            desk.delete_next_step(user, id, version).await?;
            Ok(Redirect::to(&Undoable::StepRemoved(id).after(&back)).into_response())
        }
        "restore" => {
            desk.restore_next_step(user, id).await?;
            Ok(done(&visitor, &back, "saved"))
        }
        _ => Err(WebError::NotFound),
    }
}

#[derive(Template)]
#[template(path = "next_step.html")]
struct NextStepPage {
    frame: Frame,
    t: Texts,
    view: StepView,
    account: String,
    what: String,
    due: String,
    owners: Vec<SelectOption>,
    people: Vec<SelectOption>,
    errors: FieldErrors,
    /// Version the step was read at.
    version: i64,
    opened: Markup,
}

impl NextStepPage {
    /// What the form says, field by field.
    fn versions(&self) -> Vec<FieldVersion> {
        let label = |id: &str| self.t.get(id);
        let chosen = |options: &[SelectOption]| {
            let found = options.iter().find(|option| option.selected);
            found.map_or_else(String::new, |option| option.value.clone())
        };
        let (owner, person) = (chosen(&self.owners), chosen(&self.people));
        vec![
            FieldVersion::text("what", label("step-what"), &self.what),
            FieldVersion::text("due", label("step-due"), &self.due),
            FieldVersion::choice("owner", label("step-owner"), &self.owners, &owner),
            FieldVersion::choice("person", label("step-person"), &self.people, &person),
        ]
    }

    fn error(&self, name: &str) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, message)| *message)
    }

    fn account_href(&self) -> String {
        urls::account(self.view.step.account_id)
    }

    fn action(&self) -> String {
        urls::next_step(self.view.id)
    }

    fn deed(&self, deed: &str) -> String {
        urls::next_step_deed(self.view.id, deed)
    }

    fn open(&self) -> bool {
        self.view.state == StepState::Open
    }

    fn state(&self) -> String {
        self.t
            .get(&format!("step-state-{}", self.view.state.code()))
            .into_owned()
    }
}

/// `GET /next-steps/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = NextStepId::parse(&id).ok_or(WebError::NotFound)?;
    let view = state.desk.next_step(&visitor.user, id).await?;
    let draft = draft_of(&view);
    let mut page = form_page(&state, &visitor, view, &draft, Vec::new()).await?;
    page.opened = conflict::opened(&page.versions());
    Ok(render(&page)?.into_response())
}

fn draft_of(view: &StepView) -> StepDraft {
    let due = view.step.due_day.map(|day| day.to_string());
    StepDraft {
        what: view.step.what.clone(),
        due: due.unwrap_or_default(),
        owner: view.step.owner_id,
        person: view.step.person_id,
    }
}

async fn form_page(
    state: &WebState,
    visitor: &SignedIn,
    view: StepView,
    draft: &StepDraft,
    errors: FieldErrors,
) -> Result<NextStepPage, WebError> {
    let account = state
        .desk
        .account_name(&visitor.user, view.step.account_id)
        .await?;
    let people = state
        .desk
        .people_at(&visitor.user, view.step.account_id)
        .await?;
    let colleagues = state.desk.colleagues(&visitor.user).await?;
    Ok(NextStepPage {
        frame: visitor.frame(visitor.t.get("step-title"), Area::NextSteps),
        t: visitor.t,
        account,
        what: draft.what.clone(),
        due: draft.due.clone(),
        owners: owner_options(&colleagues, draft.owner),
        people: people
            .into_iter()
            .map(|(id, name)| SelectOption {
                selected: draft.person == Some(id),
                value: id.to_string(),
                name,
            })
            .collect(),
        version: view.version,
        opened: Markup::default(),
        view,
        errors,
    })
}

/// Colleagues who still sign in, for a menu of owners.
pub(super) fn owner_options(colleagues: &[Colleague], chosen: Option<UserId>) -> Vec<SelectOption> {
    let known = colleagues
        .iter()
        .filter(|one| one.active || chosen == Some(one.id));
    known
        .map(|one| SelectOption {
            value: one.id.to_string(),
            name: one.name.clone(),
            selected: chosen == Some(one.id),
        })
        .collect()
}

/// A next step as a form says it.
pub(super) fn step_of(fields: &Fields, prefix: &str) -> StepDraft {
    let get = |name: &str| fields.get(&format!("{prefix}{name}")).to_owned();
    StepDraft {
        what: get("what"),
        due: get("due"),
        owner: UserId::parse(&get("owner")),
        person: clientela_domain::ids::PersonId::parse(&get("person")),
    }
}

/// `POST /next-steps/{id}`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = NextStepId::parse(&id).ok_or(WebError::NotFound)?;
    let draft = step_of(&fields, "");
    let version = fields.get("version").parse().unwrap_or(0);
    let view = state.desk.next_step(&visitor.user, id).await?;
    match state
        .desk
        .change_next_step(&visitor.user, id, &draft, version)
        .await
    {
        Ok(()) => Ok(done(
            &visitor,
            &urls::account(view.step.account_id),
            "saved",
        )),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let mut page = form_page(&state, &visitor, view, &draft, errors).await?;
            page.version = version;
            page.opened = conflict::still_opened(&fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(DeskError::Conflict) => {
            let now = state.desk.next_step(&visitor.user, id).await?;
            if now.version == version {
                return Err(WebError::Conflict);
            }
            compared(&state, &visitor, now, &draft, &fields).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Somebody else changed the step meanwhile.
async fn compared(
    state: &WebState,
    visitor: &SignedIn,
    now: StepView,
    draft: &StepDraft,
    fields: &Fields,
) -> Result<Response, WebError> {
    let standing = draft_of(&now);
    let theirs = form_page(state, visitor, now.clone(), &standing, Vec::new()).await?;
    let mine = form_page(state, visitor, now, draft, Vec::new()).await?;
    let conflict = Conflict {
        name: format!("{}, {}", visitor.t.get("step-title"), theirs.account),
        area: Area::NextSteps,
        record: ("next_step", theirs.view.id.to_string()),
        action: theirs.action(),
        back: theirs.account_href(),
        version: theirs.version,
        fields,
        mine: mine.versions(),
        theirs: theirs.versions(),
    };
    conflict::page(state, visitor, conflict).await
}

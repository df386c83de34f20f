//! One problem of a client: what hurts, who says so, what we propose and what it was worth.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, ProblemId, UserId};
use clientela_texts::{Texts, evidence, format};

use super::conflict::{self, Conflict};
use super::done_with_undo;
use super::form_fields::FormField;
use super::known_form::{Drawing, Fault, TypedForm, menu};
use super::next_steps::owner_options;
use super::problems::{money, worth};
use super::shared::SelectOption;
use super::trouble_page::{Fact, TroublePage};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::Area;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::known::{ProblemDraft, ProblemLine, ProblemState, problem_draft_of};

/// The fields of the form; `client` only while a problem is written down.
const NAMES: [&str; 16] = [
    "client",
    "what",
    "effect",
    "cost",
    "said_by",
    "owner",
    "solution",
    "alternatives",
    "day",
    "state",
    "shown",
    "confirmed",
    "currency",
    "confirmed_on",
    "confirmed_by",
    "note",
];

fn typed(draft: &ProblemDraft) -> TypedForm {
    let amount = |amount: Option<clientela_domain::amount::Amount>| {
        amount.map(|amount| amount.to_string()).unwrap_or_default()
    };
    let person = |id: Option<PersonId>| id.map(|id| id.to_string()).unwrap_or_default();
    let state = draft.state.unwrap_or(ProblemState::Open);
    TypedForm::with(vec![
        ("what", draft.what.clone()),
        ("effect", draft.effect.clone()),
        ("cost", amount(draft.cost)),
        ("said_by", person(draft.said_by)),
        (
            "owner",
            draft.owner.map(|id| id.to_string()).unwrap_or_default(),
        ),
        ("solution", draft.solution.clone()),
        ("alternatives", draft.alternatives.clone()),
        ("day", draft.day.clone()),
        ("state", state.code().to_owned()),
        ("shown", amount(draft.shown)),
        ("confirmed", amount(draft.confirmed)),
        (
            "currency",
            draft
                .currency
                .map(|currency| currency.code().to_owned())
                .unwrap_or_default(),
        ),
        ("confirmed_on", draft.confirmed_on.clone()),
        ("confirmed_by", person(draft.confirmed_by)),
        ("note", draft.note.clone()),
    ])
}

fn draft(form: &TypedForm) -> Result<ProblemDraft, Fault> {
    Ok(ProblemDraft {
        what: form.text("what"),
        effect: form.text("effect"),
        cost: form.money("cost")?,
        said_by: PersonId::parse(form.get("said_by")),
        owner: UserId::parse(form.get("owner")),
        solution: form.text("solution"),
        alternatives: form.text("alternatives"),
        day: form.text("day"),
        state: ProblemState::from_code(form.get("state")),
        shown: form.money("shown")?,
        confirmed: form.money("confirmed")?,
        currency: form.currency()?,
        confirmed_on: form.text("confirmed_on"),
        confirmed_by: PersonId::parse(form.get("confirmed_by")),
        note: form.text("note"),
    })
}

/// The form in its rows.
async fn rows(
    state: &WebState,
    visitor: &SignedIn,
    account: Option<AccountId>,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<Vec<Vec<FormField>>, WebError> {
    let (desk, user, t) = (&state.desk, &visitor.user, visitor.t);
    let drawing = Drawing {
        t,
        prefix: "problem",
        form,
        errors,
    };
    let mut people = match account {
        Some(id) => desk.people_at(user, id).await?,
        None => Vec::new(),
    };
    let named = ["said_by", "confirmed_by"].map(|name| PersonId::parse(form.get(name)));
    let elsewhere: Vec<PersonId> = named
        .into_iter()
        .flatten()
        .filter(|id| people.iter().all(|(known, _)| known != id))
        .collect();
    people.extend(desk.people_named(user, &elsewhere).await?);
    let persons = || -> Vec<SelectOption> {
        let option = |(id, name): &(PersonId, String)| SelectOption {
            value: id.to_string(),
            name: name.clone(),
            selected: false,
        };
        people.iter().map(option).collect()
    };
    let colleagues = desk.colleagues(user).await?;
    let owners = owner_options(&colleagues, UserId::parse(form.get("owner")));
    let states = menu(t, ProblemState::ALL, |one| (one.code(), one.message_id()));
    Ok(vec![
        vec![drawing.required("what")],
        vec![drawing.lines("effect")],
        vec![
            drawing.line("cost"),
            drawing.choice("said_by", persons()),
            drawing.line("day"),
        ],
        vec![drawing.lines("solution")],
        vec![drawing.lines("alternatives")],
        vec![
            drawing.choice("state", states),
            drawing.choice("owner", owners),
        ],
        vec![
            drawing.line("shown"),
            drawing.line("confirmed"),
            drawing.line("currency"),
        ],
        vec![
            drawing.line("confirmed_on"),
            drawing.choice("confirmed_by", persons()),
        ],
        vec![drawing.lines("note")],
    ])
}

/// `GET /problems/new`
pub async fn new(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let fields = Fields::parse(&visitor.query);
    let account = AccountId::parse(fields.get("account"));
    let mut form = TypedForm::of(&fields, &NAMES);
    if let Some(id) = account {
        let name = state.desk.account_name(&visitor.user, id).await?;
        form.propose("client", name);
    }
    new_page(&state, &visitor, account, (&form, &Vec::new()))
        .await?
        .open()
}

async fn new_page(
    state: &WebState,
    visitor: &SignedIn,
    account: Option<AccountId>,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<TroublePage, WebError> {
    let mut form = form.clone();
    form.propose("owner", visitor.user.id.to_string());
    form.propose("state", ProblemState::Open.code().to_owned());
    let mut all = rows(state, visitor, account, (&form, errors)).await?;
    let drawing = Drawing {
        t: visitor.t,
        prefix: "problem",
        form: &form,
        errors,
    };
    all.insert(0, vec![drawing.required("client")]);
    let t = visitor.t;
    Ok(TroublePage {
        frame: visitor.frame(t.get("problem-new"), Area::Problems),
        t,
        list: (urls::PROBLEMS, t.get("nav-problems").into_owned()),
        account: (String::new(), String::new()),
        heading: t.get("problem-new").into_owned(),
        lead: t.get("problem-new-lead").into_owned(),
        facts: Vec::new(),
        rows: all,
        action: urls::PROBLEM_NEW.to_owned(),
        save: t.get("problem-save").into_owned(),
        version: None,
        opened: Markup::default(),
        may_edit: true,
        errors_shown: false,
    })
}

/// `POST /problems/new`
pub async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&fields, &NAMES);
    let (desk, user) = (&state.desk, &visitor.user);
    let account = desk.find_account(user, form.get("client")).await?;
    let invalid = |(field, message)| DeskError::Invalid { field, message };
    let saved = match (account, draft(&form)) {
        (None, _) => Err(invalid(("client", "add-client-unknown"))),
        (_, Err(fault)) => Err(invalid(fault)),
        (Some(account), Ok(draft)) => desk.write_problem(user, account, &draft).await,
    };
    match saved {
        Ok(id) => Ok(Redirect::to(&urls::problem(id)).into_response()),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            new_page(&state, &visitor, account, (&form, &errors))
                .await?
                .refused(Markup::default())
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /problems/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = ProblemId::parse(&id).ok_or(WebError::NotFound)?;
    let line = state.desk.problem(&visitor.user, id).await?;
    let form = typed(&problem_draft_of(&line.problem));
    page(&state, &visitor, &line, (&form, &Vec::new()))
        .await?
        .open()
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    line: &ProblemLine,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<TroublePage, WebError> {
    let (t, own) = (visitor.t, &line.problem.problem);
    let rows = rows(state, visitor, Some(own.account_id), (form, errors)).await?;
    Ok(TroublePage {
        frame: visitor.frame(own.what.clone(), Area::Problems),
        t,
        list: (urls::PROBLEMS, t.get("nav-problems").into_owned()),
        account: (urls::account(own.account_id), line.account_name.clone()),
        heading: own.what.clone(),
        lead: format!("{} · {}", t.get(own.state.message_id()), worth(t, line)),
        facts: facts(t, line),
        rows,
        action: urls::problem(line.problem.id),
        save: t.get("save").into_owned(),
        version: Some(line.problem.version),
        opened: Markup::default(),
        may_edit: visitor.user.may_edit,
        errors_shown: false,
    })
}

fn facts(t: Texts, line: &ProblemLine) -> Vec<Fact> {
    let own = &line.problem.problem;
    let day = |day: Option<Date>| {
        day.map(|day| format::day(t.language, day))
            .unwrap_or_default()
    };
    let missing = line.worth.why.missing.iter();
    let missing: Vec<String> = missing.map(|one| evidence::missing(t, one)).collect();
    let mut facts = vec![
        Fact::plain(t, "problem-effect", own.effect.clone()),
        Fact::plain(t, "problem-cost", money(t, line, own.cost)),
        Fact::linked(
            t,
            "problem-said-by",
            line.teller_name.clone(),
            own.said_by.map(urls::person),
        ),
        Fact::plain(t, "problem-owner", line.owner_name.clone()),
        Fact::plain(t, "problem-solution", own.solution.clone()),
        Fact::plain(t, "problem-alternatives", own.alternatives.clone()),
        Fact::plain(t, "problem-day", day(Some(own.day))),
        Fact::plain(t, "problem-shown", money(t, line, own.shown)),
        Fact::plain(t, "problem-confirmed", money(t, line, own.confirmed)),
        Fact::plain(t, "problem-confirmed-on", day(own.confirmed_on)),
        Fact::linked(
            t,
            "problem-confirmed-by",
            line.confirmer_name.clone(),
            own.confirmed_by.map(urls::person),
        ),
        Fact::plain(t, "problem-missing", missing.join("; ")),
        Fact::plain(t, "problem-note", own.note.clone()),
    ];
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

/// `POST /problems/{id}`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = ProblemId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let line = desk.problem(user, id).await?;
    visitor.require(user.may_edit)?;
    let version = fields.get("version").parse().unwrap_or(0);
    let form = TypedForm::of(&fields, &NAMES);
    let saved = match draft(&form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => desk.change_problem(user, id, &draft, version).await,
    };
    match saved {
        Ok(()) => done_with_undo(&state, &visitor, &urls::problem(id), "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let mut page = page(&state, &visitor, &line, (&form, &errors)).await?;
            page.version = Some(version);
            page.refused(conflict::still_opened(&fields))
        }
        Err(DeskError::Conflict) => {
            let now = desk.problem(user, id).await?;
            if now.problem.version == version {
                return Err(WebError::Conflict);
            }
            let standing = typed(&problem_draft_of(&now.problem));
            let theirs = page(&state, &visitor, &now, (&standing, &Vec::new())).await?;
            let mine = page(&state, &visitor, &now, (&form, &Vec::new())).await?;
            let conflict = Conflict {
                name: format!("{}, {}", now.problem.problem.what, now.account_name),
                area: Area::Problems,
                record: ("problem", id.to_string()),
                action: urls::problem(id),
                back: urls::problem(id),
                version: now.problem.version,
                fields: &fields,
                mine: mine.versions(),
                theirs: theirs.versions(),
            };
            conflict::page(&state, &visitor, conflict).await
        }
        Err(other) => Err(other.into()),
    }
}

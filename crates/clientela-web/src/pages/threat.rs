//! One threat to the business with a client: what may come, how likely and how bad it is, and what is prepared.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::ids::{AccountId, ThreatId, UserId};
use clientela_texts::{Texts, format};

use super::conflict::{self, Conflict};
use super::done_with_undo;
use super::form_fields::FormField;
use super::known_form::{Drawing, Fault, TypedForm, menu, plain_option};
use super::next_steps::owner_options;
use super::shared::SelectOption;
use super::threats::{degree_name, weight};
use super::trouble_page::{Fact, TroublePage};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::Area;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::known::{
    Degree, ThreatDraft, ThreatKind, ThreatLine, ThreatState, threat_draft_of,
};

/// The fields of the form; `client` only while a threat is written down.
const NAMES: [&str; 12] = [
    "client",
    "kind",
    "what",
    "likelihood",
    "effect",
    "alternative",
    "early_sign",
    "owner",
    "day",
    "review_day",
    "state",
    "note",
];

fn typed(draft: &ThreatDraft) -> TypedForm {
    let degree = |degree: Option<Degree>| degree.map(Degree::code).unwrap_or_default().to_owned();
    let state = draft.state.unwrap_or(ThreatState::Watched);
    TypedForm::with(vec![
        ("kind", draft.kind.code().to_owned()),
        ("what", draft.what.clone()),
        ("likelihood", degree(draft.likelihood)),
        ("effect", degree(draft.effect)),
        ("alternative", draft.alternative.clone()),
        ("early_sign", draft.early_sign.clone()),
        (
            "owner",
            draft.owner.map(|id| id.to_string()).unwrap_or_default(),
        ),
        ("day", draft.day.clone()),
        ("review_day", draft.review_day.clone()),
        ("state", state.code().to_owned()),
        ("note", draft.note.clone()),
    ])
}

fn draft(form: &TypedForm) -> Result<ThreatDraft, Fault> {
    let kind = ThreatKind::from_code(form.get("kind")).ok_or(("kind", "field-required"))?;
    Ok(ThreatDraft {
        likelihood: Degree::from_code(form.get("likelihood")),
        effect: Degree::from_code(form.get("effect")),
        alternative: form.text("alternative"),
        early_sign: form.text("early_sign"),
        owner: UserId::parse(form.get("owner")),
        day: form.text("day"),
        review_day: form.text("review_day"),
        state: ThreatState::from_code(form.get("state")),
        note: form.text("note"),
        ..ThreatDraft::new(kind, form.text("what"))
    })
}

/// The form in its rows.
async fn rows(
    state: &WebState,
    visitor: &SignedIn,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<Vec<Vec<FormField>>, WebError> {
    let t = visitor.t;
    let drawing = Drawing {
        t,
        prefix: "threat",
        form,
        errors,
    };
    let colleagues = state.desk.colleagues(&visitor.user).await?;
    let owners = owner_options(&colleagues, UserId::parse(form.get("owner")));
    let degrees = |of: &str| -> Vec<SelectOption> {
        let option = |one: &Degree| plain_option(one.code(), degree_name(t, of, *one));
        Degree::ALL.iter().map(option).collect()
    };
    let kinds = menu(t, ThreatKind::ALL, |one| (one.code(), one.message_id()));
    let states = menu(t, ThreatState::ALL, |one| (one.code(), one.message_id()));
    let mut kind = drawing.choice("kind", kinds);
    kind.required = true;
    Ok(vec![
        vec![drawing.required("what"), kind],
        vec![
            drawing.choice("likelihood", degrees("likelihood")),
            drawing.choice("effect", degrees("effect")),
        ],
        vec![drawing.lines("alternative")],
        vec![drawing.line("early_sign")],
        vec![
            drawing.choice("owner", owners),
            drawing.line("day"),
            drawing.line("review_day"),
            drawing.choice("state", states),
        ],
        vec![drawing.lines("note")],
    ])
}

/// `GET /market/threats/new`
pub async fn new(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let fields = Fields::parse(&visitor.query);
    let mut form = TypedForm::of(&fields, &NAMES);
    if let Some(id) = AccountId::parse(fields.get("account")) {
        let name = state.desk.account_name(&visitor.user, id).await?;
        form.propose("client", name);
    }
    new_page(&state, &visitor, (&form, &Vec::new()))
        .await?
        .open()
}

async fn new_page(
    state: &WebState,
    visitor: &SignedIn,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<TroublePage, WebError> {
    let mut form = form.clone();
    form.propose("owner", visitor.user.id.to_string());
    form.propose("state", ThreatState::Watched.code().to_owned());
    let mut all = rows(state, visitor, (&form, errors)).await?;
    let drawing = Drawing {
        t: visitor.t,
        prefix: "threat",
        form: &form,
        errors,
    };
    all.insert(0, vec![drawing.required("client")]);
    let t = visitor.t;
    Ok(TroublePage {
        frame: visitor.frame(t.get("threat-new"), Area::Threats),
        t,
        list: (urls::THREATS, t.get("nav-threats").into_owned()),
        account: (String::new(), String::new()),
        heading: t.get("threat-new").into_owned(),
        lead: t.get("threat-new-lead").into_owned(),
        facts: Vec::new(),
        rows: all,
        action: urls::THREAT_NEW.to_owned(),
        save: t.get("threat-save").into_owned(),
        version: None,
        opened: Markup::default(),
        may_edit: true,
        errors_shown: false,
    })
}

/// `POST /market/threats/new`
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
        (Some(account), Ok(draft)) => desk.write_threat(user, account, &draft).await,
    };
    match saved {
        Ok(id) => Ok(Redirect::to(&urls::threat(id)).into_response()),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            new_page(&state, &visitor, (&form, &errors))
                .await?
                .refused(Markup::default())
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /market/threats/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = ThreatId::parse(&id).ok_or(WebError::NotFound)?;
    let line = state.desk.threat(&visitor.user, id).await?;
    let form = typed(&threat_draft_of(&line.threat));
    page(&state, &visitor, &line, (&form, &Vec::new()))
        .await?
        .open()
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    line: &ThreatLine,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<TroublePage, WebError> {
    let (t, own) = (visitor.t, &line.threat.threat);
    Ok(TroublePage {
        frame: visitor.frame(own.what.clone(), Area::Threats),
        t,
        list: (urls::THREATS, t.get("nav-threats").into_owned()),
        account: (urls::account(own.account_id), line.account_name.clone()),
        heading: own.what.clone(),
        lead: format!(
            "{} · {} · {}",
            t.get(own.kind.message_id()),
            t.get(own.state.message_id()),
            t.with1("threat-weighs", "weight", weight(t, line)),
        ),
        facts: facts(t, line),
        rows: rows(state, visitor, (form, errors)).await?,
        action: urls::threat(line.threat.id),
        save: t.get("save").into_owned(),
        version: Some(line.threat.version),
        opened: Markup::default(),
        may_edit: visitor.user.may_edit,
        errors_shown: false,
    })
}

fn facts(t: Texts, line: &ThreatLine) -> Vec<Fact> {
    let own = &line.threat.threat;
    let degree = |of: &str, degree: Option<Degree>| match degree {
        Some(degree) => degree_name(t, of, degree),
        None => t.get("unknown").into_owned(),
    };
    let alternative = if own.alternative.is_empty() {
        t.get("threat-unprepared").into_owned()
    } else {
        own.alternative.clone()
    };
    let review = own.review_day.map(|day| format::day(t.language, day));
    let mut facts = vec![
        Fact::plain(t, "threat-likelihood", degree("likelihood", own.likelihood)),
        Fact::plain(t, "threat-effect", degree("effect", own.effect)),
        Fact::plain(t, "threat-alternative", alternative),
        Fact::plain(t, "threat-early-sign", own.early_sign.clone()),
        Fact::plain(t, "threat-owner", line.owner_name.clone()),
        Fact::plain(t, "threat-day", format::day(t.language, own.day)),
        Fact::plain(t, "threat-review-day", review.unwrap_or_default()),
        Fact::plain(t, "threat-note", own.note.clone()),
    ];
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

/// `POST /market/threats/{id}`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = ThreatId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let line = desk.threat(user, id).await?;
    visitor.require(user.may_edit)?;
    let version = fields.get("version").parse().unwrap_or(0);
    let form = TypedForm::of(&fields, &NAMES);
    let saved = match draft(&form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => desk.change_threat(user, id, &draft, version).await,
    };
    match saved {
        Ok(()) => done_with_undo(&state, &visitor, &urls::threat(id), "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let mut page = page(&state, &visitor, &line, (&form, &errors)).await?;
            page.version = Some(version);
            page.refused(conflict::still_opened(&fields))
        }
        Err(DeskError::Conflict) => {
            let now = desk.threat(user, id).await?;
            if now.threat.version == version {
                return Err(WebError::Conflict);
            }
            let standing = typed(&threat_draft_of(&now.threat));
            let theirs = page(&state, &visitor, &now, (&standing, &Vec::new())).await?;
            let mine = page(&state, &visitor, &now, (&form, &Vec::new())).await?;
            let conflict = Conflict {
                name: format!("{}, {}", now.threat.threat.what, now.account_name),
                area: Area::Threats,
                record: ("threat", id.to_string()),
                action: urls::threat(id),
                back: urls::threat(id),
                version: now.threat.version,
                fields: &fields,
                mine: mine.versions(),
                theirs: theirs.versions(),
            };
            conflict::page(&state, &visitor, conflict).await
        }
        Err(other) => Err(other.into()),
    }
}

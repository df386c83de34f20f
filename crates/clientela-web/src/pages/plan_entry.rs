//! A thing of the plan of a client: written down, shown, changed.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::amount::Amount;
use clientela_domain::ids::{AccountId, ObligationId, PersonId, PlanEntryId, UserId};
use clientela_texts::Texts;

use super::conflict::{self, Conflict};
use super::done_with_undo;
use super::form_fields::FormField;
use super::known_form::{Drawing, Fault, TypedForm, menu, plain_option};
use super::next_steps::owner_options;
use super::satisfaction::{people_options, yes_option};
use super::shared::SelectOption;
use super::threats::degree_name;
use super::trouble_page::TroublePage;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::Area;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::known::Degree;
use crate::views::plan::{
    EntryDraft, EntryKind, EntryState, Measure, PlanChoices, PlanEntry, plan_draft_of,
};

/// The fields of the form; those of other kinds stay empty.
const NAMES: [&str; 19] = [
    "what",
    "detail",
    "measure",
    "own_measure",
    "start_value",
    "target",
    "actual",
    "actual_on",
    "day",
    "owner",
    "person",
    "objective",
    "obligation",
    "likelihood",
    "effect",
    "early_sign",
    "reply",
    "state",
    "for_client",
];

fn typed(draft: &EntryDraft) -> TypedForm {
    fn id(id: Option<impl ToString>) -> String {
        id.map(|id| id.to_string()).unwrap_or_default()
    }
    let degree = |degree: Option<Degree>| degree.map(Degree::code).unwrap_or_default().to_owned();
    let measure = draft.measure.map(Measure::code).unwrap_or_default();
    let state = draft.state.unwrap_or(EntryState::Open);
    TypedForm::with(vec![
        ("what", draft.what.clone()),
        ("detail", draft.detail.clone()),
        ("measure", measure.to_owned()),
        ("own_measure", draft.own_measure.clone()),
        ("start_value", id(draft.start_value)),
        ("target", id(draft.target)),
        ("actual", id(draft.actual)),
        ("actual_on", draft.actual_on.clone()),
        ("day", draft.day.clone()),
        ("owner", id(draft.owner)),
        ("person", id(draft.person)),
        ("objective", id(draft.objective)),
        ("obligation", id(draft.obligation)),
        ("likelihood", degree(draft.likelihood)),
        ("effect", degree(draft.effect)),
        ("early_sign", draft.early_sign.clone()),
        ("reply", draft.reply.clone()),
        ("state", state.code().to_owned()),
        (
            "for_client",
            if draft.for_client { "yes" } else { "" }.to_owned(),
        ),
    ])
}

fn draft(kind: EntryKind, form: &TypedForm) -> Result<EntryDraft, Fault> {
    let amount = |name: &'static str| -> Result<Option<Amount>, Fault> { form.money(name) };
    Ok(EntryDraft {
        detail: form.text("detail"),
        measure: Measure::from_code(form.get("measure")),
        own_measure: form.text("own_measure"),
        start_value: amount("start_value")?,
        target: amount("target")?,
        actual: amount("actual")?,
        actual_on: form.text("actual_on"),
        day: form.text("day"),
        owner: UserId::parse(form.get("owner")),
        person: PersonId::parse(form.get("person")),
        objective: PlanEntryId::parse(form.get("objective")),
        obligation: ObligationId::parse(form.get("obligation")),
        likelihood: Degree::from_code(form.get("likelihood")),
        effect: Degree::from_code(form.get("effect")),
        early_sign: form.text("early_sign"),
        reply: form.text("reply"),
        state: EntryState::from_code(form.get("state")),
        for_client: form.get("for_client") == "yes",
        ..EntryDraft::new(kind, form.text("what"))
    })
}

/// What a form is drawn from.
struct Drawn<'a> {
    kind: EntryKind,
    choices: &'a PlanChoices,
    colleagues: &'a [Colleague],
}

/// The form of a kind in its rows.
fn rows(
    t: Texts,
    drawn: Drawn<'_>,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Vec<Vec<FormField>> {
    let drawing = Drawing {
        t,
        prefix: "plan",
        form,
        errors,
    };
    let people = || drawing.choice("person", people_options(&drawn.choices.people));
    let state = || {
        let states = menu(t, EntryState::ALL, |one| (one.code(), one.message_id()));
        drawing.choice("state", states)
    };
    let owner = || {
        let chosen = UserId::parse(form.get("owner"));
        drawing.choice("owner", owner_options(drawn.colleagues, chosen))
    };
    let shown = || drawing.choice("for_client", yes_option(t));
    let mut rows = vec![vec![drawing.required("what")]];
    match drawn.kind {
        EntryKind::ClientGoal | EntryKind::OurGoal => {
            rows.push(vec![people(), state(), shown()]);
        }
        EntryKind::Objective => {
            let measures = menu(t, Measure::ALL, |one| (one.code(), one.message_id()));
            let mut measure = drawing.choice("measure", measures);
            measure.required = true;
            rows.push(vec![measure, drawing.line("own_measure")]);
            rows.push(vec![
                drawing.line("start_value"),
                drawing.required("target"),
                drawing.required("day"),
            ]);
            rows.push(vec![drawing.line("actual"), drawing.line("actual_on")]);
            rows.push(vec![owner(), people(), state(), shown()]);
        }
        EntryKind::Action => {
            let option =
                |(id, name): &(PlanEntryId, String)| plain_option(id.to_string(), name.clone());
            let objectives = drawn.choices.objectives.iter().map(option).collect();
            let option =
                |(id, name): &(ObligationId, String)| plain_option(id.to_string(), name.clone());
            let obligations = drawn.choices.obligations.iter().map(option).collect();
            rows.push(vec![owner(), people(), drawing.line("day")]);
            rows.push(vec![
                drawing.choice("objective", objectives),
                drawing.choice("obligation", obligations),
            ]);
            rows.push(vec![state(), shown()]);
        }
        EntryKind::Risk => {
            rows.extend(risk_rows(&drawing));
            rows.push(vec![owner(), drawing.line("day"), state()]);
        }
        EntryKind::Win => rows.push(vec![people(), owner(), drawing.line("day"), state()]),
        EntryKind::Review => rows.push(vec![
            drawing.required("day"),
            owner(),
            people(),
            state(),
            shown(),
        ]),
    }
    rows.push(vec![drawing.lines("detail")]);
    rows
}

/// What only a risk has.
fn risk_rows(drawing: &Drawing<'_>) -> Vec<Vec<FormField>> {
    let degrees = |of: &str| -> Vec<SelectOption> {
        let option = |one: &Degree| plain_option(one.code(), degree_name(drawing.t, of, *one));
        Degree::ALL.iter().map(option).collect()
    };
    vec![
        vec![
            drawing.choice("likelihood", degrees("likelihood")),
            drawing.choice("effect", degrees("effect")),
        ],
        vec![drawing.line("early_sign")],
        vec![drawing.lines("reply")],
    ]
}

/// A page with the form.
struct Sheet<'a> {
    account: AccountId,
    kind: EntryKind,
    /// The thing, once it is written down.
    entry: Option<&'a PlanEntry>,
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    sheet: Sheet<'_>,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<TroublePage, WebError> {
    let t = visitor.t;
    let mut choices = state
        .desk
        .plan_choices(&visitor.user, sheet.account)
        .await?;
    // Somebody who is there no more, and an obligation that is closed, stay chosen.
    if let Some(person) = PersonId::parse(form.get("person"))
        && choices.people.iter().all(|(id, _)| *id != person)
    {
        let named = state.desk.people_named(&visitor.user, &[person]).await?;
        choices.people.extend(named);
    }
    if let Some(obligation) = ObligationId::parse(form.get("obligation"))
        && choices.obligations.iter().all(|(id, _)| *id != obligation)
    {
        let name = t.get("plan-obligation-closed").into_owned();
        choices.obligations.push((obligation, name));
    }
    let colleagues = state.desk.colleagues(&visitor.user).await?;
    let drawn = Drawn {
        kind: sheet.kind,
        choices: &choices,
        colleagues: &colleagues,
    };
    let code = sheet.kind.code().replace('_', "-");
    let heading = match sheet.entry {
        Some(entry) => entry.entry.what.clone(),
        None => t.get(&format!("plan-{code}-new")).into_owned(),
    };
    let plan_name = t.with1("plan-of", "client", choices.account_name.as_str());
    Ok(TroublePage {
        frame: visitor.frame(heading.clone(), Area::Accounts),
        t,
        list: (urls::ACCOUNTS, t.get("nav-accounts").into_owned()),
        account: (urls::plan(sheet.account), plan_name),
        heading,
        lead: t.get(&format!("plan-{code}-help")).into_owned(),
        facts: Vec::new(),
        rows: rows(t, drawn, (form, errors)),
        action: match sheet.entry {
            Some(entry) => urls::plan_entry(entry.id),
            None => urls::plan_entry_new(sheet.account, sheet.kind),
        },
        save: t.get("plan-save").into_owned(),
        version: sheet.entry.map(|entry| entry.version),
        opened: Markup::default(),
        may_edit: visitor.user.may_edit,
        errors_shown: sheet.entry.is_some(),
    })
}

/// `GET /accounts/{id}/plan/new?kind=`
pub async fn new(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let account = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let fields = Fields::parse(&visitor.query);
    let kind = EntryKind::from_code(fields.get("kind")).unwrap_or(EntryKind::Objective);
    let mut form = TypedForm::of(&fields, &NAMES);
    form.propose("owner", visitor.user.id.to_string());
    form.propose("state", EntryState::Open.code().to_owned());
    let sheet = Sheet {
        account,
        kind,
        entry: None,
    };
    let page = page(&state, &visitor, sheet, (&form, &Vec::new())).await?;
    visitor.require(visitor.user.may_edit)?;
    page.open()
}

/// `POST /accounts/{id}/plan/new?kind=`
pub async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let account = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    desk.plan_choices(user, account).await?;
    visitor.require(user.may_edit)?;
    let asked = Fields::parse(&visitor.query);
    let kind = EntryKind::from_code(asked.get("kind"));
    let kind = kind.or_else(|| EntryKind::from_code(fields.get("kind")));
    let kind = kind.ok_or(WebError::NotFound)?;
    let form = TypedForm::of(&fields, &NAMES);
    let saved = match draft(kind, &form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => desk.write_plan_entry(user, account, &draft).await,
    };
    match saved {
        Ok(_) => {
            let there = format!("{}#{}", urls::plan(account), kind.code());
            Ok(Redirect::to(&there).into_response())
        }
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let sheet = Sheet {
                account,
                kind,
                entry: None,
            };
            page(&state, &visitor, sheet, (&form, &errors))
                .await?
                .refused(Markup::default())
        }
        Err(other) => Err(other.into()),
    }
}

async fn standing(
    state: &WebState,
    visitor: &SignedIn,
    entry: &PlanEntry,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<TroublePage, WebError> {
    let sheet = Sheet {
        account: entry.entry.account_id,
        kind: entry.entry.kind,
        entry: Some(entry),
    };
    page(state, visitor, sheet, (form, errors)).await
}

/// `GET /plan-entries/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = PlanEntryId::parse(&id).ok_or(WebError::NotFound)?;
    let entry = state.desk.plan_entry(&visitor.user, id).await?;
    let form = typed(&plan_draft_of(&entry));
    standing(&state, &visitor, &entry, (&form, &Vec::new()))
        .await?
        .open()
}

/// `POST /plan-entries/{id}`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = PlanEntryId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let entry = desk.plan_entry(user, id).await?;
    visitor.require(user.may_edit)?;
    let version = fields.get("version").parse().unwrap_or(0);
    let form = TypedForm::of(&fields, &NAMES);
    let saved = match draft(entry.entry.kind, &form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => desk.change_plan_entry(user, id, &draft, version).await,
    };
    match saved {
        Ok(()) => {
            done_with_undo(
                &state,
                &visitor,
                &urls::plan(entry.entry.account_id),
                "saved",
            )
            .await
        }
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let mut page = standing(&state, &visitor, &entry, (&form, &errors)).await?;
            page.version = Some(version);
            page.refused(conflict::still_opened(&fields))
        }
        Err(DeskError::Conflict) => {
            let now = desk.plan_entry(user, id).await?;
            if now.version == version {
                return Err(WebError::Conflict);
            }
            let theirs = typed(&plan_draft_of(&now));
            let theirs = standing(&state, &visitor, &now, (&theirs, &Vec::new())).await?;
            let mine = standing(&state, &visitor, &now, (&form, &Vec::new())).await?;
            let conflict = Conflict {
                name: now.entry.what.clone(),
                area: Area::Accounts,
                record: ("plan_entry", id.to_string()),
                action: urls::plan_entry(id),
                back: urls::plan_entry(id),
                version: now.version,
                fields: &fields,
                mine: mine.versions(),
                theirs: theirs.versions(),
            };
            conflict::page(&state, &visitor, conflict).await
        }
        Err(other) => Err(other.into()),
    }
}

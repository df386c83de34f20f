//! What a field of a plan says: written down, confirmed, or unknown and asked for.

use axum::extract::{Path, State};
use axum::response::Response;
use clientela_domain::ids::{AccountId, PersonId};
use clientela_texts::Texts;

use super::done;
use super::known_form::{Drawing, TypedForm};
use super::satisfaction::people_options;
use super::trouble_page::{Fact, TroublePage};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::Area;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::plan::{Field, FieldDraft, FieldLine, Plan};

/// The fields of the form.
const NAMES: [&str; 4] = ["words", "source", "asked_on", "person"];

/// The field of the address or of the form; the first one when neither says which.
fn asked_field(visitor: &SignedIn, fields: &Fields) -> Result<Field, WebError> {
    let asked = Fields::parse(&visitor.query);
    let code = [asked.get("field"), fields.get("field")];
    let code = code.into_iter().find(|code| !code.is_empty());
    let field = code.map_or(Some(Field::BusinessModel), Field::from_code);
    field
        .filter(|field| field.is_told())
        .ok_or(WebError::NotFound)
}

/// `GET /accounts/{id}/plan/field?field=`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let account = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let plan = state.desk.plan(&visitor.user, account, visitor.t).await?;
    visitor.require(visitor.user.may_edit)?;
    let field = asked_field(&visitor, &Fields::default())?;
    let mut form = TypedForm::default();
    if let Some(line) = line_of(&plan, field) {
        form.propose("words", line.stated.clone());
        form.propose("source", line.source.clone());
    }
    page(&visitor, &plan, field, (&form, &Vec::new())).open()
}

fn line_of(plan: &Plan, field: Field) -> Option<&FieldLine> {
    let mut lines = plan.sections.iter().flat_map(|section| &section.fields);
    lines.find(|line| line.field == field)
}

fn page(
    visitor: &SignedIn,
    plan: &Plan,
    field: Field,
    (form, errors): (&TypedForm, &FieldErrors),
) -> TroublePage {
    let t = visitor.t;
    let drawing = Drawing {
        t,
        prefix: "plan-field",
        form,
        errors,
    };
    let name = t.get(field.message_id()).into_owned();
    TroublePage {
        frame: visitor.frame(name.clone(), Area::Accounts),
        t,
        list: (urls::ACCOUNTS, t.get("nav-accounts").into_owned()),
        account: (
            urls::plan(plan.account),
            t.with1("plan-of", "client", plan.account_name.as_str()),
        ),
        heading: name,
        lead: t.get("plan-field-help").into_owned(),
        facts: facts(t, line_of(plan, field)),
        rows: vec![
            vec![drawing.lines("words")],
            vec![
                drawing.line("source"),
                drawing.choice("person", people_options(&plan.people)),
            ],
            vec![drawing.line("asked_on")],
        ],
        action: urls::plan_field(plan.account, field),
        save: t.get("plan-save").into_owned(),
        version: None,
        opened: Markup::default(),
        may_edit: visitor.user.may_edit,
        errors_shown: false,
    }
}

fn facts(t: Texts, line: Option<&FieldLine>) -> Vec<Fact> {
    let Some(line) = line else {
        return Vec::new();
    };
    let standing = clientela_app::plan_words::field_standing(t, line);
    let mut facts = vec![
        Fact::plain(t, "plan-says", line.said.clone()),
        Fact::plain(t, "plan-standing", standing),
    ];
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

/// `POST /accounts/{id}/plan/field?field=`
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
    let field = asked_field(&visitor, &fields)?;
    let form = TypedForm::of(&fields, &NAMES);
    let draft = FieldDraft {
        field,
        words: form.text("words"),
        source: form.text("source"),
        asked_on: form.text("asked_on"),
        person: PersonId::parse(form.get("person")),
    };
    match desk.state_plan_field(user, account, &draft).await {
        Ok(_) => {
            let there = format!("{}#section-{}", urls::plan(account), field.section().code());
            Ok(done(&visitor, &there, "saved"))
        }
        Err(DeskError::Invalid { field: at, message }) => {
            let plan = desk.plan(user, account, visitor.t).await?;
            let errors = vec![(at, message)];
            page(&visitor, &plan, field, (&form, &errors)).refused(Markup::default())
        }
        Err(other) => Err(other.into()),
    }
}

//! What is confidential: agreements, walls and conflicts of interest, of a client and of the firm. Nothing
//! here is shown to whoever is outside of a wall; that is the book's doing, not the page's.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_app::check_conflicts::ConflictCheck;
use clientela_app::keep_walls::ShownWall;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, AttachmentId, ConfidentialityId, UserId};
use clientela_store::confidentiality::Confidentiality;
use clientela_store::conflicts::StoredClass;
use clientela_texts::{Texts, format};

use super::confidentiality_rows::{AgreementRow, WallRow};
use super::happening_parts::undo_notice;
use super::shared::SelectOption;
use super::wall_forms::{self, WallForm};
use super::{done, done_with_undo};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::walls::{
    AccountConfidentiality, ConfidentialityDraft, FirmConfidentiality, draft_of,
};

/// The addresses of what is confidential.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::CONFIDENTIALITY, get(firm))
        .route(
            "/accounts/{id}/confidentiality",
            get(of_account).post(write),
        )
        .route("/confidentiality/{id}", get(edit).post(change))
        .route("/confidentiality/{id}/delete", post(remove))
        .route("/accounts/{id}/wall", post(wall_forms::set))
        .route("/accounts/{id}/conflict", post(wall_forms::decide))
        .route("/walls/{id}", post(wall_forms::change))
        .route("/walls/{id}/lift", post(wall_forms::lift))
        .route(urls::RIVALS, post(wall_forms::write_rivals))
        .route("/rivals/{id}", post(wall_forms::change_rivals))
}

#[derive(Template)]
#[template(path = "confidentiality.html")]
struct FirmPage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    view: FirmConfidentiality,
    today: Date,
    sets_walls: bool,
}

#[derive(Template)]
#[template(path = "account_confidentiality.html")]
struct AccountPage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    view: AccountConfidentiality,
    colleagues: Vec<Colleague>,
    checked: Option<UserId>,
    today: Date,
    may_edit: bool,
    sets_walls: bool,
    draft: ConfidentialityDraft,
    form: WallForm,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "confidentiality_edit.html")]
struct EditPage {
    frame: Frame,
    t: Texts,
    known: Confidentiality,
    files: Vec<(AttachmentId, String)>,
    draft: ConfidentialityDraft,
    version: i64,
    may_edit: bool,
    errors: FieldErrors,
}

/// `GET /confidentiality`
async fn firm(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let asked = Fields::parse(&visitor.query);
    let frame = visitor.frame(
        visitor.t.get("confidentiality-title"),
        Area::Confidentiality,
    );
    let page = FirmPage {
        undo: undo_notice(&visitor, &frame)?,
        frame,
        t: visitor.t,
        view: state
            .desk
            .firm_confidentiality(&visitor.user, asked.get("after"))
            .await?,
        today: state.desk.today(),
        sets_walls: visitor.user.sets_walls,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /accounts/{id}/confidentiality`
async fn of_account(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let draft = ConfidentialityDraft::default();
    let page = account_page(&state, &visitor, id, (draft, None), Vec::new()).await?;
    Ok(render(&page)?.into_response())
}

async fn account_page(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
    (draft, form): (ConfidentialityDraft, Option<WallForm>),
    errors: FieldErrors,
) -> Result<AccountPage, WebError> {
    let asked = Fields::parse(&visitor.query);
    let checked = UserId::parse(asked.get("check")).filter(|_| visitor.user.may_edit);
    let view = state
        .desk
        .account_confidentiality(&visitor.user, id, checked)
        .await?;
    let frame = visitor.frame(visitor.t.get("confidentiality-title"), Area::Accounts);
    let standing = view.walls.iter().find(|one| one.wall.lifted_at.is_none());
    let form = form.unwrap_or_else(|| standing.map(WallForm::of).unwrap_or_default());
    Ok(AccountPage {
        undo: undo_notice(visitor, &frame)?,
        frame,
        t: visitor.t,
        colleagues: state.desk.colleagues(&visitor.user).await?,
        checked,
        today: state.desk.today(),
        may_edit: visitor.user.may_edit,
        sets_walls: visitor.user.sets_walls,
        view,
        draft,
        form,
        errors,
    })
}

/// The page of a client again, with what was typed and what is wrong with it.
pub(super) async fn again(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
    typed: (ConfidentialityDraft, Option<WallForm>),
    error: DeskError,
) -> Result<Response, WebError> {
    match error {
        DeskError::Invalid { field, message } => {
            let errors = vec![(field, message)];
            let page = account_page(state, visitor, id, typed, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        other => Err(other.into()),
    }
}

fn typed(fields: &Fields) -> ConfidentialityDraft {
    let text = |name: &str| fields.get(name).to_owned();
    ConfidentialityDraft {
        with_whom: text("with_whom"),
        scope: text("scope"),
        may_know: text("may_know"),
        text: text("text"),
        first_day: text("first_day"),
        last_day: text("last_day"),
        file: AttachmentId::parse(fields.get("file")),
    }
}

/// `POST /accounts/{id}/confidentiality`
async fn write(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let draft = typed(&fields);
    let written = state
        .desk
        .write_confidentiality(&visitor.user, id, &draft)
        .await;
    match written {
        Ok(_) => {
            let back = urls::account_confidentiality(id);
            Ok(done(&visitor, &back, "confidentiality-written"))
        }
        Err(error) => again(&state, &visitor, id, (draft, None), error).await,
    }
}

fn agreement(id: &str) -> Result<ConfidentialityId, WebError> {
    ConfidentialityId::parse(id).ok_or(WebError::NotFound)
}

/// `GET /confidentiality/{id}`
async fn edit(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let known = state
        .desk
        .confidentiality(&visitor.user, agreement(&id)?)
        .await?;
    let draft = draft_of(&known.agreement);
    let page = edit_page(&state, &visitor, known, draft, Vec::new()).await?;
    Ok(render(&page)?.into_response())
}

async fn edit_page(
    state: &WebState,
    visitor: &SignedIn,
    known: Confidentiality,
    draft: ConfidentialityDraft,
    errors: FieldErrors,
) -> Result<EditPage, WebError> {
    let account = known.agreement.account_id;
    let view = state
        .desk
        .account_confidentiality(&visitor.user, account, None)
        .await?;
    Ok(EditPage {
        frame: visitor.frame(
            visitor.t.get("confidentiality-agreement"),
            Area::Confidentiality,
        ),
        t: visitor.t,
        files: view.files,
        version: known.version,
        may_edit: visitor.user.may_edit,
        known,
        draft,
        errors,
    })
}

/// `POST /confidentiality/{id}`
async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let id = agreement(&id)?;
    let known = state.desk.confidentiality(&visitor.user, id).await?;
    let back = urls::account_confidentiality(known.agreement.account_id);
    let draft = typed(&fields);
    let which = (id, fields.get("version").parse().unwrap_or(0));
    let changed = state
        .desk
        .change_confidentiality(&visitor.user, which, &draft)
        .await;
    match changed {
        Ok(()) => done_with_undo(&state, &visitor, &back, "confidentiality-changed").await,
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let page = edit_page(&state, &visitor, known, draft, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /confidentiality/{id}/delete`
async fn remove(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let id = agreement(&id)?;
    let known = state.desk.confidentiality(&visitor.user, id).await?;
    let which = (id, fields.get("version").parse().unwrap_or(0));
    state
        .desk
        .remove_confidentiality(&visitor.user, which)
        .await?;
    let back = urls::account_confidentiality(known.agreement.account_id);
    done_with_undo(&state, &visitor, &back, "confidentiality-removed").await
}

/// The message about a field, when something is wrong with it.
fn error_at(errors: &FieldErrors, name: &str) -> Option<&'static str> {
    let found = errors.iter().find(|(field, _)| *field == name);
    found.map(|(_, message)| *message)
}

fn file_options(
    files: &[(AttachmentId, String)],
    chosen: Option<AttachmentId>,
) -> Vec<SelectOption> {
    let option = |(id, name): &(AttachmentId, String)| SelectOption {
        value: id.to_string(),
        name: name.clone(),
        selected: chosen == Some(*id),
    };
    files.iter().map(option).collect()
}

impl FirmPage {
    fn rows(&self) -> Vec<AgreementRow> {
        let row = |one| AgreementRow::new(self.t, one, self.today);
        self.view.agreements.iter().map(row).collect()
    }

    fn walls(&self) -> Vec<WallRow> {
        let row = |one| WallRow::new(self.t, one);
        self.view.walls.iter().map(row).collect()
    }

    fn next(&self) -> Option<String> {
        let next = self.view.next.as_ref()?;
        Some(urls::with_query(urls::CONFIDENTIALITY, &[("after", next)]))
    }

    fn members(&self, class: &StoredClass) -> String {
        wall_forms::member_names(class)
    }

    fn rivals_action(&self, class: &StoredClass) -> String {
        urls::rivals(class.id)
    }
}

impl AccountPage {
    fn kind(&self, one: &ShownWall) -> String {
        let id = format!("wall-kind-{}", one.wall.fields.kind.code());
        self.t.get(&id).into_owned()
    }

    fn lift_action(&self, one: &ShownWall) -> String {
        urls::wall_lift(one.wall.id)
    }

    fn rows(&self) -> Vec<AgreementRow> {
        let row = |one| AgreementRow::new(self.t, one, self.today);
        self.view.agreements.iter().map(row).collect()
    }

    fn here(&self) -> String {
        urls::account_confidentiality(self.view.account.0)
    }

    fn account_href(&self) -> String {
        urls::account(self.view.account.0)
    }

    fn wall_action(&self) -> String {
        match self.standing() {
            Some(one) => urls::wall(one.wall.id),
            None => urls::account_wall(self.view.account.0),
        }
    }

    fn conflict_action(&self) -> String {
        urls::account_conflict(self.view.account.0)
    }

    fn standing(&self) -> Option<&ShownWall> {
        let walls = self.view.walls.iter();
        walls.into_iter().find(|one| one.wall.lifted_at.is_none())
    }

    fn wall_text(&self, one: &ShownWall) -> String {
        let day = format::day(
            self.t.language,
            jiff::tz::Offset::UTC
                .to_datetime(one.wall.created_at)
                .date(),
        );
        let by = match one.set_by.as_str() {
            "" => self.t.get("journal-program").into_owned(),
            name => name.to_owned(),
        };
        self.t.with("wall-set-by", &[("who", &by), ("day", &day)])
    }

    fn lifted(&self) -> Vec<String> {
        let line = |one: &ShownWall| {
            let at = one.wall.lifted_at?;
            let day = jiff::tz::Offset::UTC.to_datetime(at).date();
            Some(self.t.with(
                "wall-lifted-line",
                &[
                    ("day", &format::day(self.t.language, day)),
                    ("reason", &one.wall.lift_reason),
                ],
            ))
        };
        self.view.walls.iter().filter_map(line).collect()
    }

    fn named(&self, one: &ShownWall) -> String {
        wall_forms::names(one)
    }

    fn outside(&self, one: &ShownWall) -> String {
        let names: Vec<&str> = one.outside.iter().map(|(_, name)| name.as_str()).collect();
        names.join(", ")
    }

    fn is_inside_form(&self) -> bool {
        self.form.kind != "outside"
    }

    fn team_choices(&self) -> Vec<SelectOption> {
        let choice = |(id, name): &(clientela_domain::ids::TeamId, String)| SelectOption {
            value: id.to_string(),
            name: name.clone(),
            selected: self.form.teams.contains(id),
        };
        self.view.teams.iter().map(choice).collect()
    }

    fn user_choices(&self) -> Vec<SelectOption> {
        let active = self.colleagues.iter();
        active
            .filter(|one| one.active || self.form.users.contains(&one.id))
            .map(|one| SelectOption {
                value: one.id.to_string(),
                name: one.name.clone(),
                selected: self.form.users.contains(&one.id),
            })
            .collect()
    }

    fn check_choices(&self) -> Vec<SelectOption> {
        let active = self.colleagues.iter().filter(|one| one.active);
        active
            .map(|one| SelectOption {
                value: one.id.to_string(),
                name: one.name.clone(),
                selected: self.checked == Some(one.id),
            })
            .collect()
    }

    fn verdict(&self, check: &ConflictCheck) -> String {
        let id = format!("conflict-verdict-{}", check.verdict.id().replace('_', "-"));
        self.t.get(&id).into_owned()
    }

    fn verdict_class(&self, check: &ConflictCheck) -> &'static str {
        match (check.verdict.id(), check.allowed) {
            ("clear", _) | ("needs_decision", true) => "mark mark-ok",
            ("needs_decision", false) => "mark mark-warn",
            _ => "mark mark-bad",
        }
    }

    fn evidence(&self, check: &ConflictCheck) -> Vec<String> {
        wall_forms::evidence(self.t, check)
    }

    fn may_decide(&self, check: &ConflictCheck) -> bool {
        self.sets_walls && check.verdict.id() == "needs_decision"
    }

    fn decisions(&self) -> Vec<String> {
        wall_forms::decision_lines(self.t, &self.view.decisions)
    }

    fn members(&self, class: &StoredClass) -> String {
        wall_forms::member_names(class)
    }

    fn mandates(&self) -> Vec<(String, String)> {
        let line = |(id, name, class): &(clientela_domain::ids::PersonId, String, String)| {
            let text = self.t.with(
                "conflict-double-mandate",
                &[("name", name), ("class", class)],
            );
            (urls::person(*id), text)
        };
        self.view.mandates.iter().map(line).collect()
    }

    fn files(&self) -> Vec<SelectOption> {
        file_options(&self.view.files, self.draft.file)
    }

    fn error(&self, name: &str) -> Option<&'static str> {
        error_at(&self.errors, name)
    }
}

impl EditPage {
    fn account_href(&self) -> String {
        urls::account_confidentiality(self.known.agreement.account_id)
    }

    fn action(&self) -> String {
        urls::confidentiality(self.known.id)
    }

    fn removal(&self) -> String {
        urls::confidentiality_removal(self.known.id)
    }

    fn files(&self) -> Vec<SelectOption> {
        file_options(&self.files, self.draft.file)
    }

    fn error(&self, name: &str) -> Option<&'static str> {
        error_at(&self.errors, name)
    }
}

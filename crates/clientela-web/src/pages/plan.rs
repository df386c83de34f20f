//! The plan of a client on one page: its goals first, then ours, objectives with where they are today, actions,
//! risks, people to win, review days; what every section says and whom to ask; links by which the client reads.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_app::plan_words::{
    completeness_sentence, field_standing, from_to, measure_name, who, why_lines,
};
use clientela_domain::ids::{AccountId, PersonId, PlanShareId};
use clientela_texts::{Language, Texts, format};

use super::export::attachment;
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, TypedForm, plain_option};
use super::satisfaction::people_options;
use super::shared::SelectOption;
use super::{done, plan_entry, plan_field, review, shared_plan};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::known::LINK_DAYS;
use crate::views::plan::{
    EntryKind, EntryLine, EntryState, Extent, Field, FieldLine, Plan, Quarter, SectionLine,
    ShareDraft, ShareLine, as_pdf, client_paper, for_client, plan_paper,
};

/// The addresses of plans and reviews, and of what is open to whoever has a link.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route("/accounts/{id}/plan", get(show))
        .route("/accounts/{id}/plan.pdf", get(paper))
        .route(
            "/accounts/{id}/plan/new",
            get(plan_entry::new).post(plan_entry::save),
        )
        .route(
            "/accounts/{id}/plan/field",
            get(plan_field::show).post(plan_field::save),
        )
        .route("/accounts/{id}/plan/share", post(share))
        .route("/plan-shares/{id}/withdraw", post(withdraw))
        .route(
            "/plan-entries/{id}",
            get(plan_entry::show).post(plan_entry::change),
        )
        .route("/accounts/{id}/review", get(review::show))
        .route("/accounts/{id}/review.pdf", get(review::paper))
        .route(urls::SHARED_PLAN, get(shared_plan::show))
        .route(urls::SHARED_PLAN_PDF, get(shared_plan::paper))
}

/// Kinds of things in the order in which the page shows them.
const KINDS: [EntryKind; 7] = [
    EntryKind::ClientGoal,
    EntryKind::OurGoal,
    EntryKind::Objective,
    EntryKind::Action,
    EntryKind::Risk,
    EntryKind::Win,
    EntryKind::Review,
];

/// Fields of the form by which the plan is shown to the client.
const SHARE_NAMES: [&str; 3] = ["person", "language", "days"];

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanPage {
    frame: Frame,
    t: Texts,
    plan: Plan,
    /// A link that was just made, told this once.
    link: String,
    share: TypedForm,
    share_errors: FieldErrors,
    may_edit: bool,
}

/// Things of a kind.
struct KindPart {
    code: &'static str,
    title: String,
    help: String,
    rows: Vec<EntryRow>,
    new_href: String,
    new_name: String,
}

/// A thing of the plan.
struct EntryRow {
    what: String,
    href: String,
    detail: String,
    /// What is to be known beside it: measure, objective, early sign.
    beside: Vec<String>,
    /// Where it is and where it should be; empty without a measure.
    value: String,
    why: Vec<String>,
    who: String,
    day: String,
    iso: String,
    late: bool,
    state: String,
    shown: bool,
}

/// A section with its fields.
struct SectionPart {
    code: &'static str,
    title: String,
    counts: String,
    open: bool,
    rows: Vec<FieldRow>,
}

/// A field of a section.
struct FieldRow {
    name: String,
    state: &'static str,
    said: String,
    standing: String,
    source: String,
    /// Where it is written down; empty when it follows from the plan.
    href: String,
}

/// A link to the plan.
struct ShareRow {
    who: String,
    said: String,
    /// Where it is withdrawn; empty when it is closed.
    withdraw: String,
}

/// `GET /accounts/{id}/plan`
async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let page = page(&state, &visitor, id).await?;
    Ok(render(&page)?.into_response())
}

async fn page(state: &WebState, visitor: &SignedIn, id: AccountId) -> Result<PlanPage, WebError> {
    let t = visitor.t;
    let plan = state.desk.plan(&visitor.user, id, t).await?;
    let mut share = TypedForm::default();
    share.propose("language", t.language.code().to_owned());
    share.propose("days", LINK_DAYS.to_string());
    let title = t.with1("plan-of", "client", plan.account_name.as_str());
    Ok(PlanPage {
        frame: visitor.frame(title, Area::Accounts),
        t,
        plan,
        link: String::new(),
        share,
        share_errors: Vec::new(),
        may_edit: visitor.user.may_edit,
    })
}

/// `GET /accounts/{id}/plan.pdf`
async fn paper(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let t = visitor.t;
    let plan = state.desk.plan(&visitor.user, id, t).await?;
    let firm = visitor.firm.name.as_str();
    let fields = Fields::parse(&visitor.query);
    let paper = match fields.get("extent") {
        "client" => client_paper(&for_client(&plan, t), firm, t),
        "full" => plan_paper(&plan, firm, t, Extent::Full),
        _ => plan_paper(&plan, firm, t, Extent::OnePage),
    };
    let bytes = as_pdf(&paper).map_err(DeskError::from)?;
    Ok(attachment(
        "application/pdf",
        &format!("{}.pdf", paper.title),
        bytes,
    ))
}

/// `POST /accounts/{id}/plan/share`
async fn share(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    // Whoever does not see the client is told so before anything else.
    desk.plan_choices(user, id).await?;
    visitor.require(user.may_edit)?;
    let form = TypedForm::of(&fields, &SHARE_NAMES);
    let draft = ShareDraft {
        person: PersonId::parse(form.get("person")),
        language: Language::from_code(form.get("language")).unwrap_or(visitor.t.language),
        days: form.get("days").trim().parse().unwrap_or(0),
    };
    match desk.share_plan(user, id, &draft).await {
        Ok(shared) => {
            let mut page = page(&state, &visitor, id).await?;
            let path = urls::shared_plan_link(&shared.secret);
            page.link = format!("{}{path}", state.config.public_url);
            Ok(render(&page)?.into_response())
        }
        Err(DeskError::Invalid { field, message }) => {
            let mut page = page(&state, &visitor, id).await?;
            page.share = form;
            page.share_errors = vec![(field, message)];
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /plan-shares/{id}/withdraw`
async fn withdraw(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = PlanShareId::parse(&id).ok_or(WebError::NotFound)?;
    state.desk.withdraw_plan_share(&visitor.user, id).await?;
    let there = match AccountId::parse(fields.get("account")) {
        Some(account) => urls::plan(account),
        None => urls::ACCOUNTS.to_owned(),
    };
    Ok(done(&visitor, &there, "plan-share-withdrawn"))
}

impl PlanPage {
    fn completeness(&self) -> String {
        completeness_sentence(self.t, &self.plan)
    }

    /// The plan has its short form, in words; empty of a key client.
    fn form(&self) -> String {
        if self.plan.is_key {
            String::new()
        } else {
            self.t.get("plan-short-form").into_owned()
        }
    }

    fn next_review(&self) -> String {
        match self.plan.next_review() {
            Some(day) => {
                let day = format::day(self.t.language, day);
                self.t.with1("plan-next-review", "day", day)
            }
            None => self.t.get("plan-no-review").into_owned(),
        }
    }

    fn kinds(&self) -> Vec<KindPart> {
        KINDS.iter().map(|kind| self.kind(*kind)).collect()
    }

    fn kind(&self, kind: EntryKind) -> KindPart {
        let code = kind.code().replace('_', "-");
        let text = |suffix: &str| self.t.get(&format!("plan-{code}-{suffix}")).into_owned();
        KindPart {
            code: kind.code(),
            title: self.t.get(kind.message_id()).into_owned(),
            help: text("help"),
            rows: self.plan.of(kind).map(|line| self.entry(line)).collect(),
            new_href: urls::plan_entry_new(self.plan.account, kind),
            new_name: text("new"),
        }
    }

    fn entry(&self, line: &EntryLine) -> EntryRow {
        let (t, own) = (self.t, &line.entry.entry);
        let is_risk = own.kind == EntryKind::Risk;
        let degree = |of: &str, degree: Option<crate::views::known::Degree>| match degree {
            Some(degree) => super::threats::degree_name(t, of, degree),
            None => t.get("unknown").into_owned(),
        };
        let mut beside = vec![measure_name(t, own), line.objective.clone()];
        if is_risk {
            beside.push(t.with(
                "plan-risk-degrees",
                &[
                    ("likelihood", &degree("likelihood", own.likelihood)),
                    ("effect", &degree("effect", own.effect)),
                ],
            ));
        }
        for (id, text) in [
            ("plan-early-sign-is", &own.early_sign),
            ("plan-reply-is", &own.reply),
        ] {
            if !text.is_empty() {
                beside.push(t.with1(id, "text", text.as_str()));
            }
        }
        beside.retain(|text| !text.is_empty());
        EntryRow {
            what: own.what.clone(),
            href: urls::plan_entry(line.entry.id),
            detail: own.detail.clone(),
            beside,
            value: from_to(t, line),
            why: line
                .value
                .as_ref()
                .map_or_else(Vec::new, |value| why_lines(t, value)),
            who: who(line),
            day: own
                .day
                .map(|day| format::day(t.language, day))
                .unwrap_or_default(),
            iso: own.day.map(|day| day.to_string()).unwrap_or_default(),
            late: line.is_late(self.plan.today),
            state: if own.state == EntryState::Open && line.is_reached() {
                t.get("plan-reached").into_owned()
            } else {
                t.get(own.state.message_id()).into_owned()
            },
            shown: own.for_client,
        }
    }

    fn sections(&self) -> Vec<SectionPart> {
        let weakest = self.plan.far.map(|far| far.weakest);
        let part = |section: &SectionLine| SectionPart {
            code: section.section.code(),
            title: self.t.get(section.section.message_id()).into_owned(),
            counts: self.t.with(
                "plan-section-counts",
                &[
                    ("filled", &section.filled),
                    ("required", &section.required),
                    ("fresh", &section.fresh),
                ],
            ),
            open: weakest == Some(section.section.message_id()),
            rows: section.fields.iter().map(|line| self.field(line)).collect(),
        };
        self.plan.sections.iter().map(part).collect()
    }

    fn field(&self, line: &FieldLine) -> FieldRow {
        let whence = [line.author.as_str(), line.source.as_str()];
        let whence = whence.into_iter().filter(|text| !text.is_empty());
        FieldRow {
            name: self.t.get(line.field.message_id()).into_owned(),
            state: line.state.code(),
            said: line.said.clone(),
            standing: field_standing(self.t, line),
            source: whence.collect::<Vec<_>>().join(", "),
            href: if self.may_edit && Field::is_told(line.field) {
                urls::plan_field(self.plan.account, line.field)
            } else {
                String::new()
            },
        }
    }

    /// Whom the map says to win next, while they are not in the plan.
    fn to_win(&self) -> String {
        if self.plan.to_win.is_empty() {
            return String::new();
        }
        let names = self.plan.to_win.join("; ");
        self.t.with1("plan-map-says", "names", names)
    }

    fn pdf(&self, extent: &str) -> String {
        urls::plan_pdf(self.plan.account, extent)
    }

    /// The review of the quarter before this one.
    fn review(&self) -> String {
        let quarter = Quarter::of(self.plan.today).before();
        urls::review(self.plan.account, &quarter.to_string())
    }

    fn share_action(&self) -> String {
        urls::plan_share(self.plan.account)
    }

    fn share_fields(&self) -> Vec<FormField> {
        let drawing = Drawing {
            t: self.t,
            prefix: "plan-share",
            form: &self.share,
            errors: &self.share_errors,
        };
        let languages: Vec<SelectOption> = ["bg", "en"]
            .iter()
            .map(|code| plain_option(*code, self.t.get(&format!("language-{code}"))))
            .collect();
        vec![
            drawing.choice("person", people_options(&self.plan.people)),
            drawing.choice("language", languages),
            drawing.line("days"),
        ]
    }

    fn shares(&self) -> Vec<ShareRow> {
        let row = |line: &ShareLine| {
            let own = &line.share;
            let shared = format::day(self.t.language, own.shared_on);
            let state = match (line.is_open, own.withdrawn_at) {
                (true, _) => "plan-share-open",
                (false, Some(_)) => "plan-share-taken-back",
                (false, None) => "plan-share-expired",
            };
            ShareRow {
                who: if line.person_name.is_empty() {
                    self.t.get("plan-share-anybody").into_owned()
                } else {
                    line.person_name.clone()
                },
                said: self.t.with(
                    "plan-share-said",
                    &[("day", &shared), ("state", &self.t.get(state).as_ref())],
                ),
                withdraw: if line.is_open && self.may_edit {
                    urls::plan_share_withdraw(own.id)
                } else {
                    String::new()
                },
            }
        };
        self.plan.shares.iter().map(row).collect()
    }
}

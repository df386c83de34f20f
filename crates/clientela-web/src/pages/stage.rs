//! How far the relationship with a client has come: the ladder of stages with its facts, what to ask, the signs that
//! it comes apart, every review, and the forms by which people say what they know and set the stage.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_domain::ids::AccountId;
use clientela_texts::{Texts, evidence, format};

use super::conflict::{self, Conflict, FieldVersion};
use super::done;
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, Fault, TypedForm, menu, plain_option};
use super::shared::SelectOption;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::stage::{
    Fact, FactLine, Ground, RelationshipStage, Stage, StageAnswerDraft, StageReview,
    StageReviewDraft, Truth, draft_of, ground_text, question, said_text, stage_name, standing_text,
    suggestion_text, truth_message, truth_of_code, uncoupling_text,
};

/// The addresses of stages.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route("/accounts/{id}/stage", get(show).post(review))
        .route("/accounts/{id}/stage/answers", post(answer))
}

/// Fields of the review.
const REVIEW_NAMES: [&str; 6] = [
    "stage",
    "coming_apart",
    "target",
    "cap",
    "cap_reason",
    "reason",
];

/// Fields of what somebody says of a fact.
const ANSWER_NAMES: [&str; 4] = ["fact", "holds", "evidence", "day"];

#[derive(Template)]
#[template(path = "stage.html")]
struct StagePage {
    frame: Frame,
    t: Texts,
    view: RelationshipStage,
    review: TypedForm,
    review_errors: FieldErrors,
    answer: TypedForm,
    answer_errors: FieldErrors,
    version: u64,
    opened: Markup,
    may_edit: bool,
}

/// A step of the ladder.
struct Step {
    name: String,
    /// It stands now.
    stands: bool,
    is_target: bool,
    facts: Vec<FactRow>,
}

/// A fact on the page.
pub(super) struct FactRow {
    pub id: &'static str,
    pub name: String,
    /// `yes`, `no` or `unknown`, for the mark.
    pub mark: &'static str,
    pub holds: String,
    pub ground: String,
    pub said: String,
    /// Where its evidence stands: address and name.
    pub links: Vec<(String, String)>,
}

impl FactRow {
    pub(super) fn new(t: Texts, account: AccountId, line: &FactLine) -> Self {
        Self {
            id: line.fact.code(),
            name: t.get(line.fact.message_id()).into_owned(),
            mark: match line.truth {
                Truth::True => "yes",
                Truth::Undecided => "unknown",
                Truth::False => "no",
            },
            holds: t.get(truth_message(line.truth)).into_owned(),
            ground: ground_text(t, &line.ground),
            said: said_text(t, line),
            links: links(t, account, &line.ground),
        }
    }
}

fn links(t: Texts, account: AccountId, ground: &Ground) -> Vec<(String, String)> {
    let name = |id: &str| t.get(id).into_owned();
    match ground {
        Ground::Agreements(found) => found
            .iter()
            .map(|(id, number)| (urls::agreement(*id), number.clone()))
            .collect(),
        Ground::Ending(found) => found
            .iter()
            .map(|(id, number, _)| (urls::agreement(*id), number.clone()))
            .collect(),
        Ground::Functions(_) | Ground::Champions { .. } => {
            vec![(urls::people_map(account), name("map-title"))]
        }
        Ground::Trust(..) | Ground::FewPromises => {
            vec![(urls::account_bond(account), name("bond-title"))]
        }
        Ground::Months { .. } | Ground::Rhythm(..) | Ground::FewPurchases => {
            let sales = format!("{}#sales", urls::account(account));
            vec![(sales, name("account-sales"))]
        }
        Ground::Nothing | Ground::Manager(_) => Vec::new(),
    }
}

/// A review in the history.
struct ReviewRow {
    iso: String,
    day: String,
    stage: String,
    spoke: String,
    more: String,
    who: String,
}

/// `GET /accounts/{id}/stage`
async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let view = state.desk.stage(&visitor.user, id).await?;
    let mut page = page(&visitor, view);
    page.opened = conflict::opened(&page.versions());
    Ok(render(&page)?.into_response())
}

fn page(visitor: &SignedIn, view: RelationshipStage) -> StagePage {
    StagePage {
        frame: visitor.frame(
            format!("{}: {}", visitor.t.get("stage-title"), view.account_name),
            Area::Accounts,
        ),
        t: visitor.t,
        review: standing(&view),
        review_errors: Vec::new(),
        answer: TypedForm::default(),
        answer_errors: Vec::new(),
        version: view.version(),
        opened: Markup::default(),
        may_edit: visitor.user.may_edit,
        view,
    }
}

/// The form of the next review as it is opened.
fn standing(view: &RelationshipStage) -> TypedForm {
    let draft = draft_of(view);
    let code = |stage: Option<Stage>| stage.map_or_else(String::new, |one| one.code().to_owned());
    TypedForm::with(vec![
        ("stage", code(draft.stage)),
        (
            "coming_apart",
            if draft.coming_apart { "yes" } else { "" }.to_owned(),
        ),
        ("target", code(draft.target)),
        ("cap", code(draft.cap)),
        ("cap_reason", draft.cap_reason),
        ("reason", draft.reason),
    ])
}

fn review_draft(form: &TypedForm) -> Result<StageReviewDraft, Fault> {
    let stage = |name: &'static str| match form.get(name) {
        "" => Ok(None),
        code => {
            let known = Stage::from_code(code);
            known.map(Some).ok_or((name, "field-choice-invalid"))
        }
    };
    Ok(StageReviewDraft {
        stage: stage("stage")?,
        coming_apart: form.get("coming_apart") == "yes",
        target: stage("target")?,
        cap: stage("cap")?,
        cap_reason: form.text("cap_reason"),
        reason: form.text("reason"),
    })
}

/// `POST /accounts/{id}/stage`
async fn review(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let view = desk.stage(user, id).await?;
    visitor.require(user.may_edit)?;
    let version = fields.get("version").parse().unwrap_or(0);
    let form = TypedForm::of(&fields, &REVIEW_NAMES);
    let saved = match review_draft(&form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => desk.review_stage(user, id, &draft, version).await,
    };
    match saved {
        Ok(()) => Ok(done(&visitor, &urls::account_stage(id), "stage-reviewed")),
        Err(DeskError::Invalid { field, message }) => {
            let mut page = page(&visitor, view);
            page.review = form;
            page.review_errors = vec![(field, message)];
            page.version = version;
            page.opened = conflict::still_opened(&fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(DeskError::Conflict) => {
            let now = desk.stage(user, id).await?;
            if now.version() == version {
                return Err(WebError::Conflict);
            }
            let (name, version) = (now.account_name.clone(), now.version());
            let theirs = page(&visitor, now.clone());
            let mut mine = page(&visitor, now);
            mine.review = form;
            let conflict = Conflict {
                name,
                area: Area::Accounts,
                record: ("account", id.to_string()),
                action: urls::account_stage(id),
                back: urls::account_stage(id),
                version: i64::try_from(version).unwrap_or(i64::MAX),
                fields: &fields,
                mine: mine.versions(),
                theirs: theirs.versions(),
            };
            conflict::page(&state, &visitor, conflict).await
        }
        Err(other) => Err(other.into()),
    }
}

fn answer_draft(form: &TypedForm) -> Result<StageAnswerDraft, Fault> {
    let fact = Fact::from_code(form.get("fact"));
    let holds = truth_of_code(form.get("holds"));
    Ok(StageAnswerDraft {
        fact: fact.ok_or(("fact", "field-choice-invalid"))?,
        holds: holds.ok_or(("holds", "field-choice-invalid"))?,
        evidence: form.text("evidence"),
        day: form.text("day"),
    })
}

/// `POST /accounts/{id}/stage/answers`
async fn answer(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let view = desk.stage(user, id).await?;
    visitor.require(user.may_edit)?;
    let form = TypedForm::of(&fields, &ANSWER_NAMES);
    let saved = match answer_draft(&form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => desk.answer_stage_fact(user, id, &draft).await,
    };
    match saved {
        Ok(()) => {
            let place = format!("{}#ladder", urls::account_stage(id));
            Ok(done(&visitor, &place, "account-saved-answer"))
        }
        Err(DeskError::Invalid { field, message }) => {
            let mut page = page(&visitor, view);
            page.answer = form;
            page.answer_errors = vec![(field, message)];
            page.opened = conflict::opened(&page.versions());
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

impl StagePage {
    fn standing_text(&self) -> String {
        standing_text(self.t, &self.view)
    }

    fn suggestion(&self) -> String {
        suggestion_text(self.t, &self.view)
    }

    fn apart(&self) -> String {
        uncoupling_text(self.t, &self.view)
    }

    fn is_apart(&self) -> bool {
        self.view.suggestion.uncoupling == Truth::True
    }

    fn fact_row(&self, fact: Fact) -> Option<FactRow> {
        let line = self.view.fact(fact)?;
        Some(FactRow::new(self.t, self.view.account, line))
    }

    /// The ladder, the lowest stage first.
    fn ladder(&self) -> Vec<Step> {
        let standing = self.view.standing();
        let step = |stage: &Stage| Step {
            name: self.t.get(stage.message_id()).into_owned(),
            stands: standing.and_then(|one| one.stage) == Some(*stage),
            is_target: standing.and_then(|one| one.target) == Some(*stage),
            facts: stage
                .asks()
                .iter()
                .filter_map(|fact| self.fact_row(*fact))
                .collect(),
        };
        Stage::ALL.iter().map(step).collect()
    }

    fn signs(&self) -> Vec<FactRow> {
        let signs = [Fact::NoticeGiven].into_iter().chain(Fact::SIGNS);
        signs.filter_map(|fact| self.fact_row(fact)).collect()
    }

    /// What would settle the stage: the fact and the question.
    fn asks(&self) -> Vec<String> {
        let ask = self.view.suggestion.ask.iter();
        ask.map(|fact| question(self.t, *fact)).collect()
    }

    /// How the suggestion came about.
    fn why(&self) -> Vec<String> {
        let why = &self.view.suggestion.why;
        let word = |input: &clientela_domain::why::Input| {
            let value = match input.value {
                clientela_domain::why::InputValue::Word(word) => {
                    self.t.get(&format!("stage-holds-{word}")).into_owned()
                }
                ref other => evidence::value(self.t, other),
            };
            format!("{}: {value}", self.t.get(input.name))
        };
        why.inputs.iter().map(word).collect()
    }

    fn reviews(&self) -> Vec<ReviewRow> {
        let row = |one: &StageReview| {
            let (t, own) = (self.t, &one.review);
            let mut more = vec![own.reason.clone()];
            if own.coming_apart {
                more.insert(0, t.get("stage-uncoupling").into_owned());
            }
            if let Some(target) = own.target {
                let target = t.get(target.message_id()).to_lowercase();
                more.push(t.with1("stage-stands-target", "stage", target));
            }
            if let Some(cap) = own.cap {
                let cap = t.get(cap.message_id()).to_lowercase();
                let reason = own.cap_reason.as_str();
                more.push(t.with("stage-stands-cap", &[("stage", &cap), ("reason", &reason)]));
            }
            more.retain(|text| !text.is_empty());
            ReviewRow {
                iso: own.day.to_string(),
                day: format::day(t.language, own.day),
                stage: stage_name(t, own.stage),
                spoke: if own.at_least == own.at_most {
                    stage_name(t, Some(own.at_least))
                } else {
                    format!(
                        "{} – {}",
                        stage_name(t, Some(own.at_least)),
                        stage_name(t, Some(own.at_most))
                    )
                },
                more: more.join(" · "),
                who: own.author_name.clone(),
            }
        };
        self.view.reviews.iter().map(row).collect()
    }

    fn stages(&self) -> Vec<SelectOption> {
        menu(self.t, Stage::ALL, |one| (one.code(), one.message_id()))
    }

    fn review_fields(&self) -> Vec<FormField> {
        let drawing = Drawing {
            t: self.t,
            prefix: "stage",
            form: &self.review,
            errors: &self.review_errors,
        };
        let yes = vec![plain_option("yes", self.t.get("yes"))];
        vec![
            drawing.choice("stage", self.stages()),
            drawing.choice("target", self.stages()),
            drawing.choice("coming_apart", yes),
            drawing.choice("cap", self.stages()),
            drawing.line("cap_reason"),
            drawing.lines("reason"),
        ]
    }

    fn answer_fields(&self) -> Vec<FormField> {
        let drawing = Drawing {
            t: self.t,
            prefix: "stage",
            form: &self.answer,
            errors: &self.answer_errors,
        };
        let holds = [Truth::True, Truth::False, Truth::Undecided];
        let holds = menu(self.t, &holds, |one| {
            (
                match one {
                    Truth::True => "yes",
                    Truth::Undecided => "unknown",
                    Truth::False => "no",
                },
                truth_message(one),
            )
        });
        let facts = menu(self.t, Fact::ALL, |one| (one.code(), one.message_id()));
        vec![
            drawing.choice("fact", facts),
            drawing.choice("holds", holds),
            drawing.line("day"),
            drawing.lines("evidence"),
        ]
    }

    /// What a review would leave that chooses no stage.
    fn left_to_the_facts(&self) -> String {
        let stage = stage_name(self.t, self.view.left_to_the_facts()).to_lowercase();
        self.t.with1("stage-left-to-the-facts", "stage", stage)
    }

    fn versions(&self) -> Vec<FieldVersion> {
        let fields = self.review_fields();
        fields.iter().map(FieldVersion::of).collect()
    }

    fn action(&self) -> String {
        urls::account_stage(self.view.account)
    }

    fn answer_action(&self) -> String {
        urls::account_stage_answers(self.view.account)
    }

    fn account_href(&self) -> String {
        urls::account(self.view.account)
    }
}

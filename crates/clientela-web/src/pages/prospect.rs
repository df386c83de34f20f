//! One prospect: how far it is, what is known of it, what to ask next, how it came, with whom we speak.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::day::Date;
use clientela_domain::ids::ProspectId;
use clientela_texts::{Argument, Texts, format};

use super::conflict::{self, FieldVersion};
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, TypedForm, menu};
use super::prospect_ability::{AbilityPart, Decider, deciders, fact_rows};
use super::prospect_facts::{confirmed, facts};
use super::prospect_parts::{
    Behind, Lamp, chance_reasons, contact_rows, lamps, own_rows, source_rows, typed, verdict_class,
    way_name,
};
use super::shared::SelectOption;
use super::trouble_page::Fact;
use crate::error::WebError;
use crate::form::FieldErrors;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::prospects::{
    LossReason, ProspectView, Question, QuestionAnswer, Stage, Verdict, Way, WayIn, WayKind,
    prospect_draft_of,
};

/// A form of the page: which one, what was typed, what is wrong with it.
pub(super) struct Typed<'a> {
    pub which: &'static str,
    pub form: &'a TypedForm,
    pub errors: &'a FieldErrors,
}

/// A form of the page as it is drawn.
pub(super) struct Form {
    pub id: &'static str,
    pub action: String,
    pub title: String,
    pub button: String,
    pub rows: Vec<Vec<FormField>>,
    pub open: bool,
}

/// One way in which it came.
struct SourceRow {
    id: String,
    way: String,
    about: String,
    day: String,
    giver: (String, String),
    /// It can be taken away: one always stays.
    goes: bool,
}

/// One line of the history.
struct HistoryRow {
    day: String,
    what: String,
    note: String,
    who: String,
}

/// How one of us reaches somebody there.
struct WayRow {
    who: String,
    how: String,
    href: String,
    last: String,
    state: String,
}

/// Somebody there.
struct PersonRow {
    href: String,
    name: String,
    role: String,
    contact: String,
}

#[derive(Template)]
#[template(path = "prospect.html")]
pub(super) struct ProspectPage {
    pub frame: Frame,
    pub t: Texts,
    pub id: ProspectId,
    name: String,
    lead: String,
    lamps: Vec<Lamp>,
    verdict: String,
    verdict_class: &'static str,
    question: String,
    question_why: String,
    ability: AbilityPart,
    deciders: Vec<Decider>,
    facts: Vec<Fact>,
    /// Why the chance is as it is, and how it was told.
    chance_reasons: Vec<String>,
    chance_method: String,
    people: Vec<PersonRow>,
    ways: Vec<WayRow>,
    way_advice: String,
    sources: Vec<SourceRow>,
    answers: Vec<HistoryRow>,
    moves: Vec<HistoryRow>,
    forms: Vec<Form>,
    pub rows: Vec<Vec<FormField>>,
    edit_open: bool,
    pub version: i64,
    pub opened: Markup,
    client: (String, String),
    /// Whether sales confirm that it became a client; empty for one that is none.
    confirmed: String,
    opportunities: Markup,
    may_edit: bool,
    won: bool,
    /// An answer speaks against it: it is offered to be parked.
    offers_parking: bool,
}

/// `GET /prospects/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = ProspectId::parse(&id).ok_or(WebError::NotFound)?;
    let view = state.desk.prospect(&visitor.user, id).await?;
    page(&state, &visitor, &view, None).await?.open()
}

/// The page of a prospect, with what was typed into one of its forms.
pub(super) async fn page(
    state: &WebState,
    visitor: &SignedIn,
    view: &ProspectView,
    typed_in: Option<Typed<'_>>,
) -> Result<ProspectPage, WebError> {
    let (t, line) = (visitor.t, &view.line);
    let (own, standing) = (&line.prospect.prospect, &line.prospect.standing);
    let colleagues = state.desk.colleagues(&visitor.user).await?;
    let behind = Behind::of(state, &visitor.user).await?;
    let none = FieldErrors::new();
    let standing_form = typed(&prospect_draft_of(&line.prospect));
    let edited = typed_in.as_ref().filter(|typed| typed.which == "own");
    let drawing = Drawing {
        t,
        prefix: "prospect",
        form: edited.map_or(&standing_form, |typed| typed.form),
        errors: edited.map_or(&none, |typed| typed.errors),
    };
    let rows = own_rows(&drawing, &colleagues);
    let forms = Forms {
        t,
        view,
        typed_in: typed_in.as_ref(),
        today: state.desk.today(),
    };
    let since = t.with(
        "prospect-since",
        &[
            ("stage", &t.get(standing.stage.message_id()).into_owned()),
            ("day", &format::day(t.language, standing.day)),
        ],
    );
    let since = if standing.stage == Stage::Won {
        since
    } else {
        let days = t.with1("prospect-days-here", "days", line.days_in_stage);
        format!("{since} ({days})")
    };
    Ok(ProspectPage {
        frame: visitor.frame(own.name.clone(), Area::Prospects),
        t,
        id: line.prospect.id,
        name: own.name.clone(),
        lead: since,
        lamps: lamps(t, line),
        verdict: verdict(t, view),
        verdict_class: verdict_class(line.qualification.verdict),
        question: line.next.as_ref().map_or_else(String::new, |next| {
            t.get(next.question.message_id()).into_owned()
        }),
        question_why: question_why(t, view),
        ability: AbilityPart::new(t, view),
        deciders: deciders(t, view),
        facts: facts(t, view),
        chance_reasons: chance_reasons(t, line),
        chance_method: line.chance.as_ref().map_or_else(String::new, |chance| {
            t.get(chance.method.message_id()).into_owned()
        }),
        people: people(view),
        ways: ways(t, view),
        way_advice: way_advice(t, view),
        sources: sources(t, view),
        answers: answers(t, view),
        moves: moves(t, view),
        forms: forms.all(&behind),
        rows,
        edit_open: edited.is_some(),
        version: line.prospect.version,
        opened: Markup::default(),
        confirmed: confirmed(t, view),
        client: (
            line.prospect
                .account_id
                .map(urls::account)
                .unwrap_or_default(),
            line.account_name.clone(),
        ),
        opportunities: super::opportunity_section::of_prospect(state, visitor, line.prospect.id)
            .await?,
        may_edit: visitor.user.may_edit,
        won: standing.stage == Stage::Won,
        offers_parking: offers_parking(view),
    })
}

/// Days after which a prospect that is parked because of an answer is looked at again, unless somebody says otherwise.
const REVIEW_DAYS: i64 = 90;

/// Somebody works on it, and an answer speaks against it.
fn offers_parking(view: &ProspectView) -> bool {
    let failing = view.line.qualification.verdict == Verdict::Disqualified;
    failing && view.line.prospect.standing.stage.is_live()
}

/// What speaks against it, in words.
fn failing_words(t: Texts, view: &ProspectView) -> String {
    let failing = view.line.qualification.failing.iter();
    let failing: Vec<String> = failing
        .map(|part| t.get(part.failing_message_id()).into_owned())
        .collect();
    failing.join(", ")
}

fn verdict(t: Texts, view: &ProspectView) -> String {
    let own = &view.line.qualification;
    let name = t.get(own.verdict.message_id()).into_owned();
    match own.failing.is_empty() {
        true => name,
        false => format!("{name}: {}", failing_words(t, view)),
    }
}

fn question_why(t: Texts, view: &ProspectView) -> String {
    let Some(next) = &view.line.next else {
        return String::new();
    };
    let order: Vec<String> = next
        .order
        .iter()
        .map(|part| t.get(part.message_id()).into_owned())
        .collect();
    t.with(
        "prospect-question-why",
        &[
            ("order", &order.join(" → ")),
            ("minutes", &(next.expected_cost.round() as i64)),
            ("chance", &format::share(t.language, next.chance_qualified)),
        ],
    )
}

fn people(view: &ProspectView) -> Vec<PersonRow> {
    let row = |one: &clientela_store::prospects::ProspectPerson| PersonRow {
        href: urls::person(one.person_id),
        name: one.name.clone(),
        role: one.role.clone(),
        contact: one.contact.clone(),
    };
    view.people.iter().map(row).collect()
}

fn ways(t: Texts, view: &ProspectView) -> Vec<WayRow> {
    let row = |(way, warm): &(Way<WayIn>, bool)| {
        let state = if *warm { "way-warm" } else { "way-cold" };
        WayRow {
            who: way.who.user_name.clone(),
            how: way_words(t, way),
            href: urls::person(way.who.person),
            last: format::day(t.language, way.last),
            state: t.get(state).into_owned(),
        }
    };
    view.ways.ways.iter().map(row).collect()
}

/// `чрез Иван Колев, който го посочи`
fn way_words(t: Texts, way: &Way<WayIn>) -> String {
    let names: [(&str, &dyn Argument); 2] = [
        ("person", &way.who.person_name),
        ("client", &way.who.account_name),
    ];
    let id = match way.kind {
        WayKind::Spoken => "way-spoken",
        WayKind::Named => "way-named",
        WayKind::WorkedTogether => "way-worked-together",
    };
    t.with(id, &names)
}

/// Who should go when the visitor is not received.
fn way_advice(t: Texts, view: &ProspectView) -> String {
    let better = view.ways.of_better_standing.as_ref();
    better.map_or_else(String::new, |way| {
        let how = way_words(t, way);
        t.with("way-advice", &[("name", &way.who.user_name), ("how", &how)])
    })
}

fn sources(t: Texts, view: &ProspectView) -> Vec<SourceRow> {
    let goes = view.sources.len() > 1;
    let row = |one: &crate::views::prospects::NamedSource| {
        let own = &one.source.source;
        let cost = own.cost.zip(own.currency);
        let cost = cost.map_or_else(String::new, |(amount, currency)| {
            format::money(t.language, amount, currency)
        });
        let about = [
            &own.detail,
            &one.campaign_name,
            &one.publication_name,
            &one.batch_name,
            &cost,
        ];
        let about = about.into_iter().filter(|text| !text.is_empty());
        let giver = match (own.person_id, own.account_id) {
            _ if own.spotter_id.is_some() => (
                own.spotter_id.map(urls::spotter).unwrap_or_default(),
                one.spotter_name.clone(),
            ),
            (Some(id), _) => (urls::person(id), one.person_name.clone()),
            (None, Some(id)) => (urls::account(id), one.account_name.clone()),
            (None, None) => (String::new(), String::new()),
        };
        SourceRow {
            id: one.source.id.to_string(),
            way: way_name(t, Some(own.kind), &own.channel),
            about: about.cloned().collect::<Vec<_>>().join(" · "),
            day: format::day(t.language, own.day),
            giver,
            goes,
        }
    };
    view.sources.iter().map(row).collect()
}

fn answers(t: Texts, view: &ProspectView) -> Vec<HistoryRow> {
    let row = |(one, who): &(clientela_store::prospects::GivenAnswer, String)| HistoryRow {
        day: format::day(t.language, one.day),
        what: t.with(
            "prospect-answered",
            &[
                ("question", &t.get(one.question.message_id()).into_owned()),
                ("answer", &t.get(one.answer.message_id()).into_owned()),
            ],
        ),
        note: one.evidence.clone(),
        who: who.clone(),
    };
    view.answers.iter().map(row).collect()
}

fn moves(t: Texts, view: &ProspectView) -> Vec<HistoryRow> {
    let row = |((one, who), days): (&(clientela_store::prospects::StageMove, String), &i64)| {
        let reason = LossReason::from_code(&one.step.reason);
        let reason = reason.map_or_else(String::new, |one| t.get(one.message_id()).into_owned());
        let review = one.step.review_on.map_or_else(String::new, |day| {
            t.with1("prospect-until", "day", format::day(t.language, day))
        });
        let stood = if one.step.stage == Stage::Won {
            String::new()
        } else {
            t.with1("prospect-days-here", "days", *days)
        };
        let note = [reason, one.step.note.clone(), review, stood];
        let note = note.into_iter().filter(|text| !text.is_empty());
        HistoryRow {
            day: format::day(t.language, one.step.day),
            what: t.get(one.step.stage.message_id()).into_owned(),
            note: note.collect::<Vec<_>>().join(" · "),
            who: who.clone(),
        }
    };
    view.moves.iter().zip(&view.stays).map(row).collect()
}

/// The forms of the page but that of the prospect itself.
struct Forms<'a> {
    t: Texts,
    view: &'a ProspectView,
    typed_in: Option<&'a Typed<'a>>,
    today: Date,
}

impl Forms<'_> {
    fn all(&self, behind: &Behind) -> Vec<Form> {
        let stage = self.view.line.prospect.standing.stage;
        let mut forms = Vec::new();
        if stage != Stage::Won {
            forms.push(self.form("answer", |drawing| self.answer_rows(drawing)));
            forms.push(self.form("move", |drawing| self.move_rows(drawing)));
        }
        if self.view.line.prospect.account_id.is_none() {
            forms.push(self.form("win", |drawing| {
                vec![vec![drawing.line("win_client"), drawing.line("win_day")]]
            }));
        }
        forms.push(self.form("fact", |drawing| fact_rows(self.t, drawing)));
        forms.push(self.form("contact", contact_rows));
        forms.push(self.form("source", |drawing| source_rows(self.t, drawing, behind)));
        forms
    }

    fn form(
        &self,
        which: &'static str,
        rows: impl FnOnce(&Drawing<'_>) -> Vec<Vec<FormField>>,
    ) -> Form {
        let typed = self.typed_in.filter(|typed| typed.which == which);
        let (empty, none) = (self.proposed(which), FieldErrors::new());
        let drawing = Drawing {
            t: self.t,
            prefix: "prospect",
            form: typed.map_or(&empty, |typed| typed.form),
            errors: typed.map_or(&none, |typed| typed.errors),
        };
        let deed = match which {
            "source" => "sources",
            "contact" => "people",
            "fact" => "facts",
            other => other,
        };
        Form {
            id: which,
            action: urls::prospect_deed(self.view.line.prospect.id, deed),
            title: self.t.get(&format!("prospect-form-{which}")).into_owned(),
            button: self.t.get(&format!("prospect-do-{which}")).into_owned(),
            rows: rows(&drawing),
            open: typed.is_some() || (which == "move" && offers_parking(self.view)),
        }
    }

    /// What an untouched form proposes: the question to ask next, and the stage that comes next; to park it with its
    /// reason and a day to look again when an answer speaks against it.
    fn proposed(&self, which: &str) -> TypedForm {
        let line = &self.view.line;
        if which == "move" && offers_parking(self.view) {
            let review = jiff::Span::new().days(REVIEW_DAYS);
            return TypedForm::with(vec![
                ("move_stage", Stage::Parked.code().to_owned()),
                ("move_note", failing_words(self.t, self.view)),
                (
                    "move_review_on",
                    self.today.saturating_add(review).to_string(),
                ),
            ]);
        }
        let next = match line.prospect.standing.stage {
            Stage::Prospect => Stage::Contacted,
            Stage::Contacted => Stage::Qualified,
            _ => Stage::Offered,
        };
        match (which, &line.next) {
            ("answer", Some(next)) => {
                TypedForm::with(vec![("answer_question", next.question.code().to_owned())])
            }
            ("move", _) => TypedForm::with(vec![("move_stage", next.code().to_owned())]),
            _ => TypedForm::default(),
        }
    }

    fn answer_rows(&self, drawing: &Drawing<'_>) -> Vec<Vec<FormField>> {
        let t = self.t;
        let questions = menu(t, Question::ALL, |one| (one.code(), one.message_id()));
        let answers = menu(t, QuestionAnswer::ALL, |one| (one.code(), one.message_id()));
        vec![
            vec![
                must(drawing.choice("answer_question", questions)),
                must(drawing.choice("answer_answer", answers)),
                drawing.line("answer_day"),
            ],
            vec![drawing.lines("answer_evidence")],
        ]
    }

    fn move_rows(&self, drawing: &Drawing<'_>) -> Vec<Vec<FormField>> {
        let t = self.t;
        let now = self.view.line.prospect.standing.stage;
        let stages = menu(t, Stage::ALL, |one| (one.code(), one.message_id()));
        let open: Vec<SelectOption> = stages
            .into_iter()
            .filter(|option| {
                Stage::from_code(&option.value).is_some_and(|stage| now.may_become(stage))
            })
            .collect();
        let reasons = menu(t, LossReason::ALL, |one| (one.code(), one.message_id()));
        vec![
            vec![
                must(drawing.choice("move_stage", open)),
                drawing.line("move_day"),
            ],
            vec![
                drawing.choice("move_reason", reasons),
                drawing.line("move_review_on"),
            ],
            vec![drawing.lines("move_note")],
        ]
    }
}

fn must(field: FormField) -> FormField {
    FormField {
        required: true,
        ..field
    }
}

impl ProspectPage {
    /// The fields of the prospect as they are compared with those of somebody else.
    pub(super) fn versions(&self) -> Vec<FieldVersion> {
        self.rows.iter().flatten().map(FieldVersion::of).collect()
    }

    /// The page as it is opened.
    pub(super) fn open(mut self) -> Result<Response, WebError> {
        self.opened = conflict::opened(&self.versions());
        Ok(render(&self)?.into_response())
    }

    /// The page with what cannot be taken.
    pub(super) fn refused(mut self, opened: Markup) -> Result<Response, WebError> {
        self.opened = opened;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&self)?).into_response())
    }
}

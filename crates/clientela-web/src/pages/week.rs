//! The week as a board: days with their free hours, visits that are dragged or moved by a menu, what is proposed,
//! what became of it.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_app::morning_words;
use clientela_domain::day::Date;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::UserId;
use clientela_domain::week_plan::{DayKind, MissReason, VisitState, Week};
use clientela_texts::{Texts, evidence, format};

use super::next_steps::owner_options;
use super::shared::SelectOption;
use super::{allocation, calendar, response, week_forms, what_followed, work_hours};
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::week::{
    DayPlan, Proposal, ProposalGround, VisitLine, WeekOf, WeekPlan, WeekRequest,
};

/// The addresses.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::WEEK, get(show))
        .route(urls::VISITS, post(week_forms::plan))
        .route("/plan/visits/{id}", post(week_forms::change))
        .route("/plan/visits/{id}/settle", post(week_forms::settle))
        .route(urls::ALLOCATION, get(allocation::show))
        .route(urls::FOLLOWED, get(what_followed::show))
        .route(urls::FOLLOWED_CSV, get(what_followed::csv))
        .route(
            urls::WORK_HOURS,
            get(work_hours::show).post(work_hours::save),
        )
        .route(urls::WORK_DAY, post(work_hours::save_day))
        .route(urls::RESPONSE, get(response::show).post(response::save))
        .route(urls::CALENDAR, get(calendar::show).post(calendar::change))
        .route(urls::CALENDAR_FEED, get(calendar::feed))
}

/// What a form of the board said when it could not be taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) client: String,
    pub(super) day: String,
    pub(super) hours: String,
    pub(super) purpose: String,
    pub(super) promised: bool,
    /// Of the form for a new visit, or of a visit by its id: the field and the message.
    pub(super) error: Option<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "week.html")]
struct WeekPage {
    frame: Frame,
    t: Texts,
    plan: WeekPlan,
    days: Vec<DayColumn>,
    proposals: Vec<ProposalCard>,
    of: String,
    colleagues: Vec<SelectOption>,
    may_edit: bool,
    typed: Typed,
}

/// A day of the board.
struct DayColumn {
    day: String,
    name: String,
    about: String,
    over_full: bool,
    visits: Vec<VisitCard>,
    talks: Vec<(String, String, String)>,
}

/// A visit on the board.
struct VisitCard {
    id: String,
    href: String,
    name: String,
    about: String,
    purpose: String,
    state: String,
    class: &'static str,
    asks: bool,
    movable: bool,
    action: String,
    settle: String,
    version: i64,
    talk: String,
}

/// A visit that is proposed.
struct ProposalCard {
    with: String,
    href: String,
    name: String,
    grounds: Vec<String>,
    reason: &'static str,
    about: String,
    day: String,
    hours: String,
    purpose: String,
}

/// Whose week an address asks for: `team`, a user, or one's own.
pub(super) fn whose(text: &str) -> WeekOf {
    match (text, UserId::parse(text)) {
        ("team", _) => WeekOf::Team,
        (_, Some(user)) => WeekOf::User(user),
        _ => WeekOf::Own,
    }
}

/// Hours as people read them: `1,5 ч`.
pub(super) fn hours(t: Texts, quarters: i64) -> String {
    let decimals = match quarters % 4 {
        0 => 0,
        2 | -2 => 1,
        _ => 2,
    };
    let number = format::decimal(t.language, quarters as f64 / 4.0, decimals);
    t.with1("week-hours", "hours", number)
}

/// Quarters of an hour as a field holds them: `1,5`.
pub(super) fn hours_field(t: Texts, quarters: u32) -> String {
    let number = f64::from(quarters) / 4.0;
    format::decimal(
        t.language,
        number,
        if quarters.is_multiple_of(4) { 0 } else { 2 },
    )
}

/// `GET /plan/week`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let asked = (fields.get("week"), fields.get("of"));
    let page = page(&state, &visitor, asked, Typed::default()).await?;
    Ok(render(&page)?.into_response())
}

/// The board again, with what could not be taken.
pub(super) async fn refused(
    state: &WebState,
    visitor: &SignedIn,
    asked: (&str, &str),
    typed: Typed,
) -> Result<Response, WebError> {
    let page = page(state, visitor, asked, typed).await?;
    Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    (week, of): (&str, &str),
    typed: Typed,
) -> Result<WeekPage, WebError> {
    let t = visitor.t;
    let request = WeekRequest {
        of: whose(of),
        week: Week::parse(week),
    };
    let plan = state.desk.week(&visitor.user, &request).await?;
    let may_edit = visitor.user.may_edit;
    let colleagues = if visitor.user.assigns_owners {
        let all = state.desk.colleagues(&visitor.user).await?;
        owner_options(&all, plan.user.as_ref().map(|(id, _)| *id))
    } else {
        Vec::new()
    };
    let title = t.with1("week-title", "week", plan.week.to_string());
    Ok(WeekPage {
        frame: visitor.frame(title, Area::Week),
        days: days(t, &plan),
        proposals: plan.proposals.iter().map(|one| card(t, one)).collect(),
        of: of.to_owned(),
        t,
        plan,
        colleagues,
        may_edit,
        typed,
    })
}

/// Days with something in them, and all from Monday to Friday.
fn days(t: Texts, plan: &WeekPlan) -> Vec<DayColumn> {
    let shown = plan.days.iter().enumerate().filter(|(place, day)| {
        let something = !day.visits.is_empty() || !day.unplanned.is_empty();
        *place < 5 || something || day.hours.quarters > 0
    });
    shown.map(|(_, day)| column(t, day, plan)).collect()
}

fn column(t: Texts, day: &DayPlan, plan: &WeekPlan) -> DayColumn {
    let on = day.hours.day;
    let free = day.free();
    let about = match day.hours.kind {
        DayKind::Holiday | DayKind::Absent if day.planned == 0 => {
            t.get(day.hours.kind.message_id()).into_owned()
        }
        _ if free < 0 => t.with1("week-over", "hours", hours(t, -free)),
        _ => t.with(
            "week-free",
            &[
                ("free", &hours(t, free)),
                ("all", &hours(t, i64::from(day.hours.quarters))),
            ],
        ),
    };
    let talks = day.unplanned.iter().map(|talk| {
        let name = if talk.name.is_empty() {
            t.get("chain-somebody").into_owned()
        } else {
            talk.name.clone()
        };
        let brought = t.with(
            "week-brought",
            &[
                ("names", &talk.brought.names),
                ("steps", &talk.brought.steps),
            ],
        );
        (urls::interaction(talk.id), name, brought)
    });
    DayColumn {
        day: on.to_string(),
        name: format::day_with_weekday(t.language, on),
        about,
        over_full: day.is_over_full(),
        visits: day.visits.iter().map(|line| visit(t, line, plan)).collect(),
        talks: talks.collect(),
    }
}

fn visit(t: Texts, line: &VisitLine, plan: &WeekPlan) -> VisitCard {
    let own = &line.visit.visit;
    let mut about = vec![hours(t, i64::from(own.quarters))];
    if plan.user.is_none() {
        about.push(line.user_name.clone());
    }
    about.push(t.get(own.reason.message_id()).into_owned());
    if own.promised {
        about.push(t.get("visit-promised").into_owned());
    }
    let missed = line.visit.outcome.missed;
    let missed = missed.filter(|_| line.state == VisitState::Missed);
    let state = match missed {
        Some(reason) => {
            let reason = t.get(reason.message_id()).into_owned();
            let note = &line.visit.outcome.note;
            if note.is_empty() {
                t.with1("visit-missed-why", "reason", reason)
            } else {
                t.with1("visit-missed-why", "reason", format!("{reason} ({note})"))
            }
        }
        None if line.is_open_question => t.get("visit-asks").into_owned(),
        None => t.get(line.state.message_id()).into_owned(),
    };
    VisitCard {
        id: line.visit.id.to_string(),
        href: urls::visited(own.with),
        name: line.name.clone(),
        about: about.join(" · "),
        purpose: own.purpose.clone(),
        class: match line.state {
            VisitState::Done => "mark-ok",
            VisitState::Missed => "mark-warn",
            _ if line.is_open_question => "mark-warn",
            _ => "mark",
        },
        state,
        asks: line.is_open_question,
        movable: line.state == VisitState::Planned,
        action: urls::visit(line.visit.id),
        settle: urls::visit_settle(line.visit.id),
        version: line.visit.version,
        talk: line.talk.map(urls::interaction).unwrap_or_default(),
    }
}

fn card(t: Texts, of: &Proposal) -> ProposalCard {
    let mut about = vec![hours(t, i64::from(of.quarters))];
    if let Some(by) = of.by {
        about.push(t.with1("week-by", "day", format::day(t.language, by)));
    }
    let first = of.grounds.first();
    let purpose = match first {
        Some(ProposalGround::Step(what) | ProposalGround::Prospect(what)) => what.clone(),
        _ => String::new(),
    };
    ProposalCard {
        with: of.with.to_string(),
        href: urls::visited(of.with),
        name: of.name.clone(),
        grounds: of.grounds.iter().map(|one| ground(t, one)).collect(),
        reason: first.map_or("own", |one| one.reason().code()),
        about: about.join(" · "),
        day: of.day.map(|day| day.to_string()).unwrap_or_default(),
        hours: hours_field(t, of.quarters),
        purpose,
    }
}

/// Why a visit is proposed, as a sentence.
fn ground(t: Texts, of: &ProposalGround) -> String {
    let words = |id: &str, none: &str, what: &str| {
        if what.is_empty() {
            t.get(none).into_owned()
        } else {
            t.with1(id, "what", what)
        }
    };
    match of {
        ProposalGround::Step(what) => words("week-ground-step", "visit-reason-step", what),
        ProposalGround::Review(what) => words("week-ground-review", "visit-reason-review", what),
        ProposalGround::Prospect(what) => {
            words("week-ground-prospect", "visit-reason-prospect", what)
        }
        ProposalGround::Silence(Some(days)) => {
            let days = format::decimal(t.language, *days, 0);
            t.with1("week-ground-silence", "days", days)
        }
        ProposalGround::Silence(None) => t.get("week-ground-never").into_owned(),
        ProposalGround::ProspectSilence(silence) => morning_words::prospect_silence(t, silence),
        ProposalGround::Gain(gain) => {
            let gain = format::decimal(t.language, *gain, 0);
            t.with1("week-ground-gain", "gain", gain)
        }
    }
}

impl WeekPage {
    fn before(&self) -> String {
        urls::week(self.plan.week.later(-1), &self.of)
    }

    fn after(&self) -> String {
        urls::week(self.plan.week.later(1), &self.of)
    }

    fn is_team(&self) -> bool {
        self.of == "team"
    }

    fn lead(&self) -> String {
        let t = self.t;
        let days = [self.plan.week.first_day(), self.plan.week.last_day()];
        let [from, to] = days.map(|day: Date| format::day(t.language, day));
        let whose = match &self.plan.user {
            Some((_, name)) => name.clone(),
            None => t.get("week-team").into_owned(),
        };
        t.with(
            "week-lead",
            &[("from", &from), ("to", &to), ("who", &whose)],
        )
    }

    fn stats(&self) -> Vec<(&'static str, String)> {
        let t = self.t;
        let sum = |of: fn(&DayPlan) -> u32| {
            let sum: u32 = self.plan.days.iter().map(of).sum();
            hours(t, i64::from(sum))
        };
        let counts = self.plan.adherence;
        let count = |count: u64| format::integer(t.language, i128::from(count));
        vec![
            ("week-stat-hours", sum(|day| day.hours.quarters)),
            ("week-stat-planned", sum(|day| day.planned)),
            ("week-stat-meant", count(counts.meant)),
            ("week-stat-expected", self.expected()),
        ]
    }

    /// What the week is expected to bring; at least so much when something is not judged.
    fn expected(&self) -> String {
        let t = self.t;
        let money = |value: f64| {
            let number = format::decimal(t.language, value, 0);
            format!("{number} {}", format::currency_sign(self.plan.currency))
        };
        match &self.plan.expected {
            Estimate::Known(value) => money(*value),
            Estimate::Range(low, high) if high.is_infinite() => {
                t.with1("week-at-least", "value", money(*low))
            }
            other => evidence::estimate(t, other, 0),
        }
    }

    fn why(&self) -> Vec<String> {
        let inputs = self.plan.why.inputs.iter();
        let inputs = inputs.map(|one| evidence::input(self.t, one));
        let missing = self.plan.why.missing.iter();
        inputs
            .chain(missing.map(|one| evidence::missing(self.t, one)))
            .collect()
    }

    fn fact(&self) -> Vec<(&'static str, u64)> {
        let counts = self.plan.adherence;
        vec![
            ("week-fact-done", counts.done),
            ("week-fact-missed", counts.missed),
            ("week-fact-unknown", counts.unknown),
            ("week-fact-ahead", counts.ahead),
            ("week-fact-unplanned", counts.unplanned),
        ]
    }

    fn brought(&self) -> [String; 2] {
        let (of_plan, others) = self.plan.brought;
        let told = |id: &str, names: u64, steps: u64| {
            self.t.with(id, &[("names", &names), ("steps", &steps)])
        };
        [
            told("week-brought-plan", of_plan.names, of_plan.steps),
            told("week-brought-others", others.names, others.steps),
        ]
    }

    fn misses(&self) -> Vec<(&'static str, String)> {
        let all = MissReason::ALL.iter();
        all.map(|one| (one.code(), self.t.get(one.message_id()).into_owned()))
            .collect()
    }

    fn week(&self) -> String {
        self.plan.week.to_string()
    }

    /// Whose plan a visit that is added becomes part of; nothing for one's own.
    fn visits_of(&self) -> String {
        self.plan
            .user
            .as_ref()
            .map(|(id, _)| id.to_string())
            .unwrap_or_default()
    }

    fn error(&self, field: &str) -> Option<&'static str> {
        let error = self.typed.error.filter(|(at, _)| *at == field);
        error.map(|(_, message)| message)
    }

    fn plans(&self) -> bool {
        self.may_edit && self.plan.user.is_some()
    }
}

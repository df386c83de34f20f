//! Whom to greet: the part of the front page that tells it, and the deeds on a greeting.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use clientela_app::morning_words;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, GreetingId, PersonId, UserId};
use clientela_texts::{Texts, evidence, format};

use super::done;
use super::happening_parts::{Undoable, back_of, kind_options, part, without_undo};
use super::shared::SelectOption;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields, day};
use crate::frame::Frame;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::{Colleague, InteractionKind};
use crate::views::morning::{
    Dealt, Greeting, GreetingDraft, GreetingState, Morning, MorningRequest, Owed, ProspectGreeting,
    ProspectReason,
};
use crate::views::reading::PublicationLine;

/// Decimals of a greeting's points: they are money, and nobody needs cents.
const POINTS_DECIMALS: u32 = 0;

/// The addresses.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::GREETINGS, post(keep))
        .route("/greetings/{id}/take-back", post(take_back))
}

#[derive(Template)]
#[template(path = "parts/morning.html")]
struct MorningPart {
    frame: Frame,
    t: Texts,
    here: String,
    may_edit: bool,
    title: String,
    morning: Morning,
    whose: Vec<SelectOption>,
    asked_day: String,
    kinds: Vec<SelectOption>,
}

/// What both sides owe, for the side column.
#[derive(Template)]
#[template(path = "parts/morning_owed.html")]
struct MorningOwed {
    t: Texts,
    day: Date,
    ours: Vec<Owed>,
    theirs: Vec<Owed>,
}

/// The two parts of the front page that tell of a morning.
pub(crate) struct MorningParts {
    pub greetings: Markup,
    pub owed: Markup,
    /// Somebody is to be greeted, so the first greeting has the button that stands out.
    pub has_greetings: bool,
}

/// A greeting as the page shows it.
struct Card {
    whom: String,
    whom_href: String,
    who: String,
    client: String,
    client_href: String,
    gift_href: String,
    account: String,
    person: String,
    phone: String,
    email: String,
    reasons: Vec<String>,
    bring: String,
    ask: String,
}

/// Somebody at a prospect as the page shows them.
struct ProspectCard {
    id: String,
    whom: String,
    whom_href: String,
    who: String,
    prospect: String,
    href: String,
    contact: String,
    reason: String,
    /// Where waking it goes; empty for one that is not parked.
    wake: String,
    /// The stage it goes back to.
    stage: String,
    version: String,
}

/// What was done with a greeting.
struct DealtRow {
    whom: String,
    href: String,
    state: String,
    note: String,
    is_done: bool,
    take_back: String,
}

/// Something to be read today.
struct ToReadRow {
    href: String,
    name: String,
    about: String,
}

/// A promise in the side column.
struct OwedRow {
    what: String,
    href: String,
    when: String,
    iso: String,
    late: bool,
    with: String,
}

/// Whose morning, of which day, as the address says it; only who leads the firm may ask for another's.
pub(crate) fn asked(query: &str) -> MorningRequest {
    let fields = Fields::parse(query);
    MorningRequest {
        of: UserId::parse(fields.get("for")),
        day: day(fields.get("date")),
    }
}

/// The parts of the front page.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub(crate) async fn morning_parts(
    state: &WebState,
    visitor: &SignedIn,
    frame: &Frame,
) -> Result<MorningParts, WebError> {
    let request = asked(&visitor.query);
    let user = &visitor.user;
    let morning = state.desk.morning(user, &request).await?;
    let colleagues = if user.assigns_owners {
        state.desk.colleagues(user).await?
    } else {
        Vec::new()
    };
    let t = visitor.t;
    let shown = request.of.unwrap_or(user.id);
    let title = match (&morning.user, shown == user.id) {
        (Some((_, name)), false) => t.with1("morning-of", "name", name),
        _ => t.get("morning-title").into_owned(),
    };
    let owed = part(&MorningOwed {
        t,
        day: morning.day,
        ours: morning.owed_by_us.clone(),
        theirs: morning.owed_to_us.clone(),
    })?;
    let has_greetings = !morning.greetings.is_empty();
    let greetings = part(&MorningPart {
        here: without_undo(&frame.here),
        frame: frame.clone(),
        t,
        may_edit: user.may_edit,
        title,
        whose: whose(&colleagues, shown),
        asked_day: request.day.map(|day| day.to_string()).unwrap_or_default(),
        kinds: kind_options(t, Some(InteractionKind::Call)),
        morning,
    })?;
    Ok(MorningParts {
        greetings,
        owed,
        has_greetings,
    })
}

fn whose(colleagues: &[Colleague], shown: UserId) -> Vec<SelectOption> {
    colleagues
        .iter()
        .filter(|colleague| colleague.active)
        .map(|colleague| SelectOption {
            value: colleague.id.to_string(),
            name: colleague.name.clone(),
            selected: colleague.id == shown,
        })
        .collect()
}

impl MorningPart {
    fn today(&self) -> Date {
        self.morning.day
    }

    /// Whose morning it is, for the forms.
    fn whose_id(&self) -> String {
        let user = self.morning.user.as_ref();
        user.map(|(id, _)| id.to_string()).unwrap_or_default()
    }

    fn cards(&self) -> Vec<Card> {
        self.morning
            .greetings
            .iter()
            .map(|one| self.card(one))
            .collect()
    }

    fn waiting(&self) -> Vec<Card> {
        self.morning
            .can_wait
            .iter()
            .map(|one| self.card(one))
            .collect()
    }

    fn card(&self, greeting: &Greeting) -> Card {
        let t = self.t;
        let client_href = urls::account(greeting.account);
        let person = greeting.person.as_ref();
        let who = match person {
            None => t.get("greeting-nobody").into_owned(),
            Some(person) => person.title.clone(),
        };
        let reasons = greeting.reasons.iter();
        Card {
            whom: morning_words::whom(greeting).to_owned(),
            whom_href: person.map_or_else(|| client_href.clone(), |one| urls::person(one.id)),
            who,
            client: person
                .filter(|one| one.name != greeting.account_name)
                .map(|_| greeting.account_name.clone())
                .unwrap_or_default(),
            client_href,
            gift_href: urls::gift_new_with(greeting.account),
            account: greeting.account.to_string(),
            person: person.map(|one| one.id.to_string()).unwrap_or_default(),
            phone: person.map(|one| one.phone.clone()).unwrap_or_default(),
            email: person.map(|one| one.email.clone()).unwrap_or_default(),
            reasons: reasons
                .map(|one| morning_words::reason(t, one, self.today()))
                .collect(),
            bring: morning_words::bring(t, greeting),
            ask: morning_words::ask(t, greeting),
        }
    }

    fn prospects(&self) -> Vec<ProspectCard> {
        let t = self.t;
        let greetings = self.morning.prospects.greetings.iter();
        let card = |one: &ProspectGreeting| {
            let (wake, stage) = match &one.reason {
                ProspectReason::Parked { before, .. } => (
                    urls::prospect_deed(one.prospect, "wake"),
                    t.with1("prospect-wake-to", "stage", t.get(before.message_id())),
                ),
                ProspectReason::Silent(_) => (String::new(), String::new()),
            };
            ProspectCard {
                id: one.prospect.to_string(),
                whom: one.person.name.clone(),
                whom_href: urls::person(one.person.person_id),
                who: one.person.role.clone(),
                prospect: one.name.clone(),
                href: urls::prospect(one.prospect),
                contact: one.person.contact.clone(),
                reason: morning_words::prospect_reason(t, &one.reason, self.today()),
                wake,
                stage,
                version: one.version.to_string(),
            }
        };
        greetings.map(card).collect()
    }

    fn more_prospects(&self) -> String {
        match self.morning.prospects.more {
            0 => String::new(),
            count => self.t.with1("morning-prospects-more", "count", count),
        }
    }

    /// Everybody who is greeted today.
    fn count(&self) -> usize {
        self.morning.greetings.len() + self.morning.prospects.greetings.len()
    }

    /// How the first greeting that is not a promise came to its points; of a promise when there are
    /// only such.
    fn points(&self) -> Option<(String, Vec<String>)> {
        let (t, greetings) = (self.t, &self.morning.greetings);
        let open = greetings.iter().find(|one| !one.is_pinned);
        let of = open.or_else(|| greetings.first())?;
        let points = format::decimal(t.language, of.counted, POINTS_DECIMALS);
        let said = t.with(
            "morning-why-of",
            &[("name", &morning_words::whom(of)), ("points", &points)],
        );
        let why = of.why(self.morning.currency);
        let inputs = why.inputs.iter().map(|input| evidence::input(t, input));
        Some((said, inputs.collect()))
    }

    fn to_read(&self) -> Vec<ToReadRow> {
        let row = |line: &PublicationLine| ToReadRow {
            href: urls::publication(line.publication.id),
            name: line.publication.publication.name.clone(),
            about: line.publication.publication.looks_for.clone(),
        };
        self.morning.to_read.iter().map(row).collect()
    }

    fn more(&self) -> String {
        match self.morning.can_wait_count {
            0 => String::new(),
            count => self.t.with1("morning-can-wait", "count", count),
        }
    }

    fn undecidable(&self) -> String {
        match self.morning.undecidable {
            0 => String::new(),
            count => self.t.with1("morning-undecidable", "count", count),
        }
    }

    fn undecidable_href(&self) -> String {
        urls::with_query(urls::ACCOUNTS, &[("need", "never_met")])
    }

    fn none(&self) -> &'static str {
        if self.morning.clients == 0 {
            "morning-no-clients"
        } else {
            "morning-none"
        }
    }

    fn due_count(&self) -> usize {
        let today = self.today();
        let due = self.morning.owed_by_us.iter();
        due.filter(|one| one.promise.due_day <= today).count()
    }

    fn late_count(&self) -> usize {
        let today = self.today();
        let late = self.morning.owed_to_us.iter();
        late.filter(|one| one.promise.due_day < today).count()
    }

    fn dealt(&self) -> Vec<DealtRow> {
        let row = |dealt: &Dealt| {
            let own = &dealt.greeting.greeting;
            let whom = if dealt.person_name.is_empty() {
                dealt.account_name.clone()
            } else {
                format!("{}, {}", dealt.person_name, dealt.account_name)
            };
            let back = own.until_day.tomorrow().unwrap_or(own.until_day);
            let until = format::day(self.t.language, back);
            DealtRow {
                whom,
                href: urls::account(own.account_id),
                state: match own.state {
                    GreetingState::Greeted => self.t.get("greeting-state-greeted").into_owned(),
                    GreetingState::Wrong => self.t.get("greeting-state-wrong").into_owned(),
                    GreetingState::PutOff => self.t.with1("greeting-state-put-off", "day", until),
                },
                note: own.note.clone(),
                is_done: dealt.is_done(),
                take_back: urls::greeting_taken_back(dealt.greeting.id),
            }
        };
        self.morning.dealt.iter().map(row).collect()
    }
}

impl MorningOwed {
    fn we_owe(&self) -> Vec<OwedRow> {
        self.ours.iter().map(|one| self.owed(one)).collect()
    }

    fn they_owe(&self) -> Vec<OwedRow> {
        self.theirs.iter().map(|one| self.owed(one)).collect()
    }

    fn owed(&self, owed: &Owed) -> OwedRow {
        let (t, promise) = (self.t, &owed.promise);
        let with = if owed.person_name.is_empty() {
            owed.account_name.clone()
        } else {
            format!("{}, {}", owed.person_name, owed.account_name)
        };
        OwedRow {
            what: promise.what.clone(),
            href: urls::obligation(promise.id),
            when: if promise.due_day == self.day {
                t.get("morning-today").into_owned()
            } else {
                format::day(t.language, promise.due_day)
            },
            iso: promise.due_day.to_string(),
            late: promise.due_day < self.day,
            with,
        }
    }

    fn owed_href(&self, debtor: &str) -> String {
        urls::with_query(urls::OBLIGATIONS, &[("debtor", debtor), ("state", "owed")])
    }
}

/// `POST /greetings`: somebody was greeted, is put off, or should not have been there.
pub async fn keep(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let required = |field: &'static str| WebError::Invalid {
        field,
        message: "field-required",
    };
    let account = AccountId::parse(fields.get("account")).ok_or_else(|| required("account"))?;
    let kept = GreetingState::from_code(fields.get("state")).ok_or_else(|| required("state"))?;
    let kind = InteractionKind::from_code(fields.get("kind")).unwrap_or(InteractionKind::Call);
    let draft = GreetingDraft {
        of: UserId::parse(fields.get("for")),
        person: PersonId::parse(fields.get("person")),
        kind,
        until: fields.get("until").to_owned(),
        note: fields.get("note").to_owned(),
        ..GreetingDraft::new(account, kept)
    };
    let id = state
        .desk
        .keep_greeting(&visitor.user, visitor.t, &draft)
        .await?;
    let back = back_of(&fields);
    Ok(Redirect::to(&Undoable::Greeting(id).after(&back)).into_response())
}

/// `POST /greetings/{id}/take-back`
pub async fn take_back(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let id = GreetingId::parse(&id).ok_or(WebError::NotFound)?;
    state.desk.take_greeting_back(&visitor.user, id).await?;
    Ok(done(&visitor, &back_of(&fields), "greeting-taken-back"))
}

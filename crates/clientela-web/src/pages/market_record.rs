//! One record of the market: how a competitor stands at a client, what was won or lost, what a client buys in all,
//! what went wrong, what is said. All are written down, shown and changed by one set of handlers; what differs is [`MarketForm`].

use async_trait::async_trait;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::ids::{AccountId, PersonId};
use clientela_store::market::MarketRecord;
use clientela_texts::Texts;

use super::conflict::{self, Conflict};
use super::done_with_undo;
use super::form_fields::FormField;
use super::known_form::{Drawing, Fault, TypedForm, plain_option};
use super::shared::SelectOption;
use super::trouble_page::{Fact, TroublePage};
use crate::desk::{Answer, Desk, DeskError};
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::Area;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::UserView;
use crate::views::market::{MarketDraft, MarketLine};

/// A line of a kind of draft.
pub(super) type LineOf<F> = MarketLine<<F as MarketDraft>::Record>;

/// The id of a kind of draft.
pub(super) type IdOf<F> = <<F as MarketDraft>::Record as MarketRecord>::Id;

/// What differs from kind to kind.
#[async_trait]
pub(super) trait MarketForm: MarketDraft {
    /// The fields of the form; `client` only while a record is written down.
    const NAMES: &'static [&'static str];

    /// Prefix of its messages.
    const PREFIX: &'static str;

    /// The list it stands in: address, and the message that names it.
    const LIST: (&'static str, &'static str);

    /// Where one is written down.
    const NEW: &'static str;

    /// The area of its pages.
    const AREA: Area = Area::Competitors;

    /// It may be of no client in particular.
    const CLIENT_OPTIONAL: bool = false;

    /// The id of an address.
    fn parse(id: &str) -> Option<IdOf<Self>>;

    /// Its address.
    fn address(id: IdOf<Self>) -> String;

    /// As the form says it.
    fn typed(&self) -> TypedForm;

    /// What the form says.
    fn read(form: &TypedForm) -> Result<Self, Fault>;

    /// The form in its rows.
    fn rows(drawing: &Drawing<'_>, choices: Choices) -> Vec<Vec<FormField>>;

    /// The same at a client, for kinds that may be of none.
    #[must_use]
    fn placed(self, _: Option<AccountId>) -> Self {
        self
    }

    /// What one record is called.
    fn heading(t: Texts, line: &LineOf<Self>) -> String;

    /// What is known of it.
    fn facts(t: Texts, line: &LineOf<Self>) -> Vec<Fact>;

    /// One record.
    async fn line(desk: &dyn Desk, user: &UserView, id: IdOf<Self>) -> Answer<LineOf<Self>>;

    /// Writes one down.
    async fn write(
        &self,
        desk: &dyn Desk,
        user: &UserView,
        account: Option<AccountId>,
    ) -> Answer<IdOf<Self>>;

    /// Changes one.
    async fn change(&self, desk: &dyn Desk, user: &UserView, at: (IdOf<Self>, i64)) -> Answer<()>;
}

/// Whom a form lets choose.
pub(super) struct Choices {
    /// All competitors.
    pub competitors: Vec<SelectOption>,
    /// People of the client, and whoever is chosen already.
    pub people: Vec<SelectOption>,
}

/// Yes, or nothing.
pub(super) fn yes_option(t: Texts) -> Vec<SelectOption> {
    vec![plain_option("yes", t.get("yes"))]
}

/// The client a form names: none when it may be of none, a fault when nobody is meant.
async fn client_of<F: MarketForm>(
    state: &WebState,
    visitor: &SignedIn,
    form: &TypedForm,
    now: Option<&LineOf<F>>,
) -> Result<Result<Option<AccountId>, Fault>, WebError> {
    let typed = form.get("client").trim();
    if typed.is_empty() && F::CLIENT_OPTIONAL {
        return Ok(Ok(None));
    }
    // Whoever leaves the name as it was means the client it is.
    if let Some(line) = now.filter(|line| line.account_name == typed) {
        return Ok(Ok(line.kept.record.account()));
    }
    let found = state.desk.find_account(&visitor.user, typed).await?;
    Ok(found.map(Some).ok_or(("client", "add-client-unknown")))
}

async fn choices<F: MarketForm>(
    state: &WebState,
    visitor: &SignedIn,
    form: &TypedForm,
) -> Result<Choices, WebError> {
    let (desk, user) = (&state.desk, &visitor.user);
    let competitors = desk.competitors(user).await?;
    let option = |one: &crate::views::market::Competitor| {
        plain_option(one.id.to_string(), one.competitor.name.clone())
    };
    let mut people = Vec::new();
    if F::NAMES.contains(&"person") {
        if let Some(account) = desk.find_account(user, form.get("client")).await? {
            people = desk.people_at(user, account).await?;
        }
        let chosen = PersonId::parse(form.get("person"));
        let elsewhere = chosen.filter(|id| people.iter().all(|(known, _)| known != id));
        let elsewhere: Vec<PersonId> = elsewhere.into_iter().collect();
        people.extend(desk.people_named(user, &elsewhere).await?);
    }
    let person = |(id, name): &(PersonId, String)| plain_option(id.to_string(), name.clone());
    Ok(Choices {
        competitors: competitors.iter().map(option).collect(),
        people: people.iter().map(person).collect(),
    })
}

async fn rows<F: MarketForm>(
    state: &WebState,
    visitor: &SignedIn,
    (form, errors): (&TypedForm, &FieldErrors),
    is_new: bool,
) -> Result<Vec<Vec<FormField>>, WebError> {
    let t = visitor.t;
    let drawing = Drawing {
        t,
        prefix: F::PREFIX,
        form,
        errors,
    };
    let mut all = F::rows(&drawing, choices::<F>(state, visitor, form).await?);
    if F::CLIENT_OPTIONAL {
        all.insert(0, vec![drawing.line("client")]);
    } else if is_new {
        all.insert(0, vec![drawing.required("client")]);
    }
    if !is_new {
        all.push(vec![drawing.choice("withdrawn", yes_option(t))]);
    }
    Ok(all)
}

/// The page on which one is written down.
pub(super) async fn new<F: MarketForm>(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let fields = Fields::parse(&visitor.query);
    let mut form = TypedForm::of(&fields, F::NAMES);
    if let Some(id) = AccountId::parse(fields.get("account")) {
        let name = state.desk.account_name(&visitor.user, id).await?;
        form.propose("client", name);
    }
    let page = new_page::<F>(&state, &visitor, (&form, &Vec::new())).await?;
    page.open()
}

async fn new_page<F: MarketForm>(
    state: &WebState,
    visitor: &SignedIn,
    typed: (&TypedForm, &FieldErrors),
) -> Result<TroublePage, WebError> {
    let t = visitor.t;
    let said = |suffix: &str| t.get(&format!("{}-{suffix}", F::PREFIX)).into_owned();
    Ok(TroublePage {
        frame: visitor.frame(said("new"), F::AREA),
        t,
        list: (F::LIST.0, t.get(F::LIST.1).into_owned()),
        account: (String::new(), String::new()),
        heading: said("new"),
        lead: said("new-lead"),
        facts: Vec::new(),
        rows: rows::<F>(state, visitor, typed, true).await?,
        action: F::NEW.to_owned(),
        save: t.get("save").into_owned(),
        version: None,
        opened: Markup::default(),
        may_edit: true,
        errors_shown: false,
    })
}

/// Writes one down.
pub(super) async fn save<F: MarketForm>(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&fields, F::NAMES);
    let (desk, user) = (state.desk.as_ref(), &visitor.user);
    let client = client_of::<F>(&state, &visitor, &form, None).await?;
    let saved = match (client, F::read(&form)) {
        (Err((field, message)), _) | (_, Err((field, message))) => {
            Err(DeskError::Invalid { field, message })
        }
        (Ok(client), Ok(draft)) => draft.placed(client).write(desk, user, client).await,
    };
    match saved {
        Ok(id) => Ok(Redirect::to(&F::address(id)).into_response()),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let page = new_page::<F>(&state, &visitor, (&form, &errors)).await?;
            page.refused(Markup::default())
        }
        Err(other) => Err(other.into()),
    }
}

/// One record.
pub(super) async fn show<F: MarketForm>(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = F::parse(&id).ok_or(WebError::NotFound)?;
    let line = F::line(state.desk.as_ref(), &visitor.user, id).await?;
    let form = standing::<F>(&line);
    let page = page::<F>(&state, &visitor, &line, (&form, &Vec::new())).await?;
    page.open()
}

/// A record as its form says it.
fn standing<F: MarketForm>(line: &LineOf<F>) -> TypedForm {
    let mut form = F::of(&line.kept.record).typed();
    form.propose("client", line.account_name.clone());
    form
}

async fn page<F: MarketForm>(
    state: &WebState,
    visitor: &SignedIn,
    line: &LineOf<F>,
    typed: (&TypedForm, &FieldErrors),
) -> Result<TroublePage, WebError> {
    let t = visitor.t;
    let heading = F::heading(t, line);
    let mut facts = F::facts(t, line);
    facts.retain(|fact| !fact.value.is_empty());
    Ok(TroublePage {
        frame: visitor.frame(heading.clone(), F::AREA),
        t,
        list: (F::LIST.0, t.get(F::LIST.1).into_owned()),
        account: (
            line.kept
                .record
                .account()
                .map(urls::account)
                .unwrap_or_default(),
            line.account_name.clone(),
        ),
        heading,
        lead: String::new(),
        facts,
        rows: rows::<F>(state, visitor, typed, false).await?,
        action: F::address(line.kept.id),
        save: t.get("save").into_owned(),
        version: Some(line.kept.version),
        opened: Markup::default(),
        may_edit: visitor.user.may_edit,
        errors_shown: false,
    })
}

/// Changes one.
pub(super) async fn change<F: MarketForm>(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = F::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (state.desk.as_ref(), &visitor.user);
    let line = F::line(desk, user, id).await?;
    visitor.require(user.may_edit)?;
    let version = fields.get("version").parse().unwrap_or(0);
    let form = TypedForm::of(&fields, F::NAMES);
    let client = if F::CLIENT_OPTIONAL {
        client_of::<F>(&state, &visitor, &form, Some(&line)).await?
    } else {
        Ok(line.kept.record.account())
    };
    let saved = match (client, F::read(&form)) {
        (Err((field, message)), _) | (_, Err((field, message))) => {
            Err(DeskError::Invalid { field, message })
        }
        (Ok(client), Ok(draft)) => draft.placed(client).change(desk, user, (id, version)).await,
    };
    match saved {
        Ok(()) => done_with_undo(&state, &visitor, &F::address(id), "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let mut page = page::<F>(&state, &visitor, &line, (&form, &errors)).await?;
            page.version = Some(version);
            page.refused(conflict::still_opened(&fields))
        }
        Err(DeskError::Conflict) => {
            both::<F>(&state, &visitor, (id, version), (&fields, &form)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Theirs beside mine.
async fn both<F: MarketForm>(
    state: &WebState,
    visitor: &SignedIn,
    (id, version): (IdOf<F>, i64),
    (fields, form): (&Fields, &TypedForm),
) -> Result<Response, WebError> {
    let now = F::line(state.desk.as_ref(), &visitor.user, id).await?;
    if now.kept.version == version {
        return Err(WebError::Conflict);
    }
    let standing = standing::<F>(&now);
    let theirs = page::<F>(state, visitor, &now, (&standing, &Vec::new())).await?;
    let mine = page::<F>(state, visitor, &now, (form, &Vec::new())).await?;
    let conflict = Conflict {
        name: match now.account_name.as_str() {
            "" => F::heading(visitor.t, &now),
            client => format!("{}, {client}", F::heading(visitor.t, &now)),
        },
        area: F::AREA,
        record: (<F::Record as MarketRecord>::WORD, id.to_string()),
        action: F::address(id),
        back: F::address(id),
        version: now.kept.version,
        fields,
        mine: mine.versions(),
        theirs: theirs.versions(),
    };
    conflict::page(state, visitor, conflict).await
}

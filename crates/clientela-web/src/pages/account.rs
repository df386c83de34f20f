//! One client: in brief, why key, points of view, potential, sales, products. One file a section;
//! here the page itself and its sticky head.

mod brief;
mod criteria;
pub mod forms;
mod need;
mod potential;
mod record;
mod sales;
mod why;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::amount::Amount;
use clientela_domain::ids::AccountId;
use clientela_store::duplicate_pairs::PairKind;
use clientela_texts::{Texts, format};

use super::account_master::AccountMaster;
use super::account_people::AccountPeople;
use super::shared::{class_name, day_or_unknown, verdict_badge, verdict_name};
use crate::error::WebError;
use crate::form::{FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{AccountNeedView, AccountView, Criterion, ProfileView, Proof, ScoreView};

#[derive(Template)]
#[template(path = "account.html")]
pub(super) struct AccountPage {
    frame: Frame,
    t: Texts,
    view: AccountView,
    typed: Typed,
    may_edit: bool,
    happenings: Markup,
    /// What the client and we owe each other.
    bond: Markup,
    execution: Markup,
    /// Who decides there, who can stop it, whom to win next.
    map: Markup,
    /// What was given and received.
    gifts: Markup,
    agreements: Markup,
    /// How both sides support each other.
    support: Markup,
    /// Its problems, what threatens the business with it, how satisfied it is.
    known: Markup,
    /// How far the relationship has come.
    stage: Markup,
    /// What a new manager asks first.
    questions: Markup,
    /// Who else sells to it, and our share of what it buys.
    market: Markup,
    opportunities: Markup,
    /// Names its people gave us, and through whom it came.
    names: Markup,
    /// Clients that may be the same as this one.
    twins: Markup,
    need: AccountNeedView,
}

/// What was typed into a form of the page that could not be taken; empty on a plain visit.
#[derive(Default)]
pub(super) struct Typed {
    answer: Option<AnswerInput>,
    potential: PotentialInput,
    errors: FieldErrors,
}

/// An answer as typed, with what is wrong about it.
pub(super) struct AnswerInput {
    criterion: Criterion,
    fields: Fields,
    message: &'static str,
}

/// The potential as typed, so that nothing is lost when a value cannot be read.
#[derive(Default)]
pub(super) struct PotentialInput {
    pub low: String,
    pub likely: String,
    pub high: String,
    pub source: String,
}

struct Fact {
    name: String,
    value: String,
}

/// `GET /accounts/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    match page(&state, &visitor, id, Typed::default()).await {
        Ok(page) => Ok(render(&page)?.into_response()),
        // An old link to a client that was merged into another leads to that one.
        Err(WebError::NotFound) => {
            let other = state.desk.surviving_account(&visitor.user, id).await?;
            let other = other.ok_or(WebError::NotFound)?;
            Ok(Redirect::to(&urls::account(other)).into_response())
        }
        Err(other) => Err(other),
    }
}

/// The page, with what was typed into one of its forms.
pub(super) async fn page(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
    typed: Typed,
) -> Result<AccountPage, WebError> {
    let view = if Fields::parse(&visitor.query).get("scope") == "group" {
        state.desk.account_group(&visitor.user, id).await?
    } else {
        state.desk.account(&visitor.user, id).await?
    };
    let need = state.desk.account_need(&visitor.user, id).await?;
    let frame = visitor.frame(view.name.clone(), Area::Accounts);
    Ok(AccountPage {
        frame,
        t: visitor.t,
        may_edit: visitor.user.may_edit,
        happenings: super::account_timeline::section(state, visitor, id).await?,
        bond: super::account_bond::section(state, visitor, id).await?,
        execution: super::account_execution::section(state, visitor, id).await?,
        map: super::account_map::section(state, visitor, id).await?,
        gifts: super::account_gifts::section(state, visitor, id).await?,
        agreements: super::account_agreements::section(state, visitor, id).await?,
        support: super::account_support::section(state, visitor, id).await?,
        known: super::account_known::section(state, visitor, id).await?,
        stage: super::account_stage::section(state, visitor, id).await?,
        questions: super::account_questions::section(state, visitor, id).await?,
        market: super::account_market::section(state, visitor, id).await?,
        opportunities: super::opportunity_section::of_account(state, visitor, id).await?,
        names: super::names_section::of_account(state, visitor, id).await?,
        twins: super::similar::twins(state, visitor, PairKind::Account, id.0).await?,
        view,
        need,
        typed,
    })
}

impl AccountPage {
    fn people(&self) -> Markup {
        AccountPeople {
            t: self.t,
            id: self.view.id,
            people: &self.view.master.people,
            map: &self.map,
            may_edit: self.may_edit,
        }
        .markup()
    }

    fn master(&self) -> AccountMaster<'_> {
        AccountMaster {
            t: self.t,
            frame: &self.frame,
            id: self.view.id,
            view: &self.view.master,
            may_edit: self.may_edit,
        }
    }

    fn money(&self, amount: Amount) -> String {
        format::money_whole(self.t.language, amount, self.view.currency)
    }

    fn share(&self, share: f64) -> String {
        format::share(self.t.language, share)
    }

    fn unknown(&self) -> String {
        self.t.get("unknown").into_owned()
    }

    fn currency_sign(&self) -> String {
        format::currency_sign(self.view.currency)
    }

    fn may_edit(&self) -> bool {
        self.may_edit
    }

    /// The profile the criteria are weighted by.
    fn profile(&self) -> Option<&ProfileView> {
        self.view
            .profiles
            .iter()
            .find(|profile| profile.id == self.view.profile)
            .or(self.view.profiles.first())
    }

    fn score(&self) -> ScoreView {
        self.profile().map_or(
            ScoreView {
                low: 0.0,
                stated: 0.0,
                high: 1.0,
                threshold: 0.7,
            },
            |one| one.score,
        )
    }

    fn proven(&self) -> usize {
        self.view
            .criteria
            .iter()
            .filter(|one| one.proof == Proof::Proven && one.low >= one.high)
            .count()
    }

    fn badge(&self) -> Markup {
        let verdict = verdict_name(self.t, self.view.verdict);
        let proven = self.proven();
        let text = self.t.with(
            "account-proven-badge",
            &[("verdict", &verdict), ("proven", &proven)],
        );
        verdict_badge(self.view.verdict, &text)
    }

    fn next_question(&self) -> Option<Criterion> {
        self.profile().and_then(|profile| profile.next_question)
    }

    fn confidentiality_href(&self) -> String {
        crate::urls::account_confidentiality(self.view.id)
    }

    fn plan_href(&self) -> String {
        crate::urls::plan(self.view.id)
    }

    fn journal_href(&self) -> String {
        crate::urls::account_journal(self.view.id)
    }

    fn next_anchor(&self) -> String {
        match self.next_question() {
            Some(Criterion::Volume) => "potential".to_owned(),
            Some(criterion) => format!("criterion-{}", criterion.code()),
            None => "why".to_owned(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let t = self.t;
        let mut facts = vec![Fact {
            name: t.get("accounts-class").into_owned(),
            value: class_name(t, self.view.class),
        }];
        if let Some(representative) = self.view.sales_representatives.first() {
            let name = t.get("account-representative").into_owned();
            facts.push(Fact {
                name,
                value: representative.clone(),
            });
        }
        let last = day_or_unknown(t, self.view.last_day);
        facts.push(Fact {
            name: t.get("account-last-sale").into_owned(),
            value: last,
        });
        facts
    }

    fn change(&self) -> Option<f64> {
        let (now, before) = (self.view.revenue?, self.view.revenue_before?);
        before
            .is_positive()
            .then(|| now.as_f64() / before.as_f64() - 1.0)
    }
}

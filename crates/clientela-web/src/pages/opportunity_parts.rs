//! What pages of opportunities share: rows of lists and boards, what one is worth in words, the fields of its form.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorId, PersonId, ProspectId, UserId};
use clientela_texts::{Texts, format};

use super::form_fields::FormField;
use super::known_form::{Drawing, Fault, TypedForm, plain_option};
use super::market_words::money_ends;
use super::next_steps::owner_options;
use super::shared::SelectOption;
use crate::error::WebError;
use crate::form::FieldErrors;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::opportunities::{OpportunityDraft, OpportunityLine, OpportunityStage};

/// One opportunity in a list or on the board.
pub(super) struct OpportunityRow {
    pub id: String,
    pub href: String,
    /// Where its form to be moved goes.
    pub move_action: String,
    pub name: String,
    /// Whose it is, client before prospect: address and name.
    pub whose: (String, String),
    pub groups: String,
    pub worth: String,
    pub stage: String,
    pub since: String,
    pub expected: String,
    pub owner: String,
    pub version: i64,
}

impl OpportunityRow {
    pub(super) fn new(t: Texts, line: &OpportunityLine) -> Self {
        let of = &line.opportunity;
        let (own, standing) = (&of.opportunity, &of.standing);
        let day =
            |day: Option<Date>| day.map_or_else(String::new, |day| format::day(t.language, day));
        Self {
            id: of.id.to_string(),
            href: urls::opportunity(of.id),
            move_action: urls::opportunity_move(of.id),
            name: own.name.clone(),
            whose: whose(line),
            groups: own.product_groups.join(", "),
            worth: worth(t, line),
            stage: t.get(standing.stage.message_id()).into_owned(),
            since: day(standing.day),
            expected: day(own.expected_on),
            owner: line.owner_name.clone(),
            version: of.version,
        }
    }
}

/// Whose an opportunity is: the address and the name of its client, or of its prospect; both empty while nobody knows.
pub(super) fn whose(line: &OpportunityLine) -> (String, String) {
    let own = &line.opportunity.opportunity;
    match (own.account_id, own.prospect_id) {
        (Some(id), _) => (urls::account(id), line.account_name.clone()),
        (None, Some(id)) => (urls::prospect(id), line.prospect_name.clone()),
        (None, None) => (String::new(), String::new()),
    }
}

/// What an opportunity is worth: a sum, an interval, or that nobody knows.
pub(super) fn worth(t: Texts, line: &OpportunityLine) -> String {
    let own = &line.opportunity.opportunity;
    match (own.value_low, own.value_high, own.currency) {
        (Some(low), high, Some(currency)) => money_ends(t, (low, high), currency),
        (None, Some(high), Some(currency)) => {
            let most = format::money(t.language, high, currency);
            t.with1("opportunity-worth-at-most", "value", most)
        }
        _ => t.get("unknown").into_owned(),
    }
}

/// The fields of the form of an opportunity.
pub(super) const OWN: [&str; 10] = [
    "name",
    "product_groups",
    "value_low",
    "value_high",
    "currency",
    "expected_on",
    "owner",
    "person",
    "competitor",
    "note",
];

/// An opportunity as its form says it.
pub(super) fn typed(draft: &OpportunityDraft) -> TypedForm {
    let amount = |amount: Option<Amount>| amount.map(|one| one.to_string()).unwrap_or_default();
    let owner = draft.owner.map(|id| id.to_string());
    let person = draft.person.map(|id| id.to_string());
    let competitor = draft.competitor.map(|id| id.to_string());
    let currency = draft.currency.map(|one| one.code().to_owned());
    TypedForm::with(vec![
        ("name", draft.name.clone()),
        ("product_groups", draft.product_groups.clone()),
        ("value_low", amount(draft.value_low)),
        ("value_high", amount(draft.value_high)),
        ("currency", currency.unwrap_or_default()),
        ("expected_on", draft.expected_on.clone()),
        ("owner", owner.unwrap_or_default()),
        ("person", person.unwrap_or_default()),
        ("competitor", competitor.unwrap_or_default()),
        ("note", draft.note.clone()),
    ])
}

/// What the form of an opportunity says; whose it is comes from elsewhere.
pub(super) fn draft(form: &TypedForm) -> Result<OpportunityDraft, Fault> {
    Ok(OpportunityDraft {
        account: None,
        prospect: None,
        name: form.text("name"),
        product_groups: form.text("product_groups"),
        value_low: form.money("value_low")?,
        value_high: form.money("value_high")?,
        currency: form.currency()?,
        expected_on: form.text("expected_on"),
        owner: UserId::parse(form.get("owner")),
        person: PersonId::parse(form.get("person")),
        competitor: CompetitorId::parse(form.get("competitor")),
        note: form.text("note"),
    })
}

/// Competitors to choose among.
pub(super) async fn competitors(
    state: &WebState,
    visitor: &SignedIn,
) -> Result<Vec<SelectOption>, WebError> {
    let all = state.desk.competitors(&visitor.user).await?;
    let option = |one: &crate::views::market::Competitor| {
        plain_option(one.id.to_string(), one.competitor.name.clone())
    };
    Ok(all.iter().map(option).collect())
}

/// The people who may decide: those of the client, or those at the prospect, and whoever is named.
async fn deciders(
    state: &WebState,
    visitor: &SignedIn,
    (account, prospect): (Option<AccountId>, Option<ProspectId>),
    named: Option<PersonId>,
) -> Result<Vec<SelectOption>, WebError> {
    let (desk, user) = (&state.desk, &visitor.user);
    let mut people = match (account, prospect) {
        (Some(id), _) => desk.people_at(user, id).await?,
        (None, Some(id)) => {
            let there = desk.prospect(user, id).await?.people.into_iter();
            there.map(|one| (one.person_id, one.name)).collect()
        }
        (None, None) => Vec::new(),
    };
    let elsewhere: Vec<PersonId> = named
        .into_iter()
        .filter(|id| people.iter().all(|(known, _)| known != id))
        .collect();
    people.extend(desk.people_named(user, &elsewhere).await?);
    let option = |(id, name): &(PersonId, String)| plain_option(id.to_string(), name.clone());
    Ok(people.iter().map(option).collect())
}

/// The rows of the form of an opportunity.
pub(super) async fn own_rows(
    state: &WebState,
    visitor: &SignedIn,
    whose: (Option<AccountId>, Option<ProspectId>),
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<Vec<Vec<FormField>>, WebError> {
    let drawing = Drawing {
        t: visitor.t,
        prefix: "opportunity",
        form,
        errors,
    };
    let named = PersonId::parse(form.get("person"));
    let people = deciders(state, visitor, whose, named).await?;
    let colleagues = state.desk.colleagues(&visitor.user).await?;
    let owners = owner_options(&colleagues, UserId::parse(form.get("owner")));
    let rivals = competitors(state, visitor).await?;
    let mut who = vec![drawing.choice("owner", owners)];
    if !people.is_empty() {
        who.push(drawing.choice("person", people));
    }
    if !rivals.is_empty() {
        who.push(drawing.choice("competitor", rivals));
    }
    Ok(vec![
        vec![drawing.required("name"), drawing.line("product_groups")],
        vec![
            drawing.line("value_low"),
            drawing.line("value_high"),
            drawing.line("currency"),
        ],
        vec![drawing.line("expected_on")],
        who,
        vec![drawing.lines("note")],
    ])
}

/// Stages as a menu offers them: all of these.
pub(super) fn stage_menu(
    t: Texts,
    stages: impl Iterator<Item = OpportunityStage>,
) -> Vec<SelectOption> {
    let option =
        |one: OpportunityStage| plain_option(one.code(), t.get(one.message_id()).into_owned());
    stages.map(option).collect()
}

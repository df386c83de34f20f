//! The dossier of a client and its way from one manager to another; made to be printed.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use clientela_app::hand_over::{ChecklistItem, checklist};
use clientela_domain::ids::{AccountId, HandoverId, UserId};
use clientela_store::handovers::Handover;
use clientela_texts::{Texts, evidence, format};

use super::parts::{
    Asked, ConditionCard, DutyLine, conditions, duty_lines, need_bar, recommendation_badge,
    recommendation_text,
};
use crate::error::WebError;
use crate::form::CheckedForm;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::pages::done;
use crate::pages::shared::SelectOption;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::DossierView;

/// Products the dossier names.
const PRODUCTS_NAMED: usize = 8;

/// The need from which the bar is marked; the default cut, which the dossier does not discuss.
const APPOINT: f64 = 0.6;

#[derive(Template)]
#[template(path = "managers/handover.html")]
struct HandoverPage {
    frame: Frame,
    t: Texts,
    view: DossierView,
    may_assign: bool,
    may_edit: bool,
}

struct Item {
    id: String,
    name: String,
    done: bool,
    note: String,
    said: String,
}

struct ProductRow {
    name: String,
    revenue: String,
}

/// `GET /handover/{account}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(account): Path<String>,
) -> Result<Response, WebError> {
    let account = AccountId::parse(&account).ok_or(WebError::NotFound)?;
    let view = state.desk.dossier(&visitor.user, account).await?;
    let title = visitor
        .t
        .with1("handover-title", "name", &view.dossier.page.account.name);
    let page = HandoverPage {
        frame: visitor.frame(title, Area::NeedForKam),
        t: visitor.t,
        may_assign: visitor.user.is_administrator,
        may_edit: visitor.user.may_edit,
        view,
    };
    Ok(render(&page)?.into_response())
}

/// `POST /handover/{account}`
pub async fn begin(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(account): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let account = AccountId::parse(&account).ok_or(WebError::NotFound)?;
    let to = UserId::parse(fields.get("to")).ok_or(WebError::Invalid {
        field: "to",
        message: "field-choice-invalid",
    })?;
    state
        .desk
        .begin_handover(&visitor.user, account, to)
        .await?;
    Ok(done(&visitor, &urls::handover(account), "handover-begun"))
}

/// `POST /handover/{account}/{id}/check`
pub async fn check(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((account, id)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let (account, id) = ids(&account, &id)?;
    let version = fields.get("version").parse().unwrap_or(0);
    let item = (
        fields.get("item"),
        fields.get("done") == "yes",
        fields.get("note"),
    );
    state
        .desk
        .check_handover(&visitor.user, (id, version), item)
        .await?;
    let to = format!("{}#checklist", urls::handover(account));
    Ok(done(&visitor, &to, "handover-saved"))
}

/// `POST /handover/{account}/{id}/finish`
pub async fn finish(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((account, id)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let (account, id) = ids(&account, &id)?;
    let version = fields.get("version").parse().unwrap_or(0);
    state
        .desk
        .finish_handover(&visitor.user, (id, version))
        .await?;
    let to = urls::handover(account);
    Ok(done(&visitor, &to, "handover-done-flash"))
}

fn ids(account: &str, id: &str) -> Result<(AccountId, HandoverId), WebError> {
    let account = AccountId::parse(account).ok_or(WebError::NotFound)?;
    Ok((account, HandoverId::parse(id).ok_or(WebError::NotFound)?))
}

impl HandoverPage {
    fn name(&self) -> &str {
        &self.view.dossier.page.account.name
    }

    fn account_href(&self) -> String {
        urls::account(self.view.dossier.page.account.id)
    }

    fn action(&self) -> String {
        urls::handover(self.view.dossier.page.account.id)
    }

    fn owner(&self) -> String {
        match self.view.dossier.owner.as_str() {
            "" => self.t.get("assign-nobody").into_owned(),
            name => name.to_owned(),
        }
    }

    fn managers(&self) -> Vec<SelectOption> {
        let owner = self.view.dossier.page.account.owner_id;
        let others = self
            .view
            .managers
            .iter()
            .filter(|card| Some(card.user) != owner);
        others
            .map(|card| SelectOption {
                value: card.user.to_string(),
                name: card.name.clone(),
                selected: false,
            })
            .collect()
    }

    fn running(&self) -> Option<&Handover> {
        self.view.dossier.running()
    }

    fn running_text(&self, handover: &Handover) -> String {
        self.line("handover-running", handover, handover.started_at)
    }

    fn line(&self, id: &str, handover: &Handover, at: jiff::Timestamp) -> String {
        let nobody = self.t.get("assign-nobody").into_owned();
        let from = match handover.from_name.as_str() {
            "" => &nobody,
            _ => &handover.from_name,
        };
        let day = jiff::tz::Offset::UTC.to_datetime(at).date();
        self.t.with(
            id,
            &[
                ("from", from),
                ("to", &handover.to_name),
                ("day", &format::day(self.t.language, day)),
            ],
        )
    }

    fn history(&self) -> Vec<String> {
        let ended = self.view.dossier.handovers.iter();
        ended
            .filter_map(|one| Some(self.line("handover-finished", one, one.finished_at?)))
            .collect()
    }

    fn items(&self, handover: &Handover) -> Vec<Item> {
        let item = |item: ChecklistItem| Item {
            name: self
                .t
                .get(&format!("handover-item-{}", item.id.replace('_', "-")))
                .into_owned(),
            said: [item.by.as_str(), item.day.as_str()]
                .into_iter()
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            id: item.id,
            done: item.done,
            note: item.note,
        };
        checklist(handover).into_iter().map(item).collect()
    }

    fn all_done(&self, handover: &Handover) -> bool {
        checklist(handover).iter().all(|item| item.done)
    }

    fn check_action(&self, handover: &Handover) -> String {
        urls::handover_step(handover.account_id, handover.id, "check")
    }

    fn finish_action(&self, handover: &Handover) -> String {
        urls::handover_step(handover.account_id, handover.id, "finish")
    }

    fn finish_text(&self, handover: &Handover) -> String {
        self.t.with1("handover-finish", "to", &handover.to_name)
    }

    fn badge(&self) -> Markup {
        recommendation_badge(self.t, self.view.dossier.need.recommendation)
    }

    fn need_text(&self) -> String {
        recommendation_text(self.t, &self.view.dossier.need)
    }

    fn need_bar(&self) -> Markup {
        let need = &self.view.dossier.need;
        need_bar(self.t, (need.low, need.high), APPOINT, 10)
    }

    fn conditions(&self) -> Vec<ConditionCard> {
        let said = std::collections::BTreeMap::new();
        let asked = Asked {
            parts: true,
            said: &said,
            may_answer: false,
        };
        conditions(self.t, &self.view.dossier.need, &asked)
    }

    fn duties(&self) -> Vec<DutyLine> {
        duty_lines(self.t, &self.view.dossier.duties)
    }

    fn people(&self) -> Vec<String> {
        let people = self.view.dossier.duties.care.people.iter();
        people
            .map(|person| {
                let parts = [&person.name, &person.title, &person.unit];
                let known = parts.into_iter().filter(|part| !part.is_empty());
                known.cloned().collect::<Vec<_>>().join(", ")
            })
            .collect()
    }

    fn steps(&self) -> Vec<String> {
        let steps = self.view.dossier.duties.care.steps.iter();
        steps
            .map(|step| match step.due_day {
                None => step.what.clone(),
                Some(day) => format!("{} ({})", step.what, format::day(self.t.language, day)),
            })
            .collect()
    }

    fn sales(&self) -> String {
        let page = &self.view.dossier.page;
        match &page.row.figure {
            None => self.t.get("unknown").into_owned(),
            Some(figure) => {
                let currency = page.figures.currency;
                let revenue = format::money_whole(self.t.language, figure.revenue, currency);
                let share = figure
                    .share
                    .map(|share| format::share(self.t.language, share));
                [Some(revenue), share]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", ")
            }
        }
    }

    fn products(&self) -> Vec<ProductRow> {
        let page = &self.view.dossier.page;
        let products = page.sales.products.iter().take(PRODUCTS_NAMED);
        products
            .map(|product| ProductRow {
                name: match product.name.as_str() {
                    "" => product.product.clone(),
                    name => name.to_owned(),
                },
                revenue: format::money_whole(
                    self.t.language,
                    product.revenue,
                    page.figures.currency,
                ),
            })
            .collect()
    }

    fn need(&self) -> String {
        let need = &self.view.dossier.need;
        evidence::bounds(self.t, (need.low, need.high), 2)
    }
}

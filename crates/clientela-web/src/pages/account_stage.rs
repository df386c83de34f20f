//! How far the relationship has come: a section of the client's page.

use askama::Template;
use clientela_domain::ids::AccountId;
use clientela_texts::Texts;

use super::happening_parts::part;
use crate::error::WebError;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::stage::{
    RelationshipStage, Truth, question, standing_text, suggestion_text, uncoupling_text,
};

#[derive(Template)]
#[template(path = "parts/account_stage.html")]
struct Section {
    t: Texts,
    view: RelationshipStage,
    may_edit: bool,
}

/// The section of a client's page.
pub(super) async fn section(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<Markup, WebError> {
    part(&Section {
        t: visitor.t,
        view: state.desk.stage(&visitor.user, id).await?,
        may_edit: visitor.user.may_edit,
    })
}

impl Section {
    fn href(&self) -> String {
        urls::account_stage(self.view.account)
    }

    fn standing(&self) -> String {
        standing_text(self.t, &self.view)
    }

    fn suggestion(&self) -> String {
        suggestion_text(self.t, &self.view)
    }

    /// The signs that it comes apart; empty while nothing points to it.
    fn apart(&self) -> String {
        let nothing = self.view.signs().next().is_none();
        if nothing && self.view.suggestion.uncoupling != Truth::True {
            return String::new();
        }
        uncoupling_text(self.t, &self.view)
    }

    fn is_apart(&self) -> bool {
        self.view.suggestion.uncoupling == Truth::True
    }

    fn asks(&self) -> Vec<String> {
        let ask = self.view.suggestion.ask.iter();
        ask.map(|fact| question(self.t, *fact)).collect()
    }
}

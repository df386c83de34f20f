//! The page of a problem or of a threat: what is known, and its form; and the page on which one is written down.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_texts::Texts;

use super::conflict::{self, FieldVersion};
use super::form_fields::{FormField, Kind};
use crate::error::WebError;
use crate::frame::{Frame, render};
use crate::markup::Markup;

/// A fact of the record.
pub(super) struct Fact {
    pub name: String,
    pub value: String,
    pub href: String,
}

impl Fact {
    /// A fact in plain words.
    pub(super) fn plain(t: Texts, id: &str, value: String) -> Self {
        Self {
            name: t.get(id).into_owned(),
            value,
            href: String::new(),
        }
    }

    /// A fact that leads somewhere.
    pub(super) fn linked(t: Texts, id: &str, value: String, href: Option<String>) -> Self {
        Self {
            href: href.unwrap_or_default(),
            ..Self::plain(t, id, value)
        }
    }
}

#[derive(Template)]
#[template(path = "trouble.html")]
pub(super) struct TroublePage {
    pub frame: Frame,
    pub t: Texts,
    /// The list it stands in: address and name.
    pub list: (&'static str, String),
    /// Its client: address and name; empty while one is written down.
    pub account: (String, String),
    pub heading: String,
    /// What is to be known first.
    pub lead: String,
    pub facts: Vec<Fact>,
    /// The form in its rows.
    pub rows: Vec<Vec<FormField>>,
    pub action: String,
    pub save: String,
    /// Absent while it is written down.
    pub version: Option<i64>,
    pub opened: Markup,
    pub may_edit: bool,
    pub errors_shown: bool,
}

impl TroublePage {
    /// Its fields as they are compared with those of somebody else.
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
        self.errors_shown = true;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&self)?).into_response())
    }
}

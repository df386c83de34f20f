//! Rows set aside: corrected in the page or as a CSV, and documents with two versions.

use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::ImportId;
use clientela_domain::sales::report::SetAsideReason;
use clientela_texts::{Texts, format, report};

use super::done;
use super::export::attachment;
use super::import::SetAsideText;
use super::shared::Pager;
use crate::charts::svg::escape;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields, check_origin};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::views::{ConflictChoice, Correction, SetAsidePageView, SetAsideView};
use crate::{upload, urls};

#[derive(Template)]
#[template(path = "set_aside.html")]
struct SetAsidePage {
    frame: Frame,
    t: Texts,
    view: SetAsidePageView,
    reason: String,
    pager: Markup,
}

struct ConflictRow {
    key: u64,
    number: String,
    in_file: String,
}

struct CorrectionInput {
    id: String,
    name: String,
    label: String,
    value: String,
}

struct Row {
    line: String,
    column: String,
    value: String,
    why: String,
    remedy: String,
    single: bool,
    inputs: Vec<CorrectionInput>,
    more: Markup,
}

struct ReasonLine {
    href: String,
    name: String,
    count: String,
}

fn parse(id: &str) -> Result<ImportId, WebError> {
    ImportId::parse(id).ok_or(WebError::NotFound)
}

/// `GET /imports/{id}/set-aside`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = parse(&id)?;
    let fields = Fields::parse(&visitor.query);
    let reason = fields.get("reason").to_owned();
    let page = fields.get("page").parse().unwrap_or(1).max(1);
    let view = state
        .desk
        .set_aside(&visitor.user, id, &reason, page)
        .await?;
    let t = visitor.t;
    let pager = Pager::new(t, view.page, (view.matching, view.per_page), |page| {
        urls::with_query(
            &urls::set_aside(id),
            &[("reason", &reason), ("page", &page.to_string())],
        )
    })
    .markup();
    let frame = visitor.frame(t.get("set-aside-title"), Area::Imports);
    Ok(render(&SetAsidePage {
        frame,
        t,
        view,
        reason,
        pager,
    })?
    .into_response())
}

/// `GET /imports/{id}/set-aside.csv`
pub async fn csv(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let bytes = state
        .desk
        .set_aside_csv(&visitor.user, parse(&id)?, visitor.language())
        .await?;
    Ok(attachment(
        "text/csv; charset=utf-8",
        "rows-set-aside.csv",
        bytes,
    ))
}

/// `POST /imports/{id}/set-aside`: fields named `value-<sheet>-<line>-<field>`, only changed ones count.
pub async fn correct(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_import)?;
    let id = parse(&id)?;
    let corrections = corrections_of(&fields);
    if !corrections.is_empty() {
        state.desk.correct(&visitor.user, id, &corrections).await?;
    }
    Ok(done(&visitor, &urls::set_aside(id), "set-aside-done"))
}

fn corrections_of(fields: &Fields) -> Vec<Correction> {
    let was = |key: &str| fields.raw(&format!("was-{key}")).to_owned();
    let correction = |(name, value): (&str, &str)| {
        let key = name.strip_prefix("value-")?;
        let mut numbers = key.split('-').map(str::parse::<u64>);
        let (sheet, line, field) = (
            numbers.next()?.ok()?,
            numbers.next()?.ok()?,
            numbers.next()?.ok()?,
        );
        let value = value.trim().to_owned();
        (value != was(key)).then_some(Correction {
            sheet,
            line,
            field: usize::try_from(field).ok()?,
            value,
        })
    };
    fields.iter().filter_map(correction).collect()
}

/// `POST /imports/{id}/set-aside/upload`
pub async fn upload(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    headers: axum::http::HeaderMap,
    form: Multipart,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_import)?;
    check_origin(&headers)?;
    let id = parse(&id)?;
    let file = upload::receive(&visitor, &state.config.upload_folder, form)
        .await?
        .ok_or(WebError::Invalid {
            field: "file",
            message: "import-upload-missing",
        })?;
    state.desk.correct_by_file(&visitor.user, id, file).await?;
    Ok(done(&visitor, &urls::set_aside(id), "set-aside-done"))
}

/// `POST /imports/{id}/conflicts`: fields named `document-<key>`.
pub async fn decide(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_import)?;
    let id = parse(&id)?;
    let choice = |(name, value): (&str, &str)| {
        let document = name.strip_prefix("document-")?.parse().ok()?;
        Some((document, ConflictChoice::from_code(value)?))
    };
    let choices: Vec<_> = fields.iter().filter_map(choice).collect();
    state
        .desk
        .decide_documents(&visitor.user, id, &choices)
        .await?;
    Ok(done(&visitor, &urls::set_aside(id), "saved"))
}

impl SetAsidePage {
    fn import_href(&self) -> String {
        urls::import(self.view.entry.id)
    }

    fn csv_href(&self) -> String {
        urls::set_aside_csv(self.view.entry.id)
    }

    fn action(&self) -> String {
        urls::set_aside(self.view.entry.id)
    }

    fn upload_action(&self) -> String {
        urls::set_aside_upload(self.view.entry.id)
    }

    fn conflicts_action(&self) -> String {
        urls::import_step(self.view.entry.id, "conflicts")
    }

    fn conflicts(&self) -> Vec<ConflictRow> {
        let t = self.t;
        let row = |one: &crate::views::ConflictView| ConflictRow {
            key: one.document,
            number: one.number.clone(),
            in_file: t.with1("count-rows", "count", one.lines_in_file),
        };
        self.view.conflicts.iter().map(row).collect()
    }

    fn rows(&self) -> Vec<Row> {
        self.view.rows.iter().map(|row| self.row(row)).collect()
    }

    fn row(&self, row: &SetAsideView) -> Row {
        let text = SetAsideText::new(self.t, row);
        let fields: Vec<usize> = match (row.reason, row.field) {
            (SetAsideReason::DocumentConflict, _) => Vec::new(),
            (_, Some(field)) => vec![field],
            // The whole row is at fault: every cell can be corrected.
            (_, None) => (0..self.view.header.len().max(row.row.len())).collect(),
        };
        let inputs: Vec<_> = fields.iter().map(|field| self.input(row, *field)).collect();
        let kept: String = inputs
            .iter()
            .map(|input| {
                let name = input.name.replacen("value-", "was-", 1);
                format!(
                    r#"<input type="hidden" name="{name}" value="{}">"#,
                    escape(&input.value)
                )
            })
            .collect();
        let whole = format!(
            r#"<details class="twin"><summary>{}</summary><code class="row-text">{}</code></details>"#,
            escape(&self.t.get("set-aside-whole-row")),
            escape(&row.row.join(" | "))
        );
        Row {
            line: text.line,
            column: text.column,
            value: text.value,
            why: text.why,
            remedy: text.remedy,
            single: inputs.len() == 1,
            inputs,
            more: Markup::safe(kept + &whole),
        }
    }

    fn input(&self, row: &SetAsideView, field: usize) -> CorrectionInput {
        let header = self.view.header.get(field).cloned().unwrap_or_default();
        let key = format!("{}-{}-{field}", row.sheet, row.line);
        CorrectionInput {
            id: format!("v-{key}"),
            name: format!("value-{key}"),
            label: self.t.with(
                "set-aside-fix-label",
                &[("column", &header), ("line", &row.line)],
            ),
            value: row
                .row
                .get(field)
                .map(|value| value.trim().to_owned())
                .unwrap_or_default(),
        }
    }

    fn reasons(&self) -> Vec<ReasonLine> {
        let line = |(reason, count): &(SetAsideReason, u64)| ReasonLine {
            href: urls::with_query(
                &urls::set_aside(self.view.entry.id),
                &[("reason", reason.code())],
            ),
            name: report::set_aside_reason(self.t, *reason),
            count: format::integer(self.t.language, i128::from(*count)),
        };
        self.view.by_reason.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changed_cells_are_corrections() {
        let fields = Fields::parse(
            "value-0-112-3=30.10.2026&was-0-112-3=31.11.2026&value-0-113-1=a&was-0-113-1=a&value-x=1",
        );
        assert_eq!(
            corrections_of(&fields),
            [Correction {
                sheet: 0,
                line: 112,
                field: 3,
                value: "30.10.2026".to_owned()
            }]
        );
    }
}

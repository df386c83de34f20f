//! Answers how satisfied clients are as a sheet, under the headers by which a file of them is imported again.
//! What was withdrawn stays away.

use clientela_domain::records::RecordColumn;
use clientela_store::Viewer;
use clientela_texts::{Texts, report};

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::read_satisfaction::{AnswerLine, all_answers};

/// All answers the viewer may see.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let answers = all_answers(context, viewer).await?;
    let standing = answers.iter().filter(|line| !line.answer.answer.withdrawn);
    Ok(ExportSheet {
        name: texts.get("file-kind-survey-answers").into_owned(),
        header: header(texts),
        rows: standing.map(|line| row(texts, line)).collect(),
    })
}

fn columns() -> impl Iterator<Item = RecordColumn> {
    let all = RecordColumn::OF_SURVEY_ANSWERS.iter().copied();
    all.filter(|column| *column != RecordColumn::Code)
}

/// The headers of a table of answers.
#[must_use]
pub fn header(texts: Texts) -> Vec<String> {
    let name = |column| report::record_column(texts, column);
    columns().map(name).collect()
}

/// An answer under [`header`].
#[must_use]
pub fn row(texts: Texts, line: &AnswerLine) -> Vec<String> {
    let own = &line.answer.answer;
    let mark = |mark: Option<u8>| mark.map(|mark| mark.to_string()).unwrap_or_default();
    let cell = |column| match column {
        RecordColumn::Account => line.account_name.clone(),
        RecordColumn::Person => line.person_name.clone(),
        RecordColumn::Decides => {
            let id = if own.decides { "yes" } else { "no" };
            texts.get(id).into_owned()
        }
        RecordColumn::Day => own.day.to_string(),
        RecordColumn::Recommend => mark(own.recommend),
        RecordColumn::Satisfied => mark(own.satisfied),
        RecordColumn::Effort => mark(own.effort),
        RecordColumn::Note => own.comment.clone(),
        _ => String::new(),
    };
    columns().map(cell).collect()
}

//! All that is held about a person, for the person: as data and as a text one can read.

use clientela_domain::ids::PersonId;
use clientela_store::Viewer;
use clientela_store::journal::JournalRow;
use clientela_store::people::{Held, held};

use crate::answers::person::{
    HeldChangeAnswer, HeldInteractionAnswer, HeldNoteAnswer, HeldStatementAnswer,
    PersonExportAnswer,
};
use crate::context::Context;
use crate::error::AppError;
use crate::show_person::PersonPage;

/// All that is held about a person, without the private notes and interactions of others.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`].
pub async fn export_person(
    context: &Context,
    viewer: &Viewer,
    id: PersonId,
) -> Result<PersonExportAnswer, AppError> {
    let held = held(&context.store.read(viewer), id).await?;
    Ok(answer(held))
}

fn answer(held: Held) -> PersonExportAnswer {
    let page = PersonPage {
        person: held.person,
        places: held.affiliations,
    };
    PersonExportAnswer {
        person: page.answer(),
        interactions: held
            .interactions
            .into_iter()
            .map(|one| HeldInteractionAnswer {
                interaction: one.id.to_string(),
                kind: one.kind,
                day: one.day,
                summary: one.summary,
            })
            .collect(),
        notes: held
            .notes
            .into_iter()
            .map(|one| HeldNoteAnswer {
                note: one.id.to_string(),
                text: one.text,
                written_at: one.created_at.to_string(),
            })
            .collect(),
        next_steps: held.next_steps,
        obligations: held.obligations,
        statements: held
            .statements
            .into_iter()
            .map(|one| HeldStatementAnswer {
                day: one.day,
                aspect: one.aspect,
                detail: one.detail,
                value: one.value,
                evidence: one.evidence,
            })
            .collect(),
        gifts: held.gifts,
        supports: held.supports,
        negotiations: held.negotiations,
        problems: held.problems,
        prospects: held.prospects,
        spotter_agreements: held.spotter_agreements,
        opportunities: held.opportunities,
        survey_answers: held.survey_answers,
        remarks: held.remarks,
        plans: held.plans,
        attachments: held.attachments,
        aliases: held.aliases,
        journal: held.journal.iter().map(change).collect(),
    }
}

fn change(row: &JournalRow) -> HeldChangeAnswer {
    let json = |text: &Option<String>| serde_json::from_str(text.as_deref()?).ok();
    HeldChangeAnswer {
        at: row.at.to_string(),
        action: row.action.clone(),
        entity: row.entity.clone(),
        before: json(&row.before),
        after: json(&row.after),
    }
}

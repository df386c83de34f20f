//! How far the relationships of the sample firm have come, as the book keeps it.

use clientela_domain::estimate::Truth;
use clientela_domain::relationship_stage::{Fact, Stage};
use clientela_samples::SampleFirm;
use clientela_store::relationship_stages::{self, NewStageAnswer, NewStageReview};
use clientela_store::{Viewer, accounts};

use crate::answer_criterion::author;
use crate::context::Context;
use crate::error::AppError;
use crate::sample_happenings::day;
use crate::stage_words::truth_of_code;

/// Writes down what the sample firm knows of its relationships, once its clients are there.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book cannot be written.
pub(crate) async fn record_stages(
    context: &Context,
    viewer: &Viewer,
    firm: &SampleFirm,
) -> Result<(), AppError> {
    let told = &firm.happenings.stages;
    let keys: Vec<String> = told
        .iter()
        .map(|one| format!("c:{}", one.customer_code))
        .collect();
    let known = accounts::by_customer_keys(&context.store.read(viewer), &keys).await?;
    let author = author(context, viewer).await?;
    let today = context.clock.today();
    let (mut answers, mut reviews) = (Vec::new(), Vec::new());
    for one in told {
        let Some(account) = known.get(&format!("c:{}", one.customer_code)) else {
            continue;
        };
        for (fact, holds, evidence, days_ago) in one.facts {
            if let Some(fact) = Fact::from_code(fact) {
                answers.push(NewStageAnswer {
                    account_id: *account,
                    fact,
                    holds: truth_of_code(holds).unwrap_or(Truth::Undecided),
                    evidence: (*evidence).to_owned(),
                    day: day(today, *days_ago),
                    author_name: author.clone(),
                });
            }
        }
        for (low, high, stage, target, reason, days_ago) in one.reviews {
            reviews.push(NewStageReview {
                account_id: *account,
                day: day(today, *days_ago),
                at_least: Stage::from_code(low).unwrap_or(Stage::Exploratory),
                at_most: Stage::from_code(high).unwrap_or(Stage::Exploratory),
                uncoupling: Truth::Undecided,
                stage: Stage::from_code(stage),
                coming_apart: false,
                target: Stage::from_code(target),
                cap: None,
                cap_reason: String::new(),
                reason: (*reason).to_owned(),
                author_name: author.clone(),
            });
        }
    }
    let written = context
        .store
        .write_with(viewer, (answers, reviews), |tx, (answers, reviews)| {
            Box::pin(relationship_stages::record_samples(tx, answers, reviews))
        });
    Ok(written.await?)
}

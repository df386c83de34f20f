//! Which column of a file of records is probably which canonical column. Headers alone decide:
//! names, towns and addresses look alike.

use super::column::RecordColumn;
use super::kind::FileKind;
use super::synonyms::meanings;
use crate::sales::mapping::Mapping;
use crate::sales::proposal::{ProposedMapping, propose_by_header};
use crate::sales::rows::RowBatch;

/// Proposes a mapping from the first records of a file, header and titles included.
#[must_use]
pub fn propose(kind: FileKind, head: &RowBatch) -> ProposedMapping<RecordColumn> {
    let mut proposal = propose_by_header(head, &|header| meanings(kind, header));
    if kind == FileKind::People {
        name_alone_is_whole(&mut proposal);
    }
    proposal
}

/// Where there is no family name beside it, `Име` is the whole name.
fn name_alone_is_whole(proposal: &mut ProposedMapping<RecordColumn>) {
    let has = |wanted: RecordColumn| {
        proposal
            .columns
            .iter()
            .any(|column| column.column == Some(wanted))
    };
    if has(RecordColumn::FamilyName) || has(RecordColumn::FullName) {
        return;
    }
    for column in &mut proposal.columns {
        if column.column == Some(RecordColumn::GivenName) {
            column.column = Some(RecordColumn::FullName);
        }
    }
}

/// What a mapping of such a file must have and has not: stable codes, as in message ids
/// (`mapping-missing-<code>`).
#[must_use]
pub fn missing_required(kind: FileKind, mapping: &Mapping<RecordColumn>) -> Vec<&'static str> {
    let has = |column: RecordColumn| mapping.has(column);
    let required = match kind {
        FileKind::Sales => vec![],
        FileKind::Accounts => vec![(has(RecordColumn::Name), "name")],
        FileKind::People => vec![(
            has(RecordColumn::FullName)
                || has(RecordColumn::FamilyName)
                || has(RecordColumn::GivenName),
            "person_name",
        )],
        FileKind::Interactions => vec![
            (has(RecordColumn::Day), "day"),
            (
                has(RecordColumn::Account) || has(RecordColumn::Person),
                "account_or_person",
            ),
            (has(RecordColumn::Summary), "summary"),
        ],
        FileKind::Obligations => vec![
            (has(RecordColumn::Account), "account"),
            (has(RecordColumn::Debtor), "debtor"),
            (has(RecordColumn::What), "what"),
            (has(RecordColumn::MadeOn), "made_on"),
        ],
        FileKind::PeopleMap => vec![
            (has(RecordColumn::Account), "account"),
            (
                has(RecordColumn::Person) || has(RecordColumn::Title),
                "person_or_title",
            ),
        ],
        FileKind::Gifts => vec![
            (has(RecordColumn::Account), "account"),
            (has(RecordColumn::GiftDirection), "gift_direction"),
            (has(RecordColumn::What), "gift"),
            (has(RecordColumn::Day), "day"),
        ],
        FileKind::Confidentiality => vec![
            (has(RecordColumn::Account), "account"),
            (has(RecordColumn::Scope), "scope"),
            (has(RecordColumn::Day), "day"),
        ],
        FileKind::Support => vec![
            (has(RecordColumn::Account), "account"),
            (has(RecordColumn::Side), "side"),
            (has(RecordColumn::SupportKind), "support_kind"),
            (has(RecordColumn::What), "support"),
            (has(RecordColumn::Day), "day"),
        ],
        FileKind::Agreements => vec![
            (has(RecordColumn::Account), "account"),
            (has(RecordColumn::AgreementNumber), "agreement_number"),
        ],
        FileKind::Executions => vec![
            (has(RecordColumn::Account), "account"),
            (has(RecordColumn::ExecutionKind), "execution_kind"),
            (has(RecordColumn::Day), "day"),
        ],
        FileKind::Problems => vec![
            (has(RecordColumn::Account), "account"),
            (has(RecordColumn::What), "problem"),
        ],
        FileKind::Prospects => vec![(
            has(RecordColumn::Name) || has(RecordColumn::Code),
            "prospect_name",
        )],
        FileKind::Positions => vec![
            (has(RecordColumn::Account), "account"),
            (has(RecordColumn::Competitor), "competitor"),
            (has(RecordColumn::ProductGroup), "product_group"),
            (has(RecordColumn::KnownFrom), "known_from"),
            (has(RecordColumn::Day), "day"),
        ],
        FileKind::Purchases => vec![
            (has(RecordColumn::Account), "account"),
            (has(RecordColumn::Period), "period"),
            (has(RecordColumn::AmountLow), "amount_low"),
            (has(RecordColumn::KnownFrom), "known_from"),
        ],
        FileKind::Threats => vec![
            (has(RecordColumn::Account), "account"),
            (has(RecordColumn::What), "threat"),
        ],
        FileKind::Opportunities => vec![(
            has(RecordColumn::What) || has(RecordColumn::ProductGroups) || has(RecordColumn::Code),
            "opportunity_name",
        )],
        FileKind::Spotters => vec![(has(RecordColumn::WithWhom), "spotter_name")],
        FileKind::Visits => vec![
            (has(RecordColumn::Day), "day"),
            (
                has(RecordColumn::Account) || has(RecordColumn::OfProspect),
                "account",
            ),
        ],
        FileKind::SurveyAnswers => vec![
            (has(RecordColumn::Account), "account"),
            (has(RecordColumn::Day), "day"),
            (
                has(RecordColumn::Recommend)
                    || has(RecordColumn::Satisfied)
                    || has(RecordColumn::Effort),
                "answer",
            ),
        ],
    };
    required
        .into_iter()
        .filter_map(|(present, code)| (!present).then_some(code))
        .collect()
}

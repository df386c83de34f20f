//! How far the relationships of the wholesaler have come: one where data are shared and a share of purchases is still
//! to be asked, one that stays below what the facts allow with a reason, one from which nobody expects more.

use super::clients::Client;
use super::support::by_revenue;
use crate::firm::{SampleFact, SampleReview, SampleStage};

#[rustfmt::skip] // One line a row: read as a table.
const STAGES: &[(usize, &[SampleFact], &[SampleReview])] = &[
    (0,
     &[
        ("joint_plan", "yes", "Общ план за промоциите, подписан през януари", 120),
        ("data_shared", "yes", "Всяка седмица получаваме продажбите по магазини", 90),
        ("share_of_wallet", "unknown", "Питахме ръководителя на доставките", 40),
        ("notice_given", "no", "Потвърдиха на срещата, че остават", 40),
     ],
     &[
        ("basic", "cooperative", "basic", "cooperative", "", 300),
        ("cooperative", "cooperative", "cooperative", "interdependent", "От тази пролет работят с трима от нас", 110),
     ]),
    (1,
     &[
        ("agreement_signed", "yes", "Рамков договор от миналата година, на хартия", 200),
        ("joint_plan", "no", "Плановете им се правят в чужбина", 60),
     ],
     &[("cooperative", "interdependent", "basic", "cooperative", "Говорим само с доставките", 60)]),
    (3,
     &[("joint_plan", "unknown", "", 30)],
     &[("exploratory", "basic", "exploratory", "", "Купуват само преди празници", 30)]),
];

/// What is known of its relationships.
pub(super) fn stages(clients: &[Client]) -> Vec<SampleStage> {
    let biggest = by_revenue(clients);
    let stage =
        |(place, facts, reviews): &(usize, &'static [SampleFact], &'static [SampleReview])| {
            Some(SampleStage {
                customer_code: biggest.get(*place)?.code.clone(),
                facts,
                reviews,
            })
        };
    STAGES.iter().filter_map(stage).collect()
}

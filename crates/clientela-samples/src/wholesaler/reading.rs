//! What the wholesaler reads, and what its people saw: a newspaper that is due, a directory that is not, two lines of own
//! eyes.

use crate::reading::{SampleObservation, SamplePublication};

/// The reading list.
pub(super) fn publications() -> Vec<SamplePublication> {
    vec![
        SamplePublication {
            kind: "newspaper",
            name: "Дунавски вести",
            address: "https://vesti.example",
            looks_for: "нови обекти и обяви за работа",
            rhythm_days: 7,
            readings: &[
                (24, &[]),
                (16, &["Хотел „Дунав изток“: отваря ресторант напролет"]),
            ],
        },
        SamplePublication {
            kind: "directory",
            name: "Търговски справочник на Севера",
            address: "",
            looks_for: "хлебарници и кетъринг",
            rhythm_days: 60,
            readings: &[(
                12,
                &["Хлебарница „Златен клас“: три магазина, без доставчик на захар"],
            )],
        },
    ]
}

/// What people saw.
pub(super) fn observations() -> Vec<SampleObservation> {
    vec![
        SampleObservation {
            line: "Кафене „Пристан“: сменят надписа, нов собственик",
            days_ago: 5,
        },
        SampleObservation {
            line: "Магазин „Пролет“: търсят склад до гарата",
            days_ago: 2,
        },
    ]
}

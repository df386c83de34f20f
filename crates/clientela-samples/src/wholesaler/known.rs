//! What the wholesaler knows of its biggest clients: problems, some solved and only one confirmed by the client;
//! threats, some with nothing prepared; and what people answered, at one client so few that there is no score.

use super::clients::Client;
use super::support::by_revenue;
use crate::firm::{SampleMarks, SampleProblem, SampleThreat};

/// Place of the client by revenue, what, effect, cost, solution, alternatives.
type ProblemLine = (
    usize,
    &'static str,
    &'static str,
    Option<i64>,
    &'static str,
    &'static str,
);

/// State, value shown and confirmed, days ago.
type Course = (&'static str, Option<i64>, Option<i64>, i64);

#[rustfmt::skip] // One line a row: read as a table.
const PROBLEMS: &[(ProblemLine, Course)] = &[
    ((0, "Рафтовете с био храни са празни в неделя", "губят покупки от съботните гости", Some(4_800), "Доставка и в събота сутрин", "по-голяма заявка в петък"), ("underway", None, None, 60)),
    ((0, "Касиерите не познават новата гама", "връщат се стоки", Some(1_500), "Обучение на персонала", "листовка при стоката"), ("solved", Some(1_200), Some(900), 180)),
    ((1, "Складът им няма място преди празниците", "плащат външен склад", Some(6_000), "Пренареждане на склада по оборот", "доставки на два пъти"), ("solved", Some(2_500), None, 110)),
    ((1, "Фактурите пристигат след стоката", "приемането чака", None, "Електронни фактури с номера на заявката", ""), ("proposed", None, None, 25)),
    ((2, "Стоката с кратък срок остава непродадена", "бракуват около 3 % от гамата", Some(2_300), "", "връщане на част от количеството"), ("open", None, None, 14)),
    ((3, "Липсва един отговорник за заявките", "двойни заявки", None, "Общ график на заявките", ""), ("open", None, None, 40)),
    ((4, "Сезонните стоки идват късно", "изпускат първите две седмици", Some(3_000), "Предварителна заявка през август", "друг вносител"), ("dropped", None, None, 200)),
];

/// What hurts its clients.
pub(super) fn problems(clients: &[Client]) -> Vec<SampleProblem> {
    let biggest = by_revenue(clients);
    let problem = |(line, course): &(ProblemLine, Course)| {
        let (place, what, effect, cost, solution, alternatives) = *line;
        let (state, shown, confirmed, days_ago) = *course;
        Some(SampleProblem {
            customer_code: biggest.get(place)?.code.clone(),
            what,
            effect,
            cost,
            solution,
            alternatives,
            state,
            shown,
            confirmed,
            days_ago,
        })
    };
    PROBLEMS.iter().filter_map(problem).collect()
}

/// Place of the client by revenue, kind, what, likelihood, effect, alternative, early sign, days ago.
type ThreatLine = (
    usize,
    &'static str,
    &'static str,
    Option<i64>,
    Option<i64>,
    &'static str,
    &'static str,
    i64,
);

#[rustfmt::skip] // One line a row: read as a table.
const THREATS: &[ThreatLine] = &[
    (0, "price", "Внос на същата гама с 6 % по-евтино", Some(3), Some(4), "Собствена марка с обща реклама", "искат нова оферта преди срока", 45),
    (0, "capacity", "Камионът за събота не стига през декември", Some(4), Some(3), "", "заявки над 12 палета", 20),
    (1, "terms", "Искат плащане на 90 дни", Some(4), Some(4), "", "новият финансов директор пита за условията", 30),
    (1, "other", "Смяна на собственика", Some(2), Some(5), "Среща с новите собственици", "слухове в бранша", 90),
    (2, "price", "Натиск за ретро бонус", Some(5), Some(2), "Бонус срещу обем", "писмо от централата", 12),
    (3, "capacity", "Нов магазин без склад", None, Some(3), "", "", 8),
    (5, "other", "Търг за догодина", Some(5), Some(4), "Обща оферта с производителя", "обявление в края на месеца", 15),
];

/// What threatens the business with them.
pub(super) fn threats(clients: &[Client]) -> Vec<SampleThreat> {
    let biggest = by_revenue(clients);
    let threat = |line: &ThreatLine| {
        let (place, kind, what, likelihood, effect, alternative, early_sign, days_ago) = *line;
        Some(SampleThreat {
            customer_code: biggest.get(place)?.code.clone(),
            kind,
            what,
            likelihood,
            effect,
            alternative,
            early_sign,
            days_ago,
        })
    };
    THREATS.iter().filter_map(threat).collect()
}

/// Place of the client by revenue, person, decides.
type Whose = (usize, Option<usize>, bool);

/// Recommend, satisfied, effort, comment, days ago.
type Marks = (Option<u8>, Option<u8>, Option<u8>, &'static str, i64);

#[rustfmt::skip] // One line a row: read as a table.
const ANSWERS: &[(Whose, Marks)] = &[
    ((0, Some(0), true), (Some(9), Some(5), Some(6), "Точни сте, дори преди празниците", 30)),
    ((0, Some(1), false), (Some(8), Some(4), Some(6), "", 28)),
    ((0, None, false), (Some(10), Some(5), Some(7), "Обучението помогна", 27)),
    ((0, None, false), (Some(6), Some(3), Some(4), "Фактурите закъсняват", 26)),
    ((0, None, false), (None, None, None, "", 25)),
    ((1, Some(0), true), (Some(6), Some(3), Some(3), "Цените растат по-бързо от обема", 50)),
    ((1, Some(1), false), (Some(9), Some(4), Some(6), "", 48)),
    ((1, None, false), (Some(7), Some(4), None, "", 47)),
    ((1, None, true), (None, None, None, "", 20)),
    ((2, Some(0), true), (Some(9), Some(5), None, "", 80)),
    ((2, None, false), (Some(3), Some(2), Some(2), "Никой не отговаря след четири", 79)),
    ((3, Some(0), true), (Some(10), Some(5), Some(7), "", 400)),
    ((3, Some(0), true), (None, None, None, "", 10)),
    // Smaller clients with whom nothing is open: whom to ask for a name.
    ((20, Some(0), true), (Some(10), Some(5), Some(7), "Карате и когато заявим късно", 45)),
    ((23, Some(0), true), (Some(9), Some(5), Some(6), "Отговаряте още същия ден", 70)),
];

/// What they answered, and who has not.
pub(super) fn answers(clients: &[Client]) -> Vec<SampleMarks> {
    let biggest = by_revenue(clients);
    let marks = |(whose, marks): &(Whose, Marks)| {
        let (place, person, decides) = *whose;
        let (recommend, satisfied, effort, comment, days_ago) = *marks;
        Some(SampleMarks {
            customer_code: biggest.get(place)?.code.clone(),
            person,
            decides,
            recommend,
            satisfied,
            effort,
            comment,
            days_ago,
        })
    };
    ANSWERS.iter().filter_map(marks).collect()
}

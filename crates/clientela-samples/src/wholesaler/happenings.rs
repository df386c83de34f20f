//! Two years of calls, visits and letters with the wholesaler's bigger clients, what was noted, and
//! what is to be done next. Some clients have been silent too long: those are worth finding.

use super::clients::Client;
use crate::chance::Chance;
use crate::firm::{SampleHappenings, SampleInteraction, SampleNote, SampleStep};

/// Days the history reaches back: two years.
const DAYS_BACK: i64 = 730;

/// Clients somebody speaks with regularly.
const SPOKEN_WITH: usize = 40;

/// Stream of chance, so that a change here leaves sales alone.
const SUBJECT: u64 = 0x4841;

/// Clients nobody has spoken with for so many days, whatever their rhythm.
const SILENT: [(&str, i64); 4] = [
    ("Калимера Маркет", 47),
    ("Орлица Хотели", 63),
    ("Тримонт Кетъринг", 81),
    ("Пчелин Био", 118),
];

/// How people met, who began it, for how many minutes, how it felt, and what was said.
type Line = (&'static str, &'static str, i64, i8, &'static str);

#[rustfmt::skip] // One line a row: read as a table.
const LINES: &[Line] = &[
    ("call", "out", 12, 1, "Поръчката за следващата седмица е потвърдена; искат доставката преди 9 ч."),
    ("call", "in", 8, 0, "Питат за наличности от сладката гама и за срок на новата партида."),
    ("call", "in", 15, -1, "Рекламация: в последната доставка липсват два кашона. Пращам кредитно известие."),
    ("call", "out", 20, 1, "Разговор за промоцията през следващия месец; съгласни са с количествата."),
    ("call", "out", 10, 0, "Напомних за просрочената фактура; плащат до края на седмицата."),
    ("visit", "out", 60, 1, "Обиколка на обектите: рафтът е добре подреден, конкурентът е свалил цените на пастата."),
    ("visit", "out", 90, 2, "Представих новата био гама. Харесват я; искат мостри за дегустация."),
    ("visit", "out", 45, -1, "Складът им приема само до 10 ч.; второ закъснение на наша кола. Обещах нов час."),
    ("visit", "in", 75, 1, "Дойдоха в склада ни и огледаха хладилните камери."),
    ("meeting", "out", 60, 1, "Годишен преглед: растат, но искат по-дълъг срок за плащане."),
    ("meeting", "out", 50, 0, "Среща с категорийния мениджър за листването на три нови артикула; решават на съвет."),
    ("meeting", "out", 80, 2, "Подписахме анекс за следващото тримесечие при същите отстъпки."),
    ("meeting", "in", 40, -2, "Недоволни са от изпълнението през последния месец; поискаха писмен план за подобряване."),
    ("email", "in", 0, 0, "Пратиха прогноза по артикули за следващите три месеца."),
    ("email", "out", 0, 1, "Изпратих оферта за собствена марка и сертификатите на производителя."),
    ("email", "in", 0, -1, "Конкурент им предлага 4 % по-ниска цена за олиото; чакат отговор от нас."),
    ("message", "in", 0, 1, "Благодарят за бързата реакция при празния рафт."),
    ("message", "out", 0, 0, "Потвърдих час за доставка."),
    ("fair", "in", 25, 2, "Минаха през щанда ни на изложението и опитаха новите сосове."),
    ("seminar", "in", 120, 1, "Бяха на семинара за новите изисквания към етикетите."),
    ("observation", "", 0, 0, "В обявите им за работа: търсят ръководител „Снабдяване“."),
    ("observation", "", 0, 1, "Отварят нов обект; видях обява на витрината."),
];

/// What is noted about a client, once or twice in two years.
const NOTES: [&str; 8] = [
    "Решава категорийният мениджър, но офертата минава през правния отдел: предвидете две седмици.",
    "Предпочитат писмени отговори; по телефона нищо не потвърждават.",
    "Конкурентният договор изтича в края на годината. Да сме готови с оферта през октомври.",
    "Плащат точно, но само по фактура с номер на поръчката.",
    "Управителят е бивш търговец: говори направо и цени същото.",
    "Складът им се мести до пролетта; часовете за доставка ще се променят.",
    "Искат по един човек за контакт и не обичат смяна.",
    "Имат свой транспорт за юга; там доставяме само до централния склад.",
];

/// What is to be done next.
const STEPS: [&str; 20] = [
    "Да пратя мостри от био гамата",
    "Оферта за собствена марка",
    "Да потвърдя новия час за доставка",
    "Среща за плана за следващата година",
    "Писмен план за подобряване на доставките",
    "Да проверя дали кредитното известие е получено",
    "Да поискам прогноза по артикули",
    "Да уговоря дегустация в два обекта",
    "Анекс за срока на плащане",
    "Да се обадя след съвета за листване",
    "Да пратя сертификатите на новата партида",
    "Да видя рафта в новия обект",
    "Да сверя просрочените фактури със счетоводството им",
    "Да предложа график за доставки преди празниците",
    "Да върна отговор за цената на олиото",
    "Да запозная търговския директор с новия им управител",
    "Да поръчам етикети на български за вносната гама",
    "Да изпратя резултатите от промоцията",
    "Да поканя технолога им в склада",
    "Да поискам отзив, с който да ни препоръчват",
];

/// What happened with the wholesaler's clients.
pub(super) fn happenings(seed: u64, clients: &[Client]) -> SampleHappenings {
    let mut found = SampleHappenings::default();
    let mut biggest: Vec<&Client> = clients.iter().collect();
    biggest.sort_by(|a, b| {
        b.revenue
            .total_cmp(&a.revenue)
            .then_with(|| a.code.cmp(&b.code))
    });
    for (place, client) in biggest.into_iter().take(SPOKEN_WITH).enumerate() {
        let mut chance = Chance::stream(seed, SUBJECT + place as u64);
        let rhythm = if place < 10 { 13 } else { 30 };
        let silent = SILENT
            .iter()
            .find(|(name, _)| client.name.starts_with(name));
        let last = silent.map_or_else(|| chance.between(1, rhythm), |(_, days)| *days);
        talk(client, last, rhythm, &mut chance, &mut found.interactions);
        note(client, last, &mut chance, &mut found.notes);
        // One client in five has no next step: that too is worth finding.
        if !chance.per_mille(200) {
            found
                .steps
                .push(open_step(client, place, last, &mut chance));
        }
        closed_steps(client, last, &mut chance, &mut found.steps);
    }
    found
}

fn talk(
    client: &Client,
    last: i64,
    rhythm: i64,
    chance: &mut Chance,
    into: &mut Vec<SampleInteraction>,
) {
    let mut days_ago = last;
    while days_ago < DAYS_BACK {
        let (kind, direction, minutes, mood, summary) = LINES[chance.below(LINES.len())];
        into.push(SampleInteraction {
            customer_code: client.code.clone(),
            kind,
            direction,
            minutes,
            mood,
            summary,
            days_ago,
        });
        days_ago += chance.between(rhythm / 2, rhythm + rhythm / 2).max(1);
    }
}

fn note(client: &Client, last: i64, chance: &mut Chance, into: &mut Vec<SampleNote>) {
    let first = chance.below(NOTES.len());
    for (number, days_ago) in [(0, last + 5), (1, last + 210)] {
        if number == 0 || chance.per_mille(500) {
            into.push(SampleNote {
                customer_code: client.code.clone(),
                text: NOTES[(first + number * 3) % NOTES.len()],
                days_ago,
            });
        }
    }
}

fn open_step(client: &Client, place: usize, last: i64, chance: &mut Chance) -> SampleStep {
    // The biggest have what is due today and what is late, so that the first page is not empty.
    let due_in = match place {
        0 | 4 => 0,
        2 => -3,
        7 => -1,
        1 | 5 => chance.between(1, 6),
        _ => chance.between(-2, 45),
    };
    SampleStep {
        customer_code: client.code.clone(),
        // Neighbours in the list of biggest clients get different steps.
        what: STEPS[(place * 7 + chance.below(3)) % STEPS.len()],
        due_in: (!chance.per_mille(100)).then_some(due_in),
        planned_days_ago: last.max(1),
        done_days_ago: None,
    }
}

fn closed_steps(client: &Client, last: i64, chance: &mut Chance, into: &mut Vec<SampleStep>) {
    let mut days_ago = last + chance.between(20, 60);
    while days_ago < DAYS_BACK {
        into.push(SampleStep {
            customer_code: client.code.clone(),
            what: STEPS[chance.below(STEPS.len())],
            due_in: Some(-days_ago),
            planned_days_ago: days_ago + 10,
            done_days_ago: Some(days_ago),
        });
        days_ago += chance.between(70, 160);
    }
}

use super::*;
use crate::obligations::ObligationKind;

/// A line read, in short: who owes, the client, people, ours, what, until when, kind, what is unclear.
fn read(line: &str) -> String {
    let read = parse_promise(line, TODAY, &Book);
    let mut parts = vec![read.debtor.map_or("?", |party| party.code()).to_owned()];
    parts.extend(
        read.client
            .iter()
            .flat_map(|one| one.candidates.iter().map(|one| one.name.clone())),
    );
    for person in &read.people {
        parts.extend(
            person
                .candidates
                .iter()
                .map(|one| format!("with {}", one.person.name)),
        );
    }
    parts.extend(
        read.colleague
            .iter()
            .flat_map(|one| one.candidates.iter().map(|one| format!("by {}", one.name))),
    );
    parts.push(format!("„{}“", read.what.unwrap_or_default().text));
    parts.extend(
        read.due
            .iter()
            .flat_map(|due| due.days.iter().map(ToString::to_string)),
    );
    if read.kind != ObligationKind::Other {
        parts.push(read.kind.code().to_owned());
    }
    if read.is_gift {
        parts.push("gift".to_owned());
    }
    parts.extend(
        read.unclear
            .iter()
            .map(|one| format!("! {}", one.reason.message_id())),
    );
    parts.join("; ")
}

#[test]
fn who_owes_what_to_whom_until_when_at_which_client() {
    let cases = [
        (
            "до 15.12 да пратим мостри на Мария #родопи млеко",
            "us; Родопи Млеко ЕАД; with Мария Илиева; „да пратим мостри на Мария“; 2026-12-15; delivery",
        ),
        (
            "Хлебна къща да плати фактура 14 до петък",
            "them; Хлебна къща ООД; „да плати фактура 14“; 2026-03-13; payment",
        ),
        (
            "обещахме на Метро оферта за сирене до 20.3",
            "us; Метро Кеш енд Кери; „на Метро оферта за сирене“; 2026-03-20; information",
        ),
        (
            "Билла: ще платят до края на месеца",
            "them; Билла България; „ще платят“; 2026-03-31; payment",
        ),
        (
            "Петя да прати прогноза на Метро до петък",
            "us; Метро Кеш енд Кери; by Петя Николова; „да прати прогноза на Метро“; 2026-03-13; information",
        ),
        (
            "We will send samples to Anna Smith by Friday",
            "us; Метро Кеш енд Кери; with Anna Smith; „send samples to Anna Smith“; 2026-03-13; delivery",
        ),
        (
            "Metro to pay invoice 14 by 20 March",
            "them; Метро Кеш енд Кери; „pay invoice 14“; 2026-03-20; payment",
        ),
        (
            "Metro promised us a reference by Friday",
            "them; Метро Кеш енд Кери; „us a reference“; 2026-03-13; reference",
        ),
        (
            "send the price list to Metro by tomorrow",
            "us; Метро Кеш енд Кери; „send the price list to Metro“; 2026-03-12; information",
        ),
    ];
    for (line, wanted) in cases {
        assert_eq!(read(line), wanted, "{line}");
    }
}

#[test]
fn what_a_line_does_not_say_is_asked() {
    let cases = [
        (
            "мостри за Метро до петък",
            "?; Метро Кеш енд Кери; „мостри за Метро“; 2026-03-13; delivery; ! quick-add-no-debtor",
        ),
        (
            "да пратим мостри до петък",
            "us; „да пратим мостри“; 2026-03-13; delivery; ! quick-add-no-client",
        ),
        ("", "?; „“; ! quick-add-empty"),
        (
            "Да пратим на Алфа каталог",
            "us; Алфа Инвест; Алфа Трейд; „Да пратим на Алфа каталог“; information; ! quick-add-several-clients",
        ),
        (
            "Подарихме на Метро стойка за сирене",
            "?; Метро Кеш енд Кери; „Подарихме на Метро стойка за сирене“; gift; ! quick-add-no-debtor",
        ),
    ];
    for (line, wanted) in cases {
        assert_eq!(read(line), wanted, "{line}");
    }
}

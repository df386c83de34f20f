//! Firms made up from a seed: each entered once or twice, the second time as another person or
//! another program would enter it, among others that only look the same.

use super::super::*;
use crate::identifiers::company_check_digit;
use crate::names::transliterate;

/// A row of numbers that is the same in every run (Knuth's MMIX generator).
struct Numbers(u64);

impl Numbers {
    fn from_seed(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }

    fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const FIRST: &[&str] = &[
    "Хлебна",
    "Родопи",
    "Строй",
    "Агро",
    "Витоша",
    "Тракия",
    "Еко",
    "Мега",
    "Вега",
    "Пирин",
    "Дунав",
    "Черно",
    "Балкан",
    "Сердика",
    "Орфей",
    "Загоре",
    "Марица",
    "Янтра",
    "Перла",
    "Слънчев",
    "Рила",
    "Юнона",
    "Кристал",
    "Фортуна",
    "Лидер",
    "Атлас",
    "Зенит",
    "Камчия",
    "Осъм",
    "Велес",
];
const SECOND: &[&str] = &[
    "млеко",
    "къща",
    "инвест",
    "търговия",
    "логистик",
    "комерс",
    "трейд",
    "консулт",
    "фуудс",
    "месо",
    "вино",
    "бряг",
    "текстил",
    "мебели",
    "хартия",
    "пласт",
    "енерджи",
    "фарма",
    "електроник",
    "авто",
    "дизайн",
    "печат",
    "кетъринг",
    "стил",
    "метал",
    "щит",
    "цвят",
    "жито",
    "шоколад",
    "юг",
];
const THIRD: &[&str] = &[
    "",
    "",
    "",
    "груп",
    "България",
    "2000",
    "Плюс",
    "и синове",
    "98",
    "Импекс",
];
const FORMS: &[&str] = &["ООД", "ЕООД", "АД", "ЕАД", "ЕТ"];
const TOWNS: &[&str] = &[
    "София",
    "София",
    "София",
    "Пловдив",
    "Варна",
    "Бургас",
    "Русе",
    "Стара Загора",
    "Плевен",
    "Сливен",
    "Добрич",
    "Шумен",
    "Перник",
    "Хасково",
    "Ямбол",
    "Пазарджик",
    "Благоевград",
    "Велико Търново",
];
const STREETS: &[&str] = &[
    "Шипка",
    "Иван Вазов",
    "Христо Ботев",
    "Цар Симеон",
    "Раковска",
    "Марица",
    "Стефан Стамболов",
    "Васил Левски",
    "Опълченска",
    "Трети март",
    "Цариградско шосе",
    "Индустриална",
];

/// A coined brand, as most firms have: „Варико“, „Делмора“.
fn coined(numbers: &mut Numbers) -> String {
    const SYLLABLES: &[&str] = &[
        "ва", "ри", "ко", "дел", "мо", "ра", "те", "кс", "ни", "лан", "бо", "ви", "са", "ар", "ин",
        "про", "га", "ле", "ми", "то", "фи", "зо", "на", "ел", "ту",
    ];
    let count = 2 + numbers.below(2);
    let word: String = (0..count).map(|_| numbers.pick(SYLLABLES)).collect();
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A made-up firm before anybody writes it down.
struct Firm {
    name: String,
    form: &'static str,
    number: String,
    phone: String,
    domain: String,
    town: &'static str,
    address: String,
}

fn firm(numbers: &mut Numbers, serial: usize) -> Firm {
    let third = numbers.pick(THIRD);
    let first = if numbers.percent(75) {
        coined(numbers)
    } else {
        numbers.pick(FIRST).to_owned()
    };
    let name = format!("{first} {} {third}", numbers.pick(SECOND));
    let eight = format!("{:08}", 10_000_000 + serial * 37);
    let digit = company_check_digit(&eight).expect("eight digits");
    let domain = transliterate(name.trim()).to_lowercase().replace(' ', "-");
    Firm {
        name: name.trim().to_owned(),
        form: numbers.pick(FORMS),
        number: format!("{eight}{digit}"),
        phone: format!("0{}{:07}", 87 + numbers.below(3), numbers.below(10_000_000)),
        domain: format!("{domain}{serial}.bg"),
        town: numbers.pick(TOWNS),
        address: format!(
            "ул. „{}“ № {}",
            numbers.pick(STREETS),
            1 + numbers.below(120)
        ),
    }
}

fn facts_of(firm: &Firm, numbers: &mut Numbers) -> OrganisationFacts {
    let mut known = |share: usize, text: &str| numbers.percent(share).then(|| text.to_owned());
    OrganisationFacts {
        names: vec![if firm.form == "ЕТ" {
            format!("ЕТ „{}“", firm.name)
        } else {
            format!("„{}“ {}", firm.name, firm.form)
        }],
        registration_number: known(75, &firm.number),
        phones: known(70, &firm.phone).into_iter().collect(),
        emails: known(60, &format!("office@{}", firm.domain))
            .into_iter()
            .collect(),
        town: known(90, firm.town),
        address: known(60, &firm.address),
        ..OrganisationFacts::default()
    }
}

/// The same firm as somebody else enters it.
fn entered_again(firm: &Firm, numbers: &mut Numbers) -> OrganisationFacts {
    let mut facts = facts_of(firm, numbers);
    let mut name = firm.name.clone();
    if numbers.percent(45) {
        name = mistyped(&name, numbers);
    }
    let mut form = firm.form.to_owned();
    if numbers.percent(40) {
        name = transliterate(&name);
        form = transliterate(&form);
        facts.town = facts.town.map(|town| transliterate(&town));
        facts.address = facts.address.map(|address| transliterate(&address));
    }
    facts.names = vec![match numbers.below(3) {
        0 => name,
        1 => format!("{} {form}", name.to_uppercase()),
        _ => format!("{name} {form}"),
    }];
    if numbers.percent(30) {
        facts.registration_number = None;
        if numbers.percent(50) {
            facts.vat_number = Some(format!("BG{}", firm.number));
        }
    }
    for phone in &mut facts.phones {
        *phone = format!("+359 {} {}", &phone[1..4], &phone[4..]);
    }
    for email in &mut facts.emails {
        *email = if numbers.percent(20) {
            format!("firma{}@abv.bg", numbers.below(1000))
        } else {
            email.replace("office", "sales")
        };
    }
    facts
}

/// One letter doubled, dropped, swapped with the next or replaced.
fn mistyped(name: &str, numbers: &mut Numbers) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = 1 + numbers.below(letters.len() - 2);
    match numbers.below(4) {
        0 => letters.insert(at, letters[at]),
        1 => {
            letters.remove(at);
        }
        2 => letters.swap(at, at + 1),
        _ => letters[at] = 'е',
    }
    letters.into_iter().collect()
}

/// A book of firms: its records, and for each the number of its firm.
struct Book {
    records: Vec<Record>,
    firms: Vec<usize>,
}

/// How a book is made up.
#[derive(Clone, Copy)]
struct Plan {
    firms: usize,
    twice_percent: usize,
    with_company_numbers: bool,
}

fn book(seed: u64, plan: Plan) -> Book {
    let mut numbers = Numbers::from_seed(seed);
    let mut book = Book {
        records: Vec::new(),
        firms: Vec::new(),
    };
    for serial in 0..plan.firms {
        let firm = firm(&mut numbers, serial);
        let mut entered = vec![facts_of(&firm, &mut numbers)];
        if numbers.percent(plan.twice_percent) {
            entered.push(entered_again(&firm, &mut numbers));
        }
        for mut facts in entered {
            if !plan.with_company_numbers {
                facts.registration_number = None;
                facts.vat_number = None;
            }
            book.records.push(Record::of_organisation(&facts));
            book.firms.push(serial);
        }
    }
    book
}

/// Share of the shown pairs that are right, and share of the right pairs that are shown.
fn precision_and_recall(book: &Book, shown: &[&Candidate]) -> (f64, f64) {
    let is_right = |pair: &&&Candidate| book.firms[pair.left] == book.firms[pair.right];
    let right = shown.iter().filter(is_right).count() as f64;
    let truth = book
        .firms
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .count() as f64;
    (right / shown.len() as f64, right / truth)
}

fn shown(scan: &Scan) -> Vec<&Candidate> {
    scan.candidates.iter().collect()
}

fn proposed(scan: &Scan) -> Vec<&Candidate> {
    let pairs = scan.candidates.iter();
    pairs
        .filter(|pair| {
            matches!(
                pair.comparison.verdict,
                Verdict::SameNumber | Verdict::Propose
            )
        })
        .collect()
}

#[test]
fn firms_entered_twice_are_found() {
    let start = Model::default_for(Kind::Organisation);
    for (seed, plan, f1_least) in [
        (
            7,
            Plan {
                firms: 3_000,
                twice_percent: 20,
                with_company_numbers: true,
            },
            0.98,
        ),
        (
            8,
            Plan {
                firms: 3_000,
                twice_percent: 5,
                with_company_numbers: true,
            },
            0.95,
        ),
        (
            9,
            Plan {
                firms: 3_000,
                twice_percent: 20,
                with_company_numbers: false,
            },
            0.95,
        ),
        // Few enough for the weights that were not learnt.
        (
            10,
            Plan {
                firms: 100,
                twice_percent: 20,
                with_company_numbers: true,
            },
            0.9,
        ),
    ] {
        let book = book(seed, plan);
        let scan = scan(&book.records, &start);
        assert_eq!(scan.learnt, plan.firms > 1_000, "{} pairs", scan.compared);
        let (precision, recall) = precision_and_recall(&book, &shown(&scan));
        let f1 = 2.0 * precision * recall / (precision + recall);
        let (sure, _) = precision_and_recall(&book, &proposed(&scan));
        println!(
            "seed {seed}: {} pairs compared, precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}; of the proposals {sure:.4} are right",
            scan.compared
        );
        assert!(f1 >= f1_least, "seed {seed}: F1 {f1}");
        assert!(
            sure >= 0.99,
            "seed {seed}: {sure} of the proposals are right"
        );
    }
}

#[test]
fn a_book_without_duplicates_is_left_in_peace() {
    let plan = Plan {
        firms: 3_000,
        twice_percent: 0,
        with_company_numbers: true,
    };
    let book = book(11, plan);
    let scan = scan(&book.records, &Model::default_for(Kind::Organisation));
    assert!(scan.learnt);
    assert_eq!(proposed(&scan), Vec::<&Candidate>::new());
    assert!(
        scan.candidates.len() <= 3,
        "{} questions",
        scan.candidates.len()
    );
}

#[test]
fn what_came_new_meets_everything_and_the_rest_is_not_compared_again() {
    let plan = Plan {
        firms: 400,
        twice_percent: 20,
        with_company_numbers: true,
    };
    let book = book(11, plan);
    let model = Model::default_for(Kind::Organisation);
    let first_new = book.records.len() - 40;
    let all = scan_new(&book.records, 0, &model);
    let new = scan_new(&book.records, first_new, &model);
    let touching = |pair: &&Candidate| pair.right >= first_new;
    let expected: Vec<&Candidate> = all.candidates.iter().filter(touching).collect();
    assert!(!expected.is_empty());
    assert_eq!(new.candidates.iter().collect::<Vec<_>>(), expected);
    assert!(
        new.compared < all.compared / 2,
        "{} of {}",
        new.compared,
        all.compared
    );
    let mut heard = Vec::new();
    let watched = scan_watched(&book.records, &model, &mut |done| {
        heard.push(done);
        true
    });
    assert_eq!(watched, Some(scan(&book.records, &model)));
    assert!(heard.is_sorted() && heard.len() > 1, "{heard:?}");
    assert_eq!(scan_watched(&book.records, &model, &mut |_| false), None);
}

#[test]
fn twice_the_records_take_about_twice_the_comparisons() {
    let start = Model::default_for(Kind::Organisation);
    // Everybody behind one switchboard: all with all would be four million pairs.
    let crowd = |count: usize| -> Vec<Record> {
        let mut numbers = Numbers::from_seed(3);
        let facts = |serial| OrganisationFacts {
            phones: vec!["02 981 22 33".to_owned()],
            ..facts_of(
                &firm(&mut numbers, serial),
                &mut Numbers::from_seed(serial as u64),
            )
        };
        (0..count)
            .map(facts)
            .map(|facts| Record::of_organisation(&facts))
            .collect()
    };
    let (one, two) = (scan(&crowd(1_500), &start), scan(&crowd(3_000), &start));
    assert_eq!(two.wide_blocks, 1);
    assert!(
        two.compared < 3 * one.compared,
        "{} then {}",
        one.compared,
        two.compared
    );
    assert!(two.compared < 100 * 3_000, "{}", two.compared);
}

/// Run with `cargo test --release -p clientela-domain --lib speed_of_scanning -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, for a release build on a quiet machine"]
fn speed_of_scanning() {
    for firms in [10_000, 100_000] {
        let plan = Plan {
            firms,
            twice_percent: 5,
            with_company_numbers: true,
        };
        let book = book(5, plan);
        let started = std::time::Instant::now();
        let scan = scan(&book.records, &Model::default_for(Kind::Organisation));
        let (precision, recall) = precision_and_recall(&book, &shown(&scan));
        println!(
            "{} records, {} pairs in {:?}: precision {precision:.4}, recall {recall:.4}",
            book.records.len(),
            scan.compared,
            started.elapsed()
        );
        assert!(recall > 0.9);
    }
}

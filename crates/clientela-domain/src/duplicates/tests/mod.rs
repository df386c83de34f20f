use proptest::prelude::*;

use super::*;

mod firms;

#[test]
fn s23_3_jaro_and_jaro_winkler() {
    let pairs = [
        ("MARTHA", "MARHTA", 0.944_444_444_444, 0.961_111_111_111),
        ("DWAYNE", "DUANE", 0.822_222_222_222, 0.84),
        ("DIXON", "DICKSONX", 0.766_666_666_667, 0.813_333_333_333),
        (
            "hlebna kashta",
            "hlebna kusta",
            0.890_637_140_637,
            0.934_382_284_382,
        ),
        (
            "rodopi mleko",
            "mleko rodopi",
            0.472_222_222_222,
            0.472_222_222_222,
        ),
        ("vitosha", "vitosha", 1.0, 1.0),
        ("abc", "xyz", 0.0, 0.0),
    ];
    for (left, right, expected, lifted) in pairs {
        assert!(
            (jaro(left, right) - expected).abs() < 1e-9,
            "{left} {right}"
        );
        assert!(
            (jaro_winkler(left, right) - lifted).abs() < 1e-9,
            "{left} {right}"
        );
    }
    assert_eq!(word_order_similarity("rodopi mleko", "mleko rodopi"), 1.0);
    assert!(
        (jaro("хляб", "хлаб") - (0.75 + 0.75 + 1.0) / 3.0).abs() < 1e-12,
        "other scripts"
    );
    let long = "а".repeat(200);
    assert!((jaro(&long, &format!("{long}б")) - (1.0 + 200.0 / 201.0 + 1.0) / 3.0).abs() < 1e-12);
}

#[test]
fn s23_4_weights_and_probabilities() {
    let fields = [
        (Field::Name, 0.92, 0.01, 6.523_561_956_06, -3.629_356_620_08),
        (Field::Town, 0.85, 0.1, 3.087_462_841_25, -2.584_962_500_72),
        (Field::Phone, 0.7, 0.001, 9.451_211_111_83, -1.735_522_177_3),
        (
            Field::Domain,
            0.75,
            0.005,
            7.228_818_690_5,
            -1.992_768_430_77,
        ),
        (
            Field::CompanyNumber,
            0.98,
            1e-6,
            19.902_422_223_7,
            -5.643_854_747_08,
        ),
    ];
    let weighs = |field: Field, agreement| {
        let (_, m, u, ..) = fields
            .into_iter()
            .find(|known| known.0 == field)
            .expect("known");
        FieldModel::agree_or_not(m, u).bits(agreement)
    };
    let defaults = Model::default_for(Kind::Organisation);
    for (field, m, u, agree, differ) in fields {
        assert!(
            (weighs(field, Agreement::Equal) - agree).abs() < 1e-9,
            "{field:?}"
        );
        assert!(
            (weighs(field, Agreement::Different) - differ).abs() < 1e-9,
            "{field:?}"
        );
        assert_eq!(weighs(field, Agreement::Missing), 0.0);
        // The levels of our defaults together are the agreement of the document.
        let closer = &defaults.field(field).expect("compared").levels[..3];
        assert!((closer.iter().map(|chance| chance.same).sum::<f64>() - m).abs() < 1e-12);
        assert!((closer.iter().map(|chance| chance.other).sum::<f64>() - u).abs() < 1e-12);
        let differs = defaults
            .field(field)
            .expect("compared")
            .bits(Agreement::Different);
        assert!((differs - differ).abs() < 1e-9, "{field:?}");
    }
    use Agreement::{Different, Equal};
    /// What agrees and differs, the sum of its bits, and the chance they leave.
    type Case<'a> = (&'a [(Field, Agreement)], f64, f64);
    let cases: [Case<'_>; 3] = [
        (
            &[
                (Field::Name, Equal),
                (Field::Town, Equal),
                (Field::Domain, Equal),
            ],
            16.839_843_487_8,
            0.921_452_642_99,
        ),
        (
            &[
                (Field::Name, Equal),
                (Field::Town, Different),
                (Field::Phone, Different),
                (Field::CompanyNumber, Different),
            ],
            -3.440_777_469_04,
            9.210_054_606_48e-6,
        ),
        (
            &[(Field::CompanyNumber, Equal), (Field::Name, Different)],
            16.273_065_603_6,
            0.887_892_174_556,
        ),
    ];
    for (agreements, bits, chance) in cases {
        let sum: f64 = agreements
            .iter()
            .map(|(field, agreement)| weighs(*field, *agreement))
            .sum();
        assert!((sum - bits).abs() < 1e-9, "{agreements:?}: {sum}");
        assert!(
            (probability(PRIOR_DEFAULT, sum) / chance - 1.0).abs() < 1e-9,
            "{agreements:?}"
        );
    }
}

fn organisation(name: &str) -> OrganisationFacts {
    OrganisationFacts {
        names: vec![name.to_owned()],
        ..OrganisationFacts::default()
    }
}

fn judged(left: &OrganisationFacts, right: &OrganisationFacts) -> Comparison {
    let model = Model::default_for(Kind::Organisation);
    compare(
        &Record::of_organisation(left),
        &Record::of_organisation(right),
        &model,
    )
}

fn with_number(name: &str, number: &str) -> OrganisationFacts {
    OrganisationFacts {
        registration_number: Some(number.to_owned()),
        ..organisation(name)
    }
}

#[test]
fn company_numbers_settle_forbid_and_link() {
    let bread = with_number("Хлебна къща ООД", "175074752");
    let renamed = with_number("Тракия Фуудс ЕАД", "175074752");
    assert_eq!(judged(&bread, &renamed).verdict, Verdict::SameNumber);
    let by_vat = OrganisationFacts {
        vat_number: Some("BG175074752".to_owned()),
        ..organisation("Нещо друго")
    };
    assert_eq!(judged(&bread, &by_vat).verdict, Verdict::SameNumber);

    let namesake = OrganisationFacts {
        phones: vec!["0888 123 456".to_owned()],
        town: Some("София".to_owned()),
        ..with_number("Хлебна къща ООД", "123456786")
    };
    let same_phone = OrganisationFacts {
        phones: vec!["+359888123456".to_owned()],
        town: Some("гр. София".to_owned()),
        ..bread.clone()
    };
    let forbidden = judged(&namesake, &same_phone);
    assert_eq!(forbidden.verdict, Verdict::Forbidden);
    assert!(!forbidden.verdict.may_merge() && !forbidden.verdict.is_shown());

    let branch = with_number("Хлебна къща, клон Варна", "1750747520019");
    let linked = judged(&bread, &branch);
    assert_eq!(linked.verdict, Verdict::SameCompany);
    assert!(linked.verdict.is_shown() && !linked.verdict.may_merge());

    // A number that does not prove itself proves nothing.
    let wrong = with_number("Хлебна къща ООД", "175074751");
    assert_eq!(
        judged(&bread, &wrong).evidence[1].agreement,
        Agreement::Missing
    );
}

#[test]
fn names_meet_across_scripts_forms_and_slips() {
    let agreement = |left: &str, right: &str| {
        judged(&organisation(left), &organisation(right)).evidence[0].agreement
    };
    let pairs = [
        ("„Хлебна къща“ ООД", "HLEBNA KASHTA OOD", Agreement::Equal),
        ("Родопи Млеко ЕАД", "Млеко Родопи", Agreement::Equal),
        ("България Еър", "Balgaria Ear", Agreement::Equal),
        ("Хлебна къща", "Hlebna Kushta", Agreement::Near),
        ("Хлебна къща", "Хлебнакъща", Agreement::Near),
        ("Пирин логистик", "Пирин логситик", Agreement::Near),
        ("Алфа", "Алфа Пловдив", Agreement::Partial),
        (
            "Строителна компания Алфа",
            "Строителна компания Бета",
            Agreement::Different,
        ),
        ("Билла магазин 12", "Билла магазин 13", Agreement::Different),
        ("Марица", "Витоша", Agreement::Different),
    ];
    for (left, right, expected) in pairs {
        assert_eq!(agreement(left, right), expected, "{left} / {right}");
        assert_eq!(agreement(right, left), expected, "{right} / {left}");
    }
}

#[test]
fn an_equal_name_alone_is_a_question_and_another_legal_form_never_more() {
    let plain = judged(
        &organisation("Хлебна къща ООД"),
        &organisation("HLEBNA KASHTA OOD"),
    );
    assert_eq!(plain.verdict, Verdict::Ask, "{}", plain.probability);
    let rich = |name: &str| OrganisationFacts {
        phones: vec!["02/987 65 43".to_owned()],
        emails: vec!["office@hlebna.bg".to_owned()],
        town: Some("София".to_owned()),
        ..organisation(name)
    };
    let sure = judged(&rich("Хлебна къща ООД"), &rich("Хлебна къща"));
    assert_eq!(sure.verdict, Verdict::Propose);
    let other_form = judged(&rich("Хлебна къща ООД"), &rich("Хлебна къща ЕООД"));
    assert!(other_form.legal_forms_differ);
    assert_eq!(other_form.verdict, Verdict::Ask);
    // A chain's shops share the name and nothing else.
    let in_town = |town: &str| OrganisationFacts {
        town: Some(town.to_owned()),
        ..organisation("Билла")
    };
    assert_eq!(
        judged(&in_town("София"), &in_town("Варна")).verdict,
        Verdict::Different
    );
}

#[test]
fn the_table_of_evidence_says_why() {
    let left = OrganisationFacts {
        phones: vec![
            "0888 123 456 вътр. 12".to_owned(),
            "02 987 65 43".to_owned(),
        ],
        town: Some("гр. Пловдив".to_owned()),
        ..organisation("Родопи Млеко ЕАД")
    };
    let right = OrganisationFacts {
        phones: vec!["+359 888 123456".to_owned()],
        town: Some("Plovdiv".to_owned()),
        address: Some("ул. Шипка 3".to_owned()),
        ..organisation("Rodopi Mleko")
    };
    let found = judged(&left, &right);
    let line = |field| {
        found
            .evidence
            .iter()
            .find(|line| line.field == field)
            .copied()
            .expect("a line")
    };
    assert_eq!(line(Field::Phone).agreement, Agreement::Equal);
    assert_eq!(line(Field::Town).similarity, Some(1.0));
    let address = line(Field::Address);
    assert_eq!(
        (address.agreement, address.bits, address.similarity),
        (Agreement::Missing, 0.0, None)
    );
    let sum: f64 = found.evidence.iter().map(|line| line.bits).sum();
    assert_eq!(found.bits, sum);
    let reasons: Vec<Field> = found.reasons().iter().map(|line| line.field).collect();
    assert_eq!(reasons, [Field::Name, Field::Phone, Field::Town]);
    let why = found.why(&Model::default_for(Kind::Organisation));
    assert_eq!(why.inputs.len(), 3);
    assert_eq!(why.inputs[0].name, "duplicate-field-name");
    let number = why
        .missing
        .iter()
        .find(|missing| missing.name == "duplicate-field-company-number");
    assert!(number.is_some_and(|missing| missing.effect > 0.0));
}

#[test]
fn keys_bring_together_what_may_be_one_and_leave_out_what_may_not_be_used() {
    let facts = OrganisationFacts {
        registration_number: Some("175074752".to_owned()),
        vat_number: Some("BG7523169263".to_owned()),
        ibans: vec!["BG80 BNBG 9661 1020 3456 78".to_owned()],
        phones: vec![
            "00359 888 123 456".to_owned(),
            "112".to_owned(),
            "00000000".to_owned(),
        ],
        emails: vec!["ivan@abv.bg".to_owned(), "Office@Mail.Rodopi.BG".to_owned()],
        websites: vec!["https://www.rodopi.co.uk/bg?x=1".to_owned()],
        town: Some("гр. Смолян".to_owned()),
        ..organisation("Родопи ООД")
    };
    let record = Record::of_organisation(&facts);
    let keys: Vec<String> = record
        .blocking_keys()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        keys,
        [
            "company_number:175074752",
            "iban:BG80BNBG96611020345678",
            "phone:88123456",
            "domain:rodopi.bg",
            "domain:rodopi.co.uk",
            "name_start_and_town:rodo smolyan",
            "name_consonants:rdp",
            "word:rodopi",
        ]
    );
    assert!(
        !format!("{record:?}").contains("7523169263"),
        "a personal number is not kept"
    );
}

fn person(given: &str, family: &str) -> PersonFacts {
    PersonFacts {
        given_name: Some(given.to_owned()),
        family_name: Some(family.to_owned()),
        ..PersonFacts::default()
    }
}

#[test]
fn people_are_one_by_their_ways_of_contact() {
    let model = Model::default_for(Kind::Person);
    let judged = |left: &PersonFacts, right: &PersonFacts| {
        compare(&Record::of_person(left), &Record::of_person(right), &model)
    };
    let at = |given: &str, family: &str, email: &str| PersonFacts {
        emails: vec![email.to_owned()],
        ..person(given, family)
    };
    let same = judged(
        &at("Мария", "Илиева", "m.ilieva@rodopi.bg"),
        &at("Maria", "Ilieva", "M.Ilieva@rodopi.bg"),
    );
    assert_eq!(same.verdict, Verdict::Propose);
    let initial = judged(
        &at("М.", "Илиева", "m.ilieva@rodopi.bg"),
        &at("Maria", "Ilieva", "m.ilieva@rodopi.bg"),
    );
    assert_eq!(initial.evidence[0].agreement, Agreement::Partial);
    assert_eq!(initial.verdict, Verdict::Propose);
    let swapped = judged(
        &at("Илиева", "Мария", "m@rodopi.bg"),
        &at("Maria", "Ilieva", "m@rodopi.bg"),
    );
    assert_eq!(swapped.evidence[0].agreement, Agreement::Near);
    assert_eq!(
        judged(&person("Иван", "Петров"), &person("Ivan", "Petrov")).verdict,
        Verdict::Ask
    );
    let sister = judged(&person("Мария", "Илиева"), &person("Катя", "Илиева"));
    assert_eq!(sister.verdict, Verdict::Different);
    let firm = Record::of_organisation(&organisation("Мария Илиева"));
    let mixed = compare(
        &Record::of_person(&person("Мария", "Илиева")),
        &firm,
        &model,
    );
    assert_eq!(
        (mixed.verdict, mixed.evidence.len()),
        (Verdict::Different, 0)
    );
}

#[test]
fn a_text_pasted_into_a_name_takes_no_longer_than_a_name() {
    let pasted = organisation(&"хлебна къща ".repeat(20_000));
    let record = Record::of_organisation(&pasted);
    assert!(record.values(Field::Name).all(|name| name.len() <= 200));
    assert_eq!(
        judged(&pasted, &pasted).evidence[0].agreement,
        Agreement::Equal
    );
}

#[test]
fn colleagues_whose_addresses_differ_by_an_initial_are_two() {
    let colleague = |given: &str, family: &str, email: &str| {
        Record::of_person(&PersonFacts {
            emails: vec![email.to_owned()],
            organisations: vec!["Калимера Маркет АД".to_owned()],
            ..person(given, family)
        })
    };
    let model = Model::default_for(Kind::Person);
    for (one, other) in [
        (
            ("Георги", "Тонков", "g.tonkov@kalimera.bg"),
            ("Стоян", "Тонков", "s.tonkov@kalimera.bg"),
        ),
        (
            ("Георги", "Тонков", "gtonkov@kalimera.bg"),
            ("Стоян", "Тонков", "stonkov@kalimera.bg"),
        ),
        (
            ("Пламен", "Гетов", "plamen.g@kalimera.bg"),
            ("Пламен", "Хлебаров", "plamen.h@kalimera.bg"),
        ),
    ] {
        let records = [one, other].map(|(given, family, email)| colleague(given, family, email));
        let found = compare(&records[0], &records[1], &model);
        assert_eq!(
            found.verdict,
            Verdict::Different,
            "{one:?} {other:?}: {found:#?}"
        );
    }
    let mistyped = [
        colleague("Георги", "Тонков", "g.tonkov@kalimera.bg"),
        colleague("Georgi", "Tonkov", "g.tonkof@kalimera.bg"),
    ];
    assert!(
        compare(&mistyped[0], &mistyped[1], &model)
            .verdict
            .is_shown()
    );
}

#[test]
fn words_of_evidence_are_read_back() {
    for field in Field::ALL {
        assert_eq!(Field::from_code(field.code()), Some(field));
    }
    for kind in [Kind::Organisation, Kind::Person] {
        assert!(kind.fields().iter().all(|field| Field::ALL.contains(field)));
    }
    for agreement in Agreement::WEIGHED.into_iter().chain([Agreement::Missing]) {
        assert_eq!(Agreement::from_code(agreement.code()), Some(agreement));
    }
    for verdict in Verdict::ALL {
        assert_eq!(Verdict::from_code(verdict.code()), Some(verdict));
    }
    assert_eq!(Field::from_code("shoe-size"), None);
}

#[test]
fn one_slip_is_one_slip() {
    for (left, right, expected) in [
        ("petrov", "petrov", true),
        ("petrov", "petrv", true),
        ("petrov", "peetrov", true),
        ("petrov", "pertov", true),
        ("petrov", "petrow", true),
        ("petrov", "ptreov", false),
        ("petrov", "petrovski", false),
        ("", "a", true),
        ("къща", "каща", true),
    ] {
        assert_eq!(one_slip_apart(left, right), expected, "{left} {right}");
        assert_eq!(one_slip_apart(right, left), expected, "{right} {left}");
    }
}

proptest! {
    #[test]
    fn similarity_has_no_sides_and_stays_between_zero_and_one(
        left in "[a-dа-г ]{0,12}",
        right in "[a-dа-г ]{0,12}",
    ) {
        for measure in [jaro, jaro_winkler, word_order_similarity] {
            let found = measure(&left, &right);
            prop_assert!((0.0..=1.0).contains(&found));
            prop_assert!((found - measure(&right, &left)).abs() < 1e-12);
            prop_assert_eq!(measure(&left, &left), 1.0);
        }
    }

    #[test]
    fn comparing_has_no_sides(left in "[А-Га-гA-Da-d0-9 .„“]{0,14}", right in "[А-Га-гA-Da-d0-9 .„“]{0,14}") {
        let (one, other) = (organisation(&left), organisation(&right));
        let (there, back) = (judged(&one, &other), judged(&other, &one));
        prop_assert_eq!(there.verdict, back.verdict);
        prop_assert!((there.bits - back.bits).abs() < 1e-9);
        prop_assert!((0.0..=1.0).contains(&there.probability));
    }
}

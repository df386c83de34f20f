//! Both languages say the same: the same ids, the same variables, no broken entry, and every id
//! that code or a template asks for.

#![expect(
    clippy::disallowed_methods,
    reason = "a test of files in this crate; a plain panic will do"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_bundle::FluentResource;

use crate::{ROMAN, SOURCES};

/// Ids of one file with the variables of each. Reads the text, because the parser's tree is not
/// public here: an entry starts at the line's beginning, its variables look like `$name`.
fn entries(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            let (name, _) = line.split_once(" =").unwrap_or((line, ""));
            current = name.to_owned();
            assert!(
                found.insert(current.clone(), BTreeSet::new()).is_none(),
                "`{name}` stands twice"
            );
        }
        let variables = line.split('$').skip(1).map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
                .collect()
        });
        if let Some(known) = found.get_mut(&current) {
            known.extend(variables);
        }
    }
    found
}

#[test]
fn every_file_of_words_is_read() {
    for language in ["bg", "en"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("locales")
            .join(language);
        for file in std::fs::read_dir(folder).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            let area = name.strip_suffix(".ftl").unwrap();
            let is_read = SOURCES.iter().any(|(known, ..)| *known == area);
            assert!(
                is_read || area == "roman",
                "{language}/{name} is read by nobody"
            );
        }
    }
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    for (area, bulgarian, english) in SOURCES {
        assert_eq!(entries(bulgarian), entries(english), "area {area}");
        for source in [bulgarian, english] {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                panic!("area {area}: {errors:?}");
            }
        }
    }
}

#[test]
fn no_id_stands_in_two_areas() {
    let mut seen = BTreeSet::new();
    for (area, bulgarian, _) in SOURCES {
        for id in entries(bulgarian).into_keys() {
            assert!(seen.insert(id.clone()), "`{id}` again in {area}");
        }
    }
}

#[test]
fn a_vocabulary_only_says_otherwise_what_is_said_already() {
    let mut known = BTreeMap::new();
    for (_, bulgarian, _) in SOURCES {
        known.extend(entries(bulgarian));
    }
    let [bulgarian, english] = ROMAN.map(entries);
    assert_eq!(bulgarian, english, "both languages say the same otherwise");
    for (id, variables) in &bulgarian {
        let own = known.get(id);
        let own = own.unwrap_or_else(|| panic!("`{id}` is said nowhere else"));
        assert!(variables.is_subset(own), "`{id}` needs {variables:?}");
    }
    for source in ROMAN {
        if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
            panic!("{errors:?}");
        }
    }
}

/// Calls `visit` with the path and the text of every source and template below a folder.
fn each_source(folder: &Path, visit: &mut impl FnMut(&Path, &str)) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if !path.ends_with("target") {
                each_source(&path, visit);
            }
            continue;
        }
        let is_source = path
            .extension()
            .is_some_and(|extension| extension == "rs" || extension == "html");
        if let Ok(text) = std::fs::read_to_string(&path)
            && is_source
        {
            visit(&path, &text);
        }
    }
}

/// What stands between `before` and the next quote, at each place.
fn literals<'a>(text: &'a str, before: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    text.match_indices(before).filter_map(move |(at, _)| {
        let rest = &text[at + before.len()..];
        Some((at, &rest[..rest.find('"')?]))
    })
}

/// Ids written out as `.get("…")`, `.with("…"` or `.with1("…"` in sources and templates.
fn asked_for(folder: &Path, ids: &mut BTreeSet<(String, String)>) {
    each_source(folder, &mut |path, text| {
        // Only calls on a value called `t` or `texts`: maps have a `get` of their own.
        for call in [
            "t.get(\"",
            "t.with(\"",
            "t.with1(\"",
            "texts.get(\"",
            "texts.with(\"",
            "texts.with1(\"",
        ] {
            for (position, id) in literals(text, call) {
                let before = text[..position].chars().next_back();
                if !before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                    ids.insert((id.to_owned(), path.display().to_string()));
                }
            }
        }
    });
}

/// Message ids that stand in code as values: with these beginnings a text is an id and nothing else.
const ID_PREFIXES: [&str; 5] = ["notice-", "file-ignored-", "usage-", "refusal-", "field-"];

/// The messages that may say what is wrong with a value: its own, or the one a form says beside its
/// field; pages name the latter whole.
fn of_invalid(code: &str) -> Vec<String> {
    vec![
        format!("invalid-{code}"),
        format!("field-{code}"),
        code.to_owned(),
    ]
}

/// The messages of every code a use case or an edge can fail with, as the code writes them down.
fn failures(folder: &Path, wanted: &mut BTreeSet<(Vec<String>, String)>) {
    each_source(folder, &mut |path, text| {
        if path.components().any(|part| part.as_os_str() == "tests") {
            return;
        }
        let mut want = |ids: Vec<String>| wanted.insert((ids, path.display().to_string()));
        for (_, code) in literals(text, "NotNow(\"") {
            want(vec![format!("not-now-{code}")]);
        }
        for (_, code) in literals(text, " code: \"") {
            let mut ids = of_invalid(code);
            ids.push(format!("option-{code}"));
            want(ids);
        }
        for (at, first) in literals(text, "invalid(\"") {
            let rest = &text[at + "invalid(\"".len() + first.len()..];
            match rest
                .strip_prefix("\", \"")
                .and_then(|rest| rest.split('"').next())
            {
                Some(code) => want(of_invalid(code)),
                None if path.ends_with("import_options.rs") => {
                    want(vec![format!("option-{first}")])
                }
                None => true,
            };
        }
        for (at, code) in literals(text, ", \"") {
            let call = text[..at].rsplit('(').next().unwrap_or_default();
            let of_api = path.components().any(|part| part.as_os_str() == "api");
            if of_api && call.starts_with("StatusCode::") && !call.contains(',') {
                want(vec![format!("problem-{}", code.replace('_', "-"))]);
            }
        }
        for prefix in ID_PREFIXES {
            for (_, rest) in literals(text, &format!("\"{prefix}")) {
                if !rest.is_empty() && !rest.contains('{') {
                    want(vec![format!("{prefix}{rest}")]);
                }
            }
        }
    });
}

#[test]
fn every_code_of_a_failure_and_every_notice_has_its_words() {
    let mut known = BTreeSet::new();
    for (_, bulgarian, _) in SOURCES {
        known.extend(entries(bulgarian).into_keys());
    }
    let mut wanted = BTreeSet::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for folder in ["clientela-web/src", "clientela-app/src", "clientela/src"] {
        failures(&crates.join(folder), &mut wanted);
    }
    assert!(wanted.len() > 60, "the sources are written otherwise now");
    let missing: Vec<_> = wanted
        .iter()
        .filter(|(ids, _)| !ids.iter().any(|id| known.contains(id)))
        .collect();
    assert!(missing.is_empty(), "no such message: {missing:#?}");
}

#[test]
fn every_id_that_is_asked_for_exists() {
    let mut known = BTreeSet::new();
    for (_, bulgarian, _) in SOURCES {
        known.extend(entries(bulgarian).into_keys());
    }
    let mut asked = BTreeSet::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for folder in ["clientela-web", "clientela-app", "clientela"] {
        asked_for(&crates.join(folder), &mut asked);
    }
    let missing: Vec<_> = asked.iter().filter(|(id, _)| !known.contains(id)).collect();
    assert!(missing.is_empty(), "no such message: {missing:#?}");
}

#[test]
fn every_word_of_obligations_has_its_words() {
    use clientela_domain::obligations::{Age, Event, Group, ObligationKind, Origin, Party, State};
    let mut known = BTreeSet::new();
    for (_, bulgarian, _) in SOURCES {
        known.extend(entries(bulgarian).into_keys());
    }
    let ids = State::ALL.iter().map(|one| one.message_id());
    let ids = ids.chain(Event::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Group::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Age::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(ObligationKind::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Origin::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Party::ALL.iter().map(|one| one.message_id()));
    let missing: Vec<_> = ids.filter(|id| !known.contains(*id)).collect();
    assert!(missing.is_empty(), "no such message: {missing:#?}");
}

#[test]
fn every_word_of_people_maps_has_its_words() {
    use clientela_domain::estimate::Truth;
    use clientela_domain::people_map::{
        Aspect, Attitude, BuyingRole, Judged, Strength, TieKind, attitude_word, veto_word,
    };
    let mut known = BTreeSet::new();
    for (_, bulgarian, _) in SOURCES {
        known.extend(entries(bulgarian).into_keys());
    }
    let ids = BuyingRole::ALL.iter().map(|one| one.message_id());
    let ids = ids.chain(Attitude::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(TieKind::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Strength::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Aspect::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain([Truth::True, Truth::False, Truth::Undecided].map(veto_word));
    let unclear = [
        Judged::Unknown,
        Judged::Between(Attitude::Blocker, Attitude::Champion),
    ];
    let ids = ids.chain(unclear.map(attitude_word));
    let missing: Vec<_> = ids.filter(|id| !known.contains(*id)).collect();
    assert!(missing.is_empty(), "no such message: {missing:#?}");
}

#[test]
fn every_word_of_gifts_and_support_has_its_words() {
    use clientela_domain::gifts::{
        Disposal, GiftDecision, GiftDirection, GiftKind, GiftState, Official,
    };
    use clientela_domain::support::{
        Cover, Mark, SupportFamily, SupportKind, SupportSide, SupportState,
    };
    let mut known = BTreeSet::new();
    for (_, bulgarian, _) in SOURCES {
        known.extend(entries(bulgarian).into_keys());
    }
    let ids = GiftDirection::ALL.iter().map(|one| one.message_id());
    let ids = ids.chain(GiftKind::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Official::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(GiftDecision::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(GiftState::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Disposal::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(SupportSide::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(SupportKind::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(SupportFamily::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Mark::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(SupportState::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Cover::ALL.iter().map(|one| one.message_id()));
    let missing: Vec<_> = ids.filter(|id| !known.contains(*id)).collect();
    assert!(missing.is_empty(), "no such message: {missing:#?}");
}

#[test]
fn every_word_of_what_is_known_of_clients_has_its_words() {
    use clientela_domain::relationship_stage::{Fact, Stage};
    use clientela_domain::satisfaction::AnswerChannel;
    use clientela_domain::troubles::{Degree, ProblemState, ThreatKind, ThreatState, Weight};
    let mut known = BTreeSet::new();
    for (_, bulgarian, _) in SOURCES {
        known.extend(entries(bulgarian).into_keys());
    }
    let ids = ProblemState::ALL.iter().map(|one| one.message_id());
    let ids = ids.chain(ThreatKind::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(ThreatState::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Weight::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Degree::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(AnswerChannel::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Stage::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(Fact::ALL.iter().map(|one| one.message_id()));
    let mut wanted: Vec<String> = ids.map(str::to_owned).collect();
    wanted.extend(
        Fact::ALL
            .iter()
            .map(|one| format!("ask-{}", one.message_id())),
    );
    for degree in Degree::ALL {
        for of in ["likelihood", "effect"] {
            wanted.push(format!("threat-{of}-{}", degree.code()));
        }
    }
    let missing: Vec<_> = wanted.iter().filter(|id| !known.contains(*id)).collect();
    assert!(missing.is_empty(), "no such message: {missing:#?}");
}

#[test]
fn every_word_of_the_market_has_its_words() {
    use clientela_domain::market::{
        ContestOutcome, ContestReason, PositionSource, PurchasesSource, ReasonSource,
    };
    let mut known = BTreeSet::new();
    for (_, bulgarian, _) in SOURCES {
        known.extend(entries(bulgarian).into_keys());
    }
    let ids = PositionSource::ALL.iter().map(|one| one.message_id());
    let ids = ids.chain(PurchasesSource::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(ContestOutcome::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(ContestReason::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(ReasonSource::ALL.iter().map(|one| one.message_id()));
    let missing: Vec<_> = ids.filter(|id| !known.contains(*id)).collect();
    assert!(missing.is_empty(), "no such message: {missing:#?}");
}

#[test]
fn every_word_of_our_brand_has_its_words() {
    use clientela_domain::brand::{IncidentSeverity, MentionTone, RemarkAbout, ToldOrigin};
    let mut known = BTreeSet::new();
    for (_, bulgarian, _) in SOURCES {
        known.extend(entries(bulgarian).into_keys());
    }
    let ids = IncidentSeverity::ALL.iter().map(|one| one.message_id());
    let ids = ids.chain(RemarkAbout::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(MentionTone::ALL.iter().map(|one| one.message_id()));
    let ids = ids.chain(ToldOrigin::ALL.iter().map(|one| one.message_id()));
    let missing: Vec<_> = ids.filter(|id| !known.contains(*id)).collect();
    assert!(missing.is_empty(), "no such message: {missing:#?}");
}

#[test]
fn every_kind_of_file_has_its_words() {
    use clientela_domain::records::FileKind;
    let mut known = BTreeSet::new();
    for (_, bulgarian, _) in SOURCES {
        known.extend(entries(bulgarian).into_keys());
    }
    let kinds = FileKind::ALL.into_iter();
    let ids = kinds.flat_map(|kind| {
        ["file-kind", "import-needs", "import-sample"].map(|id| format!("{id}-{}", kind.word()))
    });
    let missing: Vec<_> = ids.filter(|id| !known.contains(id)).collect();
    assert!(missing.is_empty(), "no such message: {missing:#?}");
}

//! Sentences of the journal, and that every pair of action and record used anywhere in the program has
//! one in both languages.

use std::path::Path;

use clientela_domain::ids::JournalId;
use clientela_store::Via;
use clientela_texts::Language;
use jiff::Timestamp;

use super::*;

const MARIA: &str = "0190aaaa-0000-7000-8000-000000000001";
const RAKITA: &str = "0190aaaa-0000-7000-8000-000000000002";

fn row(action: &str, entity: &str, before: Option<&str>, after: Option<&str>) -> JournalRow {
    JournalRow {
        seq: 7,
        id: JournalId(uuid::Uuid::nil()),
        at: Timestamp::UNIX_EPOCH,
        actor: UserId::parse(MARIA),
        via: Via::Web,
        action: action.to_owned(),
        entity: entity.to_owned(),
        entity_id: RAKITA.to_owned(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
    }
}

fn said(language: Language, row: &JournalRow) -> String {
    let users = HashMap::from([(UserId::parse(MARIA).unwrap(), "Мария Иванова".to_owned())]);
    let mut records = RecordNames::new();
    records.insert(("account".into(), RAKITA.into()), "Ракита".into());
    records.insert(("user".into(), MARIA.into()), "Мария Иванова".into());
    let names = Names {
        users: &users,
        records: &records,
    };
    sentence(Texts::of(language), row, &names)
}

/// Marks that keep numbers and names apart from right-to-left text, which Fluent puts around values.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn a_change_is_told_with_both_values() {
    let city = row(
        "changed",
        "account",
        Some(r#"{"city":"Пловдив"}"#),
        Some(r#"{"city":"Варна"}"#),
    );
    assert_eq!(
        plain(&said(Language::Bg, &city)),
        "Мария Иванова промени града на клиента „Ракита“ от „Пловдив“ на „Варна“"
    );
    assert_eq!(
        plain(&said(Language::En, &city)),
        "Мария Иванова changed the city of the client “Ракита” from “Пловдив” to “Варна”"
    );
    let cleared = row(
        "changed",
        "account",
        Some(&format!(r#"{{"owner_id":"{MARIA}","phone":"0888"}}"#)),
        Some(r#"{"owner_id":null,"phone":""}"#),
    );
    assert_eq!(
        plain(&said(Language::Bg, &cleared)),
        "Мария Иванова промени клиента „Ракита“: отговорника от „Мария Иванова“ на празно; телефона от „0888“ на празно"
    );
    let back = row(
        "value_restored",
        "account",
        Some(r#"{"city":"Варна"}"#),
        Some(r#"{"city":"Пловдив"}"#),
    );
    assert_eq!(
        plain(&said(Language::Bg, &back)),
        "Мария Иванова върна града на клиента „Ракита“ от „Варна“ на „Пловдив“"
    );
}

#[test]
fn deeds_of_the_program_and_private_texts_say_no_more_than_they_may() {
    let mut imported = row("imported", "import", None, Some(r#"{"accepted":1200}"#));
    imported.actor = None;
    let text = plain(&said(Language::En, &imported));
    assert!(text.starts_with("The program"), "{text}");
    assert!(text.contains("1,200"), "{text}");
    let private = row("created", "note", None, Some(r#"{"private":true}"#));
    let text = plain(&said(Language::Bg, &private));
    assert_eq!(text, "Мария Иванова добави бележка");
    let unknown = row("whirled", "gadget", None, Some("[1"));
    let text = plain(&said(Language::En, &unknown));
    assert_eq!(text, "Мария Иванова changed a record (whirled)");
}

/// Pairs of action and entity written as literals anywhere in the program.
fn pairs() -> Vec<(String, String)> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    for one in fs_err::read_dir(crates).unwrap() {
        let source = one.unwrap().path().join("src");
        if source.exists() {
            walk(&source, &mut files);
        }
    }
    let mut pairs = Vec::new();
    for file in files {
        let text = fs_err::read_to_string(file).unwrap();
        for call in text.split("JournalEntry::new(").skip(1) {
            let words: Vec<&str> = call
                .split(')')
                .next()
                .unwrap_or_default()
                .split('"')
                .collect();
            if let [_, action, between, entity, ..] = words[..]
                && between.trim() == ","
            {
                pairs.push((action.to_owned(), entity.to_owned()));
            }
        }
    }
    pairs.sort();
    pairs.dedup();
    pairs
}

fn walk(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in fs_err::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("tests") {
                walk(&path, files);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !path.ends_with("tests.rs")
        {
            files.push(path);
        }
    }
}

#[test]
fn every_pair_used_in_the_program_is_a_sentence_of_its_own_in_both_languages() {
    let pairs = pairs();
    assert!(pairs.len() > 20, "{pairs:?}");
    let mut faults = Vec::new();
    for (action, entity) in &pairs {
        for language in Language::ALL {
            let text = plain(&said(language, &row(action, entity, None, None)));
            let generic = text.contains(&format!("({action})"));
            if generic || text.contains("journal-") || !text.starts_with("Мария Иванова")
            {
                faults.push(format!("{action} {entity}: {text}"));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "give these words in journal.ftl:\n{}",
        faults.join("\n")
    );
}

#[test]
fn what_another_record_points_to_is_told_in_its_words() {
    let mut changed = row(
        "changed",
        "plan_entry",
        Some(&format!(r#"{{"objective":"{RAKITA}","obligation":null}}"#)),
        Some(&format!(r#"{{"objective":null,"obligation":"{MARIA}"}}"#)),
    );
    changed.entity_id = String::new();
    let asked = records_of(&changed);
    assert!(asked.contains(&("objective_words".into(), RAKITA.into())));
    assert!(asked.contains(&("obligation_words".into(), MARIA.into())));
    let users = HashMap::new();
    let mut records = RecordNames::new();
    records.insert(("objective_words".into(), RAKITA.into()), "Дял 40 %".into());
    records.insert(
        ("obligation_words".into(), MARIA.into()),
        "Нова оферта".into(),
    );
    let names = Names {
        users: &users,
        records: &records,
    };
    let told = plain(&sentence(Texts::of(Language::Bg), &changed, &names));
    assert!(
        told.contains("Дял 40 %") && told.contains("Нова оферта"),
        "{told}"
    );
    assert!(!told.contains(RAKITA) && !told.contains(MARIA), "{told}");
}

#[test]
fn a_setting_tells_only_what_differs_and_a_list_of_things_is_only_named() {
    let told = |before: &str, after: &str| {
        let mut setting = row("changed", "setting", Some(before), Some(after));
        setting.entity_id = "firm".to_owned();
        plain(&said(Language::Bg, &setting))
    };
    assert_eq!(
        told(
            r#"{"name":"Проба ООД","language":"bg","profiles":[{"id":"equal"}]}"#,
            r#"{"name":"Проба АД","language":"bg","profiles":[{"id":"equal"}]}"#
        ),
        "Мария Иванова промени името на настройката „фирма“ от „Проба ООД“ на „Проба АД“"
    );
    assert_eq!(
        told(
            r#"{"name":"Проба","profiles":[{"id":"equal"}],"default_profile":"equal"}"#,
            r#"{"name":"Проба","profiles":[{"id":"sales"}],"default_profile":"sales"}"#
        )
        .split(": ")
        .nth(1)
        .map(|list| list.contains("тежестите и праговете") && list.contains(';')),
        Some(true)
    );
    assert_eq!(
        told(
            r#"{"profiles":[{"id":"equal"}]}"#,
            r#"{"profiles":[{"id":"sales"}]}"#
        ),
        "Мария Иванова промени настройката „фирма“: тежестите и праговете на профилите"
    );
    assert_eq!(
        told(r#"{"name":"Проба"}"#, r#"{"name":"Проба"}"#),
        "Мария Иванова промени настройката „фирма“"
    );
}

#[test]
fn words_of_the_program_and_kept_lists_never_show_as_they_are_stored() {
    let told = |action: &str, entity: &str, before: Option<&str>, after: &str| {
        plain(&said(
            Language::Bg,
            &row(action, entity, before, Some(after)),
        ))
    };
    let rated = told(
        "condition_answered",
        "account",
        None,
        r#"{"condition":"long_relation.joint_plan"}"#,
    );
    assert!(rated.contains("Имаме ли общ план с клиента?"), "{rated}");
    let marked = told(
        "duty_marked",
        "account",
        None,
        r#"{"duty":"has_supporters","state":"done"}"#,
    );
    assert!(marked.ends_with("„изпълнено“"), "{marked}");
    let closed = told(
        "changed",
        "next_step",
        Some(r#"{"state":"open"}"#),
        r#"{"state":"done"}"#,
    );
    assert!(closed.ends_with("от „открита“ на „свършена“"), "{closed}");
    let ticked = told(
        "changed",
        "handover",
        Some(r#"{"checklist":"[]"}"#),
        r#"{"checklist":"[{\"id\":\"dossier_read\",\"done\":true}]"}"#,
    );
    assert!(ticked.ends_with(": отметките"), "{ticked}");
    assert!(!ticked.contains("dossier_read"), "{ticked}");
}

//! Pairs that may be one, and merges: nothing is lost, and undoing leaves nothing behind.

use clientela_domain::duplicates::{OrganisationFacts, PersonFacts};
use clientela_domain::ids::{AccountId, DuplicatePairId, MergeId, PersonId, UserId};
use clientela_domain::names::fold;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::accounts::{self, AccountValues, Tag};
use crate::aliases::Alias;
use crate::duplicate_facts;
use crate::duplicate_pairs::{self, FoundPair, PairKind, PairState};
use crate::external_codes::ExternalCode;
use crate::journal::{self, JournalFilter};
use crate::merges::{self, AccountMerge, PersonMerge};
use crate::people::{self, Consent, Contact, ContactKind, LawfulBasis, PersonValues};
use crate::search_words::{self, Searched};
use crate::sql::{self, binds};
use crate::testing::{moment, system};
use crate::users::{self, NewUser};
use crate::{Reader, Role, Store, StoreError, Tx, Via, Viewer, db_tests};

/// Tables a merge leaves alone although they point to an account or a person, each for its reason.
const LEFT_ALONE: [(&str, &str); 1] = [
    // Copied, not passed on: both keep their tags.
    ("account_tags", "account_id"),
];

/// Tables that tell what happened rather than what is.
const TOLD: [&str; 3] = ["journal", "journal_personal", "merges"];

fn later(days: i64) -> Timestamp {
    moment() + SignedDuration::from_hours(24 * days)
}

fn account(name: &str) -> AccountValues {
    AccountValues {
        name: name.into(),
        name_folded: fold(name),
        ..AccountValues::default()
    }
}

fn person(given: &str, family: &str) -> PersonValues {
    PersonValues {
        given_name: given.into(),
        family_name: family.into(),
        name_folded: fold(&format!("{given} {family}")),
        family_folded: fold(&format!("{family} {given}")),
        honorific: String::new(),
        languages: vec!["bg".into()],
        note: String::new(),
        consent: Consent::Given,
        consent_day: None,
        lawful_basis: LawfulBasis::Contract,
        retain_until: None,
        birthday: None,
        contacts: Vec::new(),
        codes: Vec::new(),
    }
}

async fn new_account(store: &Store, values: AccountValues) -> AccountId {
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await
        .unwrap()
}

async fn new_person(store: &Store, values: PersonValues) -> PersonId {
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(people::create(tx, values, None))
        })
        .await
        .unwrap()
}

async fn version_of(store: &Store, id: AccountId) -> i64 {
    let read = store.read(&system());
    accounts::get(&read, id).await.unwrap().unwrap().version
}

async fn person_version(store: &Store, id: PersonId) -> i64 {
    let read = store.read(&system());
    people::get(&read, id).await.unwrap().unwrap().version
}

/// Merges two accounts, the one that stays keeping its values.
async fn merge(store: &Store, kept: AccountId, gone: AccountId) -> Result<MergeId, StoreError> {
    let read = store.read(&system());
    let values = accounts::record(&read, kept).await.unwrap().unwrap().values;
    let gone_name = accounts::get(&read, gone).await.unwrap().unwrap().name;
    let merge = AccountMerge {
        kept: (kept, version_of(store, kept).await),
        gone: (gone, version_of(store, gone).await),
        values: AccountValues {
            city: "Русе".into(),
            ..values
        },
        aliases: vec![Alias {
            folded: fold(&gone_name),
            text: gone_name,
        }],
    };
    store
        .write_with(&system(), merge, |tx, merge| {
            Box::pin(merges::merge_accounts(tx, merge))
        })
        .await
}

async fn merge_two_people(store: &Store, kept: PersonId, gone: PersonId) -> MergeId {
    let read = store.read(&system());
    let values = people::get(&read, kept).await.unwrap().unwrap().values;
    let merge = PersonMerge {
        kept: (kept, person_version(store, kept).await),
        gone: (gone, person_version(store, gone).await),
        values: PersonValues {
            honorific: "д-р".into(),
            ..values
        },
        aliases: vec![Alias {
            folded: "ivan petroff".into(),
            text: "Ivan Petroff".into(),
        }],
    };
    store
        .write_with(&system(), merge, |tx, merge| {
            Box::pin(merges::merge_people(tx, merge))
        })
        .await
        .unwrap()
}

async fn undo(store: &Store, id: MergeId, at: Timestamp) -> Result<merges::Merge, StoreError> {
    store
        .write(&system().at(at), move |tx| {
            Box::pin(merges::unmerge(tx, id))
        })
        .await
}

/// Every row of every table that says what is, without counters of changes.
async fn whole_book(store: &Store) -> Vec<String> {
    let moment = store.snapshot(&system()).await.unwrap();
    let mut lines = Vec::new();
    for table in moment.tables() {
        if TOLD.contains(&table.as_str()) {
            continue;
        }
        let heading: Json = serde_json::from_str(&moment.heading(&table).unwrap()).unwrap();
        let columns = heading["columns"].as_array().unwrap().clone();
        let page = moment.page(&table, None).await.unwrap();
        assert!(page.next.is_none(), "{table} is larger than a page");
        for line in page.lines.lines() {
            let mut row: Vec<Json> = serde_json::from_str(line).unwrap();
            for (value, column) in row.iter_mut().zip(&columns) {
                // Somebody has dealt with the two: an undoing of an import must not take them away.
                if column == "version" || column == "touched" {
                    *value = Json::Null;
                }
            }
            lines.push(format!("{table} {}", Json::from(row)));
        }
    }
    moment.release().await;
    lines
}

/// The book is as it was; says which rows are not.
async fn assert_as_before(store: &Store, before: &[String], when: &str) {
    let now = whole_book(store).await;
    let missing: Vec<_> = before.iter().filter(|row| !now.contains(row)).collect();
    let new: Vec<_> = now.iter().filter(|row| !before.contains(row)).collect();
    assert!(
        missing.is_empty() && new.is_empty(),
        "{when}: {missing:#?} became {new:#?}"
    );
}

/// A row of numbers that is the same in every run (Knuth's MMIX generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn id(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.below(u64::MAX >> 1), self.below(u64::MAX >> 1))
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }
}

async fn put(tx: &Tx, text: &str, values: sql::Values) {
    sql::execute(tx, "filling a book", text, values)
        .await
        .unwrap();
}

/// One random row that points to a client or a person.
async fn random_row(tx: &Tx, chance: &mut Chance, accounts: &[AccountId], people: &[PersonId]) {
    let id = chance.id();
    let serial = chance.below(1_000_000).to_string();
    let (account, person) = (chance.of(accounts).0, chance.of(people).0);
    let few = chance.below(3).to_string();
    let at = moment();
    match chance.below(16) {
        0 => put(tx, "INSERT INTO account_codes (customer_key, account_id) VALUES ($1, $2)",
            binds![format!("c:{serial}"), account]).await,
        1 => put(tx, "INSERT INTO criterion_answers (id, account_id, criterion, answer, cues, day,
                author_name, created_at) VALUES ($1, $2, 'market_power', 'yes', '[]', '2026-01-01', '', $3)",
            binds![id, account, at]).await,
        2 => put(tx, "INSERT INTO potentials (id, account_id, low, likely, high, currency, source, day,
                author_name, created_at) VALUES ($1, $2, '1', '2', '3', 'EUR', '', '2026-01-01', '', $3)",
            binds![id, account, at]).await,
        3 => put(tx, "INSERT INTO key_status_history (id, account_id, verdict, profile, decided_on, cause, at)
                VALUES ($1, $2, 'key', 'equal', '2026-01-01', 'answer', $3)",
            binds![id, account, at]).await,
        4 => put(tx, "INSERT INTO condition_answers (id, account_id, condition, low, high, day, author_name,
                created_at) VALUES ($1, $2, 'deciders', 0.5, 0.5, '2026-01-01', '', $3)",
            binds![id, account, at]).await,
        5 => put(tx, "INSERT INTO duty_marks (account_id, duty, state, evidence, day, updated_at)
                VALUES ($1, $2, 'done', '', '2026-01-01', $3) ON CONFLICT DO NOTHING",
            binds![account, few, at]).await,
        6 => put(tx, "INSERT INTO affiliations (id, person_id, account_id, title, unit, former, created_at,
                version) VALUES ($1, $2, $3, $4, '', $5, $6, 1)",
            binds![id, person, account, few, false, at]).await,
        7 => {
            put(tx, "INSERT INTO interactions (id, account_id, kind, day, day_order, summary, summary_folded,
                    private, is_sample, created_at, version)
                VALUES ($1, $2, 'call', '2026-01-01', $3, '', '', $4, $5, $6, 1)",
                binds![id, account, i64::try_from(chance.below(1_000_000)).unwrap(), chance.below(2) == 0,
                    false, at]).await;
            put(tx, "INSERT INTO interaction_people (interaction_id, person_id) VALUES ($1, $2)",
                binds![id, person]).await;
        }
        8 => {
            put(tx, "INSERT INTO notes (id, account_id, person_id, text, text_folded, private, is_sample,
                    created_at, version) VALUES ($1, $2, $3, '', '', $4, $5, $6, 1)",
                binds![id, account, person, false, false, at]).await;
            for (entity, of) in [("account", account), ("person", person)] {
                put(tx, "INSERT INTO mentions (source, source_id, entity, entity_id)
                        VALUES ('note', $1, $2, $3)", binds![id, entity, of]).await;
            }
        }
        9 => put(tx, "INSERT INTO next_steps (id, account_id, person_id, what, what_folded, state, is_sample,
                created_at, version) VALUES ($1, $2, $3, '', '', 'open', $4, $5, 1)",
            binds![id, account, person, false, at]).await,
        12 => put(tx, "INSERT INTO obligations (id, account_id, debtor, person_id, what, what_folded, kind, origin,
                source, condition, made_on, grace_days, importance, is_gift, state, is_sample, created_at, version)
                VALUES ($1, $2, 'us', $3, '', '', 'other', 'custom', '', '', '2026-11-01', 0, 1, $4, 'open', $4, $5, 1)",
            binds![id, account, person, false, at]).await,
        10 => {
            let (entity, of) = *chance.of(&[("account", account), ("person", person)]);
            put(tx, "INSERT INTO attachments (id, entity, entity_id, sha256, name, media_type, bytes, created_at)
                    VALUES ($1, $2, $3, $4, '', '', 1, $5)", binds![id, entity, of, serial, at]).await;
        }
        11 => {
            let (entity, of) = *chance.of(&[("account", account), ("person", person)]);
            put(tx, "INSERT INTO external_codes (entity, system, code, entity_id) VALUES ($1, 'erp', $2, $3)
                    ON CONFLICT DO NOTHING", binds![entity, serial, of]).await;
            put(tx, "INSERT INTO aliases (entity, entity_id, alias_folded, alias) VALUES ($1, $2, $3, $3)
                    ON CONFLICT DO NOTHING", binds![entity, of, few]).await;
        }
        13 => put(tx, "INSERT INTO stage_answers (id, account_id, fact, holds, evidence, day, author_name,
                created_at) VALUES ($1, $2, 'joint_plan', 'yes', '', '2026-01-01', '', $3)",
            binds![id, account, at]).await,
        14 => put(tx, "INSERT INTO stage_reviews (id, account_id, day, at_least, at_most, uncoupling,
                coming_apart, cap_reason, reason, author_name, created_at)
                VALUES ($1, $2, '2026-01-01', 'basic', 'basic', 'no', $3, '', '', '', $4)",
            binds![id, account, false, at]).await,
        _ => put(tx, "INSERT INTO person_contacts (id, person_id, kind, value, value_folded, label, preferred,
                position) VALUES ($1, $2, 'mobile', $3, $3, '', $4, 0)",
            binds![id, person, few, false]).await,
    }
}

/// A random book of five clients in a random tree and four people.
async fn random_book(store: &Store, seed: u64) -> (Vec<AccountId>, Vec<PersonId>) {
    let mut chance = Chance(seed);
    let mut clients = Vec::new();
    for name in [
        "Хлебна къща ООД",
        "HLEBNA KASHTA",
        "Родопи Млеко",
        "Витоша",
        "Пирин",
    ] {
        let tags = (0..chance.below(3)).map(|tag| Tag {
            folded: tag.to_string(),
            text: tag.to_string(),
        });
        let mut values = account(name);
        values.tags = tags.collect();
        if !clients.is_empty() && chance.below(2) == 0 {
            values.details.parent_id = Some(*chance.of(&clients));
        }
        clients.push(new_account(store, values).await);
    }
    let mut persons = Vec::new();
    for (given, family) in [
        ("Иван", "Петров"),
        ("Ivan", "Petroff"),
        ("Ася", "Колева"),
        ("Боян", "Илиев"),
    ] {
        persons.push(new_person(store, person(given, family)).await);
    }
    let input = (clients.clone(), persons.clone(), chance.0);
    store
        .write_with(&system(), input, |tx, (clients, persons, seed)| {
            Box::pin(async move {
                let mut chance = Chance(*seed);
                for _ in 0..60 {
                    random_row(tx, &mut chance, clients, persons).await;
                }
                for client in clients {
                    crate::happenings::renew_last_contact(tx, client.0).await?;
                }
                let ids: Vec<Uuid> = clients.iter().map(|client| client.0).collect();
                search_words::refresh(tx, Searched::Account, &ids).await?;
                let ids: Vec<Uuid> = persons.iter().map(|person| person.0).collect();
                search_words::refresh(tx, Searched::Person, &ids).await?;
                tx.unjournalled("a random book");
                Ok(())
            })
        })
        .await
        .unwrap();
    (clients, persons)
}

async fn count(store: &Store, text: &str, id: Uuid) -> u64 {
    let read = store.read(&system());
    sql::one(&read, "counting", text, binds![id], |row| {
        row.count("found")
    })
    .await
    .unwrap()
    .unwrap_or(0)
}

/// Rows of tables that still point to a record that was merged away, but for what it keeps: tags and
/// aliases (copied), and rows the other one has too.
async fn left_behind(store: &Store, gone: AccountId) -> u64 {
    let mut left = 0;
    for table in [
        "account_codes",
        "criterion_answers",
        "potentials",
        "key_status_history",
        "condition_answers",
        "interactions",
        "notes",
        "next_steps",
        "obligations",
        "stage_answers",
        "stage_reviews",
    ] {
        let text = format!("SELECT count(*) AS found FROM {table} WHERE account_id = $1");
        left += count(store, &text, gone.0).await;
    }
    left + count(
        store,
        "SELECT count(*) AS found FROM accounts WHERE parent_id = $1",
        gone.0,
    )
    .await
}

fn pair(first: Uuid, second: Uuid, probability: f64) -> FoundPair {
    FoundPair {
        first,
        second,
        probability,
        evidence: "{}".into(),
    }
}

async fn write_pairs(store: &Store, pairs: Vec<FoundPair>, whole: bool, at: Timestamp) -> u64 {
    store
        .write_with(&system().at(at), pairs, move |tx, pairs| {
            Box::pin(async move {
                let new = duplicate_pairs::write_found(tx, PairKind::Account, pairs, whole).await?;
                tx.unjournalled("a test");
                Ok(new)
            })
        })
        .await
        .unwrap()
}

async fn open_pairs(store: &Store, viewer: &Viewer) -> Vec<(DuplicatePairId, f64)> {
    let read = store.read(viewer);
    let found = duplicate_pairs::list(&read, PairKind::Account, PairState::Open, (0, 10)).await;
    let found = found.unwrap();
    let count = duplicate_pairs::count(&read, PairKind::Account, PairState::Open)
        .await
        .unwrap();
    assert_eq!(count, found.len() as u64);
    found
        .into_iter()
        .map(|pair| (pair.id, pair.probability))
        .collect()
}

async fn representative(store: &Store, owned: AccountId) -> Viewer {
    let new = NewUser {
        email: "rep@firm.bg".into(),
        name: "Мария".into(),
        role: Role::SalesRepresentative,
        locale: None,
        password_hash: None,
    };
    let user: UserId = store
        .write_with(&system(), new, |tx, new| Box::pin(users::create(tx, new)))
        .await
        .unwrap();
    let read = store.read(&system());
    let record = accounts::record(&read, owned).await.unwrap().unwrap();
    let values = AccountValues {
        owner_id: Some(user),
        ..record.values
    };
    let version = record.account.version;
    store
        .write_with(&system(), values, move |tx, values| {
            Box::pin(accounts::change(tx, owned, values, version))
        })
        .await
        .unwrap();
    Viewer::user(user, Role::SalesRepresentative, Via::Web, moment())
}

db_tests! {
    async fn merge_then_unmerge_is_as_if_nothing_had_happened(store: Store) {
        for seed in 1..=3 {
            let (clients, persons) = random_book(&store, seed).await;
            write_pairs(&store, vec![pair(clients[0].0, clients[1].0, 0.9)], false, moment()).await;
            let before = whole_book(&store).await;
            // Each way round: with children above and below.
            for (kept, gone) in [(0, 1), (1, 0), (4, 0), (0, 4)] {
                let (kept, gone) = (clients[kept], clients[gone]);
                let id = merge(&store, kept, gone).await.unwrap();
                assert_eq!(left_behind(&store, gone).await, 0);
                let read = store.read(&system());
                assert!(accounts::get(&read, gone).await.unwrap().is_none());
                assert_eq!(merges::survivor(&read, PairKind::Account, gone.0).await.unwrap(), Some(kept.0));
                undo(&store, id, later(29)).await.unwrap();
                assert_as_before(&store, &before, &format!("seed {seed}")).await;
            }
            let id = merge_two_people(&store, persons[0], persons[1]).await;
            assert_ne!(whole_book(&store).await, before);
            undo(&store, id, later(1)).await.unwrap();
            assert_as_before(&store, &before, &format!("seed {seed}, people")).await;
        }
    }

    async fn a_chain_of_merges_is_undone_from_its_end(store: Store) {
        let (clients, _) = random_book(&store, 7).await;
        let before = whole_book(&store).await;
        let first = merge(&store, clients[1], clients[0]).await.unwrap();
        let second = merge(&store, clients[2], clients[1]).await.unwrap();
        let read = store.read(&system());
        assert_eq!(
            merges::survivor(&read, PairKind::Account, clients[0].0).await.unwrap(),
            Some(clients[2].0)
        );
        assert!(matches!(undo(&store, first, later(1)).await, Err(StoreError::Missing("merge"))));
        undo(&store, second, later(1)).await.unwrap();
        undo(&store, first, later(1)).await.unwrap();
        assert_as_before(&store, &before, "after both").await;
        assert!(matches!(
            undo(&store, first, later(1)).await,
            Err(StoreError::Refused { code: "merge-undone", .. })
        ));
    }

    async fn what_people_did_since_stays_with_the_one_that_stayed(store: Store) {
        let mut kept_values = account("Хлебна къща ООД");
        kept_values.details.phone = "+35921".into();
        let kept = new_account(&store, kept_values).await;
        let gone = new_account(&store, account("HLEBNA KASHTA")).await;
        let id = merge(&store, kept, gone).await.unwrap();
        let read = store.read(&system());
        let record = accounts::record(&read, kept).await.unwrap().unwrap();
        assert_eq!(record.values.city, "Русе");
        let changed = AccountValues {
            city: "Варна".into(),
            tags: vec![Tag { folded: "vip".into(), text: "VIP".into() }],
            ..record.values
        };
        let version = record.account.version;
        store
            .write_with(&system(), changed, move |tx, values| {
                Box::pin(accounts::change(tx, kept, values, version))
            })
            .await
            .unwrap();
        undo(&store, id, later(1)).await.unwrap();
        let record = accounts::record(&read, kept).await.unwrap().unwrap();
        assert_eq!(record.values.city, "Варна", "changed since, so it stays");
        assert_eq!(record.values.tags.len(), 1);
        assert!(accounts::get(&read, gone).await.unwrap().is_some());
    }

    async fn a_merge_needs_both_versions_both_in_sight_and_thirty_days(store: Store) {
        let one = new_account(&store, account("Алфа")).await;
        let other = new_account(&store, account("Alfa")).await;
        let stale = AccountMerge {
            kept: (one, 1),
            gone: (other, 7),
            values: account("Алфа"),
            aliases: Vec::new(),
        };
        let refused = store
            .write_with(&system(), stale.clone(), |tx, merge| {
                Box::pin(merges::merge_accounts(tx, merge))
            })
            .await;
        assert!(matches!(refused, Err(StoreError::Stale)));
        let rep = representative(&store, one).await;
        let unseen = AccountMerge {
            kept: (one, version_of(&store, one).await),
            gone: (other, 1),
            ..stale.clone()
        };
        let refused = store
            .write_with(&rep, unseen, |tx, merge| Box::pin(merges::merge_accounts(tx, merge)))
            .await;
        assert!(matches!(refused, Err(StoreError::Missing("account"))));
        assert!(matches!(
            merge(&store, one, one).await,
            Err(StoreError::Refused { code: "merge-same", .. })
        ));
        let id = merge(&store, one, other).await.unwrap();
        assert!(matches!(
            undo(&store, id, later(31)).await,
            Err(StoreError::Refused { code: "merge-too-old", .. })
        ));
        let read = store.read(&system());
        // Both histories are the history of the one that stayed.
        let filter = JournalFilter {
            entity: Some("account".into()),
            entity_id: Some(one.to_string()),
            ..JournalFilter::default()
        };
        let rows = journal::list(&read, &filter, 50).await.unwrap();
        let created = rows.iter().filter(|row| row.action == "created").count();
        assert_eq!(created, 2, "{rows:?}");
        let listed = merges::list(&read, PairKind::Account, later(-1), 10).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].kept_name.as_str(), listed[0].gone_name.as_str()), ("Алфа", "Alfa"));
        assert!(listed[0].is_open(later(30)) && !listed[0].is_open(later(31)));
    }

    async fn files_find_the_one_that_stayed_by_code_and_by_both_names(store: Store) {
        let one = new_account(&store, account("Хлебна къща ООД")).await;
        let other = new_account(&store, account("ХЛЕБНА КЪЩА-2")).await;
        store
            .write(&system(), move |tx| Box::pin(async move {
                accounts::link_codes(tx, &[("c:104".to_owned(), other)]).await
            }))
            .await
            .unwrap();
        merge(&store, one, other).await.unwrap();
        let keys = ["c:104", "n:хлебна къща оод", "n:хлебна къща-2"].map(str::to_owned);
        let found = accounts::by_customer_keys(&store.read(&system()), &keys).await.unwrap();
        assert_eq!(found.len(), 3);
        assert!(found.values().all(|id| *id == one));
    }

    async fn lines_of_a_code_belong_to_whom_people_say(store: Store) {
        let one = new_account(&store, account("Алфа")).await;
        let other = new_account(&store, account("Алфа 2")).await;
        store
            .write(&system(), move |tx| Box::pin(async move {
                accounts::link_codes(tx, &[("c:104".to_owned(), other)]).await
            }))
            .await
            .unwrap();
        let give = |viewer: Viewer, key: &'static str| {
            store.write(&viewer, move |tx| Box::pin(accounts::give_code(tx, key, one)))
        };
        let rep = representative(&store, one).await;
        assert!(matches!(give(rep, "c:104").await, Err(StoreError::Missing("account"))));
        assert!(matches!(give(system(), "c:105").await, Err(StoreError::Missing("code"))));
        assert_eq!(give(system(), "c:104").await.unwrap(), other);
        assert_eq!(give(system(), "c:104").await.unwrap(), one, "again changes nothing");
        let read = store.read(&system());
        let found = accounts::by_customer_keys(&read, &["c:104".to_owned()]).await.unwrap();
        assert_eq!(found["c:104"], one);
        assert!(accounts::get(&read, other).await.unwrap().unwrap().touched);
    }

    async fn pairs_are_shown_to_who_sees_both_and_decided_once(store: Store) {
        let mut ids = Vec::new();
        for name in ["Алфа", "Alfa", "Бета"] {
            ids.push(new_account(&store, account(name)).await);
        }
        let found = vec![pair(ids[1].0, ids[0].0, 0.97), pair(ids[0].0, ids[2].0, 0.6)];
        assert_eq!(write_pairs(&store, found.clone(), true, moment()).await, 2);
        let open = open_pairs(&store, &system()).await;
        assert_eq!(open.iter().map(|(_, chance)| *chance).collect::<Vec<_>>(), [0.97, 0.6]);
        let rep = representative(&store, ids[0]).await;
        assert!(open_pairs(&store, &rep).await.is_empty());
        let (sure, unsure) = (open[0].0, open[1].0);
        for (id, expected) in [(ids[0], vec![sure, unsure]), (ids[1], vec![sure]), (ids[2], vec![unsure])] {
            let read = store.read(&system());
            let found = duplicate_pairs::open_with(&read, PairKind::Account, id.0, 5).await.unwrap();
            assert_eq!(found.iter().map(|pair| pair.id).collect::<Vec<_>>(), expected);
        }
        let read = store.read(&rep);
        let unseen = duplicate_pairs::open_with(&read, PairKind::Account, ids[0].0, 5).await;
        assert!(unseen.unwrap().is_empty());
        assert!(duplicate_pairs::get(&store.read(&rep), sure).await.unwrap().is_none());
        store
            .write(&system(), move |tx| Box::pin(duplicate_pairs::decide(tx, sure, true)))
            .await
            .unwrap();
        // Found again, but decided: it does not come back. The other is not found any more.
        let again = vec![pair(ids[0].0, ids[1].0, 0.99)];
        assert_eq!(write_pairs(&store, again, true, later(1)).await, 0);
        assert!(open_pairs(&store, &system()).await.is_empty());
        assert!(duplicate_pairs::get(&store.read(&system()), unsure).await.unwrap().is_none());
        let read = store.read(&system());
        let between = duplicate_pairs::between(&read, PairKind::Account, ids[1].0, ids[0].0);
        assert_eq!(between.await.unwrap().unwrap().state, PairState::Different);
        store
            .write(&system(), move |tx| Box::pin(duplicate_pairs::decide(tx, sure, false)))
            .await
            .unwrap();
        assert_eq!(open_pairs(&store, &system()).await, [(sure, 0.97)]);
        // A merge settles the pair, an undoing opens it again.
        let id = merge(&store, ids[0], ids[1]).await.unwrap();
        assert!(open_pairs(&store, &system()).await.is_empty());
        undo(&store, id, later(2)).await.unwrap();
        assert_eq!(open_pairs(&store, &system()).await, [(sure, 0.97)]);
    }

    async fn what_is_typed_finds_those_it_could_mean(store: Store) {
        let mut bakery = account("„Хлебна къща“ ООД");
        bakery.registration_number = "175074752".into();
        bakery.details.phone = "+35929812233".into();
        let bakery = new_account(&store, bakery).await;
        let trader = new_account(&store, account("ЕТ Иван Петров")).await;
        new_account(&store, account("Витоша")).await;
        let read = store.read(&system());
        let typed = |facts: OrganisationFacts| {
            let read = read.clone();
            async move { duplicate_facts::accounts_like(&read, &facts).await.unwrap() }
        };
        let named = |name: &str| OrganisationFacts { names: vec![name.into()], ..OrganisationFacts::default() };
        assert_eq!(typed(named("HLEBNA")).await, [bakery]);
        assert_eq!(typed(named("Иван Петров")).await, [trader]);
        assert_eq!(typed(named("хл")).await, []);
        let numbered = OrganisationFacts { vat_number: Some("BG175074752".into()), ..OrganisationFacts::default() };
        assert_eq!(typed(numbered).await, [bakery]);
        let called = OrganisationFacts { phones: vec!["+35929812233".into()], ..OrganisationFacts::default() };
        assert_eq!(typed(called).await, [bakery]);
        let rep = representative(&store, trader).await;
        let unseen = duplicate_facts::accounts_like(&store.read(&rep), &named("HLEBNA")).await.unwrap();
        assert_eq!(unseen, []);
        // The other name of a merged twin is found too, and among the facts.
        let twin = new_account(&store, account("Пекарна Слънце")).await;
        merge(&store, bakery, twin).await.unwrap();
        assert_eq!(typed(named("Пекарна")).await, [bakery]);
        let facts = duplicate_facts::organisations(&read, Some(&[bakery])).await.unwrap();
        assert_eq!(facts[0].1.names, ["„Хлебна къща“ ООД", "Пекарна Слънце"]);
        assert_eq!(duplicate_facts::organisations(&read, None).await.unwrap().len(), 3);
    }

    async fn people_are_found_by_name_telephone_and_address(store: Store) {
        let mut ivan = person("Иван", "Петров");
        ivan.contacts = vec![Contact {
            id: None,
            kind: ContactKind::Email,
            value: "ivan@firm.bg".into(),
            value_folded: "ivan@firm.bg".into(),
            label: String::new(),
            preferred: true,
        }];
        ivan.codes = vec![ExternalCode { system: "erp".into(), code: "7".into() }];
        let ivan = new_person(&store, ivan).await;
        new_person(&store, person("Иван", "Георгиев")).await;
        let read = store.read(&system());
        let named = |given: &str, family: &str| PersonFacts {
            given_name: Some(given.into()),
            family_name: Some(family.into()),
            ..PersonFacts::default()
        };
        assert_eq!(duplicate_facts::people_like(&read, &named("Ivan", "Petrov")).await.unwrap(), [ivan]);
        let by_mail = PersonFacts { emails: vec!["Ivan@Firm.bg".into()], ..named("Д", "П") };
        assert_eq!(duplicate_facts::people_like(&read, &by_mail).await.unwrap(), [ivan]);
        let all = duplicate_facts::persons(&read, None).await.unwrap();
        assert_eq!(all.len(), 2);
        let his = all.iter().find(|(id, _)| *id == ivan).unwrap();
        assert_eq!(his.1.emails, ["ivan@firm.bg"]);
    }

    async fn erasing_a_person_leaves_nothing_to_undo_with(store: Store) {
        let kept = new_person(&store, person("Иван", "Петров")).await;
        let gone = new_person(&store, person("Ivan", "Petroff")).await;
        let id = merge_two_people(&store, kept, gone).await;
        store
            .write(&system(), move |tx| Box::pin(people::erase(tx, kept)))
            .await
            .unwrap();
        let refused = undo(&store, id, later(1)).await;
        assert!(matches!(refused, Err(StoreError::Refused { code: "merge-gone", .. })), "{refused:?}");
        let text = "SELECT count(*) AS found FROM aliases WHERE entity_id = $1";
        assert_eq!(count(&store, text, kept.0).await, 0);
    }
}

/// Whoever adds a table that points to clients or people says here or in `moves` what becomes of it.
#[test]
fn every_table_that_points_to_a_client_or_a_person_passes_on() {
    async fn check(store: Store) {
        let text = "SELECT m.name AS name, f.\"from\" AS own FROM sqlite_master AS m
            JOIN pragma_foreign_key_list(m.name) AS f
            WHERE m.type = 'table' AND f.\"table\" IN ('accounts', 'people') ORDER BY 1, 2";
        let read = store.read(&system());
        let found = sql::all(&read, "reading the schema", text, binds![], |row| {
            Ok((row.text("name")?, row.text("own")?))
        });
        let found = found.await.unwrap();
        assert!(found.len() > 12, "{found:?}");
        let moved = merges::tables_passed_on();
        for (table, column) in &found {
            let known = moved
                .iter()
                .chain(&LEFT_ALONE)
                .any(|known| *known == (table, column));
            assert!(known, "{table}.{column}: what becomes of it in a merge?");
        }
        assert!(read.viewer().sees_all);
    }
    crate::testing::on_sqlite(check);
}

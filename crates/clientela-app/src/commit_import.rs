//! The one transaction by which an import becomes true, and what is written around it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, ImportId};
use clientela_domain::sales::reader::{CustomerSeen, ProductSeen};
use clientela_domain::sales::report::SetAside;
use clientela_store::accounts::{AccountDetails, NewAccount};
use clientela_store::duplicate_pairs::PairKind;
use clientela_store::import_words::{ImportCustomer, Product};
use clientela_store::imports::{ImportStatus, NewImport, RowCounts};
use clientela_store::ledger_parts::{NewPart, PartKind, Publication};
use clientela_store::set_aside::SetAsideState;
use clientela_store::{JournalEntry, StoreError, Tx, Viewer};
use clientela_store::{
    accounts, duplicate_pairs, import_words, imports, ledger_parts, mappings,
    sales_representatives, set_aside, settings, walls,
};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::account_facts::{combined, new_account};
use crate::answers::import::{DetectedAnswer, MatchedAnswer, RowsAnswer};
use crate::context::Context;
use crate::error::AppError;
use crate::firm_settings::FirmSettings;
use crate::import_options::ImportOptions;
use crate::import_sales::{Comparison, ImportReport, ImportSales, Notice};
use crate::new_twins::Twins;
use crate::read_sheet::{merge_customer, merge_product};
use crate::set_aside::SetAsideRow;
use crate::stored_report::StoredReport;

/// Clients and products new and known, and what the user should know about them.
pub(crate) struct Committed {
    pub(crate) accounts: MatchedAnswer,
    pub(crate) products: MatchedAnswer,
    /// Clients that come back, and new ones that resemble others.
    pub(crate) notices: Vec<Notice>,
}

/// Most names a notice lists.
const NAMES_LISTED_MAX: usize = 20;

/// What a file does to the clients of the book.
struct AccountChanges {
    /// To be created.
    created: Vec<NewAccount>,
    /// Whose facts the file brings up to date.
    renewed: Vec<AccountDetails>,
    /// In the trash, and brought back by the sales that come for them.
    restored: Vec<(AccountId, String)>,
}

impl AccountChanges {
    /// Says which clients come back out of the trash.
    fn notice(&self) -> Option<Notice> {
        let names: Vec<&str> = self
            .restored
            .iter()
            .take(NAMES_LISTED_MAX)
            .map(|(_, name)| name.as_str())
            .collect();
        let more = if self.restored.len() > names.len() {
            ", …"
        } else {
            ""
        };
        (!names.is_empty()).then(|| Notice {
            id: "notice-accounts-restored",
            arguments: vec![
                ("count", self.restored.len().to_string()),
                ("names", format!("{}{more}", names.join(", "))),
            ],
        })
    }
}

/// A name for everything the user settled about a file: the same file read otherwise is another import.
pub(crate) fn settings_fingerprint(options: &ImportOptions) -> String {
    let text = serde_json::to_string(options).unwrap_or_default();
    Sha256::digest(text.as_bytes())
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The report of an import that brought this very file, read the same way, and still stands.
pub(crate) async fn known_import(
    context: &Context,
    viewer: &Viewer,
    sha256: &str,
    options: &ImportOptions,
) -> Result<Option<ImportReport>, AppError> {
    let read = context.store.read(viewer);
    let found = imports::find_done_by_sha(&read, sha256, &settings_fingerprint(options)).await?;
    Ok(found.map(|record| StoredReport::of_record(&record).unchanged(&record)))
}

/// Writes the attempt into the history before the work begins, so that even a crash leaves it there.
pub(crate) async fn begin(
    context: &Context,
    viewer: &Viewer,
    command: &ImportSales,
    sha256: &str,
    detected: &DetectedAnswer,
) -> Result<ImportId, AppError> {
    let new_import = NewImport {
        file_name: command.file_name.clone(),
        kind: command.options.kind,
        file_sha256: sha256.to_owned(),
        settings_fingerprint: settings_fingerprint(&command.options),
        options: serde_json::to_string(&command.options).unwrap_or_default(),
        mapping: serde_json::to_string(detected).unwrap_or_default(),
        is_sample: command.sample,
    };
    let input = (command.draft, new_import);
    let id = context
        .store
        .write_with(viewer, input, |tx, (draft, new_import)| {
            Box::pin(async move {
                let id = match draft {
                    Some(draft) => {
                        let new = new_import;
                        let (options, mapping) = (&new.options, &new.mapping);
                        imports::change_settings(
                            tx,
                            *draft,
                            options,
                            mapping,
                            &new.settings_fingerprint,
                        )
                        .await?;
                        *draft
                    }
                    None => imports::create(tx, new_import).await?,
                };
                imports::set_status(tx, id, ImportStatus::Running).await?;
                Ok(id)
            })
        })
        .await?;
    Ok(id)
}

/// Notes in the history how an attempt ended that brought nothing.
pub(crate) async fn give_up(
    context: &Context,
    viewer: &Viewer,
    import: ImportId,
    error: &AppError,
) {
    let status = if matches!(error, AppError::Stopped) {
        ImportStatus::Stopped
    } else {
        ImportStatus::Failed
    };
    let report = StoredReport::of_failure(error).to_json();
    let noted = context
        .store
        .write_with(
            viewer,
            (import, status, report),
            |tx, (import, status, report)| {
                Box::pin(imports::finish(
                    tx,
                    *import,
                    *status,
                    RowCounts::default(),
                    Some(report),
                ))
            },
        )
        .await;
    if let Err(error) = noted {
        tracing::warn!(%error, "the end of an import could not be noted");
    }
}

/// What one import writes.
struct Writing {
    import: ImportId,
    is_sample: bool,
    publication: Publication,
    customers: Vec<ImportCustomer>,
    products: Vec<Product>,
    sales_representatives: Vec<String>,
    account_changes: AccountChanges,
    twins: Twins,
    set_aside: Vec<clientela_store::set_aside::SetAsideRow>,
    rows: RowCounts,
    report: String,
    maps: Vec<(String, String)>,
    first_currency: Option<(Currency, FirmSettings)>,
}

/// Makes the import true.
pub(crate) async fn commit(
    context: &Arc<Context>,
    viewer: &Viewer,
    import: ImportId,
    command: &ImportSales,
    comparison: &Comparison,
    report: &ImportReport,
) -> Result<Committed, AppError> {
    let state = context.book_state(viewer).await?;
    let (customers, products) = words(comparison);
    let account_changes = account_changes(context, viewer, &customers).await?;
    let created = count(&account_changes.created);
    let twins = Twins::among(context, viewer, &account_changes.created).await?;
    let notices: Vec<Notice> = [account_changes.notice(), twins.notice()]
        .into_iter()
        .flatten()
        .collect();
    let accounts = as_known(context, viewer, &customers, created).await?;
    let products_answer = would_match_products(context, viewer, comparison).await?;
    let mut stored = report.clone();
    stored.accounts = accounts;
    stored.products = products_answer;
    stored.notices.extend(notices.clone());
    let writing = Writing {
        import,
        is_sample: command.sample,
        publication: publication(import, comparison),
        customers: by_key(customers).into_iter().map(customer_words).collect(),
        products: by_key(products).into_iter().map(product_words).collect(),
        sales_representatives: representatives(comparison),
        account_changes,
        twins,
        set_aside: report.set_aside.iter().map(stored_row).collect(),
        rows: row_counts(report.rows),
        report: StoredReport::of_report(&stored).to_json(),
        maps: maps_to_remember(comparison, &command.options),
        first_currency: first_currency(comparison, &state.settings),
    };
    context
        .store
        .write_with(viewer, writing, |tx, writing| Box::pin(write(tx, writing)))
        .await?;
    Ok(Committed {
        accounts,
        products: products_answer,
        notices,
    })
}

/// Clients to create, clients whose facts the file brings up to date, clients that come back.
async fn account_changes(
    context: &Context,
    viewer: &Viewer,
    customers: &HashMap<String, CustomerSeen>,
) -> Result<AccountChanges, AppError> {
    let read = context.store.read(viewer);
    let keys: Vec<String> = customers.keys().cloned().collect();
    let known = accounts::by_customer_keys(&read, &keys).await?;
    let so_far = if known.is_empty() {
        HashMap::new()
    } else {
        combined(
            import_words::customers_that_count(&read)
                .await?
                .into_iter()
                .map(|(_, row)| row),
        )
    };
    let mut created = Vec::new();
    let mut renewed = Vec::new();
    for (key, customer) in customers {
        let Some(&id) = known.get(key) else {
            created.push(new_account(customer));
            continue;
        };
        let mut facts: HashMap<String, CustomerSeen> = HashMap::new();
        let before = so_far.get(key).cloned();
        facts.extend(before.clone().map(|before| (key.clone(), before)));
        merge_customer(&mut facts, customer.clone());
        if let Some(after) = facts
            .remove(key)
            .filter(|after| before.as_ref() != Some(after))
        {
            renewed.push(details(id, &after));
        }
    }
    created.sort_by(|a, b| a.customer_keys.cmp(&b.customer_keys));
    let mut found: Vec<AccountId> = known.into_values().collect();
    found.sort_unstable();
    found.dedup();
    Ok(AccountChanges {
        created,
        renewed,
        restored: accounts::in_trash(&read, &found).await?,
    })
}

/// A client's facts as the imports show them.
pub(crate) fn details(id: AccountId, customer: &CustomerSeen) -> AccountDetails {
    let NewAccount {
        name,
        name_folded,
        registration_number,
        vat_number,
        city,
        ..
    } = new_account(customer);
    AccountDetails {
        id,
        name,
        name_folded,
        registration_number,
        vat_number,
        city,
    }
}

async fn write(tx: &mut Tx, writing: &Writing) -> Result<(), StoreError> {
    import_words::insert_customers(tx, writing.import, &writing.customers).await?;
    import_words::insert_products(tx, writing.import, &writing.products).await?;
    import_words::merge_products(tx, writing.import).await?;
    sales_representatives::note_names(tx, &writing.sales_representatives).await?;
    let changes = &writing.account_changes;
    let created = accounts::create_many(
        tx,
        &changes.created,
        Some(writing.import),
        writing.is_sample,
    )
    .await?;
    let ids: Vec<uuid::Uuid> = created.iter().map(|id| id.0).collect();
    let pairs = writing.twins.with_ids(&ids);
    duplicate_pairs::write_found(tx, PairKind::Account, &pairs, false).await?;
    accounts::update_untouched(tx, &changes.renewed).await?;
    let restored: Vec<AccountId> = changes.restored.iter().map(|(id, _)| *id).collect();
    accounts::restore_found_again(tx, &restored).await?;
    set_aside::insert(tx, writing.import, &writing.set_aside).await?;
    ledger_parts::publish(tx, &writing.publication).await?;
    for (fingerprint, map) in &writing.maps {
        mappings::remember(tx, fingerprint, map).await?;
    }
    if let Some((currency, firm)) = &writing.first_currency {
        let firm = FirmSettings {
            reporting_currency: currency.to_string(),
            ..firm.clone()
        };
        settings::put_by_program(tx, FirmSettings::row_name(), &firm.to_json(), firm.version)
            .await?;
    }
    let (import, report) = (writing.import, Some(writing.report.as_str()));
    imports::finish(tx, import, ImportStatus::Done, writing.rows, report).await?;
    let after = json!({
        "accepted": writing.rows.accepted,
        "accounts_created": changes.created.len(),
        "parts": writing.publication.parts.len(),
    });
    tx.journal(JournalEntry::new("imported", "import", writing.import).after(after))
        .await
}

/// Parts of this import, and which documents of every part count from now on.
fn publication(import: ImportId, comparison: &Comparison) -> Publication {
    let mut hidden: HashMap<_, _> = comparison.hidden.iter().cloned().collect();
    let mut part =
        |sealed: &clientela_domain::ports::SealedPart, sheet: u64, merged: bool| NewPart {
            hidden: hidden.remove(&sealed.id).unwrap_or_default(),
            sealed: sealed.clone(),
            import_id: (!merged).then_some(import),
            sheet,
            kind: if merged {
                PartKind::Merged
            } else {
                PartKind::Lines
            },
        };
    let mut parts: Vec<NewPart> = Vec::new();
    for sheet in &comparison.sheets {
        parts.push(part(
            &sheet.sealed,
            u64::try_from(sheet.plan.index).unwrap_or(0),
            false,
        ));
    }
    if let Some(merged) = &comparison.merged {
        parts.push(part(merged, 0, true));
    }
    Publication {
        parts,
        hidden: hidden.into_iter().collect(),
        retired: comparison.retired.clone(),
        revived: Vec::new(),
    }
}

fn words(comparison: &Comparison) -> (HashMap<String, CustomerSeen>, HashMap<String, ProductSeen>) {
    let mut customers = HashMap::new();
    let mut products = HashMap::new();
    for sheet in &comparison.sheets {
        for customer in sheet.findings.customers.values() {
            merge_customer(&mut customers, customer.clone());
        }
        for product in sheet.findings.products.values() {
            merge_product(&mut products, product.clone());
        }
    }
    (customers, products)
}

/// Sales representatives the sheets name, each spelling once.
fn representatives(comparison: &Comparison) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = comparison
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.findings.sales_representatives)
        .collect();
    // One person may be written in several ways; the way people write comes before capitals only.
    let mut names: Vec<String> = names.into_iter().cloned().collect();
    names.sort_by_key(|name| !name.chars().any(char::is_lowercase));
    names
}

/// Clients the file would create and match, and what the user should know about them.
pub(crate) async fn would_match(
    context: &Context,
    viewer: &Viewer,
    comparison: &Comparison,
) -> Result<(MatchedAnswer, Vec<Notice>), AppError> {
    let (customers, _) = words(comparison);
    let changes = account_changes(context, viewer, &customers).await?;
    let twins = Twins::among(context, viewer, &changes.created).await?;
    let created = count(&changes.created);
    let answer = as_known(context, viewer, &customers, created).await?;
    let notices = [changes.notice(), twins.notice()];
    Ok((answer, notices.into_iter().flatten().collect()))
}

/// Clients created and matched, as far as the viewer may know: one behind a wall with them outside is told of
/// like one nobody knows.
async fn as_known(
    context: &Context,
    viewer: &Viewer,
    customers: &HashMap<String, CustomerSeen>,
    created: u64,
) -> Result<MatchedAnswer, AppError> {
    let behind = walls::customer_keys_behind(&context.store.read(viewer)).await?;
    let named = behind.iter().filter(|key| customers.contains_key(*key));
    let hidden = u64::try_from(named.count()).unwrap_or(0);
    let all = count_map(customers);
    let created = created.saturating_add(hidden).min(all);
    Ok(MatchedAnswer {
        created,
        matched: all - created,
    })
}

/// Products the file would create and match.
pub(crate) async fn would_match_products(
    context: &Context,
    viewer: &Viewer,
    comparison: &Comparison,
) -> Result<MatchedAnswer, AppError> {
    let (_, products) = words(comparison);
    let known = import_words::products(&context.store.read(viewer)).await?;
    let matched = known
        .iter()
        .filter(|known| products.contains_key(&known.product))
        .count();
    let matched = u64::try_from(matched).unwrap_or(0);
    Ok(MatchedAnswer {
        created: count_map(&products) - matched,
        matched,
    })
}

pub(crate) fn customer_words(customer: CustomerSeen) -> ImportCustomer {
    ImportCustomer {
        customer_key: customer.key,
        code: customer.code,
        name: customer.name,
        registration_number: customer.registration_number,
        vat_number: customer.vat_number,
        city: customer.city,
    }
}

pub(crate) fn product_words(product: ProductSeen) -> Product {
    Product {
        product: product.product,
        name: product.name,
        product_group: product.group,
        brand: product.brand,
    }
}

/// A row as the book keeps it.
pub(crate) fn stored_row(row: &SetAsideRow) -> clientela_store::set_aside::SetAsideRow {
    clientela_store::set_aside::SetAsideRow {
        sheet: u64::try_from(row.sheet).unwrap_or(0),
        document: row.document,
        row: SetAside {
            line: row.line,
            field: row.field,
            column: row.column,
            value: row.value.clone(),
            reason: row.reason,
            row: row.row.clone(),
        },
        state: SetAsideState::Open,
    }
}

/// Counts as the book keeps them.
pub(crate) fn row_counts(rows: RowsAnswer) -> RowCounts {
    RowCounts {
        read: rows.read,
        accepted: rows.accepted,
        set_aside: rows.set_aside,
        duplicate: rows.duplicate,
        skipped: rows.skipped,
    }
}

/// Mappings the user made are remembered for files with the same header.
fn maps_to_remember(comparison: &Comparison, options: &ImportOptions) -> Vec<(String, String)> {
    if options.columns.is_empty() {
        return Vec::new();
    }
    let maps: BTreeMap<String, String> = comparison
        .sheets
        .iter()
        .map(|sheet| {
            let columns = sheet
                .plan
                .mapping
                .columns
                .iter()
                .map(|&(column, at)| {
                    (
                        column.name().to_owned(),
                        sheet.plan.mapping.header_at(at).to_owned(),
                    )
                })
                .collect();
            let map = ImportOptions {
                columns,
                ..ImportOptions::default()
            };
            (sheet.plan.proposal.fingerprint.clone(), map.to_map_file())
        })
        .collect();
    maps.into_iter().collect()
}

/// The currency that fills a book first becomes its reporting currency.
fn first_currency(
    comparison: &Comparison,
    firm: &FirmSettings,
) -> Option<(Currency, FirmSettings)> {
    if !firm.reporting_currency.is_empty() {
        return None;
    }
    let largest = comparison
        .net_totals
        .iter()
        .max_by_key(|(_, amount)| amount.units().abs())?;
    let euro = comparison
        .net_totals
        .iter()
        .any(|(currency, _)| currency.reporting() == Currency::EUR);
    let lines_in_euro = euro && largest.0.reporting() == Currency::EUR;
    let currency = if lines_in_euro {
        Currency::EUR
    } else {
        largest.0
    };
    Some((currency.reporting(), firm.clone()))
}

/// The values in the order of their keys, in which an index takes them fastest.
fn by_key<V>(values: HashMap<String, V>) -> Vec<V> {
    let mut sorted: Vec<(String, V)> = values.into_iter().collect();
    sorted.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    sorted.into_iter().map(|(_, value)| value).collect()
}

fn count<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap_or(u64::MAX)
}

fn count_map<K, V>(map: &HashMap<K, V>) -> u64 {
    u64::try_from(map.len()).unwrap_or(u64::MAX)
}

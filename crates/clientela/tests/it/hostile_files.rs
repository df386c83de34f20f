//! Bad input, as one table: each file ends in a clear reason or in the right counts, never in a
//! panic, never in half an import (`RELIABILITY.md` 5.4; the names begin with the id of its row).
//! Files of megabytes come with `--deep`.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clientela_app::answers::import::notice_text;
use clientela_app::check_book::check_book;
use clientela_app::context::Context;
use clientela_app::error::{AppError, Refusal};
use clientela_app::error_words::{self, Edge};
use clientela_app::import_options::ImportOptions;
use clientela_app::import_sales::ImportReport;
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::sales::table_file::TableErrorCode;
use clientela_store::{accounts, db_tests};
use clientela_texts::{Language, Texts, report};

use crate::books::{context, deep, import, viewer};

pub(crate) mod large;
pub(crate) mod text;
pub(crate) mod workbooks;

/// Writes a file too large to be held in memory.
pub(crate) type Writing = fn(&mut dyn Write) -> std::io::Result<()>;

/// What is in a file.
pub(crate) enum Content {
    Bytes(Vec<u8>),
    Written(Writing),
}

/// What a file must come to.
enum Ending {
    /// Refused by the reader with one of these codes.
    Table(&'static [TableErrorCode]),
    /// Refused as a whole for another reason.
    Refused(fn(&Refusal) -> bool),
    /// Imported: accepted, set aside, skipped.
    Rows(u64, u64, u64),
}

/// One row of the table.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) content: Content,
    options: ImportOptions,
    ending: Ending,
    /// A part of the refusal in Bulgarian and in English.
    says: Option<(&'static str, &'static str)>,
    line: Option<u64>,
    reasons: Vec<(u64, SetAsideReason)>,
    values: Vec<&'static str>,
    clients: Vec<&'static str>,
    notices: Vec<&'static str>,
    net: Option<&'static str>,
    encoding: Option<&'static str>,
    within: Duration,
}

/// Longest any file of the small table may take, the debug build and a busy machine included.
const SMALL_FILE: Duration = Duration::from_secs(60);

fn case(name: &'static str, content: impl Into<Vec<u8>>, ending: Ending) -> Case {
    with_content(name, Content::Bytes(content.into()), ending)
}

fn with_content(name: &'static str, content: Content, ending: Ending) -> Case {
    Case {
        name,
        content,
        options: ImportOptions::default(),
        ending,
        says: None,
        line: None,
        reasons: Vec::new(),
        values: Vec::new(),
        clients: Vec::new(),
        notices: Vec::new(),
        net: None,
        encoding: None,
        within: SMALL_FILE,
    }
}

fn table(
    name: &'static str,
    content: impl Into<Vec<u8>>,
    codes: &'static [TableErrorCode],
) -> Case {
    case(name, content, Ending::Table(codes))
}

fn refused(name: &'static str, content: impl Into<Vec<u8>>, is: fn(&Refusal) -> bool) -> Case {
    case(name, content, Ending::Refused(is))
}

fn rows(name: &'static str, content: impl Into<Vec<u8>>, counts: (u64, u64, u64)) -> Case {
    case(name, content, Ending::Rows(counts.0, counts.1, counts.2))
}

impl Case {
    /// The refusal holds these words in Bulgarian and in English.
    fn says(mut self, bulgarian: &'static str, english: &'static str) -> Self {
        self.says = Some((bulgarian, english));
        self
    }

    /// The refusal names this line.
    fn on_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The rows set aside: their lines and reasons.
    fn because(mut self, reasons: &[(u64, SetAsideReason)]) -> Self {
        self.reasons = reasons.to_vec();
        self
    }

    /// Texts in the values of the rows set aside, in their order.
    fn showing(mut self, values: &[&'static str]) -> Self {
        self.values = values.to_vec();
        self
    }

    /// Names of clients exactly as they must stand in the book, among others.
    fn clients(mut self, names: &[&'static str]) -> Self {
        self.clients = names.to_vec();
        self
    }

    /// Message ids of what is told unasked, all of them.
    fn telling(mut self, notices: &[&'static str]) -> Self {
        self.notices = notices.to_vec();
        self
    }

    /// The first net total.
    fn net(mut self, net: &'static str) -> Self {
        self.net = Some(net);
        self
    }

    fn encoding(mut self, label: &'static str) -> Self {
        self.encoding = Some(label);
        self
    }

    fn within(mut self, seconds: u64) -> Self {
        self.within = Duration::from_secs(seconds);
        self
    }

    fn options(mut self, options: ImportOptions) -> Self {
        self.options = options;
        self
    }

    /// Puts the file where it is imported from.
    pub(crate) fn write(&self, path: &Path) {
        match &self.content {
            Content::Bytes(bytes) => fs_err::write(path, bytes).expect("a file"),
            Content::Written(write) => {
                let file = fs_err::File::create(path).expect("a file");
                let mut file = std::io::BufWriter::with_capacity(1 << 20, file);
                write(&mut file)
                    .and_then(|()| file.flush())
                    .expect("written");
            }
        }
    }
}

/// Words people can read: not empty, in the letters of their language, no id and no variable.
fn readable(name: &str, words: &[String; 2]) -> Result<(), String> {
    let [bulgarian, english] = words;
    let cyrillic = |text: &str| text.chars().any(|c| ('а'..='я').contains(&c));
    let latin = |text: &str| text.chars().any(|c| c.is_ascii_lowercase());
    let broken = |text: &str| text.contains('{') || text.contains(": .") || text.contains("  ");
    if !cyrillic(bulgarian) || !latin(english) || bulgarian == english {
        return Err(format!("{name}: not in both languages: {words:?}"));
    }
    if broken(bulgarian) || broken(english) {
        return Err(format!("{name}: not whole: {words:?}"));
    }
    Ok(())
}

fn in_both(words: impl Fn(Texts) -> String) -> [String; 2] {
    [Language::Bg, Language::En].map(|language| words(Texts::of(language)))
}

fn check_refusal(case: &Case, refusal: &Refusal) -> Result<(), String> {
    let name = case.name;
    let words = in_both(|texts| error_words::refusal(texts, refusal, Edge::Terminal));
    let line = match refusal {
        Refusal::Table(error) => error.line,
        _ => None,
    };
    match &case.ending {
        Ending::Table(codes) if matches!(refusal, Refusal::Table(e) if codes.contains(&e.code)) => {
        }
        Ending::Refused(is) if is(refusal) => {}
        _ => return Err(format!("{name}: {refusal}")),
    }
    // The map file's beginning is indented on purpose.
    let sentences = words.clone().map(|text| text.replace("\n  ", "\n"));
    readable(name, &sentences)?;
    if let Some((bulgarian, english)) = case.says
        && !(words[0].contains(bulgarian) && words[1].contains(english))
    {
        return Err(format!("{name}: says {words:?}"));
    }
    if case.line.is_some() && case.line != line {
        return Err(format!("{name}: names line {line:?}"));
    }
    Ok(())
}

fn check_report(case: &Case, report: &ImportReport) -> Result<(), String> {
    let name = case.name;
    let counts = (
        report.rows.accepted,
        report.rows.set_aside,
        report.rows.skipped,
    );
    let reasons: Vec<_> = report
        .set_aside
        .iter()
        .map(|row| (row.line, row.reason))
        .collect();
    match case.ending {
        Ending::Rows(accepted, set_aside, skipped) if counts == (accepted, set_aside, skipped) => {}
        _ => {
            let values: Vec<_> = report.set_aside.iter().map(|row| &row.value).collect();
            return Err(format!(
                "{name}: accepted, set aside, skipped are {counts:?}; {reasons:?} {values:?}"
            ));
        }
    }
    let sum = report.rows.accepted + report.rows.set_aside + report.rows.skipped;
    if report.rows.read != sum + report.rows.duplicate {
        return Err(format!(
            "{name}: the counts do not add up: {:?}",
            report.rows
        ));
    }
    if !case.reasons.is_empty() && reasons != case.reasons {
        return Err(format!("{name}: set aside {reasons:?}"));
    }
    for row in &report.set_aside {
        let words = |texts| {
            let reason = report::set_aside_reason(texts, row.reason);
            format!("{reason}: {}", report::remedy(texts, row.reason))
        };
        readable(name, &in_both(words))?;
        if row.value.chars().count() > 80 {
            return Err(format!(
                "{name}: a value of line {} is not cut short",
                row.line
            ));
        }
    }
    for (row, value) in report.set_aside.iter().zip(&case.values) {
        if !row.value.contains(value) {
            return Err(format!("{name}: line {} shows {:?}", row.line, row.value));
        }
    }
    let told: Vec<_> = report.notices.iter().map(|notice| notice.id).collect();
    if told != case.notices {
        return Err(format!("{name}: tells {told:?}"));
    }
    for notice in &report.notices {
        readable(name, &in_both(|texts| notice_text(notice, texts)))?;
    }
    let net = report
        .net_totals
        .first()
        .map(|(_, amount)| amount.to_string());
    if case.net.is_some() && net.as_deref() != case.net {
        return Err(format!("{name}: the net total is {net:?}"));
    }
    let encoding = report.detected.encoding.as_deref();
    if case.encoding.is_some() && encoding != case.encoding {
        return Err(format!("{name}: read as {encoding:?}"));
    }
    Ok(())
}

async fn check(context: &Arc<Context>, case: &Case) -> Result<(), String> {
    let name = case.name;
    let path = context.folder.join("hostile");
    case.write(&path);
    let started = Instant::now();
    let outcome = import(context, &path, case.options.clone()).await;
    let took = started.elapsed();
    let end = match outcome {
        Ok(report) => {
            let read = context.store.read(&viewer());
            let known = accounts::directory(&read).await.expect("the clients");
            let unknown = case
                .clients
                .iter()
                .find(|name| !known.iter().any(|card| card.name == **name));
            let names: Vec<_> = known.iter().map(|card| &card.name).take(20).collect();
            let import = report.import.expect("an import");
            clientela_app::undo_import::undo_import(context, &viewer(), import)
                .await
                .expect("undone");
            check_report(case, &report).and(match unknown {
                Some(unknown) => Err(format!("{name}: no client `{unknown}` in {names:?}")),
                None => Ok(()),
            })
        }
        Err(AppError::Refused(refusal)) => check_refusal(case, &refusal),
        Err(error) => Err(format!("{name}: {error:?}")),
    };
    let left = accounts::count(&context.store.read(&viewer()))
        .await
        .expect("a count");
    if left > 0 {
        return Err(format!("{name}: {left} clients stay behind"));
    }
    if took > case.within {
        return Err(format!("{name}: took {took:?}"));
    }
    end
}

async fn check_all(context: &Arc<Context>, cases: Vec<Case>) {
    let mut wrong = Vec::new();
    for case in &cases {
        if let Err(problem) = check(context, case).await {
            wrong.push(problem);
        }
    }
    let health = check_book(context, &viewer())
        .await
        .expect("a checked book");
    assert_eq!(
        (health.parts, health.lines),
        (0, 0),
        "nothing stays in the ledger"
    );
    assert_eq!(health.damaged, [""; 0]);
    assert!(
        wrong.is_empty(),
        "{} of {} files end otherwise:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

db_tests! {
    async fn every_hostile_text_ends_well(store: Store) {
        check_all(&context(store), text::cases()).await;
    }

    async fn every_hostile_workbook_ends_well(store: Store) {
        check_all(&context(store), workbooks::cases()).await;
    }

    async fn every_large_hostile_file_ends_well(store: Store) {
        if deep() {
            check_all(&context(store), large::cases()).await;
        }
    }
}

/// Every row of the document that is due has at least one file here.
#[test]
fn no_row_of_the_document_is_missing() {
    let due = (1..=23)
        .chain(25..=29)
        .chain([31, 32, 34, 35])
        .map(|number| format!("C{number:02}"))
        .chain((1..=14).map(|number| format!("X{number:02}")));
    let cases: Vec<_> = text::cases()
        .into_iter()
        .chain(workbooks::cases())
        .chain(large::cases())
        .collect();
    let missing: Vec<_> = due
        .filter(|id| !cases.iter().any(|case| case.name.starts_with(id.as_str())))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

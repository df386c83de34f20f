//! Files of megabytes and gigabytes: what must be bounded stays bounded.

use std::io::Write;

use clientela_domain::sales::table_file::TableErrorCode as Code;
use clientela_testkit::workbooks::Workbook;

use super::text::HEADER;
use super::{Case, Content, Ending, Writing, with_content};

/// Seconds after which a file must be refused that shows its fault at the beginning, its hash
/// included; the document's two are those of the program people run.
const AT_ONCE: u64 = if cfg!(debug_assertions) { 20 } else { 2 };

fn written(name: &'static str, write: Writing, ending: Ending) -> Case {
    with_content(name, Content::Written(write), ending)
}

fn repeat(out: &mut dyn Write, piece: &[u8], bytes: usize) -> std::io::Result<()> {
    let block = piece.repeat((1 << 20) / piece.len());
    let mut left = bytes;
    while left > 0 {
        let now = left.min(block.len());
        out.write_all(&block[..now])?;
        left -= now;
    }
    Ok(())
}

fn one_day(row: u32) -> u32 {
    row % 28 + 1
}

pub(crate) fn cases() -> Vec<Case> {
    vec![
        written(
            "C09 a quote opened at the beginning of 100 MB",
            |out| {
                out.write_all(HEADER.as_bytes())?;
                out.write_all(b"1;05.10.2026;\"")?;
                repeat(out, b"no end in sight ", 100 << 20)
            },
            Ending::Table(&[Code::QuoteNotClosed]),
        )
        .on_line(2)
        .within(AT_ONCE),
        written(
            "C14 one line of 200 MB",
            |out| {
                out.write_all(HEADER.as_bytes())?;
                repeat(out, b"0123456789abcdef", 200 << 20)
            },
            Ending::Table(&[Code::RecordTooLong]),
        )
        .on_line(2)
        .within(AT_ONCE),
        written(
            "C20 a cell of 50 MB",
            |out| {
                out.write_all(HEADER.as_bytes())?;
                out.write_all(b"1;05.10.2026;\"")?;
                repeat(out, b"0123456789abcdef", 50 << 20)?;
                out.write_all("\";5,00;EUR\n".as_bytes())
            },
            Ending::Table(&[Code::RecordTooLong, Code::QuoteNotClosed]),
        )
        .within(AT_ONCE),
        written(
            "C21 a million rows and one",
            |out| {
                out.write_all(HEADER.as_bytes())?;
                for row in 0..1_000_001_u32 {
                    let day = one_day(row);
                    writeln!(
                        out,
                        "{row};{day:02}.10.2026;Клиент {};5,00;EUR",
                        row % 5_000
                    )?;
                }
                Ok(())
            },
            Ending::Rows(1_000_001, 0, 0),
        )
        .net("5000005.00")
        .within(300),
        // No line number and nothing that tells the rows apart: they are what the document says.
        written(
            "C22 a million identical rows",
            |out| {
                out.write_all(HEADER.as_bytes())?;
                repeat_rows(out, "1;05.10.2026;Хранимир АД;5,00;EUR\n", 1_000_000)
            },
            Ending::Rows(1_000_000, 0, 0),
        )
        .net("5000000.00")
        .within(300),
        written(
            "C23 a million different lines of one document",
            |out| {
                out.write_all(HEADER.as_bytes())?;
                for row in 0..1_000_000_u32 {
                    writeln!(out, "77;05.10.2026;Хранимир АД;{},25;EUR", row % 9_000)?;
                }
                Ok(())
            },
            Ending::Rows(1_000_000, 0, 0),
        )
        .within(300),
        written(
            "C25 a million rows, all wrong",
            |out| {
                out.write_all(HEADER.as_bytes())?;
                repeat_rows(out, "1;вчера;Хранимир АД;много;EUR\n", 1_000_000)
            },
            Ending::Refused(|refusal| {
                matches!(
                    refusal,
                    clientela_app::error::Refusal::MostRowsUnusable { set_aside, .. }
                        if *set_aside == 1_000_000
                )
            }),
        )
        .within(300),
        written(
            "X02 half a megabyte that inflates to 512 MiB",
            |out| out.write_all(&inflating(512 << 20)),
            Ending::Table(&[Code::TooLargeUnpacked]),
        ),
    ]
}

fn repeat_rows(out: &mut dyn Write, row: &str, times: usize) -> std::io::Result<()> {
    let block = row.repeat(1_000);
    for _ in 0..times / 1_000 {
        out.write_all(block.as_bytes())?;
    }
    Ok(())
}

/// A workbook whose sheet is so many spaces.
fn inflating(bytes: usize) -> Vec<u8> {
    let mut bomb = Workbook::with_rows("");
    bomb.set_bytes("xl/worksheets/sheet1.xml", &vec![b' '; bytes]);
    bomb.bytes()
}

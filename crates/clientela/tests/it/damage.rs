//! S4 of `RELIABILITY.md`: Parquet pages carry no checksum of their own. A flipped byte anywhere in a
//! file of the ledger is found by `doctor`, which names the file; what is whole is left alone.

use std::path::Path;
use std::process::Command;

use clientela_app::check_book::check_book;
use clientela_app::import_options::ImportOptions;
use clientela_store::db_tests;

use crate::books::{context, import, viewer};

/// Every so many bytes one is flipped.
const STEP: usize = 61;

fn sales() -> String {
    let mut text = String::from(
        "document_number,document_date,customer_code,product_code,net_amount,currency\n",
    );
    for line in 0..300 {
        text.push_str(&format!(
            "{},2026-10-{:02},K{},P{},{}.25,EUR\n",
            line / 3,
            line / 3 % 28 + 1,
            line / 3 % 17,
            line % 11,
            line % 90
        ));
    }
    text
}

db_tests! {
    async fn s4_every_flipped_byte_is_found_and_its_file_named(store: Store) {
        let context = context(store);
        let path = context.folder.join("sales.csv");
        fs_err::write(&path, sales()).expect("a file");
        import(&context, &path, ImportOptions::default()).await.expect("imported");
        let whole = check_book(&context, &viewer()).await.expect("checked");
        assert_eq!((whole.lines, whole.damaged.len()), (300, 0));
        let parts = context.folder.join("ledger").join("parts");
        let mut flipped = 0;
        for file in fs_err::read_dir(&parts).expect("the parts").map(|entry| entry.expect("a file")) {
            let bytes = fs_err::read(file.path()).expect("bytes");
            let name = file.file_name().to_string_lossy().into_owned();
            for at in (0..bytes.len()).step_by(STEP).chain([bytes.len() - 1]) {
                let mut damaged = bytes.clone();
                damaged[at] ^= 1 << (at % 8);
                fs_err::write(file.path(), &damaged).expect("written");
                let health = check_book(&context, &viewer()).await.expect("checked");
                assert!(
                    health.damaged.len() == 1 && health.damaged[0].contains(&name),
                    "byte {at} of {name}: {:?}",
                    health.damaged
                );
                flipped += 1;
            }
            fs_err::write(file.path(), &bytes).expect("written");
        }
        assert!(flipped > 100, "{flipped} bytes only");
        assert_eq!(check_book(&context, &viewer()).await.expect("checked"), whole);
    }
}

fn doctor(book: &Path, language: &str) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_clientela"))
        .arg("--book")
        .arg(book)
        .args(["--lang", language, "doctor"])
        .output()
        .expect("the program runs");
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stdout).into_owned(),
    )
}

#[test]
fn s4_doctor_says_it_in_both_languages_and_fails() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = folder.path().join("sales.csv");
    fs_err::write(&file, sales()).expect("a file");
    crate::server::book_with_key(&book, &file);
    assert_eq!(doctor(&book, "en").0, Some(0));
    let parts = fs_err::read_dir(book.join("ledger").join("parts")).expect("the parts");
    let lines = parts
        .map(|entry| entry.expect("a file").path())
        .find(|path| path.to_string_lossy().ends_with(".lines.parquet"))
        .expect("a file of lines");
    let mut bytes = fs_err::read(&lines).expect("bytes");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs_err::write(&lines, bytes).expect("written");
    let name = lines
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let (bulgarian, english) = (doctor(&book, "bg"), doctor(&book, "en"));
    for (code, said) in [&bulgarian, &english] {
        assert_eq!(*code, Some(1), "{said}");
        assert!(said.contains(&name), "{said}");
    }
    assert!(bulgarian.1 != english.1);
}

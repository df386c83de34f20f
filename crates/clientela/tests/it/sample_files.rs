//! The sample of each kind of file imports as it is, in both languages: nothing is set aside, nothing asked.

use clientela_app::import_options::ImportOptions;
use clientela_app::sample_files::sample_file;
use clientela_domain::records::FileKind;
use clientela_store::db_tests;
use clientela_texts::{Language, Texts};

use crate::books::{context, import};

async fn brings_every_row(store: clientela_store::Store, language: Language) {
    let context = context(store);
    // A visit is somebody's: `week` brings that sample in the name of somebody who signs in.
    let kinds = FileKind::ALL
        .into_iter()
        .filter(|kind| *kind != FileKind::Visits);
    for kind in kinds {
        let path = context.folder.join(format!("{}.csv", kind.code()));
        fs_err::write(&path, sample_file(kind, Texts::of(language))).expect("a file");
        let options = ImportOptions {
            kind,
            ..ImportOptions::default()
        };
        let report = import(&context, &path, options).await;
        let report = report.unwrap_or_else(|error| panic!("{kind:?}: {error:?}"));
        let rows = report.rows;
        assert!(
            report.set_aside.is_empty(),
            "{kind:?}: {:?}",
            report.set_aside
        );
        assert_eq!(rows.read, rows.accepted, "{kind:?}: {rows:?}");
        assert!(rows.read > 1, "{kind:?}: {rows:?}");
        assert!(
            report.detected.unused.is_empty(),
            "{kind:?}: {:?}",
            report.detected.unused
        );
    }
}

db_tests! {
    async fn the_bulgarian_samples_bring_every_row(store: Store) {
        brings_every_row(store, Language::Bg).await;
    }

    async fn the_english_samples_bring_every_row(store: Store) {
        brings_every_row(store, Language::En).await;
    }
}

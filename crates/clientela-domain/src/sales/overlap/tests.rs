use proptest::prelude::*;
use uuid::Uuid;

use super::*;

/// One document of a made-up file: number, content, knowledge.
type Document = (u64, u64, u64);

#[derive(Clone, Debug, Default)]
struct File {
    number: u128,
    /// Documents of each part, ascending.
    parts: Vec<Vec<DocumentEntry>>,
    decisions: HashMap<u64, ConflictDecision>,
    on_conflict: Option<ConflictDecision>,
}

fn part_id(file: u128, part: usize) -> PartId {
    PartId(Uuid::from_u128(file * 100 + part as u128))
}

fn file(number: u128, documents: &[Document]) -> File {
    let entries = documents
        .iter()
        .map(|&(document, content, knowledge)| entry(document, content, knowledge, 10));
    File {
        number,
        parts: vec![entries.collect()],
        ..File::default()
    }
}

const fn entry(document: u64, content: u64, knowledge: u64, lines: u32) -> DocumentEntry {
    DocumentEntry {
        document,
        content,
        knowledge,
        lines,
    }
}

fn resolved(files: &[File]) -> Resolution {
    let versions: Vec<Version<'_>> = files
        .iter()
        .map(|file| Version {
            unit: usize::try_from(file.number).unwrap(),
            parts: file
                .parts
                .iter()
                .enumerate()
                .map(|(at, documents)| (part_id(file.number, at), documents.as_slice()))
                .collect(),
            decisions: &file.decisions,
            on_conflict: file.on_conflict,
        })
        .collect();
    resolve(&versions)
}

fn hidden(resolution: &Resolution) -> Vec<&[u64]> {
    resolution
        .hidden
        .iter()
        .map(|(_, documents)| documents.as_slice())
        .collect()
}

#[test]
fn a_document_that_comes_again_is_a_duplicate() {
    let resolution = resolved(&[
        file(1, &[(1, 5, 0), (2, 6, 0)]),
        file(2, &[(2, 6, 0), (3, 7, 0)]),
    ]);
    assert_eq!(hidden(&resolution), [&[][..], &[2]]);
    assert_eq!(
        (resolution.merged.len(), resolution.conflicts.len()),
        (0, 0)
    );
    let counts = VersionCounts {
        duplicate_lines: 10,
        duplicate_documents: 1,
        ..VersionCounts::default()
    };
    assert_eq!(resolution.counts, [VersionCounts::default(), counts]);
}

#[test]
fn a_duplicate_that_knows_more_is_merged() {
    let resolution = resolved(&[
        file(1, &[(2, 6, 0)]),
        file(2, &[(2, 6, 9)]),
        file(3, &[(2, 6, 9)]),
        file(4, &[(2, 6, 0)]),
    ]);
    assert_eq!(hidden(&resolution), [&[2]; 4]);
    let versions = [1, 2, 4].map(|number| vec![part_id(number, 0)]).to_vec();
    assert_eq!(
        resolution.merged,
        [MergedDocument {
            document: 2,
            versions
        }]
    );
}

#[test]
fn the_same_number_with_other_lines_waits_for_a_decision() {
    let files = |decision: Option<ConflictDecision>| {
        let mut later = file(2, &[(2, 7, 0)]);
        later
            .decisions
            .extend(decision.map(|decision| (2, decision)));
        [file(1, &[(2, 6, 0)]), later, file(3, &[(2, 7, 0)])]
    };
    let asked = resolved(&files(None));
    assert_eq!(hidden(&asked), [&[][..], &[2], &[2]]);
    assert_eq!(
        asked.conflicts[0],
        Conflict {
            document: 2,
            earlier: 1,
            later: 2,
            lines: 10
        }
    );
    assert_eq!(asked.counts[1].conflict_lines, 10);

    let kept = resolved(&files(Some(ConflictDecision::Keep)));
    assert_eq!(hidden(&kept), [&[][..], &[2], &[2]]);
    assert_eq!(
        (kept.conflicts.len(), kept.counts[1].kept_out_lines),
        (1, 10)
    );

    let replaced = resolved(&files(Some(ConflictDecision::Replace)));
    assert_eq!(hidden(&replaced), [&[2][..], &[], &[2]]);
    assert_eq!(
        (
            replaced.counts[0].replaced_lines,
            replaced.counts[2].duplicate_lines
        ),
        (10, 10)
    );

    let both = resolved(&files(Some(ConflictDecision::Both)));
    assert_eq!(hidden(&both), [&[][..], &[], &[2]]);
    assert_eq!(both.conflicts, []);
}

#[test]
fn a_choice_for_the_whole_import_holds_where_no_single_one_was_made() {
    let mut later = file(2, &[(1, 9, 0), (2, 7, 0)]);
    later.on_conflict = Some(ConflictDecision::Replace);
    later.decisions.insert(1, ConflictDecision::Keep);
    let resolution = resolved(&[file(1, &[(1, 5, 0), (2, 6, 0)]), later]);
    assert_eq!(hidden(&resolution), [&[2], &[1]]);
}

#[test]
fn the_parts_of_one_import_are_one_version() {
    let split = File {
        number: 1,
        parts: vec![vec![entry(2, 4, 1, 5)], vec![entry(2, 2, 1, 5)]],
        ..File::default()
    };
    let resolution = resolved(&[split.clone(), file(2, &[(2, 6, 2)])]);
    assert_eq!(hidden(&resolution), [&[][..], &[], &[2]]);
    let resolution = resolved(&[file(2, &[(2, 6, 5)]), split]);
    assert_eq!(hidden(&resolution), [&[2][..], &[2], &[2]]);
    assert_eq!(
        resolution.merged[0].versions,
        [vec![part_id(2, 0)], vec![part_id(1, 0), part_id(1, 1)]]
    );
}

#[test]
fn the_number_of_lines_belongs_to_the_content() {
    let longer = File {
        number: 2,
        parts: vec![vec![entry(2, 6, 0, 11)]],
        ..File::default()
    };
    assert_eq!(
        resolved(&[file(1, &[(2, 6, 0)]), longer]).conflicts.len(),
        1
    );
}

#[test]
fn codes_of_decisions_come_back() {
    for decision in [
        ConflictDecision::Keep,
        ConflictDecision::Replace,
        ConflictDecision::Both,
    ] {
        assert_eq!(ConflictDecision::from_code(decision.code()), Some(decision));
    }
    assert_eq!(ConflictDecision::from_code("ask"), None);
}

/// The rule of `DESIGN.md` section 4 said naively: what counts of one document, as (content, the
/// last knowledge) in order.
fn counting_naively(files: &[File], document: u64) -> Vec<(u64, u64)> {
    let mut counting: Vec<(u64, u64)> = Vec::new();
    for file in files {
        let entries: Vec<&DocumentEntry> = file
            .parts
            .iter()
            .flatten()
            .filter(|entry| entry.document == document)
            .collect();
        if entries.is_empty() {
            continue;
        }
        let content: u64 = entries.iter().map(|entry| entry.content).sum();
        let knowledge: u64 = entries.iter().map(|entry| entry.knowledge).sum();
        match counting.iter().position(|(known, _)| *known == content) {
            Some(known) => counting[known].1 = knowledge,
            None if counting.is_empty() => counting.push((content, knowledge)),
            None => match file.decisions.get(&document).copied().or(file.on_conflict) {
                None | Some(ConflictDecision::Keep) => {}
                Some(ConflictDecision::Both) => counting.push((content, knowledge)),
                Some(ConflictDecision::Replace) => counting = vec![(content, knowledge)],
            },
        }
    }
    counting.sort_unstable();
    counting
}

/// What counts according to the resolution: visible entries, and merged documents as their last
/// version knows them.
fn counting_resolved(files: &[File], resolution: &Resolution, document: u64) -> Vec<(u64, u64)> {
    let of_parts = |file: &File, parts: &[PartId]| {
        let entries = file
            .parts
            .iter()
            .enumerate()
            .filter(|(at, _)| parts.contains(&part_id(file.number, *at)));
        entries
            .flat_map(|(_, documents)| documents)
            .filter(|entry| entry.document == document)
            .fold((0, 0), |sum, entry| {
                (sum.0 + entry.content, sum.1 + entry.knowledge)
            })
    };
    let mut counting = Vec::new();
    for file in files {
        let visible: Vec<PartId> = (0..file.parts.len())
            .map(|at| part_id(file.number, at))
            .filter(|part| {
                let hidden = resolution
                    .hidden
                    .iter()
                    .find(|(known, _)| known == part)
                    .map(|(_, hidden)| hidden);
                !hidden.is_some_and(|hidden| hidden.contains(&document))
            })
            .collect();
        let stands = file
            .parts
            .iter()
            .flatten()
            .any(|entry| entry.document == document);
        let sum = of_parts(file, &visible);
        if stands && sum != (0, 0) {
            counting.push(sum);
        }
    }
    for merged in resolution
        .merged
        .iter()
        .filter(|merged| merged.document == document)
    {
        let last = merged.versions.last().unwrap();
        counting.extend(
            files
                .iter()
                .map(|file| of_parts(file, last))
                .filter(|sum| *sum != (0, 0)),
        );
    }
    counting.sort_unstable();
    counting
}

fn any_file(number: u128) -> impl Strategy<Value = File> {
    let decision = prop_oneof![
        Just(ConflictDecision::Keep),
        Just(ConflictDecision::Replace),
        Just(ConflictDecision::Both)
    ];
    let part = proptest::collection::btree_map(0_u64..5, (1_u64..4, 1_u64..3), 0..4);
    (
        proptest::collection::vec(part, 1..3),
        proptest::collection::hash_map(0_u64..5, decision.clone(), 0..3),
        proptest::option::weighted(0.3, decision),
    )
        .prop_map(move |(parts, decisions, on_conflict)| File {
            number,
            parts: parts
                .into_iter()
                .map(|part| {
                    part.into_iter()
                        .map(|(document, (content, knowledge))| {
                            entry(document, content, knowledge, 1)
                        })
                        .collect()
                })
                .collect(),
            decisions,
            on_conflict,
        })
}

proptest! {
    #[test]
    fn the_resolution_says_what_the_rule_says_and_undo_leaves_the_rest_alone(
        files in (1_usize..6).prop_flat_map(|count| (1..=count).map(|number| any_file(number as u128)).collect::<Vec<_>>()),
        undone in any::<proptest::sample::Index>(),
    ) {
        // The naive rule does not count lines, so every document of a file has as many in all parts.
        let single: Vec<File> = files.iter().cloned().map(|mut file| { file.parts.truncate(1); file }).collect();
        for files in [&single[..], &{ let mut rest = single.clone(); rest.remove(undone.index(single.len())); rest }[..]] {
            let resolution = resolved(files);
            for document in 0..5 {
                prop_assert_eq!(counting_resolved(files, &resolution, document), counting_naively(files, document));
            }
        }
        let resolution = resolved(&files);
        for ((_, hidden), documents) in resolution.hidden.iter().zip(files.iter().flat_map(|file| &file.parts)) {
            prop_assert!(hidden.is_sorted());
            prop_assert!(hidden.iter().all(|document| documents.iter().any(|entry| entry.document == *document)));
        }
        // Imported alone, a file hides nothing and asks nothing.
        let alone = resolved(&files[..1]);
        prop_assert!(alone.hidden.iter().all(|(_, hidden)| hidden.is_empty()) && alone.conflicts.is_empty());
    }
}

#[test]
fn a_million_documents_are_settled_in_linear_time() {
    let documents = |from: u64| -> Vec<DocumentEntry> {
        (from..from + 500_000)
            .map(|at| entry(at, at, 0, 3))
            .collect()
    };
    let file = |number: u128, from: u64| File {
        number,
        parts: vec![documents(from)],
        ..File::default()
    };
    let resolution = resolved(&[file(1, 0), file(2, 400_000)]);
    assert_eq!(resolution.hidden[1].1.len(), 100_000);
    assert_eq!(resolution.counts[1].duplicate_lines, 300_000);
}

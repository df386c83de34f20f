use super::*;

mod reading;
mod writing;

/// Reads a file, says what was refused, and gives the cards.
fn read(file: &[u8]) -> Cards {
    read_cards(file, &CommonCharsets)
}

/// The only card of a file in which nothing was refused.
fn only(file: &[u8]) -> ReadCard {
    let mut found = read(file);
    assert_eq!(found.refused, Vec::<CardProblem>::new());
    assert_eq!(found.cards.len(), 1);
    found.cards.remove(0)
}

/// Line, field and reason of problems.
fn reasons(problems: &[CardProblem]) -> Vec<(u64, &str, CardReason)> {
    problems
        .iter()
        .map(|problem| (problem.line, problem.field.as_str(), problem.reason))
        .collect()
}

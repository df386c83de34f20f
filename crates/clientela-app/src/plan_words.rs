//! Parts of a plan in words, alike on pages, on paper and in the terminal.

use clientela_domain::account_plan::Measure;
use clientela_store::plan_entries::NewPlanEntry;
use clientela_texts::{Texts, evidence, format};

use crate::plan_facts::MeasureValue;
use crate::plan_fields::{target_words, value_words};
use crate::show_plan::{EntryLine, FieldLine, Plan};

/// By what an objective is measured.
#[must_use]
pub fn measure_name(texts: Texts, entry: &NewPlanEntry) -> String {
    match entry.measure {
        None => String::new(),
        Some(Measure::Own) => entry.own_measure.clone(),
        Some(measure) => texts.get(measure.message_id()).into_owned(),
    }
}

/// `42 % → 60 %`: where an objective is and where it should be; empty for anything else.
#[must_use]
pub fn from_to(texts: Texts, line: &EntryLine) -> String {
    let Some((value, target)) = line.value.as_ref().zip(line.entry.entry.target) else {
        return String::new();
    };
    let now = value_words(texts, value);
    let target = target_words(texts, target.as_f64(), &value.unit);
    format!("{now} → {target}")
}

/// How the value of a measure came about, sentence by sentence.
#[must_use]
pub fn why_lines(texts: Texts, value: &MeasureValue) -> Vec<String> {
    let inputs = value.why.inputs.iter();
    let missing = value.why.missing.iter();
    inputs
        .map(|one| evidence::input(texts, one))
        .chain(missing.map(|one| evidence::missing(texts, one)))
        .collect()
}

/// Who of both sides.
#[must_use]
pub fn who(line: &EntryLine) -> String {
    let names = [line.owner_name.as_str(), line.person_name.as_str()];
    let named = names.into_iter().filter(|name| !name.is_empty());
    named.collect::<Vec<_>>().join(", ")
}

/// How a field stands: `fresh since …`, `older than half a year`, `unknown, asked on …`, whom to ask.
#[must_use]
pub fn field_standing(texts: Texts, line: &FieldLine) -> String {
    let state = texts.get(line.state.message_id());
    let day = line.day.map(|day| format::day(texts.language, day));
    let mut said = match day {
        Some(day) => format!("{state}, {day}"),
        None => state.into_owned(),
    };
    if !line.ask.is_empty() {
        said = format!(
            "{said}; {}",
            texts.with1("plan-ask", "who", line.ask.as_str())
        );
    }
    said
}

/// How complete and fresh a plan is, and where it is weakest.
#[must_use]
pub fn completeness_sentence(texts: Texts, plan: &Plan) -> String {
    let Some(far) = plan.far else {
        return String::new();
    };
    texts.with(
        "plan-completeness",
        &[
            ("complete", &format::share(texts.language, far.complete)),
            ("fresh", &format::share(texts.language, far.fresh)),
            ("weakest", &texts.get(far.weakest).as_ref()),
        ],
    )
}

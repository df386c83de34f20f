//! A plan on paper: on one page, in full, or as its client may read it.

use clientela_domain::account_plan::{EntryKind, EntryState};
use clientela_domain::day::Date;
use clientela_paper::{Block, Paper, pdf};
use clientela_texts::{Texts, format};

use crate::error::AppError;
use crate::plan_words::{completeness_sentence, field_standing, from_to, measure_name, who};
use crate::share_plan::ClientPlan;
use crate::show_plan::{EntryLine, Plan, SectionLine};

/// Most actions on the one page.
const ACTIONS_ON_ONE_PAGE: usize = 10;

/// How much of a plan is put on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What one has to have before one's eyes.
    OnePage,
    /// Everything.
    Full,
}

/// A paper as a file.
///
/// # Errors
/// [`AppError::System`] when it cannot be written.
pub fn as_pdf(paper: &Paper) -> Result<Vec<u8>, AppError> {
    pdf(paper).map_err(|error| AppError::system("writing a paper", error))
}

/// Words of a language put on paper.
pub(crate) struct Sheet {
    pub texts: Texts,
    pub blocks: Vec<Block>,
}

impl Sheet {
    pub(crate) const fn new(texts: Texts) -> Self {
        Self {
            texts,
            blocks: Vec::new(),
        }
    }

    pub(crate) fn heading(&mut self, id: &str) {
        self.blocks
            .push(Block::Heading(self.texts.get(id).into_owned()));
    }

    pub(crate) fn note(&mut self, id: &str) {
        self.blocks
            .push(Block::Note(self.texts.get(id).into_owned()));
    }

    pub(crate) fn paragraph(&mut self, text: String) {
        self.blocks.push(Block::Paragraph(text));
    }

    pub(crate) fn bullets(&mut self, lines: impl IntoIterator<Item = String>, empty: &str) {
        let before = self.blocks.len();
        for line in lines {
            self.paragraph(format!("• {line}"));
        }
        if self.blocks.len() == before {
            self.note(empty);
        }
    }

    pub(crate) fn table(&mut self, columns: &[(&str, u16)], rows: Vec<Vec<String>>, empty: &str) {
        if rows.is_empty() {
            return self.note(empty);
        }
        let header = columns
            .iter()
            .map(|(id, _)| self.texts.get(id).into_owned());
        self.blocks.push(Block::Table {
            header: header.collect(),
            widths: columns.iter().map(|(_, width)| *width).collect(),
            rows,
        });
    }

    pub(crate) fn day(&self, day: Option<Date>) -> String {
        day.map(|day| format::day(self.texts.language, day))
            .unwrap_or_default()
    }

    fn state(&self, state: EntryState) -> String {
        self.texts.get(state.message_id()).into_owned()
    }
}

/// The paper of a plan.
#[must_use]
pub fn plan_paper(plan: &Plan, firm: &str, texts: Texts, extent: Extent) -> Paper {
    let mut sheet = Sheet::new(texts);
    sheet.paragraph(completeness_sentence(texts, plan));
    for kind in [EntryKind::ClientGoal, EntryKind::OurGoal] {
        sheet.heading(kind.message_id());
        let goals = plan.of(kind).map(|line| line.entry.entry.what.clone());
        sheet.bullets(goals.collect::<Vec<_>>(), "plan-nothing-yet");
    }
    objectives(&mut sheet, plan);
    actions(&mut sheet, plan, extent);
    risks(&mut sheet, plan);
    sheet.heading(EntryKind::Win.message_id());
    let wins = plan.of(EntryKind::Win).map(|line| {
        let own = &line.entry.entry;
        let parts = [line.person_name.as_str(), own.what.as_str()];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(": ")
    });
    sheet.bullets(wins.collect::<Vec<_>>(), "plan-nothing-yet");
    sheet.heading(EntryKind::Review.message_id());
    let days: Vec<String> = plan
        .of(EntryKind::Review)
        .map(|line| sheet.day(line.entry.entry.day))
        .collect();
    sheet.bullets(days, "plan-nothing-yet");
    if extent == Extent::Full {
        for section in &plan.sections {
            section_table(&mut sheet, section);
        }
    }
    Paper {
        language: texts.language.code(),
        title: texts.with1("plan-of", "client", plan.account_name.as_str()),
        subtitle: texts.with1("plan-as-of", "day", format::day(texts.language, plan.today)),
        footer: texts.with1("plan-footer-internal", "firm", firm),
        blocks: sheet.blocks,
    }
}

fn objectives(sheet: &mut Sheet, plan: &Plan) {
    let texts = sheet.texts;
    sheet.heading(EntryKind::Objective.message_id());
    let row = |line: &EntryLine| {
        let own = &line.entry.entry;
        vec![
            own.what.clone(),
            measure_name(texts, own),
            from_to(texts, line),
            sheet.day(own.day),
            who(line),
            sheet.state(own.state),
        ]
    };
    let rows = plan.of(EntryKind::Objective).map(row).collect();
    let columns = [
        ("plan-what", 5),
        ("plan-measure", 5),
        ("plan-now-and-target", 5),
        ("plan-day", 4),
        ("plan-who", 5),
        ("plan-state", 4),
    ];
    sheet.table(&columns, rows, "plan-nothing-yet");
}

fn actions(sheet: &mut Sheet, plan: &Plan, extent: Extent) {
    sheet.heading(EntryKind::Action.message_id());
    let most = match extent {
        Extent::OnePage => ACTIONS_ON_ONE_PAGE,
        Extent::Full => usize::MAX,
    };
    let shown = plan
        .of(EntryKind::Action)
        .filter(|line| extent == Extent::Full || line.entry.entry.state == EntryState::Open);
    let row = |line: &EntryLine| {
        let own = &line.entry.entry;
        vec![
            own.what.clone(),
            line.objective.clone(),
            who(line),
            sheet.day(own.day),
            sheet.state(own.state),
        ]
    };
    let rows = shown.take(most).map(row).collect();
    let columns = [
        ("plan-what", 6),
        ("plan-objective", 4),
        ("plan-who", 4),
        ("plan-day", 3),
        ("plan-state", 3),
    ];
    sheet.table(&columns, rows, "plan-nothing-yet");
}

fn risks(sheet: &mut Sheet, plan: &Plan) {
    let texts = sheet.texts;
    sheet.heading(EntryKind::Risk.message_id());
    let degree = |degree: Option<clientela_domain::troubles::Degree>| match degree {
        Some(degree) => degree.code().to_owned(),
        None => texts.get("unknown").into_owned(),
    };
    let row = |line: &EntryLine| {
        let own = &line.entry.entry;
        vec![
            own.what.clone(),
            format!("{} × {}", degree(own.likelihood), degree(own.effect)),
            own.early_sign.clone(),
            own.reply.clone(),
        ]
    };
    let rows = plan.of(EntryKind::Risk).map(row).collect();
    let columns = [
        ("plan-what", 4),
        ("plan-likelihood-effect", 2),
        ("plan-early-sign", 3),
        ("plan-reply", 4),
    ];
    sheet.table(&columns, rows, "plan-nothing-yet");
}

fn section_table(sheet: &mut Sheet, section: &SectionLine) {
    let texts = sheet.texts;
    sheet.heading(section.section.message_id());
    let rows = section.fields.iter().map(|line| {
        vec![
            texts.get(line.field.message_id()).into_owned(),
            line.said.clone(),
            field_standing(texts, line),
        ]
    });
    let columns = [("plan-field", 3), ("plan-says", 6), ("plan-standing", 4)];
    sheet.table(&columns, rows.collect(), "plan-nothing-yet");
}

/// The paper a client may have.
#[must_use]
pub fn client_paper(plan: &ClientPlan, firm: &str, texts: Texts) -> Paper {
    let mut sheet = Sheet::new(texts);
    sheet.heading("plan-client-goals-read");
    sheet.bullets(plan.client_goals.clone(), "plan-nothing-yet");
    sheet.heading("plan-our-goals-read");
    sheet.bullets(plan.our_goals.clone(), "plan-nothing-yet");
    sheet.heading("plan-objectives-read");
    let rows = plan.objectives.iter().map(|one| {
        vec![
            one.what.clone(),
            one.measure.clone(),
            format!("{} → {}", one.now, one.target),
            sheet.day(one.day),
            one.who.clone(),
        ]
    });
    let rows = rows.collect();
    let columns = [
        ("plan-what", 5),
        ("plan-measure", 4),
        ("plan-now-and-target", 5),
        ("plan-day", 4),
        ("plan-who", 5),
    ];
    sheet.table(&columns, rows, "plan-nothing-yet");
    sheet.heading("plan-actions-read");
    let rows = plan.actions.iter().map(|one| {
        vec![
            one.what.clone(),
            one.who.clone(),
            sheet.day(one.day),
            sheet.state(one.state),
        ]
    });
    let rows = rows.collect();
    let columns = [
        ("plan-what", 6),
        ("plan-who", 4),
        ("plan-day", 3),
        ("plan-state", 2),
    ];
    sheet.table(&columns, rows, "plan-nothing-yet");
    sheet.heading("plan-reviews-read");
    let days: Vec<String> = plan
        .reviews
        .iter()
        .map(|day| sheet.day(Some(*day)))
        .collect();
    sheet.bullets(days, "plan-nothing-yet");
    Paper {
        language: texts.language.code(),
        title: texts.with(
            "plan-joint",
            &[("firm", &firm), ("client", &plan.account_name.as_str())],
        ),
        subtitle: texts.with1("plan-as-of", "day", format::day(texts.language, plan.today)),
        footer: firm.to_owned(),
        blocks: sheet.blocks,
    }
}

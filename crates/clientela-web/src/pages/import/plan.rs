//! How a file is read: what was recognised, as chips to change, and which header is which column.

use clientela_domain::records::FileKind;
use clientela_domain::sales::column::Column;
use clientela_texts::report;

use super::ImportPage;
use crate::pages::shared::SelectOption;
use crate::views::prospects::Campaign;
use crate::views::{ImportSettings, PlanColumn, PlanView};

pub(super) struct SettingField {
    pub name: &'static str,
    pub label: String,
    pub options: Vec<SelectOption>,
    pub value: String,
    pub placeholder: String,
}

pub(super) struct ColumnRow {
    pub position: usize,
    pub header: String,
    pub samples: String,
    pub options: Vec<SelectOption>,
    pub chip: &'static str,
    pub confidence: String,
}

impl ImportPage {
    pub(super) fn ignored(&self, plan: &PlanView) -> String {
        let names: Vec<_> = plan
            .columns
            .iter()
            .filter(|one| one.column.is_none())
            .map(|one| one.header.as_str())
            .collect();
        if names.is_empty() {
            self.t.get("import-ignored-columns-none").into_owned()
        } else {
            names.join(", ")
        }
    }

    pub(super) fn settings(&self, plan: &PlanView) -> Vec<SettingField> {
        let t = self.t;
        let (detected, chosen) = (&plan.detected, &plan.chosen);
        let name_of = |prefix: &str, code: &str| {
            let id = format!("{prefix}-{code}");
            if t.has(&id) {
                t.get(&id).into_owned()
            } else {
                code.to_owned()
            }
        };
        let select = |name,
                      label: &str,
                      codes: &[(&str, &str)],
                      prefix: &str,
                      detected: &str,
                      chosen: &str| {
            let now = codes
                .iter()
                .find(|(code, _)| *code == detected)
                .map_or(detected, |(_, word)| word);
            let now = if detected.is_empty() && self.view.refusal.is_some() {
                t.get("decimal-unsettled").into_owned()
            } else if detected.is_empty() {
                t.get("import-detected-none").into_owned()
            } else {
                name_of(prefix, now)
            };
            let automatic = SelectOption {
                value: String::new(),
                name: t.with1("import-detected-automatic", "value", now),
                selected: chosen.is_empty(),
            };
            let option = |(code, word): &(&str, &str)| SelectOption {
                value: (*code).to_owned(),
                name: name_of(prefix, word),
                selected: *code == chosen,
            };
            SettingField {
                name,
                label: t.get(label).into_owned(),
                options: std::iter::once(automatic)
                    .chain(codes.iter().map(option))
                    .collect(),
                value: String::new(),
                placeholder: String::new(),
            }
        };
        let same = |codes: &'static [&'static str]| {
            codes.iter().map(|code| (*code, *code)).collect::<Vec<_>>()
        };
        let mut fields = Vec::new();
        if plan.kind == "csv" {
            let encodings = same(&[
                "utf-8",
                "windows-1251",
                "utf-16le",
                "utf-16be",
                "ibm866",
                "windows-1252",
            ]);
            fields.push(select(
                "encoding",
                "import-detected-encoding",
                &encodings,
                "encoding",
                &detected.encoding,
                &chosen.encoding,
            ));
            let delimiters = [
                (",", "comma"),
                (";", "semicolon"),
                ("tab", "tab"),
                ("|", "bar"),
            ];
            fields.push(select(
                "delimiter",
                "import-detected-delimiter",
                &delimiters,
                "delimiter",
                &detected.delimiter,
                &chosen.delimiter,
            ));
        }
        if plan.sheets.len() > 1 {
            let sheets: Vec<_> = plan
                .sheets
                .iter()
                .map(|name| (name.as_str(), name.as_str()))
                .collect();
            fields.push(select(
                "sheet",
                "import-detected-sheet",
                &sheets,
                "sheet",
                &detected.sheet,
                &chosen.sheet,
            ));
        }
        let of_sales = self.view.entry.kind == FileKind::Sales;
        if of_sales {
            let decimals = same(&["comma", "dot"]);
            fields.push(select(
                "decimal",
                "import-detected-decimal",
                &decimals,
                "decimal",
                &detected.decimal,
                &chosen.decimal,
            ));
        }
        let orders = same(&["ymd", "dmy", "mdy"]);
        fields.push(select(
            "date_order",
            "import-detected-date-order",
            &orders,
            "date-order",
            &detected.date_order,
            &chosen.date_order,
        ));
        if of_sales {
            fields.push(SettingField {
                name: "currency",
                label: t.get("import-detected-currency").into_owned(),
                options: Vec::new(),
                value: chosen.currency.clone(),
                placeholder: if detected.currency.is_empty() {
                    t.get("import-currency-by-date").into_owned()
                } else {
                    detected.currency.clone()
                },
            });
        } else {
            fields.push(self.on_conflict(chosen));
        }
        if !plan.campaigns.is_empty() {
            fields.push(self.campaign(plan));
        }
        fields
    }

    /// What holds where the file differs from what people wrote.
    fn on_conflict(&self, chosen: &ImportSettings) -> SettingField {
        let option = |value: &str, id: &str| SelectOption {
            value: value.to_owned(),
            name: self.t.get(id).into_owned(),
            selected: chosen.on_conflict == value,
        };
        SettingField {
            name: "on_conflict",
            label: self.t.get("import-on-difference").into_owned(),
            options: vec![
                option("", "import-on-difference-ask"),
                option("keep", "import-on-difference-keep"),
                option("replace", "import-on-difference-replace"),
            ],
            value: String::new(),
            placeholder: String::new(),
        }
    }

    /// By which campaign those came whose way the file does not say.
    fn campaign(&self, plan: &PlanView) -> SettingField {
        let none = SelectOption {
            value: String::new(),
            name: self.t.get("import-campaign-none").into_owned(),
            selected: plan.chosen.campaign.is_empty(),
        };
        let option = |one: &Campaign| {
            let value = one.id.to_string();
            SelectOption {
                selected: plan.chosen.campaign == value,
                name: one.campaign.name.clone(),
                value,
            }
        };
        let campaigns = plan.campaigns.iter().map(option);
        SettingField {
            name: "campaign",
            label: self.t.get("import-campaign").into_owned(),
            options: std::iter::once(none).chain(campaigns).collect(),
            value: String::new(),
            placeholder: String::new(),
        }
    }

    /// The columns a file of this kind may have, by canonical name.
    fn known_columns(&self) -> Vec<(&'static str, String)> {
        let t = self.t;
        match self.view.entry.kind {
            FileKind::Sales => Column::ALL
                .iter()
                .map(|column| (column.name(), report::column(t, *column)))
                .collect(),
            kind => kind
                .columns()
                .iter()
                .map(|column| (column.name(), report::record_column(t, *column)))
                .collect(),
        }
    }

    pub(super) fn columns(&self, plan: &PlanView) -> Vec<ColumnRow> {
        plan.columns
            .iter()
            .enumerate()
            .map(|(position, column)| self.column(position, column))
            .collect()
    }

    pub(super) fn column(&self, position: usize, column: &PlanColumn) -> ColumnRow {
        let t = self.t;
        let ignored = SelectOption {
            value: String::new(),
            name: t.get("column-ignored").into_owned(),
            selected: column.column.is_none(),
        };
        let option = |(known, name): (&'static str, String)| SelectOption {
            value: known.to_owned(),
            name,
            selected: column.column == Some(known),
        };
        let (chip, confidence) = match (column.column, column.confidence) {
            (None, _) => ("evidence", "import-confidence-none"),
            (Some(_), None) => ("evidence evidence-proven", "import-confidence-chosen"),
            (Some(_), Some(sure)) if sure >= 0.9 => {
                ("evidence evidence-proven", "import-confidence-high")
            }
            (Some(_), Some(sure)) if sure >= 0.6 => {
                ("evidence evidence-stated", "import-confidence-middle")
            }
            (Some(_), Some(_)) => ("evidence evidence-stated", "import-confidence-low"),
        };
        ColumnRow {
            position,
            header: column.header.clone(),
            samples: column.samples.join(" · "),
            options: std::iter::once(ignored)
                .chain(self.known_columns().into_iter().map(option))
                .collect(),
            chip,
            confidence: t.get(confidence).into_owned(),
        }
    }
}

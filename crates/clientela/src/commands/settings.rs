//! `settings`: weights and thresholds of the key criteria, for the firm and by sector, and rates.

use clientela_app::answers::settings::SettingsAnswer;
use clientela_app::change_settings::{SettingsChanges, change_settings};
use clientela_app::context::Context;
use clientela_app::firm_settings::{FirmSettings, ProfileSettings, Rate};
use clientela_app::on_time_settings::OnTimeSettings;
use clientela_app::rhythm_settings::{ProspectRhythmSettings, RhythmSettings, set_rhythms};
use clientela_domain::currency::Currency;
use clientela_domain::key_criteria::Criterion;
use clientela_domain::sector::Sector;
use clientela_store::Viewer;
use clientela_texts::{Texts, format};

use super::arguments;
use crate::cli::rhythm::RhythmArguments;
use crate::cli::{Global, SettingsCommand};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    command: &SettingsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let mut settings = FirmSettings::load(&context, &viewer).await?;
    match command {
        SettingsCommand::Show => {}
        SettingsCommand::OnTime {
            late_days,
            early_days,
            short_percent,
        } => {
            let given = [late_days, early_days, short_percent];
            return on_time(&context, &viewer, given, printer).await;
        }
        SettingsCommand::Rhythm(given) => {
            return rhythm(&context, &viewer, (settings, given), printer).await;
        }
        SettingsCommand::Firm(given) => {
            let changes = SettingsChanges {
                name: given.name.clone(),
                reporting_currency: given.currency.clone(),
                language: given.pages.clone(),
                vocabulary: given.vocabulary.clone(),
                strict_age: given.strict_age,
                retention_months: given.retention_months,
                cooling_months: given.cooling_months,
                asking_days: given.asking_days,
                ..SettingsChanges::default()
            };
            change_settings(&context, &viewer, None, &changes).await?;
        }
        SettingsCommand::Profile { .. } => {
            change_profile(&mut settings, command)?;
            settings.save(&context, &viewer).await?;
        }
        SettingsCommand::Rate { currency, rate } => {
            let currency = Currency::from_code(currency)
                .ok_or_else(|| Failure::Usage("usage-currency", currency.clone()))?;
            if rate == "none" {
                settings.rates.0.remove(currency.code());
            } else {
                Rate::parse(rate).ok_or_else(|| Failure::Usage("usage-rate", rate.clone()))?;
                let rate = rate.trim().replace(',', ".");
                settings.rates.0.insert(currency.to_string(), rate);
            }
            settings.save(&context, &viewer).await?;
        }
    }
    print(&context, &viewer, printer).await
}

fn change_profile(settings: &mut FirmSettings, command: &SettingsCommand) -> Result<(), Failure> {
    let SettingsCommand::Profile {
        id,
        sector,
        weights,
        threshold,
        mandatory,
        reset,
        default,
    } = command
    else {
        return Ok(());
    };
    let sector = sector.as_deref().map(arguments::sector).transpose()?;
    let of_sector = sector.map(Sector::id);
    let now = settings
        .profile(Some(id), of_sector)
        .ok_or_else(|| Failure::Usage("usage-profile", id.clone()))?;
    if *default {
        settings.default_profile.clone_from(id);
    }
    if *reset {
        settings.reset_profiles(Some(id), sector);
        return Ok(());
    }
    let mut changed = ProfileSettings {
        sector: of_sector.map(str::to_owned),
        ..ProfileSettings::of(&now)
    };
    if !weights.is_empty() {
        let given = || weights.iter().map(ToString::to_string).collect::<Vec<_>>();
        changed.weights = weights
            .as_slice()
            .try_into()
            .map_err(|_| Failure::Usage("usage-weights", given().join(",")))?;
    }
    if let Some(threshold) = threshold {
        changed.threshold = *threshold;
    }
    if let Some(mandatory) = mandatory {
        let unknown = mandatory
            .iter()
            .find(|word| Criterion::from_id(word).is_none());
        if let Some(word) = unknown {
            return Err(Failure::Usage("usage-mandatory", word.clone()));
        }
        changed.mandatory.clone_from(mandatory);
    }
    let shown = format!("{:?} {}", changed.weights, changed.threshold);
    settings
        .put_profile(changed)
        .map_err(|_| Failure::Usage("usage-weights", shown))
}

async fn print(context: &Context, viewer: &Viewer, printer: &Printer) -> Result<Exit, Failure> {
    let settings = FirmSettings::load(context, viewer).await?;
    let answer = SettingsAnswer::of(&settings);
    printer.answer(&answer, |page| page_of(page, &answer));
    Ok(Exit::Done)
}

fn page_of(page: &mut Page, answer: &SettingsAnswer) {
    let texts = page.texts();
    let number = |value: f64| {
        let decimals = if value.fract() == 0.0 { 0 } else { 2 };
        format::decimal(texts.language, value, decimals)
    };
    let rows = answer.profiles.iter().map(|profile| {
        let weights: Vec<String> = profile.weights.iter().map(|one| number(*one)).collect();
        let mandatory: Vec<String> = profile
            .mandatory
            .iter()
            .filter_map(|id| Criterion::from_id(id))
            .map(|criterion| texts.get(criterion.message_id()).into_owned())
            .collect();
        vec![
            profile_words(texts, &profile.profile, profile.default),
            profile
                .sector
                .as_deref()
                .and_then(Sector::from_id)
                .map_or_else(
                    || texts.get("terminal-whole-firm").into_owned(),
                    |sector| texts.get(sector.message_id()).into_owned(),
                ),
            weights.join(" · "),
            format::decimal(texts.language, profile.threshold, 2),
            mandatory.join(", "),
        ]
    });
    let header = [
        ("terminal-profile", '<'),
        ("terminal-sector", '<'),
        ("terminal-weights", '<'),
        ("threshold", '>'),
        ("terminal-mandatory", '<'),
    ];
    page.table(&header, rows.collect());
    let currency = answer.reporting_currency.clone();
    page.say_with("terminal-reporting-currency", &[("currency", &currency)]);
    for (code, rate) in &answer.rates {
        page.line(&format!("1 {code} = {rate} {currency}"));
    }
}

fn profile_words(texts: Texts, id: &str, default: bool) -> String {
    let name = texts.get(&format!("profile-{id}")).into_owned();
    if default {
        texts.with1("terminal-default-profile", "name", name)
    } else {
        name
    }
}

/// Days between contacts, after changing what is given.
async fn rhythm(
    context: &Context,
    viewer: &Viewer,
    (settings, given): (FirmSettings, &RhythmArguments),
    printer: &Printer,
) -> Result<Exit, Failure> {
    let days = |given: &Option<String>, now: Option<u32>| match given.as_deref() {
        None => Ok(now),
        Some("none") => Ok(None),
        Some(text) => text
            .parse()
            .map(Some)
            .map_err(|_| Failure::Usage("usage-word", text.to_owned())),
    };
    let (clients, prospects) = (settings.rhythms, settings.prospect_rhythms);
    let clients = RhythmSettings {
        key: days(&given.key, clients.key)?,
        a: days(&given.a, clients.a)?,
        b: days(&given.b, clients.b)?,
        c: days(&given.c, clients.c)?,
        asking: clients.asking,
    };
    let prospects = ProspectRhythmSettings {
        promising: days(&given.promising, prospects.promising)?,
        contacted: days(&given.contacted, prospects.contacted)?,
        new: days(&given.new, prospects.new)?,
        cold: days(&given.cold, prospects.cold)?,
    };
    if (clients, prospects) != (settings.rhythms, settings.prospect_rhythms) {
        let both = (clients, prospects);
        set_rhythms(context, viewer, both, settings.version).await?;
    }
    let settings = FirmSettings::load(context, viewer).await?;
    let answer = SettingsAnswer::of(&settings);
    printer.answer(&answer, |page| {
        let t = page.texts();
        let (clients, prospects) = (answer.rhythm, answer.prospect_rhythm);
        let days = |days: Option<u32>| days.map(|days| days.to_string()).unwrap_or_default();
        let pairs = [
            ("rhythm-key", clients.key),
            ("rhythm-a", clients.a),
            ("rhythm-b", clients.b),
            ("rhythm-c", clients.c),
            ("rhythm-asking", answer.asking_days),
            ("prospect-class-promising", prospects.promising),
            ("prospect-class-contacted", prospects.contacted),
            ("prospect-class-new", prospects.new),
            ("prospect-class-cold", prospects.cold),
        ]
        .map(|(id, meant)| (t.get(id).into_owned(), days(meant)));
        page.pairs(&pairs);
    });
    Ok(Exit::Done)
}

/// What counts as on time, after changing what is given: days late, days early, per cent short.
async fn on_time(
    context: &Context,
    viewer: &Viewer,
    given: [&Option<String>; 3],
    printer: &Printer,
) -> Result<Exit, Failure> {
    let mut settings = OnTimeSettings::load(context, viewer).await?;
    if given.iter().any(|one| one.is_some()) {
        let set = |given: &Option<String>, field: &mut Option<String>| match given.as_deref() {
            None => {}
            Some("none") => *field = None,
            Some(text) => *field = Some(text.replace(',', ".")),
        };
        let [late_days, early_days, short_percent] = given;
        set(late_days, &mut settings.late_days);
        set(early_days, &mut settings.early_days);
        set(short_percent, &mut settings.short_percent);
        settings.save(context, viewer).await?;
    }
    let answer = serde_json::json!({
        "late_days": settings.late_days,
        "early_days": settings.early_days,
        "short_percent": settings.short_percent,
    });
    let terms = settings.terms()?;
    printer.answer(&answer, |page| {
        let said = clientela_texts::execution::definition(page.texts(), &terms);
        page.line(&said);
    });
    Ok(Exit::Done)
}

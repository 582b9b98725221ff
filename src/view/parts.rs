//! What ladders and levels are made of: grades, steps, competencies, bands of pay, links.

use crate::model::resolve::{Resolved, Scale};
use crate::model::{Amount, Band, Competency, Equivalent, Grade, Link, Point, Stated, Step, StepId};

/// A grade.
#[derive(Debug, Clone)]
pub struct GradeView {
    pub id: String,
    pub title: Option<String>,
    /// What it is for.
    pub summary: Option<String>,
    /// The size of problem.
    pub scope: Option<String>,
    /// Its bands.
    pub pay: Vec<BandView>,
    /// What it is called in other frameworks.
    pub equivalents: Vec<EquivalentView>,
}

/// What a grade or level is called in another framework.
#[derive(Debug, Clone)]
pub struct EquivalentView {
    /// The framework: `sfia`.
    pub framework: String,
    /// Its name there: `5`.
    pub name: String,
}

/// The names in other frameworks: `sfia 5, dreyfus expert`.
pub(super) fn matches<'a>(equivalents: impl Iterator<Item = &'a EquivalentView>) -> Option<String> {
    let names: Vec<String> = equivalents.map(|known| format!("{} {}", known.framework, known.name)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A step of the scale.
#[derive(Debug, Clone)]
pub struct StepView {
    pub id: String,
    pub title: Option<String>,
    /// What it means.
    pub summary: Option<String>,
}

/// Where a step is on its scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepPlace {
    /// From 1, the lowest.
    pub at: usize,
    /// How many steps there are.
    pub of: usize,
}

impl StepPlace {
    /// `None` if the scale has no such step, or steps are numbers.
    pub fn new(scale: &Scale<'_>, step: &StepId) -> Option<Self> {
        let Scale::Listed { steps, .. } = scale else { return None };
        let at = steps.iter().position(|known| known.id == *step)?;
        Some(Self { at: at + 1, of: steps.len() })
    }
}

/// A competency.
#[derive(Debug, Clone)]
pub struct CompetencyView {
    pub id: String,
    pub title: Option<String>,
    /// What it is about.
    pub summary: Option<String>,
    /// Its heading.
    pub group: Option<String>,
    pub kind: Option<String>,
    /// The tracks that it is for; empty for every track.
    pub tracks: Vec<String>,
    /// Its own scale, lowest first; empty where it has that of the ladder.
    pub scale: Vec<StepView>,
    /// What its steps mean.
    pub steps: Vec<StepTextView>,
    /// The ladder or base that defines it.
    pub defined_in: String,
}

impl CompetencyView {
    /// The title, else the id.
    pub fn title(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.id)
    }

    /// Its own scale, else that of its ladder.
    pub fn scale_or<'s>(&'s self, of_ladder: &'s [StepView]) -> &'s [StepView] {
        if self.scale.is_empty() { of_ladder } else { &self.scale }
    }
}

/// What a step means for one competency.
#[derive(Debug, Clone)]
pub struct StepTextView {
    pub step: String,
    /// What it asks, point by point.
    pub points: Vec<PointView>,
}

/// One thing that is asked.
#[derive(Debug, Clone)]
pub struct PointView {
    /// What is asked.
    pub text: String,
    /// What it may look like.
    pub examples: Vec<String>,
}

/// A ladder as its heading names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderName {
    pub id: String,
    /// Its title, or else its id.
    pub title: String,
    pub version: Option<String>,
    /// The day of its last change, as `2026-11-24`, if git knows it.
    pub changed: Option<String>,
}

impl LadderName {
    pub fn new(resolved: &Resolved<'_>) -> Self {
        let ladder = resolved.ladder;
        Self {
            id: ladder.id.to_string(),
            title: ladder.title().to_owned(),
            version: ladder.version.get().cloned(),
            changed: None,
        }
    }
}

impl std::fmt::Display for LadderName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.title)?;
        self.version.as_ref().map_or(Ok(()), |version| write!(f, " {version}"))
    }
}

/// A lowest and a highest grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanView {
    /// The lowest.
    pub low: String,
    /// The highest.
    pub high: String,
}

impl std::fmt::Display for SpanView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.low == self.high { f.pad(&self.low) } else { f.pad(&format!("{}–{}", self.low, self.high)) }
    }
}

/// A pay band; amounts are what is paid in its period, in whole units of the currency or with two decimals.
#[derive(Debug, Clone)]
pub struct BandView {
    /// Where it holds; null for everywhere.
    pub location: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// The time that amounts are paid for.
    pub period: &'static str,
    /// The least; null where the band is open.
    pub min: Option<f64>,
    /// The stated midpoint, else half-way; null where an end is open and none is stated.
    pub mid: Option<f64>,
    /// The most; null where the band is open.
    pub max: Option<f64>,
    pub in_words: String,
}

impl BandView {
    /// The amounts, and where they hold.
    pub fn describe(&self) -> String {
        self.location.as_ref().map_or_else(|| self.in_words.clone(), |place| format!("{} in {place}", self.in_words))
    }
}

/// A link.
#[derive(Debug, Clone)]
pub struct LinkView {
    /// What it is called.
    pub title: Option<String>,
    /// Where it is.
    pub url: String,
}

pub(super) fn text(stated: &Stated<String>) -> Option<String> {
    stated.get().cloned()
}

pub(super) fn grade(grade: &Grade) -> GradeView {
    GradeView {
        id: grade.id.to_string(),
        title: text(&grade.title),
        summary: text(&grade.summary),
        scope: text(&grade.scope),
        pay: grade.pay.iter().map(band).collect(),
        equivalents: grade.equivalents.iter().map(equivalent).collect(),
    }
}

pub(super) fn step(step: &Step) -> StepView {
    StepView { id: step.id.to_string(), title: text(&step.title), summary: text(&step.summary) }
}

pub(super) fn competency(competency: &Competency, defined_in: String) -> CompetencyView {
    CompetencyView {
        id: competency.id.to_string(),
        title: text(&competency.title),
        summary: text(&competency.summary),
        group: text(&competency.group),
        kind: text(&competency.kind),
        tracks: competency.tracks.list.clone(),
        scale: competency.scale.get().into_iter().flatten().map(step).collect(),
        steps: competency
            .steps
            .iter()
            .filter_map(|asked| {
                Some(StepTextView {
                    step: asked.step.get()?.to_string(),
                    points: asked.points.iter().map(point).collect(),
                })
            })
            .collect(),
        defined_in,
    }
}

pub(super) fn point(point: &Point) -> PointView {
    PointView { text: point.text.clone(), examples: point.examples.clone() }
}

pub(super) fn band(band: &Band) -> BandView {
    let amount = |amount: Option<Amount>| amount.map(|amount| band.period().of_year(amount).0 as f64 / 100.0);
    BandView {
        location: text(&band.location),
        currency: text(&band.currency),
        period: band.period().as_str(),
        min: amount(band.min.get().copied()),
        mid: amount(band.midpoint()),
        max: amount(band.max.get().copied()),
        in_words: band.in_words(),
    }
}

pub(super) fn equivalent(known: &Equivalent) -> EquivalentView {
    EquivalentView { framework: known.framework.clone(), name: known.name.clone() }
}

pub(super) fn link(link: &Link) -> LinkView {
    LinkView { title: text(&link.title), url: link.url.clone() }
}

/// A step as people call it: its title in lowercase, or `step 3`.
pub(super) fn step_name(scale: &Scale<'_>, step: &StepId) -> String {
    let Scale::Listed { steps, .. } = scale else { return format!("step {step}") };
    let title = steps.iter().find(|known| known.id == *step).and_then(|known| known.title.text());
    title.unwrap_or(step.as_str()).to_lowercase()
}

/// A level by its id and title: "IC4 Senior Engineer"; the title alone where the id only spells it out, as
/// `senior-engineer` does.
pub fn named(id: &str, title: &str) -> String {
    match (is_spelled_out(id, title), title) {
        (true, title) => title.to_owned(),
        (false, "") => id.to_owned(),
        (false, title) => format!("{id} {title}"),
    }
}

/// Whether an id only spells out the title.
pub(super) fn is_spelled_out(id: &str, title: &str) -> bool {
    let spelled =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    !title.is_empty() && spelled(id) == spelled(title)
}

/// Brings those of one group together, in the order in which groups first appear; those without a group come last.
pub(super) fn order_by_group<T>(list: &mut [T], group: impl Fn(&T) -> Option<&str>) {
    let mut groups: Vec<Option<String>> = Vec::new();
    for item in list.iter() {
        let group = group(item).map(str::to_owned);
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    list.sort_by_key(|item| {
        let own = group(item);
        (own.is_none(), groups.iter().position(|known| known.as_deref() == own))
    });
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn an_id_that_spells_out_the_title_is_not_said_twice() {
        assert_eq!(named("software-engineer-2", "Software Engineer 2"), "Software Engineer 2");
        assert_eq!(named("IC4", "Senior Engineer / Expert"), "IC4 Senior Engineer / Expert");
        assert_eq!(named("IC4", ""), "IC4");
    }
}

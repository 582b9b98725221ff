//! A ladder with everything resolved: base merged in, `same_as` followed, parallel levels and moves named.

use super::level::{LevelView, RoleView};
use super::moves::MoveView;
use super::narrow::Kept;
use super::parts::{CompetencyView, GradeView, StepView, competency, grade, step, text};
use crate::model::resolve::{Resolved, Scale, Spine};

/// A ladder.
#[derive(Debug, Clone)]
pub struct LadderView {
    pub id: String,
    pub title: Option<String>,
    pub version: Option<String>,
    /// One sentence or more.
    pub summary: Option<String>,
    /// The people or the team who keep it.
    pub owned_by: Option<String>,
    /// The day on which somebody last checked that it still holds: `2026-03-31`.
    pub reviewed: Option<String>,
    /// The file that it is in.
    pub path: String,
    /// Ids that it had before.
    pub formerly: Vec<String>,
    /// The bases that it builds on, those that others extend first.
    pub bases: Vec<String>,
    /// The grade from which both sides exist; null where there is no manager side.
    pub fork: Option<String>,
    /// The grades in force, lowest first; without a list, those of its levels.
    pub grades: Vec<GradeView>,
    /// The scale in force, lowest first.
    pub scale: Vec<StepView>,
    /// The competencies that it reaches, those of the bases first.
    pub competencies: Vec<CompetencyView>,
    /// Its tracks, in the order of the file.
    pub tracks: Vec<TrackView>,
    /// Every way from level to level that starts or ends in it.
    pub moves: Vec<MoveView>,
    /// Its roles, in the order of the file.
    pub roles: Vec<RoleView>,
}

/// A track.
#[derive(Debug, Clone)]
pub struct TrackView {
    pub id: String,
    pub title: Option<String>,
    /// What it is for.
    pub summary: Option<String>,
    /// `ic`, `manager`, `hybrid` or `shared`.
    pub kind: Option<&'static str>,
    /// The crafts that it is for; empty for the ladder's own.
    pub professions: Vec<String>,
    /// Whether it is compared with others.
    pub aligned: bool,
    /// Whether levels include what those below ask.
    pub cumulative: bool,
    /// Its levels, lowest first.
    pub levels: Vec<LevelView>,
}

impl LadderView {
    /// What is kept of a ladder that is in the file `path`.
    pub fn new(resolved: &Resolved<'_>, kept: &Kept, path: String) -> Self {
        let mut view = Self::whole(resolved, path);
        if !kept.is_every_level() {
            view.keep_levels(&|id| resolved.level_index(id).is_some_and(|level| kept.level(level)));
        }
        let is_kept = |id: &str| kept.competency(&id.into());
        view.competencies.retain(|competency| is_kept(&competency.id));
        let levels = view.tracks.iter_mut().flat_map(|track| &mut track.levels).map(|level| &mut level.expectations);
        for expectations in levels.chain(view.roles.iter_mut().map(|role| &mut role.expectations)) {
            expectations.retain(|said| is_kept(&said.competency));
        }
        view
    }

    /// Leaves out other levels, tracks and roles without one that is kept, and moves that touch none.
    fn keep_levels(&mut self, is_kept: &dyn Fn(&str) -> bool) {
        self.tracks.iter_mut().for_each(|track| track.levels.retain(|level| is_kept(&level.id)));
        self.tracks.retain(|track| !track.levels.is_empty());
        self.roles.retain(|role| role.levels.iter().any(|level| is_kept(level)));
        self.moves.retain(|way| is_kept(&way.from) || is_kept(&way.to));
    }

    fn whole(resolved: &Resolved<'_>, path: String) -> Self {
        let ladder = resolved.ladder;
        let routes = resolved.routes();
        let fork = resolved.sides().fork.map(|rank| resolved.spine.name(rank));
        let tracks = ladder.tracks.iter().enumerate().map(|(index, track)| TrackView {
            id: track.id.to_string(),
            title: text(&track.title),
            summary: text(&track.summary),
            kind: track.kind.get().map(|kind| kind.as_str()),
            professions: track.professions.list.clone(),
            aligned: track.is_aligned(),
            cumulative: track.is_cumulative(),
            levels: (0..resolved.levels.len())
                .filter(|level| resolved.levels[*level].track_index == index)
                .map(|level| LevelView::new(resolved, level))
                .collect(),
        });
        Self {
            id: ladder.id.to_string(),
            title: text(&ladder.title),
            version: text(&ladder.version),
            summary: text(&ladder.summary),
            owned_by: text(&ladder.owned_by),
            reviewed: ladder.reviewed.get().map(ToString::to_string),
            path,
            formerly: ladder.formerly.iter().map(ToString::to_string).collect(),
            bases: resolved.bases.iter().map(|base| base.id.to_string()).collect(),
            fork,
            grades: grades(resolved),
            scale: scale(resolved),
            competencies: resolved
                .competencies
                .iter()
                .map(|defined| competency(defined.value, defined.owner.to_string()))
                .collect(),
            tracks: tracks.collect(),
            moves: routes.iter().map(|route| MoveView::new(resolved, route)).collect(),
            roles: ladder.roles.iter().map(|role| RoleView::new(resolved, role)).collect(),
        }
    }
}

/// The grades in force, lowest first; without a list, those of its levels.
pub(super) fn grades(resolved: &Resolved<'_>) -> Vec<GradeView> {
    match &resolved.spine {
        Spine::Listed { grades, .. } => grades.iter().map(grade).collect(),
        Spine::Numbers | Spine::Unknown => {
            let bare = |rank| GradeView {
                id: resolved.spine.name(rank),
                title: None,
                summary: None,
                scope: None,
                pay: Vec::new(),
                equivalents: Vec::new(),
            };
            resolved.used_ranks.iter().map(|rank| bare(*rank)).collect()
        }
    }
}

/// The scale in force, lowest first.
pub(super) fn scale(resolved: &Resolved<'_>) -> Vec<StepView> {
    match &resolved.scale {
        Scale::Listed { steps, .. } => steps.iter().map(step).collect(),
        Scale::Numbers | Scale::Unknown => Vec::new(),
    }
}

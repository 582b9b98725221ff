//! One change in plain words, as people are told of it. Names no amount of pay and no kind of change.

use super::Vocabulary;
use crate::diff::{Change, Edit, Impact, Kind, Value};
use crate::model::{Part, Place};
use crate::view::names::role_title;

/// What people are told of a change.
pub(super) enum Said {
    /// A line of its own.
    News(News),
    /// That this reads otherwise and asks the same: what it is, as part of a list.
    Reworded(String),
    /// Nothing: it is about files, or about spelling.
    Nothing,
}

/// What is new, in a sentence, and the texts where there are any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// What it is about, such as a competency's title; `None` where the sentence says it.
    pub about: Option<String>,
    /// The sentence. With `about` it is the end of one.
    pub text: String,
    /// The old text of the ladder.
    pub before: Option<String>,
    /// The new text of the ladder.
    pub now: Option<String>,
}

impl News {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { about: None, text: text.into(), before: None, now: None }
    }

    /// About something, with the texts on both sides; nothing asked (`~`) is no text.
    fn about(about: String, text: &str, change: &Change) -> Self {
        let quoted = |side: &Option<String>| side.clone().filter(|text| !text.is_empty() && text != "~");
        let (before, now) = (quoted(&change.old), quoted(&change.new));
        Self { about: Some(about), text: text.to_owned(), before, now }
    }
}

/// A change in plain words.
pub(super) fn said(change: &Change, names: &Vocabulary<'_>) -> Said {
    let plain = |text: String| Said::News(News::plain(text));
    let (old, new) = (change.old.as_deref(), change.new.as_deref());
    let is_small = change.by_table <= Impact::Wording && !change.caution;
    match change.kind {
        // About files, or said by what is under the new name.
        Kind::VersionChanged
        | Kind::DefinitionMoved
        | Kind::ForkChanged
        | Kind::ReviewedChanged
        | Kind::EquivalentsChanged
        | Kind::ProfessionChanged
        | Kind::BaseRetitled
        | Kind::LadderRenamed
        | Kind::TrackRenamed
        | Kind::CompetencyRenamed => Said::Nothing,
        Kind::BaseAdded | Kind::BaseRemoved | Kind::ExtendsChanged if is_small => Said::Nothing,
        Kind::BaseAdded => plain("More is shared with other ladders.".to_owned()),
        Kind::BaseRemoved | Kind::ExtendsChanged => plain("What is shared with other ladders changes.".to_owned()),
        Kind::OwnerChanged => match new {
            Some(new) => plain(format!("From now on, {new} keeps the ladder.")),
            None => Said::Nothing,
        },
        Kind::LadderAdded => plain("This ladder is new.".to_owned()),
        Kind::LadderRemoved => plain("This ladder is removed. People on it will be placed elsewhere.".to_owned()),
        Kind::LadderRetitled if change.by_table == Impact::Editorial => Said::Nothing,
        Kind::LadderRetitled => plain(renamed("The ladder", old, new)),
        Kind::SummaryChanged | Kind::ScopeChanged => described(change, names),
        Kind::TrackAdded
        | Kind::TrackRemoved
        | Kind::TrackRetitled
        | Kind::KindChanged
        | Kind::AlignedChanged
        | Kind::CumulativeChanged
        | Kind::LevelReordered => of_track(change, names),
        Kind::LevelAdded
        | Kind::LevelRewritten
        | Kind::LevelRemoved
        | Kind::LevelRenamed
        | Kind::LevelRetitled
        | Kind::LevelRegraded
        | Kind::LevelMoved
        | Kind::StatusChanged
        | Kind::TerminalChanged
        | Kind::ManagesChanged
        | Kind::LinksChanged => of_level(change, names),
        Kind::CompetencyAdded
        | Kind::CompetencyRemoved
        | Kind::CompetencyRetitled
        | Kind::CompetencyWidened
        | Kind::CompetencyNarrowed
        | Kind::CompetencyMoved
        | Kind::GroupChanged
        | Kind::GradeAdded
        | Kind::GradeRemoved
        | Kind::GradeRenamed
        | Kind::GradeRetitled
        | Kind::GradeReordered
        | Kind::StepAdded
        | Kind::StepRemoved
        | Kind::StepRenamed
        | Kind::StepRetitled
        | Kind::StepReordered => of_definition(change, names),
        Kind::ExpectationAdded
        | Kind::ExpectationRemoved
        | Kind::ExpectationMoved
        | Kind::ExpectationReworded
        | Kind::ExpectationRaised
        | Kind::ExpectationLowered
        | Kind::PointAdded
        | Kind::PointRemoved
        | Kind::PointMoved
        | Kind::PointReworded
        | Kind::PointRaised
        | Kind::PointLowered => asked(change, names),
        Kind::MoveAdded | Kind::MoveRemoved | Kind::MoveReworded => of_move(change, names),
        Kind::RoleAdded | Kind::RoleRemoved | Kind::RoleChanged => of_role(change, names),
        Kind::BandAdded
        | Kind::BandRemoved
        | Kind::BandRaised
        | Kind::BandLowered
        | Kind::BandWidened
        | Kind::BandNarrowed
        | Kind::CurrencyChanged => pay(change),
    }
}

/// "The title is now Lead. It was Senior."
fn renamed(what: &str, old: Option<&str>, new: Option<&str>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => format!("{what} is now called {new}. Before, it was {old}."),
        (None, Some(new)) => format!("{what} is now called {new}."),
        (_, None) => format!("{what} no longer has a title of its own."),
    }
}

/// What a level asks of a competency.
fn asked(change: &Change, names: &Vocabulary<'_>) -> Said {
    let about = names.competency(&change.place);
    let of_examples = match &change.edit {
        Edit::Set(_, Value::Examples(_)) => true,
        Edit::Set(_, Value::Point(Some(old), Some(new))) => {
            old.examples != new.examples && old.text.split_whitespace().eq(new.text.split_whitespace())
        }
        _ => false,
    };
    if of_examples {
        return Said::Reworded(format!("the examples of {about}"));
    }
    let text = match change.by_table {
        Impact::Editorial => return Said::Nothing,
        Impact::Wording if !change.caution => return Said::Reworded(about),
        Impact::RaisesBar | Impact::Addition if change.old.is_none() => "newly asked.",
        Impact::RaisesBar => "more is asked.",
        Impact::LowersBar | Impact::Addition if change.new.is_none() => "no longer asked.",
        Impact::LowersBar => "less is asked.",
        Impact::Breaking | Impact::Addition | Impact::Wording => "this reads differently.",
    };
    Said::News(News::about(about, text, change))
}

/// A summary or a scope.
fn described(change: &Change, names: &Vocabulary<'_>) -> Said {
    let what = if change.kind == Kind::ScopeChanged { "scope" } else { "description" };
    let of = match &change.place.part {
        Part::Level(..) => String::new(),
        Part::Whole => " of the ladder".to_owned(),
        Part::Track(track) => format!(" of the {} track", names.track(&change.place, track.as_str())),
        Part::Competency(_) => format!(" of {}", names.competency(&change.place)),
        Part::Grade(id) => format!(" of grade {id}"),
        _ => format!(" of {}", names.last(&change.place)),
    };
    let text = match change.by_table {
        Impact::Editorial => return Said::Nothing,
        Impact::Wording if !change.caution => return Said::Reworded(format!("the {what}{of}")),
        Impact::RaisesBar => "larger than before.",
        Impact::LowersBar => "smaller than before.",
        Impact::Breaking | Impact::Addition | Impact::Wording => "this reads differently.",
    };
    Said::News(News::about(format!("{}{of}", if what == "scope" { "Scope" } else { "Description" }), text, change))
}

fn of_track(change: &Change, names: &Vocabulary<'_>) -> Said {
    let Part::Track(id) = &change.place.part else {
        // The kind of a competency.
        return Said::Reworded(format!("what kind of competency {} is", names.competency(&change.place)));
    };
    let track = names.track(&change.place, id.as_str());
    let is_so = change.new.as_deref() == Some("true");
    Said::News(match change.kind {
        Kind::TrackAdded => News::plain(format!("The {track} track is new.")),
        Kind::TrackRemoved => News::plain(format!("The {track} track is removed.")),
        Kind::TrackRetitled if change.by_table == Impact::Editorial => return Said::Nothing,
        Kind::TrackRetitled => News::plain(renamed("A track", change.old.as_deref(), change.new.as_deref())),
        Kind::KindChanged => News::plain(match change.new.as_deref() {
            Some("ic") => format!("The {track} track is for individual contributors."),
            Some("manager") => format!("The {track} track is for managers."),
            Some("hybrid") => format!("On the {track} track, people lead and manage."),
            _ => format!("The {track} track is for individual contributors and managers alike."),
        }),
        Kind::AlignedChanged if is_so => {
            News::plain(format!("The levels of the {track} track now match those of the other tracks at their grade."))
        }
        Kind::AlignedChanged => {
            News::plain(format!("The levels of the {track} track no longer match those of the other tracks."))
        }
        Kind::CumulativeChanged if change.by_table <= Impact::Wording => return Said::Nothing,
        Kind::CumulativeChanged if is_so => {
            News::plain(format!("Each level of the {track} track now also asks what the levels below it ask."))
        }
        Kind::CumulativeChanged => {
            News::plain(format!("Each level of the {track} track now asks only what it says itself."))
        }
        _ => News::about(track, "the levels are in another order.", change),
    })
}

fn of_level(change: &Change, names: &Vocabulary<'_>) -> Said {
    let (old, new) = (change.old.as_deref(), change.new.as_deref());
    let text = match change.kind {
        Kind::LevelAdded => match names.split_from(&change.place) {
            Some((was, parts)) => format!("{was} is split. People there are at {parts} from now on."),
            None => names.where_new(&change.place),
        },
        Kind::LevelRemoved if change.by_table < Impact::Breaking => "This planned level is dropped.".to_owned(),
        Kind::LevelRemoved => match names.became(&change.place) {
            Some(into) => format!("This level becomes a part of {into}. People at it are at {into} from now on."),
            None => "This level is removed. People at it will be placed at another one.".to_owned(),
        },
        Kind::LevelRenamed => renamed("The level", old, new),
        Kind::LevelRetitled if change.by_table == Impact::Editorial => return Said::Nothing,
        Kind::LevelRetitled => match (old, new) {
            (Some(old), Some(new)) => format!("The title is now {new}. Before, it was {old}."),
            (None, Some(new)) => format!("The title is now {new}."),
            (_, None) => "The level no longer has a title.".to_owned(),
        },
        Kind::LevelRegraded => match (old, new) {
            (Some(old), Some(new)) => format!("The level moves from grade {old} to grade {new}."),
            (None, Some(new)) => format!("The level is now at grade {new}."),
            (_, None) => "The level no longer has a grade.".to_owned(),
        },
        Kind::LevelRewritten => "What this level asks is written anew: please read all of it.".to_owned(),
        Kind::LevelMoved => {
            format!("The level moves to the {} track.", names.track(&change.place, new.unwrap_or_default()))
        }
        Kind::StatusChanged => match new {
            Some("active") => "People can be at this level from now on.".to_owned(),
            Some("planned") => "This level is only planned from now on.".to_owned(),
            _ => "Nobody new comes to this level, and people at it will move on.".to_owned(),
        },
        Kind::TerminalChanged if new == Some("true") => {
            "It is now fine to stay at this level for a whole career.".to_owned()
        }
        Kind::TerminalChanged => "People at this level are now expected to go further.".to_owned(),
        Kind::ManagesChanged => match new {
            Some("people") => "People at this level now manage people.".to_owned(),
            Some("managers") => "People at this level now manage managers.".to_owned(),
            Some("organisation") => "People at this level now manage a whole organisation.".to_owned(),
            _ => "People at this level no longer manage anybody.".to_owned(),
        },
        _ => return Said::Reworded("the links for further reading".to_owned()),
    };
    Said::News(News::plain(text))
}

fn of_definition(change: &Change, names: &Vocabulary<'_>) -> Said {
    let (old, new) = (change.old.as_deref(), change.new.as_deref());
    let small = change.by_table == Impact::Editorial;
    let competency = || names.competency(&change.place);
    let text = match change.kind {
        Kind::CompetencyAdded => format!("{} is new.", competency()),
        Kind::CompetencyRemoved => match names.became(&change.place) {
            Some(into) => format!("{} is now a part of {into}.", competency()),
            None => format!("{} is dropped.", competency()),
        },
        Kind::CompetencyWidened => format!("{} is meant for more tracks.", competency()),
        Kind::CompetencyNarrowed => format!("{} is meant for fewer tracks.", competency()),
        Kind::CompetencyMoved => format!("{} is meant for other tracks.", competency()),
        Kind::GroupChanged => return Said::Reworded(format!("the heading above {}", competency())),
        Kind::CompetencyRetitled
        | Kind::GradeRenamed
        | Kind::GradeRetitled
        | Kind::StepRenamed
        | Kind::StepRetitled
            if small =>
        {
            return Said::Nothing;
        }
        Kind::CompetencyRetitled => renamed("A competency", old, new),
        Kind::GradeAdded => format!("Grade {} is new.", names.last(&change.place)),
        Kind::GradeRemoved => format!("Grade {} is removed.", names.last(&change.place)),
        Kind::GradeRenamed | Kind::GradeRetitled => renamed("A grade", old, new),
        Kind::GradeReordered => "The grades are in another order.".to_owned(),
        Kind::StepAdded => format!("{} is a new step of the scale.", new.unwrap_or_default()),
        Kind::StepRemoved => format!("{} is no longer a step of the scale.", old.unwrap_or_default()),
        Kind::StepRenamed | Kind::StepRetitled => renamed("A step of the scale", old, new),
        _ => "The steps of the scale are in another order.".to_owned(),
    };
    Said::News(News::plain(text))
}

fn of_move(change: &Change, names: &Vocabulary<'_>) -> Said {
    let Part::Move(_, to) = &change.place.part else { return Said::Nothing };
    let to = names.end(&change.place, to);
    Said::News(match change.kind {
        Kind::MoveAdded => News::plain(format!("People at this level can now move to {to}.")),
        Kind::MoveRemoved => News::plain(format!("There is no longer a way from this level to {to}.")),
        _ if change.by_table == Impact::Editorial => return Said::Nothing,
        _ => return Said::Reworded(format!("what is said of moving to {to}")),
    })
}

fn of_role(change: &Change, names: &Vocabulary<'_>) -> Said {
    let (Part::Role(id) | Part::RoleExpectation(id, _)) = &change.place.part else { return Said::Nothing };
    let role = role_title(names.sets(), &change.place.owner, id);
    let about = match &change.place.part {
        Part::RoleExpectation(..) => format!("What the role {role} asks of {}", names.competency(&change.place)),
        _ => format!("The role {role}"),
    };
    Said::News(match change.kind {
        Kind::RoleAdded => News::plain(format!("People at this level can now hold the role {role}.")),
        Kind::RoleRemoved => News::plain(format!("There is no longer a role {role}.")),
        _ if change.by_table == Impact::Editorial => return Said::Nothing,
        _ => News::about(about, "this changes.", change),
    })
}

/// That pay changed, in which direction and where; never an amount.
fn pay(change: &Change) -> Said {
    let (location, grade) = match &change.place.part {
        Part::LevelPay(_, _, location) => (location, None),
        Part::GradePay(grade, location) => (location, Some(grade)),
        _ => return Said::Nothing,
    };
    let of = grade.map_or_else(String::new, |grade| format!(" of grade {grade}"));
    let of = location.as_ref().map_or_else(|| of.clone(), |location| format!("{of} in {location}"));
    let what = match change.kind {
        Kind::BandAdded => "is set",
        Kind::BandRemoved => "is removed",
        Kind::BandRaised => "goes up",
        Kind::BandLowered => "goes down",
        Kind::BandWidened => "begins lower and ends higher",
        Kind::BandNarrowed => "begins higher and ends lower",
        _ => "is in another currency",
    };
    Said::News(News::plain(format!("The pay band{of} {what}.")))
}

/// The place's last part is its id.
pub(super) fn last(place: &Place) -> String {
    let place = place.to_string();
    place.rsplit('/').next().unwrap_or_default().to_owned()
}

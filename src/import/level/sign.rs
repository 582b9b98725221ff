//! The words by which a text without an id is known as the name of a level.

use super::Sign;
use crate::import::words::{self, plain};

/// Words that only names of levels have.
const LEVEL_WORDS: &[&str] = &[
    "junior",
    "jr",
    "medior",
    "mid",
    "middle",
    "midlevel",
    "senior",
    "sr",
    "snr",
    "staff",
    "principal",
    "distinguished",
    "fellow",
    "intern",
    "trainee",
    "apprentice",
    "graduate",
    "associate",
    "entry",
    "lead",
    "manager",
    "director",
    "head",
    "vp",
    "svp",
    "evp",
    "vice",
    "president",
    "chief",
    "cto",
    "cpo",
    "ceo",
    "cfo",
    "executive",
    "supervisor",
    "architect",
    "assistant",
    "consultant",
    "partner",
    "expert",
    "deputy",
    "werkstudent",
    "leiter",
    "teamleiter",
    "bereichsleiter",
    "abteilungsleiter",
    "berufseinsteiger",
    "responsable",
    "jefe",
    "gerente",
    "ingénieur",
    "starter",
    "officer",
    "superintendent",
];

/// Words for what people do, which names of levels often have.
pub(super) const ROLE_WORDS: &[&str] = &[
    "engineer",
    "developer",
    "designer",
    "researcher",
    "scientist",
    "analyst",
    "programmer",
    "tester",
    "writer",
    "marketer",
    "recruiter",
    "specialist",
    "administrator",
    "coordinator",
    "technician",
    "pm",
    "swe",
    "sde",
    "sre",
    "em",
    "ic",
    "teacher",
    "agent",
    "accountant",
    "nurse",
    "advisor",
    "adviser",
    "representative",
    "qa",
    "contributor",
    "entwickler",
    "ingenieur",
    "strategist",
    "editor",
    "buyer",
    "planner",
    "seller",
    "librarian",
    "caseworker",
    "practitioner",
    "professional",
];

/// Words of headings that have a level's word and name none.
const OTHER_WORDS: &[&str] = &[
    "management",
    "leadership",
    "impact",
    "communication",
    "skills",
    "skill",
    "with",
    "of the",
    "feedback",
    "mentoring",
    "mentorship",
    "expectations",
    "responsibilities",
    "your",
    "their",
    "to",
    "time",
    "score",
    "rating",
    "comments",
    "assessment",
    "stakeholder",
    "level?",
    "weight",
    "review",
    "salary",
    "relationship",
    "relationships",
    "partnership",
];

/// How surely a text without an id is a level.
pub(super) fn sign(text: &str) -> Option<Sign> {
    let plain = plain(text);
    let words: Vec<&str> = plain.split(' ').collect();
    if words::STEPS.contains(&plain.as_str()) && plain != "expert" {
        return Some(Sign::Weak);
    }
    if OTHER_WORDS.iter().any(|other| words.contains(other)) || words::means(text).is_some_and(|_| plain != "mid") {
        return None;
    }
    if words.iter().any(|word| LEVEL_WORDS.contains(word)) {
        return Some(if plain == "expert" { Sign::Weak } else { Sign::Strong });
    }
    let has_role = words.iter().any(|word| ROLE_WORDS.contains(word));
    let has_number = words
        .last()
        .is_some_and(|last| is_roman(last) || (last.len() <= 2 && last.chars().all(|c| c.is_ascii_digit())));
    match (has_role, has_number) {
        (true, true) => Some(Sign::Strong),
        (true, false) => Some(Sign::Role),
        (false, true) if words.len() > 1 && words.len() <= 4 => Some(Sign::Weak),
        _ => None,
    }
}

fn is_roman(word: &str) -> bool {
    ["i", "ii", "iii", "iv", "v", "vi", "vii"].contains(&word)
}

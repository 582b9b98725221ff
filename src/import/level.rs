//! The names of levels: an id, a title, or both in one heading.

use super::words::{self, Side, length, plain};

/// The longest name of a level, in characters.
const LONGEST: usize = 70;

/// A name that may be a level's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelName {
    pub id: Option<String>,
    pub title: Option<String>,
    /// How sure it is that this is a level.
    pub sign: Sign,
    /// What the heading says in addition, such as years.
    pub extra: Option<String>,
}

/// By what a name is recognised, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// A plain number, or the word for a step, which may be a level's.
    Weak,
    /// A role without a word for a level: `Engineer`.
    Role,
    /// An id such as `IC3`, or a word such as `Senior`.
    Strong,
}

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
const ROLE_WORDS: &[&str] = &[
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

/// Signs between an id and a title.
const BETWEEN: &[char] = &[':', '-', '–', '—', '/', ',', '|', '.', ')', '(', '[', ']', '·', '='];

impl LevelName {
    /// Reads a heading; `None` if it cannot be the name of a level.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.replace('\n', " ").replace(['*', '_', '`'], " ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.trim_start_matches("• ").trim();
        if text.is_empty() || text.chars().count() > LONGEST || length(text) > 9 || text.ends_with(['.', '?', '!', ';'])
        {
            return None;
        }
        if let Some(found) = whole_id(text) {
            return Some(found);
        }
        // "Senior Engineer (L3)", "IC3: Senior", "L1 - Junior", "1/ Junior", "E1, ~ 1 yr".
        let parts = [behind_brackets(text), before_title(text), behind_title(text)];
        if let Some((id, rest)) = parts.into_iter().flatten().next() {
            let is_plain = id.chars().all(|c| c.is_ascii_digit());
            let is_duration = rest.chars().any(|c| c.is_ascii_digit()) && words::plain(&rest).split(' ').any(is_time);
            if is_duration {
                return Some(Self { id: Some(id), title: None, sign: Sign::Strong, extra: Some(rest) });
            }
            let sign = sign(&rest);
            if !is_plain || sign.is_some() {
                let has_words = rest.chars().any(char::is_alphabetic);
                let title = has_words.then_some(rest);
                return Some(Self { id: Some(id), title, sign: Sign::Strong, extra: None });
            }
            return None;
        }
        let sign = sign(text)?;
        Some(Self { id: None, title: Some(text.to_owned()), sign, extra: None })
    }

    /// Whether it is more than a number or the word for a step.
    pub fn is_likely(&self) -> bool {
        self.sign >= Sign::Role
    }

    /// What the name says as people would write it.
    pub fn shown(&self) -> &str {
        self.id.as_deref().or(self.title.as_deref()).unwrap_or_default()
    }
}

/// Which side a level is on, by the prefix of its id and the words of its title.
pub fn side(id: Option<&str>, title: Option<&str>) -> Option<Side> {
    let prefix: String = id.unwrap_or_default().chars().take_while(|c| c.is_alphabetic()).collect();
    let by_id = match prefix.to_uppercase().as_str() {
        "M" | "EM" | "SEM" | "DIR" | "VP" | "SVP" | "EVP" | "MGR" | "MG" | "PMM" if prefix != "PMM" => {
            Some(Side::Manager)
        }
        "IC" | "L" | "E" | "P" | "SE" | "SWE" | "SDE" | "T" | "S" => Some(Side::Ic),
        _ => None,
    };
    let plain = plain(title.unwrap_or_default());
    let has = |word: &str| plain.split(' ').any(|known| known == word);
    let manages_things = [
        "product manager",
        "project manager",
        "program manager",
        "programme manager",
        "account manager",
        "delivery manager",
        "community manager",
        "technical program manager",
        "success manager",
        "marketing manager",
    ]
    .iter()
    .any(|role| plain.contains(role));
    let is_head = ["director", "head", "vp", "svp", "evp", "president", "chief", "supervisor"].into_iter().any(has);
    let by_title = if is_head || (has("manager") && !manages_things) {
        Some(Side::Manager)
    } else if plain.is_empty() {
        None
    } else {
        Some(Side::Ic)
    };
    match (by_id, by_title) {
        (Some(Side::Manager), _) | (_, Some(Side::Manager)) => Some(Side::Manager),
        (by_id, by_title) => by_id.or(by_title),
    }
}

/// How high a title is among others: by its words, then by the number behind it.
pub fn rank(title: &str) -> Option<u32> {
    const RANKS: &[&[&str]] = &[
        &["intern", "trainee", "apprentice"],
        &["graduate", "entry", "associate", "junior", "jr"],
        &["mid", "medior", "middle"],
        &["senior", "sr"],
        &["lead", "supervisor"],
        &["staff", "manager"],
        &["principal", "head", "director"],
        &["distinguished", "vp", "vice"],
        &["fellow", "svp", "evp", "chief", "cto", "cpo"],
    ];
    const NUMBERS: &[&str] = &["i", "ii", "iii", "iv", "v", "vi", "vii"];
    let plain = plain(title);
    let words: Vec<&str> = plain.split(' ').collect();
    let has = |of: &&[&str]| words.iter().any(|word| of.contains(word));
    let at = RANKS.iter().rposition(&has);
    let last = words.last().copied().unwrap_or_default();
    let number = NUMBERS
        .iter()
        .position(|roman| *roman == last)
        .map(|at| at as u32 + 1)
        .or_else(|| last.parse().ok().filter(|number| *number < 20));
    // A role without a word for a level is below senior.
    let at = at.or_else(|| words.iter().any(|word| ROLE_WORDS.contains(word)).then_some(2))? as u32;
    let is_senior = at > 3 && has(&RANKS[3]);
    Some(at * 100 + u32::from(is_senior) * 50 + number.unwrap_or(0))
}

/// The number in an id or title: `3` of `IC3`, `2` of `Engineer II`.
pub fn ordinal(text: &str) -> Option<u32> {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// "IC3", "L 2", "Level 4", "3", "Intern".
fn whole_id(text: &str) -> Option<LevelName> {
    let plain_number = text.len() <= 2 && text.chars().all(|c| c.is_ascii_digit());
    if plain_number {
        return Some(LevelName { id: Some(text.to_owned()), title: None, sign: Sign::Weak, extra: None });
    }
    let lower = text.to_lowercase();
    for word in ["level", "grade", "band", "stage", "lvl", "niveau", "stufe", "nivel"] {
        if let Some(number) = lower.strip_prefix(word).map(|rest| rest.trim_matches([' ', '-', '.', '#'])) {
            let is_number = !number.is_empty() && number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit());
            if is_number {
                return Some(LevelName {
                    id: Some(format!("L{number}")),
                    title: None,
                    sign: Sign::Strong,
                    extra: None,
                });
            }
        }
    }
    id(text).map(|id| LevelName { id: Some(id), title: None, sign: Sign::Strong, extra: None })
}

/// An id: up to five letters and a number, perhaps with a letter or a sign behind it.
fn id(text: &str) -> Option<String> {
    let letters: String = text.chars().take_while(|c| c.is_ascii_alphabetic()).collect();
    let rest = text[letters.len()..].trim_start_matches([' ', '-', '.', '_']);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let end = &rest[digits.len()..];
    let is_upper = letters.chars().next().is_some_and(|c| c.is_ascii_uppercase())
        && letters.len() <= 5
        && (letters.len() <= 2 || letters.chars().filter(|c| c.is_ascii_uppercase()).count() >= 2);
    let is_end = end.is_empty()
        || end == "+"
        || (end.len() == 1 && end.chars().all(|c| c.is_ascii_alphabetic()))
        || end
            .strip_prefix(['.', '-'])
            .is_some_and(|rest| rest.len() <= 2 && !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()));
    let is_calendar = matches!(letters.to_uppercase().as_str(), "Q" | "FY" | "H" | "W" | "CW" | "KW" | "ISO");
    let known = !letters.is_empty() && is_upper && (1..=2).contains(&digits.len()) && is_end && !is_calendar;
    known.then(|| format!("{letters}{digits}{}", if end == "+" { "" } else { end }))
}

/// "Senior Engineer (L3)".
fn behind_brackets(text: &str) -> Option<(String, String)> {
    let open = text.rfind(['(', '['])?;
    let inner = text[open + 1..].trim_end_matches([')', ']', ' ', ':']).trim();
    let found = whole_id(inner).filter(|found| found.sign == Sign::Strong)?.id?;
    Some((found, text[..open].trim().trim_end_matches(BETWEEN).trim().to_owned()))
}

/// "IC3: Senior", "L1 - Junior", "1/ Junior", "1. Junior", "IC3 Senior Engineer", "Level 2 – Engineer".
fn before_title(text: &str) -> Option<(String, String)> {
    let words: Vec<&str> = text.split(' ').collect();
    for count in (1..=2.min(words.len() - 1)).rev() {
        let first = words[..count].join(" ");
        let bare = first.trim_end_matches(BETWEEN);
        let has_sign = bare.len() < first.len()
            || words[count..].first().is_some_and(|word| word.chars().all(|c| BETWEEN.contains(&c)));
        let rest = words[count..].join(" ");
        let rest = rest.trim_matches(|c: char| BETWEEN.contains(&c) && c != '(' && c != ')' || c == ' ').to_owned();
        let rest = if rest.starts_with('(') { rest.trim_matches(['(', ')']).to_owned() } else { rest };
        let Some(found) = whole_id(bare) else { continue };
        if !rest.is_empty() && (found.sign == Sign::Strong || has_sign) {
            return Some((found.id?, rest));
        }
    }
    // "IC3/Senior", "L4:Staff"
    let at = text.find(BETWEEN)?;
    let (first, rest) = text.split_at(at);
    let rest = rest.trim_start_matches(BETWEEN).trim();
    let found = whole_id(first.trim())?;
    (!rest.is_empty()).then_some((found.id?, rest.to_owned()))
}

/// "Senior Engineer - IC3", "Engineer IC2".
fn behind_title(text: &str) -> Option<(String, String)> {
    let (rest, last) = text.rsplit_once([' ', ':', '/', '|', ','])?;
    let found = id(last.trim())?;
    let rest = rest.trim().trim_end_matches(BETWEEN).trim();
    (!rest.is_empty()).then(|| (found, rest.to_owned()))
}

/// How surely a text without an id is a level.
fn sign(text: &str) -> Option<Sign> {
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

fn is_time(word: &str) -> bool {
    ["yr", "yrs", "year", "years", "month", "months", "jahre", "y"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_and_title_are_taken_apart() {
        for (text, id, title) in [
            ("Junior Developer (L1)", Some("L1"), Some("Junior Developer")),
            ("L1 - Junior", Some("L1"), Some("Junior")),
            ("IC3: Senior", Some("IC3"), Some("Senior")),
            ("IC3\nSenior Engineer", Some("IC3"), Some("Senior Engineer")),
            ("1/ Junior", Some("1"), Some("Junior")),
            ("Senior Engineer – IC4", Some("IC4"), Some("Senior Engineer")),
            ("E1, ~ 1 yr", Some("E1"), None),
            ("IC 4", Some("IC4"), None),
            ("Level 3", Some("L3"), None),
            ("Level 2 – Engineer", Some("L2"), Some("Engineer")),
            ("Software Engineer II", None, Some("Software Engineer II")),
            ("VP Engineering", None, Some("VP Engineering")),
        ] {
            let found = LevelName::read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.id.as_deref(), found.title.as_deref()), (id, title), "{text}");
            assert!(found.is_likely(), "{text}");
        }
    }

    #[test]
    fn headings_of_other_things_are_no_levels() {
        for text in [
            "Delivery",
            "Technical leadership",
            "Q1 2024",
            "Manager feedback",
            "1. Delivery",
            "Project management",
            "Notes",
        ] {
            assert!(LevelName::read(text).is_none_or(|found| !found.is_likely()), "{text}");
        }
    }
}

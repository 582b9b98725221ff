//! The words by which tables tell what their rows and columns are. Texts are compared in small letters, without signs.

/// What a heading names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// The id of a level.
    Id,
    /// The title of a level.
    Title,
    /// The grade of a level.
    Grade,
    /// The purpose of a level.
    Summary,
    /// The size of problem that a level takes on.
    Scope,
    /// The pay of a level, or one end of it.
    Pay,
    PayMin,
    PayMid,
    PayMax,
    /// The currency of pay.
    Currency,
    /// Something that a level has in common with other frameworks, or that the format has no key for.
    NoKey,
    /// People, what they got, or how many there are.
    People,
    /// Remarks.
    Note,
}

const MEANINGS: &[(Means, &[&str])] = &[
    (Means::Id, &["id", "level id", "code", "level code", "key", "level no", "level number", "level #", "lvl"]),
    (
        Means::Title,
        &[
            "title",
            "titles",
            "job title",
            "job titles",
            "role",
            "role title",
            "role name",
            "level name",
            "level title",
            "position",
            "position title",
            "typical title",
            "typical titles",
            "example titles",
            "working title",
            "display title",
            "name",
        ],
    ),
    (
        Means::Grade,
        &[
            "grade",
            "grades",
            "pay grade",
            "job grade",
            "salary grade",
            "band",
            "company grade",
            "global grade",
            "job band",
            "company level",
            "grade band",
        ],
    ),
    (
        Means::Summary,
        &[
            "summary",
            "theme",
            "themes",
            "description",
            "overview",
            "purpose",
            "role summary",
            "level summary",
            "in short",
            "tl dr",
            "tldr",
            "at a glance",
            "track record",
            "profile",
            "role description",
            "level description",
            "mission",
            "role overview",
            "role purpose",
            "in a nutshell",
            "headline",
            "essence",
            "in one sentence",
            "short description",
            "tagline",
            "motto",
            "about",
        ],
    ),
    (
        Means::Scope,
        &["scope", "scope of impact", "scope of work", "scope of role", "level scope", "scope and impact", "span"],
    ),
    (
        Means::Pay,
        &[
            "pay",
            "salary",
            "compensation",
            "salary range",
            "pay range",
            "pay band",
            "salary band",
            "base salary",
            "base pay",
            "salary bands",
            "pay bands",
            "comp band",
            "comp range",
            "annual salary",
            "total compensation",
            "remuneration",
            "salary per year",
            "salary year",
            "compensation range",
            "compensation band",
            "gehalt",
            "comp",
        ],
    ),
    (
        Means::PayMin,
        &[
            "min",
            "min salary",
            "salary min",
            "pay min",
            "minimum",
            "minimum salary",
            "from",
            "band min",
            "salary from",
            "min pay",
            "pay from",
        ],
    ),
    (Means::PayMid, &["mid", "midpoint", "mid salary", "salary mid", "pay mid", "median", "target"]),
    (
        Means::PayMax,
        &[
            "max",
            "max salary",
            "salary max",
            "pay max",
            "maximum",
            "maximum salary",
            "to",
            "band max",
            "salary to",
            "max pay",
            "pay to",
            "next salary",
        ],
    ),
    (Means::Currency, &["currency", "pay currency", "salary currency"]),
    (
        Means::NoKey,
        &[
            "years",
            "years of experience",
            "years experience",
            "experience years",
            "yrs",
            "yoe",
            "typical experience",
            "experience in years",
            "time in level",
            "time in role",
            "typical tenure",
            "tenure",
            "reports to",
            "reporting to",
            "team size",
            "direct reports",
            "reports",
            "people managed",
            "sfia",
            "radford",
            "equivalent",
            "equivalents",
            "external equivalent",
            "external level",
            "market title",
            "flsa",
            "min p",
            "max p",
            "education",
            "weight",
            "weights",
            "weighting",
            "bonus",
            "equity",
            "stock",
            "next level",
            "experience",
            "minimum experience",
            "min experience",
        ],
    ),
    (
        Means::People,
        &[
            "employee",
            "employees",
            "people",
            "person",
            "current holder",
            "current holders",
            "holder",
            "holders",
            "headcount",
            "head count",
            "hc",
            "number of people",
            "no of people",
            "count",
            "heads",
            "fte",
            "average salary",
            "avg salary",
            "mean salary",
            "median salary",
            "average pay",
            "employee name",
            "first name",
            "last name",
            "surname",
            "full name",
            "email",
            "e mail",
            "mail",
            "score",
            "scores",
            "your score",
            "self score",
            "manager score",
            "self",
            "self assessment",
            "self rating",
            "manager rating",
            "manager assessment",
            "assessment",
            "rating",
            "ratings",
            "evidence",
            "result",
            "results",
            "level result",
            "achieved",
            "achieved level",
            "current score",
            "answer",
            "answers",
            "feedback",
            "peer feedback",
            "manager feedback",
            "reviewer",
            "reviewer comments",
            "assessor",
            "who",
            "team member",
            "team members",
            "incumbent",
            "incumbents",
            "examples of people",
            "example people",
            "current",
            "actual",
            "gap",
            "met",
            "done",
            "value",
            "status",
            "achieved?",
            "self review",
            "manager review",
            "review",
            "employee id",
            "date of birth",
            "hired",
            "start date",
            "hire date",
            "line manager",
            "my score",
            "points",
            "total",
            "total score",
            "yes no",
            "y n",
            "check",
            "assessed by",
            "assessed on",
        ],
    ),
    (
        Means::Note,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "remark",
            "remarks",
            "additional notes",
            "additional comments",
            "todo",
            "to do",
            "tbd",
            "source",
            "sources",
            "links",
            "link",
            "resources",
            "further reading",
            "last updated",
            "updated",
            "questions",
            "open questions",
            "owner",
            "changes",
            "change log",
            "reference",
            "references",
            "internal",
            "draft",
        ],
    ),
];

/// What a heading means, if it is one of the known ones.
pub fn means(text: &str) -> Option<Means> {
    let plain = plain(text);
    let exact = MEANINGS.iter().find(|(_, words)| words.contains(&plain.as_str())).map(|(means, _)| *means);
    exact.or_else(|| {
        let first = plain.split_whitespace().next()?;
        let has = |word: &str| plain.split_whitespace().any(|known| known == word);
        let is_short = plain.split_whitespace().count() <= 6;
        match first {
            _ if !is_short => None,
            "salary" | "pay" | "compensation" => Some(Means::Pay),
            _ if has("salary") && (has("average") || has("avg") || has("median")) => Some(Means::People),
            _ if has("salary") && has("range") => Some(Means::Pay),
            _ if has("headcount") || has("incumbent") || has("incumbents") => Some(Means::People),
            _ if has("score") || has("scores") || has("evidence") => Some(Means::People),
            "notes" | "comments" | "remarks" => Some(Means::Note),
            _ if has("notes") || has("comments") => Some(Means::Note),
            "years" => Some(Means::NoKey),
            _ if has("years") && has("experience") => Some(Means::NoKey),
            _ => None,
        }
    })
}

/// Whether a heading is about people whatever its cells say; `Results` or `Feedback` may be a competency.
pub fn is_about_people(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "headcount",
        "employee",
        "employees",
        "email",
        "mail",
        "holder",
        "holders",
        "salary",
        "fte",
        "incumbent",
        "incumbents",
        "evidence",
        "score",
        "scores",
        "rating",
        "ratings",
        "assessment",
        "assessor",
        "reviewer",
        "who",
        "answer",
        "answers",
        "hc",
        "heads",
    ];
    let plain = plain(text);
    plain.contains("head count") || plain.contains("team member") || plain.split(' ').any(|word| WORDS.contains(&word))
}

/// Headings of the column of competencies in a table with one row for each expectation.
pub const COMPETENCY: &[&str] = &[
    "competency",
    "competencies",
    "competence",
    "skill",
    "skills",
    "dimension",
    "dimensions",
    "milestone",
    "attribute",
    "area",
    "areas",
    "capability",
    "capabilities",
    "criterion",
    "criteria",
    "behaviour",
    "behavior",
    "behaviours",
    "behaviors",
    "pillar",
    "axis",
    "trait",
    "value",
    "expectation area",
    "topic",
    "theme",
    "competency name",
    "skill name",
    "competency id",
    "category",
    "facet",
    "focus area",
    "competency area",
    "sub competency",
    "subcompetency",
    "cometency",
    "kompetenz",
    "compétence",
    "competencia",
    "quality",
    "responsibility area",
];

/// Headings of a column of levels.
pub const LEVEL: &[&str] = &[
    "level",
    "levels",
    "level id",
    "job level",
    "career level",
    "ladder level",
    "role level",
    "lvl",
    "stage",
    "employee level",
    "seniority",
    "grade",
    "rung",
    "role",
    "title",
    "job title",
    "step",
    "band",
    "niveau",
    "stufe",
    "nivel",
    "level name",
    "level code",
    "position",
];

/// Headings of a column of tracks.
pub const TRACK: &[&str] = &[
    "track",
    "career track",
    "tracks",
    "path",
    "career path",
    "cohort",
    "discipline",
    "specialism",
    "specialisation",
    "specialization",
    "job family",
    "family",
    "ladder",
    "function",
    "stream",
    "profession",
    "craft",
    "role family",
    "track name",
];

/// Headings of a column of groups of competencies.
pub const GROUP: &[&str] = &[
    "group",
    "category",
    "competency group",
    "theme",
    "pillar",
    "section",
    "area",
    "cluster",
    "domain",
    "competency category",
    "skill group",
    "dimension",
];

/// Headings of a column of what is expected.
pub const TEXT: &[&str] = &[
    "expectation",
    "expectations",
    "text",
    "description",
    "summary",
    "behaviour",
    "behavior",
    "behaviours",
    "behaviors",
    "statement",
    "what it looks like",
    "what is expected",
    "indicator",
    "indicators",
    "definition",
    "details",
    "detail",
    "requirement",
    "requirements",
    "responsibilities",
    "responsibility",
    "point",
    "content",
    "what we expect",
    "expected behaviour",
    "expected behavior",
    "evidence of",
    "what it asks",
    "descriptor",
    "example behaviours",
    "key behaviours",
    "key behaviors",
    "demonstrates",
    "statements",
    "expected",
    "what good looks like",
];

/// Headings of a column of examples.
pub const EXAMPLES: &[&str] = &[
    "example",
    "examples",
    "for example",
    "e g",
    "sample behaviours",
    "example evidence",
    "in practice",
    "illustration",
    "illustrations",
];

/// Headings of a column of steps.
pub const STEP: &[&str] = &[
    "step",
    "proficiency",
    "proficiency level",
    "expected step",
    "expected level",
    "target level",
    "target",
    "required level",
    "expected proficiency",
    "mastery",
    "required",
    "weight expected",
    "expected score",
    "scale",
    "level required",
    "required proficiency",
    "stufe soll",
];

/// Steps of scales, if none of the headings beside them is a level's.
pub const STEPS: &[&str] = &[
    "beginner",
    "advanced beginner",
    "novice",
    "basic",
    "basics",
    "foundational",
    "foundation",
    "developing",
    "intermediate",
    "competent",
    "proficient",
    "advanced",
    "expert",
    "leading expert",
    "master",
    "mastery",
    "authority",
    "learning",
    "practising",
    "practicing",
    "applying",
    "leading",
    "shaping",
    "aware",
    "awareness",
    "working",
    "practitioner",
    "skilled",
    "exploring",
    "emerging",
    "established",
    "exemplary",
    "role model",
    "thought leader",
    "guru",
    "learns",
    "does",
    "leads",
    "none",
    "teaching",
    "coaching",
    "understanding",
    "mastering",
    "growing",
    "exceeding",
    "meets",
    "exceeds",
    "performs",
    "knows",
    "fundamental",
    "inspires",
    "teaches",
    "owns",
    "applies",
    "shapes",
    "helps",
];

/// Cells that say nothing.
pub const NOTHING: &[&str] = &[
    "-",
    "--",
    "---",
    "–",
    "—",
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "not applicable",
    "tbd",
    "tba",
    "tbc",
    "todo",
    ".",
    "…",
    "...",
    "?",
    "none yet",
    "/",
    "\\",
    "*",
    "xxx",
    "x.x",
    "to be defined",
    "to be done",
    "not asked",
    "same",
    "\"",
    "''",
];

/// Whether a cell says that there is nothing.
pub fn says_nothing(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    NOTHING.contains(&text.as_str()) || text.chars().all(|c| !c.is_alphanumeric() && !is_tick(c))
}

/// Whether a sign stands for yes or no.
pub fn is_tick(c: char) -> bool {
    matches!(c, '✓' | '✔' | '✅' | '☑' | '●' | '○' | '◯' | '■' | '□' | '✗' | '✘' | '❌' | '☐' | '★' | '☆')
}

/// Whether a cell is an answer, such as a tick.
pub fn is_answer(text: &str) -> bool {
    let plain = text.trim().to_lowercase();
    [
        "yes",
        "no",
        "y",
        "n",
        "true",
        "false",
        "x",
        "done",
        "not yet",
        "nope",
        "not there yet",
        "partly",
        "met",
        "not met",
    ]
    .contains(&plain.as_str())
        || (!plain.is_empty() && plain.chars().all(is_tick))
}

/// A text in small letters, without signs at its ends and with single spaces.
pub fn plain(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '#' | '+' | '\'' | '’') { c } else { ' ' })
        .collect();
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a heading is one of a list.
pub fn is_one(text: &str, of: &[&str]) -> bool {
    of.contains(&plain(text).as_str())
}

/// How many words a text has.
pub fn length(text: &str) -> usize {
    text.split_whitespace().count()
}

/// A number, if a text is only that; a percent sign and separators of thousands are allowed.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim();
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    text.replace(',', ".").parse().ok()
}

/// Which side a name of a track says.
pub fn side(text: &str) -> Option<Side> {
    let plain = plain(text);
    let has = |words: &[&str]| plain.split_whitespace().any(|word| words.contains(&word));
    if plain.contains("individual contributor")
        || has(&[
            "ic",
            "ics",
            "individual",
            "contributor",
            "contributors",
            "maker",
            "technical",
            "specialist",
            "expert",
            "experts",
        ]) && !has(&["manager", "management", "managers"])
    {
        return Some(Side::Ic);
    }
    if has(&["manager", "managers", "management", "people", "managerial", "em", "ems", "mgmt", "mgr"]) {
        return Some(Side::Manager);
    }
    if has(&["leadership", "leader", "leaders"]) && length(&plain) <= 3 && has(&["track", "path", "ladder", "team"]) {
        return Some(Side::Manager);
    }
    None
}

/// A side of a ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Ic,
    Manager,
}
